//! Connecting a GitHub account: what is asked for and why, then over to GitHub.

use domain::wire::me::{ConnectionStarted, ScopeAsked, StartConnection};
use leptos::prelude::*;

use crate::{
    api::use_api,
    browser,
    components::{Dialog, Glyph, Icon, ProblemNotice},
    submission::Submission,
};

/// The button *Connect GitHub account*; one comes back to the page that it was pressed on.
#[component]
pub(crate) fn ConnectGithub(
    /// Other words, where an account was connected before.
    #[prop(default = "Connect GitHub account")]
    label: &'static str,
) -> impl IntoView {
    let api = use_api();
    let submission = Submission::new();
    let open = RwSignal::new(false);
    let started = RwSignal::new(None::<ConnectionStarted>);
    let start = move |_| {
        let return_to = browser::here();
        submission.run(
            api.start_connection(StartConnection { return_to }),
            move |answer| {
                started.set(Some(answer));
                open.set(true);
            },
        );
    };
    view! {
        <ProblemNotice problem=submission.problem()/>
        <button type="button" class="btn btn-primary" disabled=submission.busy() on:click=start>
            <Icon glyph=Glyph::Branch/>
            {label}
        </button>
        <Dialog open title="What GitHub will ask you to grant">
            {move || started.get().map(|started| view! { <Explained started/> })}
        </Dialog>
    }
}

/// Each right that GitHub will ask for, with the reason, and the way on.
#[component]
fn Explained(started: ConnectionStarted) -> impl IntoView {
    let scope = |ScopeAsked { name, why }| {
        view! {
            <div class="flex flex-col gap-0.5">
                <dt class="font-mono text-sm font-medium">{name}</dt>
                <dd class="text-sm text-muted">{why}</dd>
            </div>
        }
    };
    view! {
        <dl class="flex flex-col gap-3">
            {started.scopes.into_iter().map(scope).collect_view()}
        </dl>
        <p class="text-sm">
            "On the next page, also grant the organizations whose repositories you want to use. You can remove all of this at any time."
        </p>
        <div class="modal-action mt-0">
            <a class="btn btn-primary" href=started.url rel="external">"Continue to GitHub"</a>
        </div>
    }
}
