//! Tasks in groups, one for each status that has any.

use domain::{
    pull_request::PullRequestState,
    task::Status,
    wire::{page::Page, tasks::TaskSummary},
};
use leptos::prelude::*;

use super::frame::use_project;
use crate::{
    components::{Avatar, Mark, Shown, StatusBadge, When},
    follow::follow,
};

/// The tasks of one status, in the order in which they came.
fn grouped(tasks: &[TaskSummary], status: Status) -> Vec<TaskSummary> {
    let of_status = tasks.iter().filter(|task| task.status == status);
    of_status.cloned().collect()
}

/// Tasks in groups by status, in the order of a board.
#[component]
pub(super) fn TaskGroups(page: Signal<Page<TaskSummary>>) -> impl IntoView {
    Status::ALL
        .map(|status| view! { <Group page status/> })
        .into_iter()
        .collect_view()
}

/// The tasks of one status; nothing where there are none.
#[component]
fn Group(page: Signal<Page<TaskSummary>>, status: Status) -> impl IntoView {
    let tasks = follow(move || page.with(|page| grouped(&page.items, status)));
    let any = follow(move || tasks.with(|tasks| !tasks.is_empty()));
    view! {
        <Shown when=any>
            <section class="flex flex-col gap-2">
                <h2 class="flex items-center gap-2 px-1 font-medium">
                    <StatusBadge status/>
                    <span class="text-sm text-muted">{move || tasks.with(Vec::len)}</span>
                </h2>
                <ul class="divide-y divide-base-300 overflow-hidden rounded-box border border-base-300 bg-base-100">
                    <For each=move || tasks.get() key=|task| (task.id, task.updated_at) let:task>
                        <Row task/>
                    </For>
                </ul>
            </section>
        </Shown>
    }
}

/// One task as a line that leads to its page.
#[component]
fn Row(task: TaskSummary) -> impl IntoView {
    let key = use_project().key();
    let number = task.number;
    let pull_request = mark(task.pull_request);
    let assignee = task.assignee.map(|person| {
        let name = person.name.to_string();
        view! {
            <span class="inline-flex items-center gap-1.5">
                <Avatar name=name.clone()/>
                <span class="max-w-32 truncate">{name}</span>
            </span>
        }
    });
    view! {
        <li>
            <a
                class="flex flex-col gap-1 px-4 py-3 hover:bg-base-200 sm:flex-row sm:items-center sm:gap-4"
                href=format!("/projects/{key}/tasks/{number}")
            >
                <span class="w-20 shrink-0 font-mono text-sm text-muted">{format!("{key}-{number}")}</span>
                <span class="min-w-0 grow font-medium wrap-anywhere">{task.title.to_string()}</span>
                <span class="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
                    {pull_request.map(|text| view! { <Mark text/> })}
                    {task.repository.map(|repository| view! { <span class="hidden lg:inline">{repository}</span> })}
                    {assignee}
                    <When at=task.updated_at/>
                </span>
            </a>
        </li>
    }
}

/// What there is to say of a pull request in a word or two.
fn mark(state: PullRequestState) -> Option<&'static str> {
    match state {
        PullRequestState::Linked => Some("pull request"),
        PullRequestState::ChangesRequested => Some("changes requested"),
        PullRequestState::Merged => Some("merged"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn task(number: i64, status: &str) -> TaskSummary {
        let value = json!({
            "id": uuid::Uuid::nil(), "number": number, "title": "T", "status": status,
            "assignee": null, "repository": null, "pull_request": "not_asked",
            "updated_at": "2026-01-01T00:00:00Z",
        });
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn a_group_holds_the_tasks_of_its_status_in_their_order() {
        let tasks = [task(3, "todo"), task(2, "done"), task(1, "todo")];
        let numbers: Vec<i64> = grouped(&tasks, Status::Todo)
            .iter()
            .map(|task| task.number.0)
            .collect();
        assert_eq!(numbers, [3, 1]);
        assert!(grouped(&tasks, Status::InReview).is_empty());
    }
}
