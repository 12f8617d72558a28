//! A list of what happened, latest first: in a project, or with one's own account.
//!
//! Where it comes from is the page's business.

use std::future::Future;

use domain::{
    event::EventKind,
    names::ProjectKey,
    wire::{page::Page, projects::Activity},
};
use leptos::prelude::*;

use crate::{
    components::{Avatar, Empty, ProblemNotice, Shown, When, lines_skeleton, show},
    follow::follow,
    live::use_live,
    pages::{detail::in_words, project::use_project},
    problem::Problem,
    remote::Remote,
    submission::Submission,
    text::{common, settings},
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
    let activity = Remote::merging(move || fetch(None), news_first);
    let id = project
        .is_some()
        .then(|| use_project().project().with_untracked(|project| project.id));
    use_live().hear(
        move |event| event.kind == EventKind::ActivityAdded && event.project == id,
        move || activity.refresh(),
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

/// What is new in front of what the person had shown; where it does not reach that far, alone.
pub(crate) fn news_first(shown: Page<Activity>, latest: Page<Activity>) -> Page<Activity> {
    let known = |entry: &Activity| shown.items.iter().any(|old| old.id == entry.id);
    let mut items = latest.items;
    if !items.iter().any(known) {
        let next = latest.next;
        return Page { items, next };
    }
    items.retain(|entry| !known(entry));
    items.extend(shown.items);
    let next = shown.next;
    Page { items, next }
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
            <Empty title=settings::nothing_happened() about=settings::nothing_happened_about()/>
        </Shown>
        <ol class="flex flex-col divide-y divide-base-300">
            <For each=move || page.get().items key=|entry| entry.id let:entry>
                {self::entry(entry, project.get_value())}
            </For>
        </ol>
        <ProblemNotice problem=submission.problem()/>
        <Shown when=Signal::derive(move || page.with(|page| page.next.is_some()))>
            <button type="button" class="btn self-center" disabled=submission.busy() on:click=move |_| more.run(next())>
                {common::show_more()}
            </button>
        </Shown>
    }
}

/// One entry; what the system did by itself is said of Tasksource.
pub(crate) fn entry(entry: Activity, project: Option<ProjectKey>) -> AnyView {
    let entry = in_words(entry);
    let who = entry
        .actor
        .map_or("Tasksource".to_owned(), |person| person.name.to_string());
    let task = entry.task.zip(project).map(|(number, key)| {
        let page = format!("/projects/{key}/tasks/{number}");
        view! { <a class="link" href=page>{format!("{key}-{number}")}</a> }
    });
    let said = |text: String| Some(text).filter(|text| !text.is_empty());
    let detail = said(entry.detail);
    let reason = said(entry.reason).map(|reason| settings::why(&reason));
    let request = entry.request_id.map(|id| {
        view! {
            <p class="text-xs text-muted wrap-anywhere">
                {settings::github_request()} " " <code class="font-mono">{id.to_string()}</code>
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

#[cfg(test)]
mod tests {
    use domain::{Timestamp, activity::ActivityKind, ids::ActivityId};
    use uuid::Uuid;

    use super::*;

    fn page(ids: &[u128], next: Option<&str>) -> Page<Activity> {
        let entry = |id: &u128| Activity {
            id: ActivityId(Uuid::from_u128(*id)),
            number: 1,
            hash: String::new(),
            kind: ActivityKind::SignedIn,
            at: Timestamp::UNIX_EPOCH,
            actor: None,
            task: None,
            detail: String::new(),
            reason: String::new(),
            request_id: None,
        };
        Page {
            items: ids.iter().map(entry).collect(),
            next: next.map(str::to_owned),
        }
    }

    #[test]
    fn what_was_shown_stays_behind_the_news() {
        let shown = page(&[3, 2, 1], Some("older"));
        let both = news_first(shown, page(&[4, 3, 2], Some("latest")));
        assert_eq!(both, page(&[4, 3, 2, 1], Some("older")));
    }

    #[test]
    fn news_that_leave_a_gap_stand_alone() {
        let both = news_first(page(&[2, 1], None), page(&[9, 8], Some("latest")));
        assert_eq!(both, page(&[9, 8], Some("latest")));
    }
}
