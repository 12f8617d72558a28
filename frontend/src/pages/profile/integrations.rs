//! The tab *Integrations*: the connected account as a card that can be taken away.

use std::time::Duration;

use domain::{
    connection::ConnectionState,
    event::EventKind,
    problem::ProblemCode,
    wire::me::{Connection, ConnectionEnding},
};
use leptos::prelude::*;

use super::{removal::Removal, unconfirmed::Unconfirmed};
use crate::{
    api::use_api,
    components::{
        Empty, Glyph, Help, Icon, Mark, Notice, Picture, ProblemNotice, Shown, Tone, Until, When,
        lines_skeleton, show_or,
    },
    follow::{follow, whenever},
    live::{keep_live, use_live},
    pages::connect::ConnectGithub,
    problem::Problem,
    remote::Remote,
    session::{Session, use_session},
    text::{connect, profile},
    words::trouble_words,
};

const WHILE_ENDING: Duration = Duration::from_millis(1_500);

/// The tab *Integrations*.
#[component]
pub(super) fn IntegrationsTab() -> impl IntoView {
    let api = use_api();
    let connection = Remote::new(move || api.connection());
    keep_live(connection, |event| {
        event.kind == EventKind::ConnectionChanged
    });
    keep_session_true(use_session(), connection);
    show_or(
        connection,
        lines_skeleton,
        move |problem| failed(problem, connection),
        move |data| {
            keep_fresh_while_ending(connection, data);
            view! { <Card connection data/> }
        },
    )
}

/// No connection is no failure here, but the state to begin from.
fn failed(problem: Problem, connection: Remote<Connection>) -> AnyView {
    if problem.is(ProblemCode::NotConnected) {
        return view! {
            <Unconfirmed/>
            <Empty title=profile::not_connected() about=profile::not_connected_about()>
                <ConnectGithub/>
            </Empty>
        }
        .into_any();
    }
    let retry = Callback::new(move |()| connection.retry());
    view! { <ProblemNotice problem=Signal::stored(Some(problem)) retry/> }.into_any()
}

/// What this page learns of the connection, the rest of the app learns too.
fn keep_session_true(session: Session, connection: Remote<Connection>) {
    whenever(move || {
        let gone = connection
            .problem()
            .is_some_and(|it| it.is(ProblemCode::NotConnected));
        let known = connection.value();
        if known.is_none() && !gone {
            return;
        }
        if let Some(mut me) = untrack(|| session.me().get()) {
            me.connection = known;
            session.set_me(me);
        }
    });
}

/// Asks again until a connection that is being removed is gone.
fn keep_fresh_while_ending(connection: Remote<Connection>, data: Signal<Connection>) {
    let connected = use_live().connected();
    whenever(move || {
        connection.looks().track();
        if connected.get() || data.with(|data| data.state) != ConnectionState::Ending {
            return;
        }
        if let Ok(timer) = set_timeout_with_handle(move || connection.reload(), WHILE_ENDING) {
            on_cleanup(move || timer.clear());
        }
    });
}

/// The connected account, with the X that takes it away.
#[component]
fn Card(connection: Remote<Connection>, data: Signal<Connection>) -> impl IntoView {
    let state = follow(move || data.with(|data| data.state));
    let asked = RwSignal::new(false);
    let account = follow(move || data.with(|data| (data.avatar_url.clone(), data.login.clone())));
    let ending = follow(move || data.with(|data| data.ending.clone()));
    view! {
        <article class="panel relative" aria-label="GitHub">
            <Shown when=Signal::derive(move || state.get() != ConnectionState::Ending)>
                <button
                    type="button"
                    class="btn btn-ghost btn-sm btn-square absolute top-3 right-3"
                    aria-label=profile::remove_connection()
                    title=profile::remove_connection()
                    on:click=move |_| asked.set(true)
                >
                    <Icon glyph=Glyph::Cross/>
                </button>
            </Shown>
            <div class="flex items-center gap-3 pr-10">
                {move || {
                    let (url, login) = account.get();
                    view! { <Picture url=Some(url) name=login/> }
                }}
                <div class="flex min-w-0 flex-col">
                    <h2 class="font-semibold">"GitHub"</h2>
                    <p class="text-sm wrap-anywhere text-muted">{move || account.get().1}</p>
                </div>
            </div>
            <Stands state ending/>
            <Granted data/>
        </article>
        <Removal connection asked/>
    }
}

/// What is to be known of a connection that does not simply work.
#[component]
fn Stands(
    state: Signal<ConnectionState>,
    ending: Signal<Option<ConnectionEnding>>,
) -> impl IntoView {
    move || match state.get() {
        ConnectionState::Active => None,
        ConnectionState::Reconnect => Some(
            view! {
                <Notice tone=Tone::Warning>
                    <p>{profile::no_longer_taken_go_on()}</p>
                    <ConnectGithub label=connect::connect_again()/>
                </Notice>
            }
            .into_any(),
        ),
        ConnectionState::Ending => Some(view! { <Ends ending/> }.into_any()),
    }
}

/// How the end of a connection goes on.
#[component]
fn Ends(ending: Signal<Option<ConnectionEnding>>) -> impl IntoView {
    let details = move || {
        let ending = ending.get()?;
        let trouble = ending.trouble?;
        let tried = profile::tried(ending.attempts);
        let again = |at| view! { ", " {profile::tried_again()} " " <Until at/> };
        Some(view! {
            <p class="text-sm">{trouble_words(trouble)}</p>
            <p class="text-sm text-muted">
                {tried} {ending.next_try_at.map(again)} ". " {profile::tokens_wiped()} " "
                <Until at=ending.ends_by/> " " {profile::tokens_wiped_latest()} "."
            </p>
        })
    };
    view! {
        <div class="flex flex-col gap-1" role="status">
            <p class="flex items-center gap-2 text-sm">
                <span class="size-2 animate-pulse rounded-full bg-current" aria-hidden="true"></span>
                {profile::taking_back()}
            </p>
            {details}
        </div>
    }
}

/// What GitHub granted, what it did not, and where that is changed.
#[component]
fn Granted(data: Signal<Connection>) -> impl IntoView {
    move || {
        let Connection {
            scopes,
            missing_scopes,
            connected_at,
            review_url,
            ..
        } = data.get();
        let marks = scopes
            .into_iter()
            .map(|text| view! { <Mark text/> })
            .collect_view();
        let missing = (!missing_scopes.is_empty()).then(|| {
            let words = profile::not_granted(&missing_scopes.join(", "));
            view! {
                <Notice tone=Tone::Warning>
                    <p>{words}</p>
                    <ConnectGithub label=connect::connect_again()/>
                </Notice>
            }
        });
        view! {
            <p class="flex flex-wrap items-center gap-2 text-sm text-muted">{profile::granted()} " " {marks}</p>
            {missing}
            <p class="flex flex-wrap gap-x-4 text-sm text-muted">
                <span>{profile::connected()} " " <When at=connected_at/></span>
                <Help url=review_url text=profile::organizations_and_grant()/>
            </p>
        }
    }
}
