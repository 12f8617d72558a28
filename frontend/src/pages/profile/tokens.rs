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
};

type Tokens = Remote<Vec<Token>>;

const LIFETIMES: [(u16, &str); 4] = [
    (7, "7 days"),
    (30, "30 days"),
    (90, "90 days"),
    (365, "1 year"),
];

/// The part *Personal access tokens* of the tab *Security*.
#[component]
pub(super) fn TokensPart() -> impl IntoView {
    let api = use_api();
    let tokens = Tokens::new(move || api.tokens());
    view! {
        <Panel title="Personal access tokens" about="With one, a program acts as you through the API.">
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
                <Field label="What it is for" id="token-name" field=name.state()/>
                <ScopeChoice scope/>
                <DaysChoice days/>
            </div>
            <ProblemNotice problem=submission.problem()/>
            <div><Submit label="Create token" busy=submission.busy()/></div>
        </form>
        {move || secret.get().map(|secret| view! { <Secret secret/> })}
    }
}

/// What a token may do; the less, the safer, so looking comes first.
#[component]
fn ScopeChoice(scope: RwSignal<TokenScope>) -> impl IntoView {
    let options: Choices = [
        (TokenScope::Read, "Only look"),
        (TokenScope::Write, "Look and change"),
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
    view! { <Choice label="It may" id="token-scope" options chosen on_choose=choose/> }
}

/// How long a token is good for: none is for ever.
#[component]
fn DaysChoice(days: RwSignal<u16>) -> impl IntoView {
    let options: Choices = LIFETIMES
        .map(|(days, words)| (days.to_string(), words.to_owned()))
        .into();
    let choose = Callback::new(move |value: String| {
        if let Ok(value) = value.parse() {
            days.set(value);
        }
    });
    let chosen = Signal::derive(move || days.get().to_string());
    view! { <Choice label="Good for" id="token-days" options chosen on_choose=choose/> }
}

/// The secret of the token that was just made.
#[component]
fn Secret(secret: String) -> impl IntoView {
    view! {
        <Notice tone=Tone::Warning>
            <p class="text-sm">"Copy it now: it is shown this once."</p>
            <div class="w-full"><CopyLine line=secret/></div>
        </Notice>
    }
}

#[component]
fn List(tokens: Tokens, list: Signal<Vec<Token>>) -> impl IntoView {
    let none = follow(move || list.with(Vec::is_empty));
    view! {
        <Shown when=none>
            <Empty title="No token" about="Nothing but your browsers acts as you."/>
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
        Some(at) => view! { "last used " <When at/> }.into_any(),
        None => "never used".into_any(),
    };
    let scope = match token.scope {
        TokenScope::Read => "only looks",
        TokenScope::Write => "looks and changes",
    };
    view! {
        <li class="flex flex-wrap items-center gap-3 py-3">
            <div class="flex min-w-0 grow flex-col text-sm">
                <span class="flex flex-wrap items-center gap-2 font-medium wrap-anywhere">{token.name.to_string()} <Mark text=scope/></span>
                <span class="text-muted">"Ends " <Until at=token.expires_at/> ", " {used}</span>
            </div>
            <button type="button" class="btn btn-ghost btn-sm" on:click=move |_| asked.set(true)>"Delete"</button>
            <Confirm open=asked title="Delete this token?" yes="Yes, delete token" submission on_yes=delete>
                <p>"Whatever uses it can no longer act as you."</p>
            </Confirm>
        </li>
    }
}
