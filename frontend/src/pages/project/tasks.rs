//! The tasks of a project: found by text and status, kept in the address so that it can be shared.

use std::time::Duration;

use domain::{
    event::EventKind,
    project::Action,
    task::Status,
    wire::{page::Page, tasks::TaskSummary},
};
use leptos::prelude::*;
use leptos_router::hooks::query_signal;

use super::{frame::use_project, list::TaskGroups, new_task::NewTask};
use crate::{
    api::{TaskQuery, use_api},
    browser,
    components::{Choice, Choices, Empty, ProblemNotice, Shown, Title, page_skeleton, show},
    follow::follow,
    live::keep_live,
    remote::Remote,
    submission::Submission,
    words::status_label,
};

const PAUSE_IN_TYPING: Duration = Duration::from_millis(200);

/// The page `/projects/:key`.
#[component]
pub(crate) fn ProjectTasks() -> impl IntoView {
    let api = use_api();
    let current = use_project();
    let key = StoredValue::new(current.key());
    let name = current.project();
    let query = use_task_query();
    let tasks = Remote::keeping(move || api.tasks(key.get_value(), query.get(), None));
    keep_live(
        tasks,
        current.concerns([
            EventKind::TaskCreated,
            EventKind::TaskChanged,
            EventKind::TaskClosed,
            EventKind::PullRequestChanged,
            EventKind::AccessChanged,
            EventKind::RepositoriesChanged,
            EventKind::MembersChanged,
        ]),
    );
    let may_work = current.may(Action::Work);
    view! {
        <Title text=Signal::derive(move || name.with(|project| project.name.to_string()))/>
        <div class="page">
            <div class="flex flex-wrap items-center justify-between gap-4">
                <h1 class="text-2xl font-semibold tracking-tight">"Tasks"</h1>
                <Shown when=may_work>
                    <NewTask/>
                </Shown>
            </div>
            <Filter/>
            {show(tasks, page_skeleton, move |page| view! { <Found tasks page query/> })}
        </div>
    }
}

/// Which tasks are asked for, as the address says it.
fn use_task_query() -> Signal<TaskQuery> {
    let (text, _) = query_signal::<String>("q");
    let (status, _) = query_signal::<String>("status");
    let text = browser::settled(
        Signal::derive(move || text.get().unwrap_or_default()),
        PAUSE_IN_TYPING,
    );
    follow(move || TaskQuery {
        text: text.get(),
        status: status.get().unwrap_or_default(),
    })
}

/// Text and status to find tasks by, kept in the address.
#[component]
fn Filter() -> impl IntoView {
    let (text, set_text) = query_signal::<String>("q");
    let (status, set_status) = query_signal::<String>("status");
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    let chosen = Signal::derive(move || status.get().unwrap_or_default());
    let choose = Callback::new(move |value| set_status.set(some(value)));
    view! {
        <search class="flex flex-col gap-2 sm:flex-row">
            <label class="sr-only" for="filter">"Find tasks by text"</label>
            <input
                class="input w-full sm:max-w-xs"
                id="filter"
                type="search"
                placeholder="Find tasks…"
                prop:value=move || text.get().unwrap_or_default()
                on:input:target=move |event| set_text.set(some(event.target().value()))
            />
            <div class="sm:w-48">
                <Choice label="Status" id="filter-status" bare=true options=statuses() chosen on_choose=choose/>
            </div>
        </search>
    }
}

/// What the status filter offers, as the server takes it: names with commas.
fn statuses() -> Choices {
    let open = Status::ALL.into_iter().filter(|status| status.is_open());
    let open: Vec<&str> = open.map(Status::as_str).collect();
    let mut choices = vec![
        (String::new(), "Every status".to_owned()),
        (open.join(","), "Open".to_owned()),
    ];
    choices.extend(
        Status::ALL.map(|status| (status.as_str().to_owned(), status_label(status).to_owned())),
    );
    choices
}

/// The tasks that were found, or why there are none.
#[component]
fn Found(
    tasks: Remote<Page<TaskSummary>>,
    page: Signal<Page<TaskSummary>>,
    query: Signal<TaskQuery>,
) -> impl IntoView {
    let none = follow(move || page.with(|page| page.items.is_empty()));
    let filtered = follow(move || query.get() != TaskQuery::default());
    let nothing = move || match (none.get(), filtered.get()) {
        (false, _) => None,
        (true, true) => {
            let about = "Try another text or status.";
            Some(view! { <Empty title="No task fits" about/> }.into_any())
        }
        (true, false) => Some(view! { <NoTask/> }.into_any()),
    };
    view! {
        {nothing}
        <TaskGroups page/>
        <More tasks page query/>
    }
}

/// A project without tasks, and what makes them worth having.
#[component]
fn NoTask() -> impl IntoView {
    let current = use_project();
    let may_manage = current.may(Action::Manage);
    let integrations = format!("/projects/{}/settings?tab=integrations", current.key());
    view! {
        <Empty
            title="No task yet"
            about="A task says what is to be done, by whom and in which repository. Its assignee gets push access there for as long as it is open."
        >
            <Shown when=may_manage>
                <a class="link text-sm" href=integrations.clone()>"See which repositories are linked"</a>
            </Shown>
        </Empty>
    }
}

/// Adds the next part of the list to what is shown.
#[component]
fn More(
    tasks: Remote<Page<TaskSummary>>,
    page: Signal<Page<TaskSummary>>,
    query: Signal<TaskQuery>,
) -> impl IntoView {
    let api = use_api();
    let key = StoredValue::new(use_project().key());
    let submission = Submission::new();
    let more = move |_| {
        let next = page.with_untracked(|page| page.next.clone());
        let call = api.tasks(key.get_value(), query.get_untracked(), next);
        submission.run(call, move |more| {
            tasks.change(|page| {
                page.items.extend(more.items);
                page.next = more.next;
            });
        });
    };
    view! {
        <ProblemNotice problem=submission.problem()/>
        <Shown when=Signal::derive(move || page.with(|page| page.next.is_some()))>
            <button type="button" class="btn self-center" disabled=submission.busy() on:click=more>
                "Show more"
            </button>
        </Shown>
    }
}
