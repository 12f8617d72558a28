//! The task's branch: made by a button, brought to one's machine by two lines.

use domain::{branch::name_for, problem::ProblemCode, project::Action, wire::tasks::Task};
use leptos::prelude::*;

use super::{commits::CommitsPart, handle::TaskHandle, verdicts::VerdictsPart};
use crate::{
    api::use_api,
    components::{CopyLine, Glyph, Icon, Panel, ProblemNotice, Shown},
    pages::{connect::ConnectGithub, project::use_project},
    submission::Submission,
    text,
    words::git_lines,
};

/// Branch and commits, where the task has a repository.
#[component]
pub(super) fn Work(handle: TaskHandle) -> impl IntoView {
    let concerned = handle.part(|task| task.repository.is_some());
    let branched = handle.part(|task| task.repository.is_some() && task.branch.is_some());
    view! {
        <Shown when=concerned fallback=NoRepository>
            <Shown when=branched fallback=move || view! { <NoBranch handle/> }>
                <Branch handle/>
                <CommitsPart handle/>
                <VerdictsPart handle/>
            </Shown>
        </Shown>
    }
}

#[component]
fn NoRepository() -> impl IntoView {
    view! {
        <Panel title=text::task::branch()>
            <p class="text-sm text-muted">{text::task::no_repository()}</p>
        </Panel>
    }
}

/// What the branch will be called, and where it starts.
fn promised(task: &Task) -> String {
    let name = name_for(&task.project, task.number, &task.title);
    let start = task
        .repository
        .as_ref()
        .and_then(|it| it.development_branch.as_ref());
    match start {
        Some(start) => text::task::branch_promised(&name, start),
        None => text::task::no_development_branch().to_owned(),
    }
}

/// Whether there is something to branch from.
fn can_start(task: &Task) -> bool {
    let start = task
        .repository
        .as_ref()
        .and_then(|it| it.development_branch.as_ref());
    task.status.is_open() && start.is_some()
}

/// The button that creates the branch on GitHub.
#[component]
fn NoBranch(handle: TaskHandle) -> impl IntoView {
    let api = use_api();
    let may = use_project().may(Action::Work);
    let can = handle.part(can_start);
    let submission = Submission::new();
    let create = move |_| {
        let task = handle.now();
        let call = async move { api.create_branch(&task).await };
        submission.run(call, move |task| handle.put(task));
    };
    view! {
        <Panel title=text::task::branch()>
            <p class="text-sm wrap-anywhere text-muted">{handle.part(promised)}</p>
            <Shown when=may>
                <div>
                    <button
                        type="button"
                        class="btn btn-primary"
                        disabled=move || !can.get() || submission.busy().get()
                        on:click=create
                    >
                        <Icon glyph=Glyph::Branch/>
                        {text::task::create_branch()}
                    </button>
                </div>
            </Shown>
            <Refused submission/>
        </Panel>
    }
}

/// Why there is no branch, with the way out for those without a connection.
#[component]
fn Refused(submission: Submission) -> impl IntoView {
    let problem = submission.problem();
    let unconnected = move || {
        problem.with(|problem| {
            problem.as_ref().is_some_and(|problem| {
                problem.is(ProblemCode::NotConnected) || problem.is(ProblemCode::ReconnectNeeded)
            })
        })
    };
    view! {
        <ProblemNotice problem/>
        <Shown when=Signal::derive(unconnected)>
            <div><ConnectGithub/></div>
        </Shown>
    }
}

/// The branch's name, and the lines that bring it to one's machine.
#[component]
fn Branch(handle: TaskHandle) -> impl IntoView {
    let branch = handle.part(|task| task.branch.as_ref().map(ToString::to_string));
    let lines = handle.part(|task| {
        let url = task
            .repository
            .as_ref()
            .map(|repository| repository.clone_url.clone());
        let both = url.zip(task.branch.as_ref());
        both.map_or_else(Vec::new, |(url, branch)| git_lines(&url, branch).to_vec())
    });
    view! {
        <Panel title=text::task::branch()>
            <p class="flex min-w-0 items-center gap-2">
                <Icon glyph=Glyph::Branch/>
                <span class="font-mono text-sm font-medium wrap-anywhere">{branch}</span>
            </p>
            <div class="flex flex-col gap-2">
                {move || lines.get().into_iter().map(|line| view! { <CopyLine line/> }).collect_view()}
            </div>
        </Panel>
    }
}
