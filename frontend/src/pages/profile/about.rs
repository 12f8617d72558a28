//! The tab *Profile*: name, the GitHub account, and the language.

use domain::{connection::ConnectionState, names::PersonName, wire::me::EditMe};
use leptos::{ev::SubmitEvent, prelude::*};

use super::language::LanguagePart;
use crate::{
    api::use_api,
    components::{Field, Notice, Panel, Picture, ProblemNotice, Submit, Tone},
    follow::follow,
    input::Input,
    pages::connect::ConnectGithub,
    session::use_session,
    submission::Submission,
    text::{common, connect, profile},
    toast::use_toaster,
};

/// The tab *Profile*.
#[component]
pub(super) fn AboutTab() -> impl IntoView {
    view! {
        <NamePart/>
        <GithubPart/>
        <LanguagePart/>
    }
}

/// The name that others see.
#[component]
fn NamePart() -> impl IntoView {
    let api = use_api();
    let session = use_session();
    let toaster = use_toaster();
    let me = session.me();
    let shown = me.get_untracked().map(|me| me.name.to_string());
    let name = Input::<PersonName>::new(shown.unwrap_or_default());
    let submission = Submission::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(name) = name.read() else { return };
        submission.run(api.edit_me(EditMe { name }), move |me| {
            session.set_me(me);
            toaster.say(common::saved());
        });
    };
    let email = move || me.get().map(|me| me.email.to_string());
    view! {
        <Panel title=profile::about_you()>
            <p class="text-sm text-muted">{profile::sign_in_as()} " " {email}</p>
            <form class="flex max-w-md flex-col gap-4" novalidate on:submit=submit>
                <Field label=common::name() id="name" field=name.state() autocomplete="name"/>
                <ProblemNotice problem=submission.problem()/>
                <div><Submit label=common::save() busy=submission.busy()/></div>
            </form>
        </Panel>
    }
}

/// The connected account, or the button that connects one.
#[component]
fn GithubPart() -> impl IntoView {
    let me = use_session().me();
    let connection = follow(move || me.get().and_then(|me| me.connection));
    let shown = move || match connection.get() {
        None => view! { <div><ConnectGithub/></div> }.into_any(),
        Some(connection) => {
            let state = connection.state;
            view! {
                <div class="flex items-center gap-3">
                    <Picture url=Some(connection.avatar_url) name=connection.login.clone()/>
                    <span>{profile::connected_as()} " " <strong>{connection.login}</strong></span>
                    <a class="link ml-auto text-sm" href="/profile/settings?tab=integrations">{profile::manage()}</a>
                </div>
                <Stands state/>
            }
            .into_any()
        }
    };
    view! {
        <Panel title=profile::github_account() about=profile::github_account_about()>
            {shown}
        </Panel>
    }
}

/// What is to be known of a connection that does not simply work.
#[component]
fn Stands(state: ConnectionState) -> impl IntoView {
    match state {
        ConnectionState::Active => None,
        ConnectionState::Reconnect => Some(
            view! {
                <Notice tone=Tone::Warning>
                    <p>{profile::no_longer_taken()}</p>
                    <ConnectGithub label=connect::connect_again()/>
                </Notice>
            }
            .into_any(),
        ),
        ConnectionState::Ending => {
            Some(view! { <p class="text-sm text-muted">{profile::being_removed()}</p> }.into_any())
        }
    }
}
