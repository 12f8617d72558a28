//! Connecting a GitHub account: what is asked for and why, then over to GitHub.

use domain::wire::me::{ConnectionStarted, ScopeAsked, StartConnection};
use leptos::prelude::*;

use crate::{
    api::use_api,
    browser,
    components::{Dialog, Glyph, Icon, ProblemNotice},
    submission::Submission,
    text::connect,
};

/// The button *Connect GitHub account*; one comes back to the page that it was pressed on.
#[component]
pub(crate) fn ConnectGithub(
    /// Other words, where an account was connected before.
    #[prop(default = connect::connect())]
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
        <Dialog open title=connect::rights()>
            {move || started.get().map(|started| view! { <Explained started/> })}
        </Dialog>
    }
}

/// Each right that GitHub will ask for, with the reason, and the way on.
#[component]
fn Explained(started: ConnectionStarted) -> impl IntoView {
    let scope = |asked: ScopeAsked| {
        let why = reason(&asked);
        view! {
            <div class="flex flex-col gap-0.5">
                <dt class="font-mono text-sm font-medium">{asked.name}</dt>
                <dd class="text-sm text-muted">{why}</dd>
            </div>
        }
    };
    view! {
        <dl class="flex flex-col gap-3">
            {started.scopes.into_iter().map(scope).collect_view()}
        </dl>
        <p class="text-sm">{connect::organizations_too()}</p>
        <div class="modal-action mt-0">
            <a class="btn btn-primary" href=started.url rel="external">{connect::continue_to_github()}</a>
        </div>
    }
}

/// What a right is needed for; of one that these pages do not know the server says it.
fn reason(asked: &ScopeAsked) -> String {
    match asked.name.as_str() {
        "read:org" => connect::why_organizations().to_owned(),
        "repo" => connect::why_repositories().to_owned(),
        "offline_access" => connect::why_offline().to_owned(),
        _ => asked.why.clone(),
    }
}

#[cfg(test)]
mod tests {
    use domain::connection::SCOPES;

    use super::*;

    #[test]
    fn a_right_is_explained_as_the_server_does() {
        for scope in SCOPES {
            let asked = ScopeAsked {
                name: scope.name.to_owned(),
                why: String::new(),
            };
            assert_eq!(reason(&asked), scope.why);
        }
        let unknown = ScopeAsked {
            name: "gist".to_owned(),
            why: "For gists.".to_owned(),
        };
        assert_eq!(reason(&unknown), "For gists.");
    }
}
