//! The warning before a connection is removed: what stops, counted and by name.

use domain::wire::me::{Connection, ConnectionImpact, ProjectImpact};
use leptos::prelude::*;

use crate::{
    api::use_api,
    components::{Confirm, lines_skeleton, show},
    remote::Remote,
    submission::Submission,
    text::profile,
    words::impact_words,
};

/// The warning before a connection is removed.
#[component]
pub(super) fn Removal(connection: Remote<Connection>, asked: RwSignal<bool>) -> impl IntoView {
    let api = use_api();
    let submission = Submission::new();
    let remove = Callback::new(move |()| {
        submission.run(api.remove_connection(), move |()| {
            asked.set(false);
            connection.reload();
        });
    });
    view! {
        <Confirm open=asked title=profile::remove_question() yes=profile::yes_remove() submission on_yes=remove>
            <Impact/>
        </Confirm>
    }
}

/// What stops working, asked for only once somebody wants to know.
#[component]
fn Impact() -> impl IntoView {
    let api = use_api();
    let impact = Remote::new(move || api.connection_impact());
    show(
        impact,
        lines_skeleton,
        |impact| view! { <Stops impact=impact.get_untracked()/> },
    )
}

/// What stops working, project by project.
#[component]
fn Stops(impact: ConnectionImpact) -> impl IntoView {
    let words = impact_words(&impact);
    view! {
        <p class="text-sm">{words}</p>
        <ul class="flex flex-col gap-3">
            {impact.projects.into_iter().map(|project| view! { <ProjectStops project/> }).collect_view()}
        </ul>
        <p class="text-sm text-muted">{profile::removal_order()}</p>
    }
}

/// What stops working in one project.
#[component]
fn ProjectStops(project: ProjectImpact) -> impl IntoView {
    let key = project.key;
    let repository = |name: String| view! { <li>{profile::loses_steward(&name)}</li> };
    let named = i64::try_from(project.tasks.len()).unwrap_or(i64::MAX);
    let more = (project.open_tasks > named).then(|| {
        let more = profile::and_more_tasks(project.open_tasks - named);
        view! { <li>{more}</li> }
    });
    let task = |task: domain::wire::me::TaskImpact| {
        view! { <li>{format!("{key}-{} {}", task.number, task.title)}</li> }
    };
    view! {
        <li class="flex flex-col gap-1">
            <span class="font-medium">{project.name.to_string()}</span>
            <ul class="flex list-disc flex-col gap-0.5 pl-5 text-sm wrap-anywhere">
                {project.repositories.into_iter().map(repository).collect_view()}
                {project.tasks.into_iter().map(task).collect_view()}
                {more}
            </ul>
        </li>
    }
}
