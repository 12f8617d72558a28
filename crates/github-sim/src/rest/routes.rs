//! The table of REST routes.
//! A route is added here and nowhere else; what it does is in the file that it names.

use serde_json::json;

use super::call::{Answer, Call};
use super::target::Target;
use super::{
    applications, branches, collaborators, commits, compare, hook_deliveries, hooks, invitations,
    merges, new_pull, organizations, own_invitations, pulls, refs, repositories, reviewers, search,
    target, users,
};
use crate::refusals::Refusal;
use crate::reply::Reply;

/// Finds the route of a call and follows it.
pub(crate) fn route(call: Call<'_>, path: &[&str]) -> Answer {
    match (call.request.method.as_str(), path) {
        ("GET", ["rate_limit"]) => Ok(rate_limit(&call)),
        (_, ["user", rest @ ..]) => own(&call, rest),
        ("GET", ["users", login]) => users::show_named(&call, login),
        ("GET", ["users", login, "repos"]) => repositories::list_of_user(&call, login),
        ("GET", ["users", login, "orgs"]) => organizations::list_of_user(&call, login),
        ("GET", ["orgs", login]) => organizations::show(&call, login),
        ("GET", ["orgs", login, "repos"]) => repositories::list_of_organization(&call, login),
        ("GET", ["search", "repositories"]) => search::repositories(&call),
        (_, ["applications", client, rest @ ..]) => app(&call, client, rest),
        (_, ["repos", owner, name, rest @ ..]) => {
            let id = target::find(&call, owner, name, rest)?;
            one_repository(call, id, rest)
        }
        (_, ["repositories", id, rest @ ..]) => {
            let id = id.parse().map_err(|_| Refusal::not_found())?;
            one_repository(call, id, rest)
        }
        _ => Err(Refusal::not_found()),
    }
}

fn own(call: &Call<'_>, path: &[&str]) -> Answer {
    match (call.request.method.as_str(), path) {
        ("GET", []) => users::show_own(call),
        ("GET", ["emails"]) => users::list_own_addresses(call),
        ("GET", ["orgs"]) => organizations::list_own(call),
        ("GET", ["memberships", "orgs"]) => organizations::list_memberships(call),
        ("GET", ["memberships", "orgs", login]) => organizations::show_membership(call, login),
        ("GET", ["repos"]) => repositories::list_own(call),
        ("GET", ["repository_invitations"]) => own_invitations::list(call),
        ("PATCH", ["repository_invitations", id]) => own_invitations::accept(call, id),
        ("DELETE", ["repository_invitations", id]) => own_invitations::decline(call, id),
        ("GET", [id]) => users::show_numbered(call, id),
        _ => Err(Refusal::not_found()),
    }
}

fn app(call: &Call<'_>, client: &str, path: &[&str]) -> Answer {
    applications::authenticate(call, client)?;
    match (call.request.method.as_str(), path) {
        ("POST", ["token"]) => applications::check_token(call),
        ("DELETE", ["token"]) => applications::delete_token(call),
        ("DELETE", ["grant"]) => applications::delete_grant(call),
        _ => Err(Refusal::not_found()),
    }
}

fn one_repository(mut call: Call<'_>, id: u64, path: &[&str]) -> Answer {
    let target = target::open(&call, id, path)?;
    call.path = [&["repositories", &id.to_string()], path]
        .concat()
        .join("/");
    call.path.insert(0, '/');
    let (call, target) = (&call, &target);
    match path {
        [] if call.request.method == "GET" => Ok(repositories::show(call, target)),
        ["collaborators" | "invitations", ..] => people(call, target, path),
        ["pulls", rest @ ..] => pull_requests(call, target, rest),
        ["hooks", rest @ ..] => webhooks(call, target, rest),
        _ => git_data(call, target, path),
    }
}

fn people(call: &Call<'_>, target: &Target, path: &[&str]) -> Answer {
    match (call.request.method.as_str(), path) {
        ("GET", ["collaborators"]) => collaborators::list(call, target),
        ("GET", ["collaborators", login]) => collaborators::check(call, target, login),
        ("PUT", ["collaborators", login]) => collaborators::add(call, target, login),
        ("DELETE", ["collaborators", login]) => collaborators::remove(call, target, login),
        ("GET", ["collaborators", login, "permission"]) => {
            collaborators::show_permission(call, target, login)
        }
        ("GET", ["invitations"]) => invitations::list(call, target),
        ("PATCH", ["invitations", id]) => invitations::change(call, target, id),
        ("DELETE", ["invitations", id]) => invitations::withdraw(call, target, id),
        _ => Err(Refusal::not_found()),
    }
}

fn pull_requests(call: &Call<'_>, target: &Target, path: &[&str]) -> Answer {
    match (call.request.method.as_str(), path) {
        ("GET", []) => Ok(pulls::list(call, target)),
        ("POST", []) => new_pull::create(call, target),
        ("GET", [number]) => pulls::show(call, target, number),
        ("PATCH", [number]) => pulls::change(call, target, number),
        ("GET", [number, "commits"]) => pulls::list_commits(call, target, number),
        ("GET", [number, "files"]) => pulls::list_files(call, target, number),
        ("GET", [number, "merge"]) => merges::check(target, number),
        ("PUT", [number, "merge"]) => merges::merge(call, target, number),
        ("GET", [number, "requested_reviewers"]) => reviewers::list(call, target, number),
        ("POST", [number, "requested_reviewers"]) => reviewers::ask(call, target, number),
        ("DELETE", [number, "requested_reviewers"]) => reviewers::release(call, target, number),
        _ => Err(Refusal::not_found()),
    }
}

fn webhooks(call: &Call<'_>, target: &Target, path: &[&str]) -> Answer {
    hooks::require_right(call, target)?;
    match (call.request.method.as_str(), path) {
        ("GET", []) => Ok(hooks::list(call, target)),
        ("POST", []) => hooks::create(call, target),
        ("GET", [id]) => hooks::show(call, target, id),
        ("PATCH", [id]) => hooks::change(call, target, id),
        ("DELETE", [id]) => hooks::delete(call, target, id),
        ("POST", [id, "pings" | "tests"]) => hooks::ping(call, target, id),
        ("GET", [id, "deliveries"]) => hook_deliveries::list(call, target, id),
        ("GET", [id, "deliveries", delivery]) => hook_deliveries::show(target, id, delivery),
        ("POST", [id, "deliveries", delivery, "attempts"]) => {
            hook_deliveries::redeliver(call, target, id, delivery)
        }
        _ => Err(Refusal::not_found()),
    }
}

/// Names of branches and refs may hold slashes, so they take all that is left of the path.
fn git_data(call: &Call<'_>, target: &Target, path: &[&str]) -> Answer {
    match (call.request.method.as_str(), path) {
        ("GET", ["branches"]) => branches::list(call, target),
        ("GET", ["branches", name @ .., "protection"]) => {
            branches::show_protection(call, target, &name.join("/"))
        }
        ("GET", ["branches", name @ ..]) => branches::show(call, target, &name.join("/")),
        ("GET", ["git", "matching-refs", prefix @ ..]) => {
            refs::list_matching(call, target, &prefix.join("/"))
        }
        ("GET", ["git", "ref" | "refs", name @ ..]) => refs::show(call, target, &name.join("/")),
        ("POST", ["git", "refs"]) => refs::create(call, target),
        ("DELETE", ["git", "refs", name @ ..]) => refs::delete(call, target, &name.join("/")),
        ("GET", ["commits"]) => commits::list(call, target),
        ("GET", ["commits", name @ .., "status"]) => {
            commits::show_status(call, target, &name.join("/"))
        }
        ("GET", ["commits", name @ .., "check-runs"]) => {
            commits::list_check_runs(target, &name.join("/"))
        }
        ("GET", ["commits", name @ ..]) => commits::show(call, target, &name.join("/")),
        ("GET", ["compare", range @ ..]) => compare::show(call, target, &range.join("/")),
        _ => Err(Refusal::not_found()),
    }
}

fn rate_limit(call: &Call<'_>) -> Reply {
    let now = call.state.world().now();
    let of = |resource| {
        call.state
            .limits
            .count(call.viewer.user, resource, 0, now)
            .render()
    };
    let mut body = json!({ "resources": { "core": of("core"), "search": of("search") } });
    if call.request.header("X-GitHub-Api-Version") != Some("2026-03-10") {
        body["rate"] = of("core");
    }
    Reply::json(200, body)
}
