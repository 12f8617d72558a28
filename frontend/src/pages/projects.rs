//! The projects that the user is a member of.

use domain::{
    event::EventKind,
    wire::{page::Page, projects::Project},
};
use leptos::prelude::*;

use crate::{
    api::use_api,
    components::{Empty, Glyph, Icon, Mark, ProblemNotice, Shown, Title, lines_skeleton, show},
    follow::follow,
    live::keep_live,
    remote::Remote,
    submission::Submission,
    text,
    words::role_label,
};

/// The page `/projects`.
#[component]
pub(crate) fn Projects() -> impl IntoView {
    let api = use_api();
    let projects = Remote::new(move || api.projects(None));
    keep_live(projects, |event| {
        matches!(
            event.kind,
            EventKind::ProjectsChanged
                | EventKind::ProjectChanged
                | EventKind::TaskCreated
                | EventKind::TaskChanged
                | EventKind::TaskClosed
        )
    });
    let any = follow(move || projects.value().is_some_and(|page| !page.items.is_empty()));
    view! {
        <Title text=text::projects::projects()/>
        <div class="page">
            <div class="flex items-center justify-between gap-4">
                <h1 class="text-2xl font-semibold tracking-tight">{text::projects::projects()}</h1>
                <Shown when=any>
                    <NewProjectLink/>
                </Shown>
            </div>
            {show(projects, lines_skeleton, move |page| view! { <List projects page/> })}
        </div>
    }
}

#[component]
fn NewProjectLink() -> impl IntoView {
    view! {
        <a class="btn btn-primary" href="/projects/new">
            <Icon glyph=Glyph::Plus/>
            {text::projects::new_project()}
        </a>
    }
}

/// The projects, or the first step towards one.
#[component]
fn List(projects: Remote<Page<Project>>, page: Signal<Page<Project>>) -> impl IntoView {
    let none = follow(move || page.with(|page| page.items.is_empty()));
    view! {
        <Shown when=none>
            <Empty title=text::projects::none_yet() about=text::projects::none_yet_about()>
                <NewProjectLink/>
            </Empty>
        </Shown>
        <ul class="grid gap-4 sm:grid-cols-2 lg:grid-cols-3" class:hidden=move || none.get()>
            <For each=move || page.get().items key=|project| (project.id, project.version, project.open_tasks) let:project>
                <li><Card project/></li>
            </For>
        </ul>
        <More projects page/>
    }
}

/// One project as a card that leads to its tasks.
#[component]
fn Card(project: Project) -> impl IntoView {
    let open = text::projects::open_tasks(project.open_tasks);
    view! {
        <a class="panel h-full gap-2! transition-colors hover:border-primary/60" href=format!("/projects/{}", project.key)>
            <span class="flex items-center justify-between gap-2">
                <span class="font-mono text-sm text-muted">{project.key.to_string()}</span>
                <Mark text=role_label(project.role)/>
            </span>
            <span class="font-medium wrap-anywhere">{project.name.to_string()}</span>
            <span class="line-clamp-2 text-sm wrap-anywhere text-muted">{project.description.to_string()}</span>
            <span class="mt-auto pt-2 text-sm text-muted">{open}</span>
        </a>
    }
}

/// Adds the next part of the list to what is shown.
#[component]
fn More(projects: Remote<Page<Project>>, page: Signal<Page<Project>>) -> impl IntoView {
    let api = use_api();
    let submission = Submission::new();
    let more = move |_| {
        let next = page.with_untracked(|page| page.next.clone());
        submission.run(api.projects(next), move |more| {
            projects.change(|page| {
                page.items.extend(more.items);
                page.next = more.next;
            });
        });
    };
    view! {
        <ProblemNotice problem=submission.problem()/>
        <Shown when=Signal::derive(move || page.with(|page| page.next.is_some()))>
            <button type="button" class="btn self-center" disabled=submission.busy() on:click=more>
                {text::common::show_more()}
            </button>
        </Shown>
    }
}
