//! A list of what happened, latest first: in a project, or with one's own account.
//!
//! Where it comes from is the page's business.

use std::future::Future;

use domain::{
    event::EventKind,
    names::ProjectKey,
    wire::{page::Page, projects::Activity},
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    components::{Avatar, Empty, ProblemNotice, Shown, When, lines_skeleton, show},
    follow::follow,
    live::use_live,
    pages::project::use_project,
    problem::Problem,
    remote::Remote,
    submission::Submission,
    words::activity_words,
};

/// The entries that `fetch` gives, page by page; tasks lead to their pages in `project`.
pub(crate) fn entries<F>(
    fetch: impl Fn(Option<String>) -> F + Copy + Send + Sync + 'static,
    project: Option<ProjectKey>,
) -> AnyView
where
    F: Future<Output = Result<Page<Activity>, Problem>> + 'static,
{
    let activity = Remote::new(move || fetch(None));
    let id = project
        .is_some()
        .then(|| use_project().project().with_untracked(|project| project.id));
    use_live().hear(
        move |event| event.kind == EventKind::ActivityAdded && event.project == id,
        move || add_news(activity, fetch(None)),
    );
    let submission = Submission::new();
    let more = Callback::new(move |next| {
        submission.run(fetch(next), move |more| {
            activity.change(|page| {
                page.items.extend(more.items);
                page.next = more.next;
            });
        });
    });
    let project = StoredValue::new(project);
    let list = move |page| view! { <List page submission more project=project.get_value()/> };
    show(activity, lines_skeleton, list)
}

/// Puts in front what is new, and leaves what the person had shown.
fn add_news(
    activity: Remote<Page<Activity>>,
    latest: impl Future<Output = Result<Page<Activity>, Problem>> + 'static,
) {
    spawn_local(async move {
        let Ok(latest) = latest.await else { return };
        activity.change(|page| {
            let mut news = latest.items;
            news.retain(|entry| !page.items.iter().any(|old| old.id == entry.id));
            page.items.splice(0..0, news);
        });
    });
}

#[component]
fn List(
    page: Signal<Page<Activity>>,
    submission: Submission,
    more: Callback<Option<String>>,
    project: Option<ProjectKey>,
) -> impl IntoView {
    let project = StoredValue::new(project);
    let none = follow(move || page.with(|page| page.items.is_empty()));
    let next = move || page.with_untracked(|page| page.next.clone());
    view! {
        <Shown when=none>
            <Empty title="Nothing happened yet" about="What people do here and what follows on GitHub is written down."/>
        </Shown>
        <ol class="flex flex-col divide-y divide-base-300">
            <For each=move || page.get().items key=|entry| entry.id let:entry>
                {self::entry(entry, project.get_value())}
            </For>
        </ol>
        <ProblemNotice problem=submission.problem()/>
        <Shown when=Signal::derive(move || page.with(|page| page.next.is_some()))>
            <button type="button" class="btn self-center" disabled=submission.busy() on:click=move |_| more.run(next())>
                "Show more"
            </button>
        </Shown>
    }
}

/// One entry; what the system did by itself is said of Tasksource.
pub(crate) fn entry(entry: Activity, project: Option<ProjectKey>) -> AnyView {
    let who = entry
        .actor
        .map_or("Tasksource".to_owned(), |person| person.name.to_string());
    let task = entry.task.zip(project).map(|(number, key)| {
        let page = format!("/projects/{key}/tasks/{number}");
        view! { <a class="link" href=page>{format!("{key}-{number}")}</a> }
    });
    let said = |text: String| Some(text).filter(|text| !text.is_empty());
    let detail = said(entry.detail);
    let reason = said(entry.reason).map(|reason| format!("Why: {reason}"));
    let request = entry.request_id.map(|id| {
        view! {
            <p class="text-xs text-muted wrap-anywhere">
                "GitHub’s request " <code class="font-mono">{id.to_string()}</code>
            </p>
        }
    });
    view! {
        <li class="flex gap-3 py-2.5 text-sm">
            <Avatar name=who.clone()/>
            <div class="flex min-w-0 grow flex-col">
                <p class="wrap-anywhere">
                    <span class="font-medium">{who}</span> " " {activity_words(entry.kind)} " " {task}
                </p>
                {detail.map(|detail| view! { <p class="wrap-anywhere text-muted">{detail}</p> })}
                {reason.map(|reason| view! { <p class="wrap-anywhere text-muted">{reason}</p> })}
                {request}
            </div>
            <span class="shrink-0 text-muted"><When at=entry.at/></span>
        </li>
    }
    .into_any()
}
