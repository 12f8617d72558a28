//! What machines and people on GitHub say of the work, seen with the viewer's own account.
//!
//! It is in this page's memory only. Who may not see it is told so where the commits would be.

use domain::wire::commits::{Check, CheckState, Review, ReviewState, Verdicts};
use leptos::{ev, prelude::*};

use super::handle::TaskHandle;
use crate::{
    api::use_api,
    components::{Help, Panel, Picture, lines_skeleton, show_or},
    remote::Remote,
    text,
};

/// Checks and reviews; nothing at all for whoever may not see them.
#[component]
pub(super) fn VerdictsPart(handle: TaskHandle) -> impl IntoView {
    let api = use_api();
    let state = handle.part(|task| task.pull_request.state);
    let verdicts = Remote::new(move || {
        state.track();
        let task = handle.now();
        api.verdicts(task.project, task.number)
    });
    let focus = window_event_listener(ev::focus, move |_| verdicts.reload());
    on_cleanup(move || focus.remove());
    let failed = |_| ().into_any();
    show_or(verdicts, lines_skeleton, failed, |verdicts| {
        view! { <List verdicts/> }
    })
}

#[component]
fn List(verdicts: Signal<Verdicts>) -> impl IntoView {
    let lines = move || {
        verdicts.with(|verdicts| {
            let checks = verdicts.checks.iter().map(check);
            checks
                .chain(verdicts.reviews.iter().map(review))
                .collect_view()
        })
    };
    view! {
        <Panel title=text::task::verdicts()>
            <p class="text-sm text-muted" class:hidden=move || verdicts.with(|it| !it.checks.is_empty() || !it.reviews.is_empty())>
                {text::task::no_verdicts()}
            </p>
            <ul class="flex flex-col gap-2 text-sm empty:hidden">{lines}</ul>
        </Panel>
    }
}

fn check(check: &Check) -> AnyView {
    let (words, dot) = match check.state {
        CheckState::Running => (text::task::check_running(), "bg-info"),
        CheckState::Passed => (text::task::check_passed(), "bg-success"),
        CheckState::Failed => (text::task::check_failed(), "bg-error"),
        CheckState::Neutral => (text::task::check_skipped(), "bg-base-content/30"),
    };
    line(
        view! { <span class=format!("mx-1.5 size-3 shrink-0 rounded-full {dot}") aria-hidden="true"></span> }
            .into_any(),
        check.name.clone(),
        check.html_url.clone(),
        words,
    )
}

fn review(review: &Review) -> AnyView {
    let words = match review.state {
        ReviewState::Approved => text::task::review_approved(),
        ReviewState::ChangesRequested => text::task::review_asks_for_changes(),
        ReviewState::Commented => text::task::review_commented(),
        ReviewState::Dismissed => text::task::review_dismissed(),
    };
    let (url, name) = (review.avatar_url.clone(), review.login.clone());
    let picture = view! { <Picture url name/> }.into_any();
    line(
        picture,
        review.login.clone(),
        review.html_url.clone(),
        words,
    )
}

fn line(mark: AnyView, name: String, url: Option<String>, words: &'static str) -> AnyView {
    let name = match url {
        Some(url) => view! { <Help url text=name/> }.into_any(),
        None => name.into_any(),
    };
    view! {
        <li class="flex items-center gap-2">
            {mark}
            <span class="min-w-0 wrap-anywhere">{name}</span>
            <span class="ml-auto shrink-0 text-muted">{words}</span>
        </li>
    }
    .into_any()
}
