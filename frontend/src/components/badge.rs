//! States as small coloured words; the colour never says anything that the word does not.

use domain::{access::AccessState, standing::Drift, task::Status};
use leptos::prelude::*;

use super::shown::Shown;
use crate::words::{access_label, drift_label, status_label};

/// Where a task stands.
#[component]
pub(crate) fn StatusBadge(#[prop(into)] status: Signal<Status>) -> impl IntoView {
    let dot = move || match status.get() {
        Status::Todo => "border-2 border-base-content/40",
        Status::InProgress => "bg-info",
        Status::InReview => "bg-warning",
        Status::Done => "bg-success",
        Status::Canceled => "bg-base-content/30",
    };
    view! {
        <span class="inline-flex items-center gap-2 text-sm whitespace-nowrap">
            <span class=move || format!("size-2.5 rounded-full {}", dot()) aria-hidden="true"></span>
            {move || status_label(status.get())}
        </span>
    }
}

/// How a task's access stands.
#[component]
pub(crate) fn AccessBadge(#[prop(into)] state: Signal<AccessState>) -> impl IntoView {
    let colour = move || match state.get() {
        AccessState::Granted | AccessState::AlreadyHad | AccessState::KeptByAnotherTask => {
            "badge-success"
        }
        AccessState::OnItsWay | AccessState::Ending => "badge-info",
        AccessState::AwaitsConnection | AccessState::Remains | AccessState::Held => "badge-warning",
        AccessState::Blocked => "badge-error",
        AccessState::NotAsked | AccessState::Ended => "badge-neutral",
    };
    let moving = move || matches!(state.get(), AccessState::OnItsWay | AccessState::Ending);
    view! {
        <span class=move || format!("badge badge-soft {}", colour())>
            <Shown when=Signal::derive(moving)>
                <span class="size-2 animate-pulse rounded-full bg-current" aria-hidden="true"></span>
            </Shown>
            {move || access_label(state.get())}
        </span>
    }
}

/// What somebody did by hand on GitHub.
#[component]
pub(crate) fn DriftBadge(drift: Drift) -> impl IntoView {
    view! { <span class="badge badge-soft badge-error">{drift_label(drift)}</span> }
}

/// A quiet mark, such as "private".
#[component]
pub(crate) fn Mark(#[prop(into)] text: String) -> impl IntoView {
    view! { <span class="badge badge-sm badge-ghost font-normal">{text}</span> }
}
