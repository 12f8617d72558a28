//! Closing and reopening: what gives and takes access on GitHub.

use domain::{
    project::Action,
    task::{Outcome, Status},
    wire::tasks::Task,
};
use leptos::prelude::*;

use super::{handle::TaskHandle, undo::Undo};
use crate::{
    api::{Api, use_api},
    components::{Confirm, Glyph, Icon, Panel, ProblemNotice, Shown},
    pages::project::use_project,
    submission::Submission,
    text,
    words::{cancel_consequences, close_consequences, reopen_consequences},
};

/// *Close as done*, *Cancel task* and *Reopen*, for those who may.
#[component]
pub(super) fn Actions(handle: TaskHandle) -> impl IntoView {
    let may = use_project().may(Action::Direct);
    let open = handle.part(|task| task.status.is_open());
    // What was tried is said here, whichever of the buttons is shown by then.
    let submission = Submission::new();
    view! {
        <Shown when=may>
            <Shown when=open fallback=move || view! { <Reopen handle submission/> }>
                <Panel title=text::task::finish()>
                    <CloseAsDone handle submission/>
                    <CancelTask handle submission/>
                </Panel>
            </Shown>
        </Shown>
    }
}

/// Closes the task on the page at once, at the server as soon as may be, on GitHub after the time
/// for an undo.
fn close(api: Api, undo: Undo, handle: TaskHandle, submission: Submission, outcome: Outcome) {
    let task = handle.now();
    let stood = task.status;
    let call = async move { api.close_task(&task, outcome).await };
    let status = match outcome {
        Outcome::Done => Status::Done,
        Outcome::Canceled => Status::Canceled,
    };
    let change = move |task: &mut Task| task.status = status;
    handle.try_out(submission, change, call, move |task| {
        undo.offer_reopening(stood, task);
    });
}

/// Closes the task; what follows on GitHub stands above the button.
#[component]
fn CloseAsDone(handle: TaskHandle, submission: Submission) -> impl IntoView {
    let (api, undo) = (use_api(), Undo::of(handle));
    let close = move |_| close(api, undo, handle, submission, Outcome::Done);
    view! {
        <Said said=handle.part(close_consequences)/>
        <button type="button" class="btn btn-primary" disabled=submission.busy() on:click=close>
            <Icon glyph=Glyph::Check/>
            {text::task::close_as_done()}
        </button>
        <Refused handle submission/>
    }
}

/// Closes the task undone, after a question that says what follows.
#[component]
fn CancelTask(handle: TaskHandle, submission: Submission) -> impl IntoView {
    let (api, undo) = (use_api(), Undo::of(handle));
    let asked = RwSignal::new(false);
    let cancel = Callback::new(move |()| {
        asked.set(false);
        close(api, undo, handle, submission, Outcome::Canceled);
    });
    let ask = move |_| {
        submission.clear();
        asked.set(true);
    };
    view! {
        <button type="button" class="btn btn-ghost" on:click=ask>{text::task::cancel_task()}</button>
        <Confirm
            open=asked
            title=text::task::cancel_question()
            yes=text::task::cancel_yes()
            submission
            on_yes=cancel
        >
            <p>{text::task::cancel_about()}</p>
            <Said said=handle.part(cancel_consequences)/>
        </Confirm>
    }
}

/// Opens the task again, which gives access back.
#[component]
fn Reopen(handle: TaskHandle, submission: Submission) -> impl IntoView {
    let api = use_api();
    let reopen = move |_| {
        let task = handle.now();
        let call = async move { api.reopen_task(&task).await };
        submission.run(call, move |task| handle.put(task));
    };
    let comes_back = handle.part(reopen_consequences);
    view! {
        <Panel title=text::task::closed()>
            <Said said=comes_back/>
            <button type="button" class="btn" disabled=submission.busy() on:click=reopen>
                <Icon glyph=Glyph::Refresh/>
                {text::task::reopen()}
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
