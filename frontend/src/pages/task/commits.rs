//! The commits of the task's branch, seen with the viewer's own GitHub account.
//!
//! They are in this page's memory only, and shown to nobody who may not see them on GitHub.

use domain::{
    event::EventKind,
    problem::ProblemCode,
    wire::commits::{Commit, Commits},
};
use leptos::{ev, prelude::*};

use super::{days::days_chart, handle::TaskHandle};
use crate::{
    api::{Api, Fresh, use_api},
    components::{
        Glyph, Help, Icon, Mark, Notice, Picture, ProblemNotice, Shown, Tone, When, lines_skeleton,
        show_or,
    },
    follow::follow,
    language,
    live::keep_live,
    pages::connect::ConnectGithub,
    problem::Problem,
    remote::Remote,
    text,
};

/// What came last, and what to send along to hear only of changes.
type Known = StoredValue<Option<(Commits, Option<String>)>>;

/// The commits, with a button that looks again.
#[component]
pub(super) fn CommitsPart(handle: TaskHandle) -> impl IntoView {
    let api = use_api();
    let known = Known::new(None);
    let commits = Remote::new(move || look(api, handle, known));
    look_again(handle, commits);
    view! {
        <section class="panel" aria-label=text::commits::title()>
            <div class="flex items-center justify-between gap-2">
                <h2 class="font-semibold">{text::commits::title()}</h2>
                <button type="button" class="btn btn-ghost btn-sm" on:click=move |_| commits.reload()>
                    <Icon glyph=Glyph::Refresh/>
                    {text::commits::refresh()}
                </button>
            </div>
            {show_or(commits, lines_skeleton, move |problem| failed(problem, commits), |commits| view! { <List commits/> })}
        </section>
    }
}

/// Asks for the commits, sparing GitHub what has not changed.
async fn look(api: Api, handle: TaskHandle, known: Known) -> Result<Commits, Problem> {
    let task = handle.now();
    let etag = known.with_value(|known| known.as_ref().and_then(|(_, etag)| etag.clone()));
    match api.commits(task.project, task.number, etag).await {
        Ok(Fresh::New(commits, etag)) => {
            known.set_value(Some((commits.clone(), etag)));
            Ok(commits)
        }
        Ok(Fresh::Same) => known
            .with_value(|known| known.as_ref().map(|(commits, _)| commits.clone()))
            .ok_or(Problem::Garbled),
        Err(problem) => {
            known.set_value(None);
            Err(problem)
        }
    }
}

/// Looks again when the person comes back to the page, and when access has changed.
fn look_again(handle: TaskHandle, commits: Remote<Commits>) {
    let focus = window_event_listener(ev::focus, move |_| commits.reload());
    on_cleanup(move || focus.remove());
    keep_live(commits, move |event| {
        let task = handle.now();
        let repository = task.repository.map(|repository| repository.id);
        let about = match event.task {
            Some(id) => id == task.id,
            None => repository.is_some() && event.repository == repository,
        };
        about && event.kind == EventKind::CommitsMayHaveChanged
    });
    let access = handle.part(|task| task.access.state);
    Effect::new(move |before: Option<()>| {
        access.track();
        if before.is_some() {
            commits.reload();
        }
    });
}

/// Why no commit is shown: nothing of the repository is said to those who may not see it.
fn failed(problem: Problem, commits: Remote<Commits>) -> AnyView {
    match problem.code() {
        Some(ProblemCode::NotConnected) => view! {
            <Notice tone=Tone::Info>
                <p>{text::commits::not_connected()}</p>
                <ConnectGithub/>
            </Notice>
        }
        .into_any(),
        Some(ProblemCode::ReconnectNeeded) => view! {
            <Notice tone=Tone::Warning>
                <p>{text::commits::reconnect_needed()}</p>
                <ConnectGithub label=text::commits::connect_again()/>
            </Notice>
        }
        .into_any(),
        Some(ProblemCode::NoGithubAccess) => view! {
            <Notice tone=Tone::Info>
                <p>{text::commits::no_access()}</p>
            </Notice>
        }
        .into_any(),
        _ => {
            let retry = Callback::new(move |()| commits.retry());
            view! { <ProblemNotice problem=Signal::stored(Some(problem)) retry/> }.into_any()
        }
    }
}

/// How far the branch and the development branch have parted.
fn distance(ahead: u32, behind: u32) -> String {
    match (i64::from(ahead), i64::from(behind)) {
        (0, 0) => text::commits::level().to_owned(),
        (ahead, 0) => text::commits::ahead(ahead),
        (0, behind) => text::commits::behind(behind),
        (ahead, behind) => text::commits::parted(ahead, &language::spoken().number(behind)),
    }
}

/// How far the branches have parted, and the commits, newest first.
#[component]
fn List(commits: Signal<Commits>) -> impl IntoView {
    let apart = follow(move || commits.with(|commits| distance(commits.ahead, commits.behind)));
    let url = follow(move || commits.with(|commits| commits.html_url.clone()));
    let none = follow(move || commits.with(|commits| commits.commits.is_empty()));
    view! {
        <p class="flex flex-wrap items-center gap-x-3 text-sm text-muted">
            {apart}
            {move || view! { <Help url=url.get() text=text::commits::compare()/> }}
        </p>
        {move || commits.with(|commits| days_chart(&commits.commits))}
        <Shown when=none>
            <p class="text-sm text-muted">{text::commits::none_yet()}</p>
        </Shown>
        <ol class="flex flex-col divide-y divide-base-300" class:hidden=move || none.get()>
            <For each=move || commits.get().commits key=|commit| commit.sha.clone() let:commit>
                <Row commit/>
            </For>
        </ol>
    }
}

/// One commit as GitHub tells it.
#[component]
fn Row(commit: Commit) -> impl IntoView {
    let author = commit.author;
    let who = author.login.unwrap_or_else(|| author.name.clone());
    let short: String = commit.sha.chars().take(7).collect();
    view! {
        <li class="flex gap-3 py-3">
            <Picture url=author.avatar_url name=author.name.clone()/>
            <div class="flex min-w-0 grow flex-col gap-0.5">
                <p class="font-medium wrap-anywhere">{commit.headline}</p>
                <p class="flex flex-wrap items-center gap-x-2 text-sm text-muted">
                    <span title=author.name>{who}</span>
                    {commit.authored_at.map(|at| view! { <When at/> })}
                    {commit.verified.then(|| view! { <Mark text=text::commits::verified()/> })}
                </p>
            </div>
            <span class="shrink-0 font-mono text-sm"><Help url=commit.html_url text=short/></span>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_is_said_in_words() {
        assert_eq!(distance(0, 0), "Level with the development branch.");
        assert_eq!(distance(2, 0), "2 commits ahead of the development branch.");
        assert_eq!(distance(0, 1), "1 commit behind the development branch.");
        assert_eq!(
            distance(1, 3),
            "1 commit ahead of the development branch, 3 behind."
        );
    }
}
