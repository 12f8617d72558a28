//! What happened in the project, latest first.

use domain::wire::{page::Page, projects::Activity};
use leptos::prelude::*;

use crate::{
    api::use_api,
    components::{Avatar, Empty, Panel, ProblemNotice, Shown, When, lines_skeleton, show},
    follow::follow,
    pages::project::use_project,
    remote::Remote,
    submission::Submission,
    words::activity_words,
};

/// The tab *Activity*.
#[component]
pub(super) fn ActivityTab() -> impl IntoView {
    let api = use_api();
    let key = StoredValue::new(use_project().key());
    let activity = Remote::new(move || api.activity(key.get_value(), None));
    view! {
        <Panel title="Activity" about="Who did what, and why the system acted.">
            {show(activity, lines_skeleton, move |page| view! { <List activity page/> })}
        </Panel>
    }
}

#[component]
fn List(activity: Remote<Page<Activity>>, page: Signal<Page<Activity>>) -> impl IntoView {
    let api = use_api();
    let key = StoredValue::new(use_project().key());
    let submission = Submission::new();
    let none = follow(move || page.with(|page| page.items.is_empty()));
    let more = move |_| {
        let next = page.with_untracked(|page| page.next.clone());
        submission.run(api.activity(key.get_value(), next), move |more| {
            activity.change(|page| {
                page.items.extend(more.items);
                page.next = more.next;
            });
        });
    };
    view! {
        <Shown when=none>
            <Empty title="Nothing happened yet" about="What people do here and what follows on GitHub is written down."/>
        </Shown>
        <ol class="flex flex-col divide-y divide-base-300">
            <For each=move || page.get().items key=|entry| entry.id let:entry>
                <Row entry/>
            </For>
        </ol>
        <ProblemNotice problem=submission.problem()/>
        <Shown when=Signal::derive(move || page.with(|page| page.next.is_some()))>
            <button type="button" class="btn self-center" disabled=submission.busy() on:click=more>"Show more"</button>
        </Shown>
    }
}

/// One entry; what the system did by itself is said of Tasksource.
#[component]
fn Row(entry: Activity) -> impl IntoView {
    let who = entry
        .actor
        .map_or("Tasksource".to_owned(), |person| person.name.to_string());
    let key = use_project().key();
    let task = entry.task.map(|number| {
        let page = format!("/projects/{key}/tasks/{number}");
        view! { <a class="link" href=page>{format!("{key}-{number}")}</a> }
    });
    let detail = Some(entry.detail).filter(|detail| !detail.is_empty());
    view! {
        <li class="flex gap-3 py-2.5 text-sm">
            <Avatar name=who.clone()/>
            <div class="flex min-w-0 grow flex-col">
                <p class="wrap-anywhere">
                    <span class="font-medium">{who}</span> " " {activity_words(entry.kind)} " " {task}
                </p>
                {detail.map(|detail| view! { <p class="wrap-anywhere text-muted">{detail}</p> })}
            </div>
            <span class="shrink-0 text-muted"><When at=entry.at/></span>
        </li>
    }
}
