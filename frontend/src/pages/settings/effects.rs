//! What still has to happen on GitHub, and what holds it up.

use domain::{effect::EffectState, project::Action, wire::effects::Effect as Waiting};
use leptos::prelude::*;

use crate::{
    api::use_api,
    components::{Mark, Panel, ProblemNotice, Shown, Until, lines_skeleton, show},
    follow::follow,
    pages::project::use_project,
    remote::Remote,
    submission::Submission,
    text::{accesses, common},
    words::{effect_label, trouble_words},
};

type Effects = Remote<Vec<Waiting>>;

/// What waits; nothing at all where nothing does.
#[component(transparent)]
pub(super) fn Effects(
    /// What waits.
    effects: Effects,
) -> impl IntoView {
    show(effects, lines_skeleton, move |list| {
        let any = follow(move || list.with(|list| !list.is_empty()));
        view! {
            <Shown when=any>
                <Panel title=accesses::still_to_happen()>
                    <List effects list/>
                </Panel>
            </Shown>
        }
    })
}

#[component]
fn List(effects: Effects, list: Signal<Vec<Waiting>>) -> impl IntoView {
    let key = |effect: &Waiting| (effect.id, effect.state, effect.attempts);
    view! {
        <ul class="flex flex-col divide-y divide-base-300">
            <For each=move || list.get() key=key let:effect>
                <Row effects effect/>
            </For>
        </ul>
    }
}

/// One effect, with the button that tries it at once.
#[component]
fn Row(effects: Effects, effect: Waiting) -> impl IntoView {
    let api = use_api();
    let current = use_project();
    let key = StoredValue::new(current.key());
    let may = current.may(Action::Work);
    let submission = Submission::new();
    let id = effect.id;
    let retry = move |_| {
        submission.run(api.retry_effect(key.get_value(), id), move |()| {
            effects.reload();
        });
    };
    let can = effect.state != EffectState::Running;
    view! {
        <li class="flex flex-col gap-1 py-3 sm:flex-row sm:items-center sm:gap-4">
            <div class="flex min-w-0 grow flex-col gap-1">
                <span class="flex flex-wrap items-center gap-2 font-medium">
                    {effect.subject}
                    <Mark text=effect_label(effect.state)/>
                </span>
                {effect.trouble.map(|trouble| view! { <span class="text-sm">{trouble_words(trouble)}</span> })}
                {(effect.attempts > 0).then(|| view! { <span class="text-sm text-muted">{accesses::tried(effect.attempts)}</span> })}
                {effect.next_try_at.map(|at| view! { <span class="text-sm text-muted">{accesses::tried_again()} " " <Until at/></span> })}
                <ProblemNotice problem=submission.problem()/>
            </div>
            <Shown when=Signal::derive(move || may.get() && can)>
                <button type="button" class="btn btn-sm" disabled=submission.busy() on:click=retry>{common::try_again()}</button>
            </Shown>
        </li>
    }
}
