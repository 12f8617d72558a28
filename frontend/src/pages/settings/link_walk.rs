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
    text::{connect, picker},
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
        <Panel title=picker::link_repository()>
            <Progress at/>
            {now}
            <Shown when=can_leave>
                <div>
                    <button type="button" class="btn btn-ghost btn-sm" on:click=move |_| walking.set(false)>{picker::not_now()}</button>
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
                class="step px-1"
                class:step-primary=reached
                aria-current=move || (at.get() == number).then_some("step")
            >
                {words}
            </li>
        }
    };
    let steps = [
        picker::step_connect(),
        picker::step_repository(),
        picker::development_branch(),
        picker::step_done(),
    ];
    view! {
        <ol class="steps w-full text-xs sm:text-sm" aria-label=picker::progress()>
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
        connect::connect_again()
    } else {
        connect::connect()
    };
    view! {
        <Notice tone=Tone::Info>
            <p>{picker::connect_about()}</p>
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
            <p class="font-medium wrap-anywhere">{picker::linked_with(&name)} " " <span class="font-mono text-sm">{branch}</span> " " {picker::as_development_branch()}</p>
            <p class="text-sm text-muted">{picker::from_now_on()}</p>
            <ul class="flex list-disc flex-col gap-1 pl-5 text-sm">
                <li>{picker::then_push()}</li>
                <li>{picker::then_branch()}</li>
                <li>{picker::then_close()}</li>
            </ul>
            <button type="button" class="btn btn-primary" on:click=move |_| walking.set(false)>{picker::finish()}</button>
        </div>
    }
}
