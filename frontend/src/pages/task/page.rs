//! The page of one task: what is to be done on the left, how it stands on the right.

use domain::{
    event::{Event, EventKind},
    ids::TaskNumber,
    wire::tasks::Task,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{
    access::AccessPanel,
    actions::Actions,
    branch::Work,
    comments::CommentsPart,
    editing::{TextPart, TitlePart},
    handle::TaskHandle,
    polling::keep_fresh,
    properties::Properties,
    pull_request::PullRequestPanel,
    timeline::TimelinePart,
};
use crate::{
    api::use_api,
    components::{ProblemPage, StatusBadge, Title, page_skeleton, show_or},
    follow::follow,
    live::keep_live,
    pages::{NotFound, project::use_project},
    problem::Problem,
    remote::Remote,
};
use domain::problem::ProblemCode;

/// The page `/projects/:key/tasks/:number`.
#[component]
pub(crate) fn TaskPage() -> impl IntoView {
    let api = use_api();
    let key = StoredValue::new(use_project().key());
    let params = use_params_map();
    let number = follow(move || {
        let number = params.with(|params| params.get("number"))?;
        number.parse::<TaskNumber>().ok()
    });
    let remote = Remote::new(move || {
        let number = number.get();
        async move {
            match number {
                Some(number) => api.task(key.get_value(), number).await,
                None => Err(Problem::missing()),
            }
        }
    });
    keep_live(remote, move |event| {
        untrack(|| remote.value()).is_some_and(|task| concerns(event, &task))
    });
    show_or(
        remote,
        page_skeleton,
        move |problem| failed(problem, remote),
        move |task| view! { <Ready handle=TaskHandle::new(remote, task)/> },
    )
}

/// Whether an event may change what is shown of a task.
fn concerns(event: &Event, task: &Task) -> bool {
    let repository = task.repository.as_ref().map(|repository| repository.id);
    match event.kind {
        EventKind::ActivityAdded | EventKind::CommitsMayHaveChanged => false,
        _ if event.task.is_some() => event.task == Some(task.id),
        EventKind::AccessChanged | EventKind::EffectsChanged | EventKind::RepositoriesChanged => {
            repository.is_some() && event.repository == repository
        }
        _ => false,
    }
}

/// A task that is not there is no page at all.
fn failed(problem: Problem, remote: Remote<Task>) -> AnyView {
    if problem.is(ProblemCode::NotFound) {
        return view! { <NotFound/> }.into_any();
    }
    let retry = Callback::new(move |()| remote.retry());
    view! {
        <ProblemPage problem=Signal::stored(Some(problem)) retry/>
    }
    .into_any()
}

/// The page, once the task is there.
#[component]
fn Ready(handle: TaskHandle) -> impl IntoView {
    keep_fresh(handle);
    let name = handle.part(|task| format!("{}-{} {}", task.project, task.number, task.title));
    let number = handle.part(|task| format!("{}-{}", task.project, task.number));
    let status = handle.part(|task| task.status);
    view! {
        <Title text=name/>
        <div class="page">
            <div class="flex flex-col gap-2">
                <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
                    <span class="font-mono text-sm text-muted">{number}</span>
                    <StatusBadge status/>
                </div>
                <TitlePart handle/>
            </div>
            // Where there is room for one column only, what is to be decided comes before the rest.
            <div class="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem] lg:grid-rows-[auto_1fr]">
                <div class="min-w-0">
                    <TextPart handle/>
                </div>
                <div class="flex min-w-0 flex-col gap-6 lg:col-start-2 lg:row-span-2 lg:row-start-1">
                    <Actions handle/>
                    <Properties handle/>
                    <AccessPanel handle/>
                    <PullRequestPanel handle/>
                </div>
                <div class="flex min-w-0 flex-col gap-6">
                    <Work handle/>
                    <CommentsPart handle/>
                    <TimelinePart handle/>
                </div>
            </div>
        </div>
    }
}
