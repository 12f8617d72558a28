//! Closing and reopening: what gives and takes access on GitHub.

use domain::{project::Action, task::Outcome};
use leptos::prelude::*;

use super::handle::TaskHandle;
use crate::{
    api::use_api,
    components::{Confirm, Glyph, Icon, Panel, ProblemNotice, Shown},
    pages::project::use_project,
    submission::Submission,
    words::{cancel_consequences, close_consequences, reopen_consequences},
};

/// *Close as done*, *Cancel task* and *Reopen*, for those who may.
#[component]
pub(super) fn Actions(handle: TaskHandle) -> impl IntoView {
    let may = use_project().may(Action::Direct);
    let open = handle.part(|task| task.status.is_open());
    view! {
        <Shown when=may>
            <Shown when=open fallback=move || view! { <Reopen handle/> }>
                <Panel title="Finish">
                    <CloseAsDone handle/>
                    <CancelTask handle/>
                </Panel>
            </Shown>
        </Shown>
    }
}

/// Closes the task; what follows on GitHub stands above the button.
#[component]
fn CloseAsDone(handle: TaskHandle) -> impl IntoView {
    let api = use_api();
    let submission = Submission::new();
    let close = move |_| {
        let task = handle.now();
        let call = async move { api.close_task(&task, Outcome::Done).await };
        submission.run(call, move |task| handle.put(task));
    };
    view! {
        <Said said=handle.part(close_consequences)/>
        <button type="button" class="btn btn-primary" disabled=submission.busy() on:click=close>
            <Icon glyph=Glyph::Check/>
            "Close as done"
        </button>
        <Refused handle submission/>
    }
}

/// Closes the task undone, after a question that says what follows.
#[component]
fn CancelTask(handle: TaskHandle) -> impl IntoView {
    let api = use_api();
    let submission = Submission::new();
    let asked = RwSignal::new(false);
    let cancel = Callback::new(move |()| {
        let task = handle.now();
        let call = async move { api.close_task(&task, Outcome::Canceled).await };
        submission.run(call, move |task| {
            asked.set(false);
            handle.put(task);
        });
    });
    let ask = move |_| {
        submission.clear();
        asked.set(true);
    };
    view! {
        <button type="button" class="btn btn-ghost" on:click=ask>"Cancel task"</button>
        <Confirm open=asked title="Cancel this task?" yes="Yes, cancel task" submission on_yes=cancel>
            <p>"The task is closed without being done."</p>
            <Said said=handle.part(cancel_consequences)/>
        </Confirm>
    }
}

/// Opens the task again, which gives access back.
#[component]
fn Reopen(handle: TaskHandle) -> impl IntoView {
    let api = use_api();
    let submission = Submission::new();
    let reopen = move |_| {
        let task = handle.now();
        let call = async move { api.reopen_task(&task).await };
        submission.run(call, move |task| handle.put(task));
    };
    let comes_back = handle.part(reopen_consequences);
    view! {
        <Panel title="Closed">
            <Said said=comes_back/>
            <button type="button" class="btn" disabled=submission.busy() on:click=reopen>
                <Icon glyph=Glyph::Refresh/>
                "Reopen"
            </button>
            <Refused handle submission/>
        </Panel>
    }
}

/// What will happen on GitHub.
#[component]
fn Said(said: Signal<Vec<String>>) -> impl IntoView {
    let lines = move || {
        said.get()
            .into_iter()
            .map(|line| view! { <li>{line}</li> })
            .collect_view()
    };
    view! {
        <ul class="flex list-disc flex-col gap-1 pl-5 text-sm text-muted empty:hidden">{lines}</ul>
    }
}

/// Why the task was not closed or reopened.
#[component]
fn Refused(handle: TaskHandle, submission: Submission) -> impl IntoView {
    let reload = Callback::new(move |()| {
        submission.clear();
        handle.reload();
    });
    view! { <ProblemNotice problem=submission.problem() retry=reload/> }
}
