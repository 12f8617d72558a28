//! The task's pull request: where it is, or why there is none.

use domain::{pull_request::PullRequestState, wire::tasks::Task};
use leptos::prelude::*;

use super::handle::TaskHandle;
use crate::{
    components::{Help, Notice, Panel, Shown, Tone},
    text,
    words::{pull_request_words, trouble_words},
};

/// How the pull request stands.
#[component]
pub(super) fn PullRequestPanel(handle: TaskHandle) -> impl IntoView {
    let concerned = handle.part(|task| task.repository.is_some());
    view! {
        <Shown when=concerned>
            <Panel title=text::task::pull_request()>
                <div class="flex flex-col items-start gap-2" aria-live="polite">
                    <Stands handle/>
                </div>
            </Panel>
        </Shown>
    }
}

/// The state in words, told apart by whether the task is open.
fn words(task: &Task) -> &'static str {
    let state = task.pull_request.state;
    match state {
        PullRequestState::NotAsked if task.status.is_open() && task.pull_request.link.is_none() => {
            text::task::pull_request_to_come()
        }
        PullRequestState::NotAsked if task.pull_request.link.is_some() => {
            text::task::pull_request_to_take_over()
        }
        _ => pull_request_words(state),
    }
}

/// The link once there is one, and what stands in the way until then.
#[component]
fn Stands(handle: TaskHandle) -> impl IntoView {
    let link = handle.part(|task| task.pull_request.link.clone());
    let trouble = handle.part(|task| task.pull_request.trouble);
    let awaited = handle.part(|task| task.pull_request.state == PullRequestState::Awaited);
    view! {
        {move || {
            link.get().map(|link| view! { <Help url=link.url text=text::task::pull_request_number(&link.number)/> })
        }}
        <p class="flex items-center gap-2 text-sm text-muted">
            <Shown when=awaited>
                <span class="size-2 animate-pulse rounded-full bg-current" aria-hidden="true"></span>
            </Shown>
            {handle.part(words)}
        </p>
        {move || {
            trouble.get()
                .map(|trouble| view! { <Notice tone=Tone::Warning><p class="text-sm">{trouble_words(trouble)}</p></Notice> })
        }}
    }
}
