//! What one is notified of: a bell with a number on every page, and the list behind it.

use domain::{
    event::{Event, EventKind},
    wire::{notifications::Notification, page::Page},
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::use_api,
    components::{
        Empty, Glyph, Icon, Mark, ProblemNotice, Shown, Title, When, lines_skeleton, show,
    },
    follow::follow,
    live::keep_live,
    remote::Remote,
    submission::Submission,
    text::{common, notifications_page},
    words::notification_words,
};

type Notifications = Remote<Page<Notification>>;

/// Whether an event may change what one is notified of: also what is read, and what one is no
/// member of any more.
fn concerns(event: &Event) -> bool {
    matches!(
        event.kind,
        EventKind::NotificationsChanged | EventKind::ProjectsChanged
    )
}

/// The bell in the bar, with how many were not read.
#[component]
pub(super) fn Bell() -> impl IntoView {
    let api = use_api();
    let unread = Remote::new(move || api.unread());
    keep_live(unread, concerns);
    let number = follow(move || unread.value().map_or(0, |unread| unread.unread));
    let label = move || notifications_page::bell(number.get());
    let shown = move || match number.get() {
        0 => String::new(),
        number @ 1..100 => number.to_string(),
        _ => "99+".to_owned(),
    };
    view! {
        <a class="btn btn-ghost btn-sm relative" href="/notifications" aria-label=label>
            <Icon glyph=Glyph::Bell/>
            <span class="badge badge-primary badge-sm" class:hidden=move || number.get() == 0 aria-hidden="true">
                {shown}
            </span>
        </a>
    }
}

/// The page `/notifications`.
#[component]
pub(crate) fn NotificationsPage() -> impl IntoView {
    let api = use_api();
    let list = Notifications::new(move || api.notifications(None));
    keep_live(list, concerns);
    let submission = Submission::new();
    let unread = follow(move || {
        list.value()
            .is_some_and(|page| page.items.iter().any(|one| !one.read))
    });
    let read_all = move |_| submission.run(api.read_all_notifications(), move |()| list.refresh());
    view! {
        <Title text=notifications_page::title()/>
        <div class="page">
            <div class="flex flex-wrap items-center justify-between gap-4">
                <h1 class="text-2xl font-semibold tracking-tight">{notifications_page::title()}</h1>
                <Shown when=unread>
                    <button type="button" class="btn btn-sm" disabled=submission.busy() on:click=read_all>
                        <Icon glyph=Glyph::Check/>
                        {notifications_page::mark_all()}
                    </button>
                </Shown>
            </div>
            <ProblemNotice problem=submission.problem()/>
            {show(list, lines_skeleton, move |page| view! { <List list page/> })}
        </div>
    }
}

/// The notifications, latest first.
#[component]
fn List(list: Notifications, page: Signal<Page<Notification>>) -> impl IntoView {
    let api = use_api();
    let submission = Submission::new();
    let none = follow(move || page.with(|page| page.items.is_empty()));
    let more = move |_| {
        let next = page.with_untracked(|page| page.next.clone());
        submission.run(api.notifications(next), move |more| {
            list.change(|page| {
                page.items.extend(more.items);
                page.next = more.next;
            });
        });
    };
    view! {
        <Shown when=none>
            <Empty title=notifications_page::nothing() about=notifications_page::nothing_about()/>
        </Shown>
        <ul class="panel divide-y divide-base-300 gap-0!" aria-label=notifications_page::title() class:hidden=move || none.get()>
            <For each=move || page.get().items key=|one| (one.id, one.read) let:one>
                <Row list one/>
            </For>
        </ul>
        <ProblemNotice problem=submission.problem()/>
        <Shown when=Signal::derive(move || page.with(|page| page.next.is_some()))>
            <button type="button" class="btn self-center" disabled=submission.busy() on:click=more>
                {common::show_more()}
            </button>
        </Shown>
    }
}

/// Where a notification leads: to its task, or to one's own connection.
fn target(one: &Notification) -> (String, String) {
    match (&one.project, one.task) {
        (Some(key), Some(number)) => {
            let title = one.title.as_ref().map(ToString::to_string);
            let page = format!("/projects/{key}/tasks/{number}");
            (
                page,
                format!("{key}-{number} {}", title.unwrap_or_default()),
            )
        }
        _ => (
            "/profile/settings?tab=integrations".to_owned(),
            notifications_page::github_account().to_owned(),
        ),
    }
}

/// One notification; following it marks it as read.
#[component]
fn Row(list: Notifications, one: Notification) -> impl IntoView {
    let api = use_api();
    let (page, text) = target(&one);
    let who = one.actor.map(|person| format!("{} ", person.name));
    let id = one.id;
    let read = move || {
        spawn_local(async move {
            // One that is not marked is only shown as new once more.
            if api.read_notification(id).await.is_ok() {
                list.refresh();
            }
        });
    };
    let mark = (!one.read).then(|| {
        view! {
            <Mark text=notifications_page::new()/>
            <button type="button" class="btn btn-ghost btn-xs" on:click=move |_| read()>{notifications_page::mark_as_read()}</button>
        }
    });
    view! {
        <li class="flex flex-wrap items-center gap-x-3 gap-y-1 py-3 text-sm">
            <div class="flex min-w-0 grow flex-col">
                <a class="link font-medium wrap-anywhere" href=page on:click=move |_| read()>{text}</a>
                <span class="wrap-anywhere">{who} {notification_words(one.kind)} "."</span>
            </div>
            {mark}
            <span class="shrink-0 text-muted"><When at=one.at/></span>
        </li>
    }
}
