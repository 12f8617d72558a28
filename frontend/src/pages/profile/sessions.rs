//! The browsers that are signed in.

use domain::{event::EventKind, wire::me::Session};
use leptos::prelude::*;

use crate::{
    api::use_api,
    components::{Mark, Panel, ProblemNotice, When, lines_skeleton, show},
    live::keep_live,
    remote::Remote,
    submission::Submission,
    text::profile,
    words::browser_words,
};

type Sessions = Remote<Vec<Session>>;

/// The part *Sessions* of the tab *Security*.
#[component]
pub(super) fn SessionsPart() -> impl IntoView {
    let api = use_api();
    let sessions = Sessions::new(move || api.sessions());
    keep_live(sessions, |event| event.kind == EventKind::SignInsEnded);
    let list = move |list: Signal<Vec<Session>>| {
        view! {
            <ul class="flex flex-col divide-y divide-base-300">
                <For each=move || list.get() key=|session| (session.id, session.last_used_at) let:session>
                    <Row sessions session/>
                </For>
            </ul>
        }
    };
    view! {
        <Panel title=profile::sessions() about=profile::sessions_about()>
            {show(sessions, lines_skeleton, list)}
        </Panel>
    }
}

/// One browser; the one in use is signed out by the menu instead.
#[component]
fn Row(sessions: Sessions, session: Session) -> impl IntoView {
    let api = use_api();
    let submission = Submission::new();
    let id = session.id;
    let browser = browser_words(&session.user_agent);
    let end = move |_| submission.run(api.end_session(id), move |()| sessions.reload());
    let button = (!session.current).then(|| {
        view! { <button type="button" class="btn btn-sm" disabled=submission.busy() on:click=end>{profile::sign_out()}</button> }
    });
    view! {
        <li class="flex flex-wrap items-center gap-3 py-3">
            <div class="flex min-w-0 grow flex-col text-sm">
                <span class="flex flex-wrap items-center gap-2 wrap-anywhere">
                    {browser}
                    {session.current.then(|| view! { <Mark text=profile::this_browser()/> })}
                </span>
                <span class="text-muted">
                    {profile::signed_in()} " " <When at=session.created_at/> ", "
                    {profile::last_used()} " " <When at=session.last_used_at/>
                </span>
            </div>
            {button}
            <ProblemNotice problem=submission.problem()/>
        </li>
    }
}
