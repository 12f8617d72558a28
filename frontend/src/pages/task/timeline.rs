//! What the system did about the task and what it does next, in one list.

use domain::{
    event::{Event, EventKind},
    wire::{
        effects::{Effect as Coming, Timeline},
        tasks::Task,
    },
};
use leptos::prelude::*;

use super::handle::TaskHandle;
use crate::{
    api::use_api,
    components::{Mark, ProblemNotice, Shown, Until, lines_skeleton, show},
    follow::{follow, whenever},
    live::keep_live,
    pages::{
        entries::{entry, news_first},
        project::use_project,
    },
    remote::Remote,
    submission::Submission,
    text::{self, common},
    words::{effect_label, trouble_words},
};

/// The timeline, asked for anew whenever the task has changed.
#[component]
pub(super) fn TimelinePart(handle: TaskHandle) -> impl IntoView {
    let api = use_api();
    let key = StoredValue::new(use_project().key());
    let number = handle.part(|task| task.number);
    let look = move || api.timeline(key.get_value(), number.get(), None);
    let timeline = Remote::merging(look, |shown, latest| Timeline {
        coming: latest.coming,
        happened: news_first(shown.happened, latest.happened),
    });
    let moved = handle.part(|task| (task.version, task.access.state, task.pull_request.state));
    let first = StoredValue::new(true);
    whenever(move || {
        moved.track();
        if !first.get_value() {
            timeline.reload();
        }
        first.set_value(false);
    });
    keep_live(timeline, move |event| concerns(event, &handle.now()));
    view! {
        <section class="panel" aria-label=text::timeline::title()>
            <h2 class="font-semibold">{text::timeline::title()}</h2>
            {show(timeline, lines_skeleton, move |shown| view! { <List timeline shown/> })}
        </section>
    }
}

/// Whether an event may change what happened to a task, or what comes next.
fn concerns(event: &Event, task: &Task) -> bool {
    let repository = task.repository.as_ref().map(|repository| repository.id);
    match event.kind {
        EventKind::ActivityAdded => event.task == Some(task.id),
        EventKind::EffectsChanged if event.task.is_some() => event.task == Some(task.id),
        EventKind::EffectsChanged => repository.is_some() && event.repository == repository,
        _ => false,
    }
}

#[component]
fn List(timeline: Remote<Timeline>, shown: Signal<Timeline>) -> impl IntoView {
    let api = use_api();
    let current = use_project();
    let key = StoredValue::new(current.key());
    let more = Submission::new();
    let coming = follow(move || shown.with(|shown| shown.coming.clone()));
    let none = follow(move || coming.with(Vec::is_empty));
    let next = follow(move || shown.with(|shown| shown.happened.next.clone()));
    let load = move |_| {
        let number = shown.with(|shown| shown.happened.items.iter().find_map(|entry| entry.task));
        let Some(number) = number else { return };
        let call = api.timeline(key.get_value(), number, next.get_untracked());
        more.run(call, move |more| {
            timeline.change(|timeline| {
                timeline.happened.items.extend(more.happened.items);
                timeline.happened.next = more.happened.next;
            });
        });
    };
    view! {
        <div class:hidden=none>
            <h3 class="text-sm font-medium">{text::timeline::coming()}</h3>
            <ul class="flex flex-col divide-y divide-base-300">
                <For each=move || coming.get() key=|effect| (effect.id, effect.state, effect.attempts) let:effect>
                    {next_line(effect)}
                </For>
            </ul>
        </div>
        <div>
            <h3 class="text-sm font-medium" class:hidden=none>{text::timeline::so_far()}</h3>
            <ol class="flex flex-col divide-y divide-base-300">
                <For each=move || shown.get().happened.items key=|entry| entry.id let:item>
                    {entry(item, None)}
                </For>
            </ol>
        </div>
        <ProblemNotice problem=more.problem()/>
        <Shown when=Signal::derive(move || next.get().is_some())>
            <button type="button" class="btn btn-sm self-center" disabled=more.busy() on:click=load>{common::show_more()}</button>
        </Shown>
    }
}

/// One thing that is still to come.
fn next_line(effect: Coming) -> AnyView {
    let trouble = effect
        .trouble
        .map(|trouble| view! { <p class="text-muted">{trouble_words(trouble)}</p> });
    let at = effect.next_try_at.map(
        |at| view! { <p class="text-muted">{text::timeline::tried_again()} " " <Until at/></p> },
    );
    view! {
        <li class="flex flex-col gap-1 py-2.5 text-sm">
            <p class="flex flex-wrap items-center gap-2 wrap-anywhere">{effect.subject} <Mark text=effect_label(effect.state)/></p>
            {trouble}
            {at}
        </li>
    }
    .into_any()
}
