//! The assignee's access to the repository, with what happens by itself.

use domain::access::AccessState;
use leptos::prelude::*;

use super::handle::TaskHandle;
use crate::{
    components::{AccessBadge, Notice, Panel, Tone, Until},
    text,
    words::{access_explained, trouble_words},
};

/// How access stands, in words.
#[component]
pub(super) fn AccessPanel(handle: TaskHandle) -> impl IntoView {
    let state = handle.part(|task| task.access.state);
    let explained = handle.part(access_explained);
    view! {
        <Panel title=text::task::access()>
            <div class="flex flex-col items-start gap-2" aria-live="polite">
                <AccessBadge state/>
                <p class="text-sm text-muted">{explained}</p>
            </div>
            <Trouble handle/>
        </Panel>
    }
}

/// What stands in the way of it, and when it is tried again.
#[component]
fn Trouble(handle: TaskHandle) -> impl IntoView {
    let trouble = handle.part(|task| {
        let trouble = task
            .access
            .trouble
            .filter(|_| task.access.state != AccessState::NotAsked)?;
        Some((trouble, task.access.next_try_at, task.project.clone()))
    });
    move || {
        let (trouble, next, key) = trouble.get()?;
        Some(view! {
            <Notice tone=Tone::Warning>
                <p class="text-sm">{trouble_words(trouble)}</p>
                {next.map(|at| view! { <p class="text-sm">{text::timeline::tried_again()} " " <Until at/> "."</p> })}
                <a class="link text-sm" href=format!("/projects/{key}/settings?tab=access")>{text::task::see_what_waits()}</a>
            </Notice>
        })
    }
}
