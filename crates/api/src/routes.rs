//! Every route, named once: what is listed here is served and described.
//!
//! Nothing is decided here but the order.

use actix_web::{http::header, middleware::DefaultHeaders};
use utoipa_actix_web::{scope, service_config::ServiceConfig};

use crate::{
    fallback::Known,
    handlers::{
        access, access_export, auth, board, branch, comments, commits, connection, decisions, docs,
        events, github, health, labels, me, members, notifications, options, overview, projects,
        repositories, search, service, sessions, tasks, tokens, verdicts, webhooks,
    },
    input,
};

/// Adds all routes. `known` tells addresses that exist from those that do not.
pub(crate) fn gather(config: &mut ServiceConfig<'_>, known: Known) {
    let api = scope("/api/v1")
        .app_data(input::paths())
        .configure(auth_routes)
        .configure(my_routes)
        .configure(github_routes)
        .configure(project_routes)
        .configure(task_routes)
        .default_service(known.refuse())
        .wrap(DefaultHeaders::new().add((header::CACHE_CONTROL, "no-store")));
    config
        .service(api)
        .service(health::check_health)
        .service(health::check_readiness)
        .map(|config| {
            config
                .service(docs::show_document)
                .service(docs::find_docs)
                .service(docs::show_docs)
        });
}

fn auth_routes(config: &mut ServiceConfig<'_>) {
    config
        .service(service::show_service)
        .service(auth::register)
        .service(auth::login)
        .service(auth::refresh)
        .service(auth::logout);
}

fn my_routes(config: &mut ServiceConfig<'_>) {
    config
        .service(me::show_me)
        .service(me::edit_me)
        .service(me::list_my_activity)
        .service(events::listen_to_events)
        .service(notifications::list_notifications)
        .service(notifications::count_unread)
        .service(notifications::read_all_notifications)
        .service(notifications::read_notification)
        .service(me::list_my_access)
        .service(me::change_password)
        .service(sessions::list_sessions)
        .service(sessions::end_session)
        .service(tokens::list_tokens)
        .service(tokens::create_token)
        .service(tokens::delete_token)
        .service(connection::show_connection)
        .service(connection::start_connection)
        .service(connection::finish_connection)
        .service(connection::show_impact)
        .service(connection::show_unconfirmed_end)
        .service(connection::dismiss_unconfirmed_end)
        .service(connection::remove_connection);
}

fn github_routes(config: &mut ServiceConfig<'_>) {
    config
        .service(github::list_owners)
        .service(github::find_owner)
        .service(github::list_github_repositories)
        .service(github::list_branches)
        .service(webhooks::receive_webhook);
}

fn project_routes(config: &mut ServiceConfig<'_>) {
    config
        .service(projects::list_projects)
        .service(projects::create_project)
        .service(projects::show_project)
        .service(projects::edit_project)
        .service(options::show_options)
        .service(options::edit_options)
        .service(labels::list_labels)
        .service(labels::create_label)
        .service(labels::edit_label)
        .service(labels::delete_label)
        .service(members::list_members)
        .service(members::add_member)
        .service(members::change_member)
        .service(members::remove_member)
        .service(repositories::list_repositories)
        .service(repositories::link_repository)
        .service(repositories::edit_repository)
        .service(repositories::unlink_repository)
        .service(access::list_access)
        .service(access::show_live_access)
        .service(access_export::export_access)
        .service(access::look_again)
        .service(access::hold_access)
        .service(access::release_access)
        .service(overview::list_activity)
        .service(overview::list_effects)
        .service(overview::retry_effect);
}

fn task_routes(config: &mut ServiceConfig<'_>) {
    config
        .service(search::find_tasks)
        .service(tasks::list_tasks)
        .service(tasks::create_task)
        .service(tasks::show_task)
        .service(tasks::edit_task)
        .service(board::show_board)
        .service(board::move_task)
        .service(decisions::assign_task)
        .service(decisions::close_task)
        .service(decisions::reopen_task)
        .service(overview::show_timeline)
        .service(comments::list_comments)
        .service(comments::create_comment)
        .service(comments::edit_comment)
        .service(comments::delete_comment)
        .service(branch::create_branch)
        .service(commits::list_commits)
        .service(verdicts::show_verdicts);
}
