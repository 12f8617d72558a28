//! The tasks of a project as a list.

use domain::{
    event::EventKind,
    project::Action,
    wire::{page::Page, tasks::TaskSummary},
};
use leptos::prelude::*;

use super::{
    filter::{Filter, Views, Vocabulary, use_task_query},
    frame::use_project,
    further::Reach,
    list::TaskList,
    new_task::NewTask,
};
use crate::{
    api::{TaskQuery, use_api},
    components::{Empty, Shown, Title, lines_skeleton, show},
    follow::follow,
    live::keep_live,
    remote::Remote,
    text,
};

/// What changes how tasks look in a list or on a board.
pub(super) const TASK_EVENTS: [EventKind; 8] = [
    EventKind::TaskCreated,
    EventKind::TaskChanged,
    EventKind::TaskClosed,
    EventKind::PullRequestChanged,
    EventKind::AccessChanged,
    EventKind::RepositoriesChanged,
    EventKind::MembersChanged,
    EventKind::ProjectChanged,
];

/// The page `/projects/:key`.
#[component]
pub(crate) fn ProjectTasks() -> impl IntoView {
    let api = use_api();
    let key = StoredValue::new(use_project().key());
    let query = use_task_query();
    let vocabulary = Vocabulary::load();
    let reach = StoredValue::new(Reach::default());
    let tasks = Remote::keeping(move || {
        let query = query.get();
        let far = reach.with_value(|reach| reach.of(&query));
        api.first_tasks(key.get_value(), query, far)
    });
    keep_live(tasks, use_project().concerns(TASK_EVENTS));
    let found = move |page| {
        view! { <Found tasks page query reach vocabulary/> }
    };
    view! {
        <div class="page">
            <Head/>
            <Filter vocabulary usual=text::filter::newest()/>
            {show(tasks, lines_skeleton, found)}
        </div>
    }
}

/// What is above the list and the board.
#[component]
pub(super) fn Head() -> impl IntoView {
    let current = use_project();
    let name = current.project();
    let may_work = current.may(Action::Work);
    view! {
        <Title text=Signal::derive(move || name.with(|project| project.name.to_string()))/>
        <div class="flex flex-wrap items-center justify-between gap-4">
            <div class="flex items-center gap-4">
                <h1 class="text-2xl font-semibold tracking-tight">{text::tasks::tasks()}</h1>
                <Views/>
            </div>
            <Shown when=may_work>
                <NewTask/>
            </Shown>
        </div>
    }
}

/// The tasks that were found, or why there are none.
#[component]
fn Found(
    tasks: Remote<Page<TaskSummary>>,
    page: Signal<Page<TaskSummary>>,
    query: Signal<TaskQuery>,
    reach: StoredValue<Reach<usize>>,
    vocabulary: Vocabulary,
) -> impl IntoView {
    let none = follow(move || page.with(|page| page.items.is_empty()));
    view! {
        <Shown when=none fallback=move || view! { <TaskList tasks page query reach vocabulary/> }>
            <Nothing query/>
        </Shown>
    }
}

/// Why there is no task to show.
#[component]
pub(super) fn Nothing(query: Signal<TaskQuery>) -> impl IntoView {
    let filtered = follow(move || query.with(TaskQuery::narrows));
    view! {
        <Shown when=filtered fallback=|| view! { <NoTask/> }>
            <Empty title=text::tasks::none_fits() about=text::tasks::try_another()/>
        </Shown>
    }
}

/// A project without tasks, and what makes them worth having.
#[component]
fn NoTask() -> impl IntoView {
    let current = use_project();
    let may_manage = current.may(Action::Manage);
    let integrations = format!("/projects/{}/settings?tab=integrations", current.key());
    view! {
        <Empty title=text::tasks::none_yet() about=text::tasks::none_yet_about()>
            <Shown when=may_manage>
                <a class="link text-sm" href=integrations.clone()>{text::tasks::see_repositories()}</a>
            </Shown>
        </Empty>
    }
}
