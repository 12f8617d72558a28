//! The walk that links a repository: connect, pick it, pick its development branch, done.

use domain::{
    problem::ProblemCode,
    wire::projects::{LinkRepository, Repository},
};
use leptos::prelude::*;

use super::{
    found::Found, integrations::Repositories, owner_list::EveryOwner, pick_branch::PickBranch,
    pick_repository::PickRepository,
};
use crate::{
    api::use_api,
    components::{Notice, Panel, ProblemNotice, Shown, Tone},
    follow::follow,
    pages::{connect::ConnectGithub, project::use_project},
    problem::{Problem, WayOut},
    submission::Submission,
};

/// How far the walk has come.
#[derive(Clone, PartialEq)]
enum Step {
    Repository,
    Branch(Repository),
    Done(Repository),
}

impl Step {
    fn number(&self) -> usize {
        match self {
            Self::Repository => 1,
            Self::Branch(_) => 2,
            Self::Done(_) => 3,
        }
    }
}

/// The walk; it ends itself.
#[component]
pub(super) fn LinkWalk(
    repositories: Repositories,
    list: Signal<Vec<Repository>>,
    walking: RwSignal<bool>,
) -> impl IntoView {
    let (owners, found) = (EveryOwner::new(), Found::new());
    let step = RwSignal::new(Step::Repository);
    let unconnected = follow(move || {
        let problem = found.problem.get();
        problem.filter(|it| it.way_out() == WayOut::Connect)
    });
    // Without a connection the walk has not begun.
    let at = Signal::derive(move || {
        if unconnected.get().is_some() {
            0
        } else {
            step.with(Step::number)
        }
    });
    let picked = Callback::new(move |repository: Repository| {
        repositories.reload();
        step.set(Step::Done(repository));
    });
    let now = move || match step.get() {
        Step::Repository => match unconnected.get() {
            Some(problem) => view! { <Unconnected problem/> }.into_any(),
            None => view! { <Picking repositories owners found list step/> }.into_any(),
        },
        Step::Branch(repository) => view! { <PickBranch repository on_picked=picked/> }.into_any(),
        Step::Done(repository) => view! { <Done repository walking/> }.into_any(),
    };
    let can_leave =
        follow(move || !list.with(Vec::is_empty) && !matches!(step.get(), Step::Done(_)));
    view! {
        <Panel title="Link a repository">
            <Progress at/>
            {now}
            <Shown when=can_leave>
                <div>
                    <button type="button" class="btn btn-ghost btn-sm" on:click=move |_| walking.set(false)>"Not now"</button>
                </div>
            </Shown>
        </Panel>
    }
}

/// Which step of the walk this is.
#[component]
fn Progress(at: Signal<usize>) -> impl IntoView {
    let step = move |(number, words): (usize, &'static str)| {
        let reached = move || number <= at.get();
        view! {
            <li
                class="step"
                class:step-primary=reached
                aria-current=move || (at.get() == number).then_some("step")
            >
                {words}
            </li>
        }
    };
    let steps = ["Connect", "Repository", "Development branch", "Done"];
    view! {
        <ol class="steps w-full text-sm" aria-label="Progress">
            {steps.into_iter().enumerate().map(step).collect_view()}
        </ol>
    }
}

/// The second step: a repository, which is linked as soon as it is selected.
#[component]
fn Picking(
    repositories: Repositories,
    owners: EveryOwner,
    found: Found,
    list: Signal<Vec<Repository>>,
    step: RwSignal<Step>,
) -> impl IntoView {
    let api = use_api();
    let key = StoredValue::new(use_project().key());
    let submission = Submission::new();
    let select = Callback::new(move |github_id| {
        let call = api.link_repository(key.get_value(), LinkRepository { github_id });
        submission.run(call, move |repository| {
            repositories.reload();
            step.set(Step::Branch(repository));
        });
    });
    view! {
        <ProblemNotice problem=submission.problem()/>
        <PickRepository owners found list on_select=select busy=submission.busy()/>
    }
}

/// The first step, for those who have no connection that works.
#[component]
fn Unconnected(problem: Problem) -> impl IntoView {
    let label = if problem.is(ProblemCode::ReconnectNeeded) {
        "Connect GitHub again"
    } else {
        "Connect GitHub account"
    };
    view! {
        <Notice tone=Tone::Info>
            <p>"Repositories are looked up with your own GitHub account. You come back to this page after connecting it."</p>
            <ConnectGithub label/>
        </Notice>
    }
}

/// What happens by itself from now on.
#[component]
fn Done(repository: Repository, walking: RwSignal<bool>) -> impl IntoView {
    let name = format!("{}/{}", repository.owner, repository.name);
    let branch = repository
        .development_branch
        .map(|branch| branch.to_string())
        .unwrap_or_default();
    view! {
        <div class="flex flex-col items-start gap-3" role="status">
            <p class="font-medium wrap-anywhere">{name} " is linked, with " <span class="font-mono text-sm">{branch}</span> " as its development branch."</p>
            <p class="text-sm text-muted">"From now on, by itself:"</p>
            <ul class="flex list-disc flex-col gap-1 pl-5 text-sm">
                <li>"Whoever is assigned a task here can push to the repository while the task is open."</li>
                <li>"Each task has its own branch, and its page shows the commits to those who may see them on GitHub."</li>
                <li>"Closing a task as done opens the pull request, then takes the access back."</li>
            </ul>
            <button type="button" class="btn btn-primary" on:click=move |_| walking.set(false)>"Finish"</button>
        </div>
    }
}
