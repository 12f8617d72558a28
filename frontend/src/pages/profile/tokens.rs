//! Personal access tokens, for programs. A secret is shown once and kept nowhere.

use domain::{
    names::TokenName,
    wire::me::{CreateToken, Token, TokenScope},
};
use leptos::{ev::SubmitEvent, prelude::*};

use crate::{
    api::use_api,
    components::{
        Choice, Choices, Confirm, CopyLine, Empty, Field, Mark, Notice, Panel, ProblemNotice,
        Shown, Submit, Tone, Until, When, lines_skeleton, show,
    },
    follow::follow,
    input::Input,
    remote::Remote,
    submission::Submission,
    text::{common, profile},
};

type Tokens = Remote<Vec<Token>>;

const YEAR: u16 = 365;
const LIFETIMES: [u16; 4] = [7, 30, 90, YEAR];

/// The part *Personal access tokens* of the tab *Security*.
#[component]
pub(super) fn TokensPart() -> impl IntoView {
    let api = use_api();
    let tokens = Tokens::new(move || api.tokens());
    view! {
        <Panel title=profile::tokens() about=profile::tokens_about()>
            <NewToken tokens/>
            {show(tokens, lines_skeleton, move |list| view! { <List tokens list/> })}
        </Panel>
    }
}

/// The form of a new token, and its secret until the page is left.
#[component]
fn NewToken(tokens: Tokens) -> impl IntoView {
    let api = use_api();
    let name = Input::<TokenName>::new("");
    let scope = RwSignal::new(TokenScope::Read);
    let days = RwSignal::new(30_u16);
    let secret = RwSignal::new(None::<String>);
    let submission = Submission::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(called) = name.read() else { return };
        let token = CreateToken {
            name: called,
            scope: scope.get_untracked(),
            days: days.get_untracked(),
        };
        submission.run(api.create_token(token), move |created| {
            name.reset();
            secret.set(Some(created.secret));
            tokens.reload();
        });
    };
    view! {
        <form class="flex flex-col gap-3" novalidate on:submit=submit>
            <div class="grid gap-3 sm:grid-cols-[minmax(0,1fr)_12rem_9rem]">
                <Field label=profile::token_purpose() id="token-name" field=name.state()/>
                <ScopeChoice scope/>
                <DaysChoice days/>
            </div>
            <ProblemNotice problem=submission.problem()/>
            <div><Submit label=profile::create_token() busy=submission.busy()/></div>
        </form>
        {move || secret.get().map(|secret| view! { <Secret secret/> })}
    }
}

/// What a token may do; the less, the safer, so looking comes first.
#[component]
fn ScopeChoice(scope: RwSignal<TokenScope>) -> impl IntoView {
    let options: Choices = [
        (TokenScope::Read, profile::only_look()),
        (TokenScope::Write, profile::look_and_change()),
    ]
    .map(|(scope, words)| (scope.as_str().to_owned(), words.to_owned()))
    .into();
    let choose = Callback::new(move |name: String| {
        let write = name == TokenScope::Write.as_str();
        scope.set(if write {
            TokenScope::Write
        } else {
            TokenScope::Read
        });
    });
    let chosen = Signal::derive(move || scope.get().as_str().to_owned());
    view! { <Choice label=profile::token_may() id="token-scope" options chosen on_choose=choose/> }
}

/// How long a token is good for: none is for ever.
#[component]
fn DaysChoice(days: RwSignal<u16>) -> impl IntoView {
    let options: Choices = LIFETIMES
        .map(|days| (days.to_string(), lifetime_words(days)))
        .into();
    let choose = Callback::new(move |value: String| {
        if let Ok(value) = value.parse() {
            days.set(value);
        }
    });
    let chosen = Signal::derive(move || days.get().to_string());
    view! { <Choice label=profile::good_for() id="token-days" options chosen on_choose=choose/> }
}

fn lifetime_words(days: u16) -> String {
    if days == YEAR {
        profile::one_year().to_owned()
    } else {
        profile::days(days.into())
    }
}

/// The secret of the token that was just made.
#[component]
fn Secret(secret: String) -> impl IntoView {
    view! {
        <Notice tone=Tone::Warning>
            <p class="text-sm">{profile::copy_now()}</p>
            <div class="w-full"><CopyLine line=secret/></div>
        </Notice>
    }
}

#[component]
fn List(tokens: Tokens, list: Signal<Vec<Token>>) -> impl IntoView {
    let none = follow(move || list.with(Vec::is_empty));
    view! {
        <Shown when=none>
            <Empty title=profile::no_token() about=profile::no_token_about()/>
        </Shown>
        <ul class="flex flex-col divide-y divide-base-300">
            <For each=move || list.get() key=|token| token.id let:token>
                <Row tokens token/>
            </For>
        </ul>
    }
}

#[component]
fn Row(tokens: Tokens, token: Token) -> impl IntoView {
    let api = use_api();
    let submission = Submission::new();
    let asked = RwSignal::new(false);
    let id = token.id;
    let delete = Callback::new(move |()| {
        submission.run(api.delete_token(id), move |()| {
            asked.set(false);
            tokens.reload();
        });
    });
    let used = match token.last_used_at {
        Some(at) => view! { {profile::last_used()} " " <When at/> }.into_any(),
        None => profile::never_used().into_any(),
    };
    let scope = match token.scope {
        TokenScope::Read => profile::only_looks(),
        TokenScope::Write => profile::looks_and_changes(),
    };
    view! {
        <li class="flex flex-wrap items-center gap-3 py-3">
            <div class="flex min-w-0 grow flex-col text-sm">
                <span class="flex flex-wrap items-center gap-2 font-medium wrap-anywhere">{token.name.to_string()} <Mark text=scope/></span>
                <span class="text-muted">{profile::ends()} " " <Until at=token.expires_at/> ", " {used}</span>
            </div>
            <button type="button" class="btn btn-ghost btn-sm" on:click=move |_| asked.set(true)>{common::delete()}</button>
            <Confirm open=asked title=profile::delete_token_question() yes=profile::yes_delete_token() submission on_yes=delete>
                <p>{profile::token_deletion()}</p>
            </Confirm>
        </li>
    }
}
