//! Where GitHub sends the browser back to.
//!
//! State and code are handed to the server once and shown nowhere.

use domain::wire::me::{ConnectionFinished, FinishConnection};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::{use_navigate, use_query_map};

use super::guard::replacing;
use crate::{
    api::use_api,
    components::{ProblemNotice, Shown, Title, page_skeleton},
    problem::Problem,
    session::use_session,
    text::connect,
    toast::use_toaster,
    words::safe_path,
};

/// The page `/github/callback`.
#[component]
pub(crate) fn GithubCallback() -> impl IntoView {
    let problem = RwSignal::new(None::<Problem>);
    finish(problem);
    view! {
        <Title text=connect::connecting()/>
        <Shown when=Signal::derive(move || problem.get().is_some()) fallback=page_skeleton>
            <div class="page max-w-2xl!">
                <h1 class="text-2xl font-semibold tracking-tight">{connect::not_connected()}</h1>
                <ProblemNotice problem/>
                <p>{connect::nothing_stored()}</p>
                <div><a class="btn btn-primary" href="/profile/settings">{connect::to_profile()}</a></div>
            </div>
        </Shown>
    }
}

/// Hands over what GitHub sent, then goes on or says what went wrong.
fn finish(problem: RwSignal<Option<Problem>>) {
    let api = use_api();
    let session = use_session();
    let toaster = use_toaster();
    let navigate = use_navigate();
    let sent = use_query_map().with_untracked(|query| FinishConnection {
        state: query.get("state").unwrap_or_default(),
        code: query.get("code"),
        error: query.get("error"),
    });
    spawn_local(async move {
        match api.finish_connection(sent).await {
            Ok(ConnectionFinished {
                connection,
                return_to,
            }) => {
                toaster.say(connect::connected(&connection.login));
                if let Ok(me) = api.me().await {
                    session.set_me(me);
                }
                navigate(&safe_path(Some(&return_to)), replacing());
            }
            Err(said) => problem.set(Some(said)),
        }
    });
}
