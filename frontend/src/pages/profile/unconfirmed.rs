//! What is left to be finished on GitHub after a connection ended without GitHub's word.

use domain::{event::EventKind, wire::me::UnconfirmedEnd};
use leptos::prelude::*;

use crate::{
    api::use_api,
    components::{Help, Notice, ProblemNotice, Tone, When},
    live::keep_live,
    remote::Remote,
    submission::Submission,
    text::profile,
    words::unconfirmed_words,
};

/// A reminder, where there is something to be reminded of.
#[component]
pub(super) fn Unconfirmed() -> impl IntoView {
    let api = use_api();
    let end = Remote::new(move || api.unconfirmed_end());
    keep_live(end, |event| event.kind == EventKind::ConnectionChanged);
    // Without an answer nobody is reminded this time: it is no part of connecting.
    move || {
        let end = end.value().flatten()?;
        Some(view! { <Reminder end/> })
    }
}

#[component]
fn Reminder(end: UnconfirmedEnd) -> impl IntoView {
    let api = use_api();
    let submission = Submission::new();
    let done = RwSignal::new(false);
    let dismiss = move |_| submission.run(api.dismiss_unconfirmed_end(), move |()| done.set(true));
    let words = StoredValue::new(unconfirmed_words(&end));
    let (url, at) = (StoredValue::new(end.review_url), end.ended_at);
    let shown = move || {
        view! {
            <Notice tone=Tone::Warning>
                {words.get_value().into_iter().map(|words| view! { <p>{words}</p> }).collect_view()}
                <p class="text-sm">{profile::ended_here()} " " <When at/> "."</p>
                <div class="flex flex-wrap items-center gap-3">
                    <Help url=url.get_value() text=profile::authorized_apps()/>
                    <button type="button" class="btn btn-sm" disabled=submission.busy() on:click=dismiss>
                        {profile::finished_there()}
                    </button>
                </div>
                <ProblemNotice problem=submission.problem()/>
            </Notice>
        }
    };
    move || (!done.get()).then(shown)
}
