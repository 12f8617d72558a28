//! What is around all pages of a project: its name, and the way between its pages.

use domain::{
    event::{Event, EventKind},
    names::ProjectKey,
    project::{Action, Role},
    wire::projects::Project,
};
use leptos::prelude::*;
use leptos_router::{
    components::Outlet,
    hooks::{use_location, use_params_map},
};

use crate::{
    api::use_api,
    components::{ProblemPage, page_skeleton, show_or},
    follow::follow,
    live::keep_live,
    pages::NotFound,
    problem::Problem,
    remote::Remote,
    text::projects,
};
use domain::problem::ProblemCode;

/// The project whose pages are open.
#[derive(Clone, Copy)]
pub(crate) struct CurrentProject {
    remote: Remote<Project>,
}

/// The project whose pages are open, from any of them.
pub(crate) fn use_project() -> CurrentProject {
    expect_context::<CurrentProject>()
}

impl CurrentProject {
    /// The project itself.
    pub(crate) fn project(self) -> Signal<Project> {
        self.remote.ready()
    }

    /// Its key, which never changes.
    pub(crate) fn key(self) -> ProjectKey {
        untrack(|| self.remote.value())
            .expect("the pages of a project are built once it is there")
            .key
    }

    /// The user's role in it.
    pub(crate) fn role(self) -> Signal<Role> {
        let project = self.project();
        follow(move || project.with(|project| project.role))
    }

    /// Whether the user's role allows `action`.
    pub(crate) fn may(self, action: Action) -> Signal<bool> {
        let role = self.role();
        follow(move || role.get().may(action))
    }

    /// Takes a changed project over.
    pub(crate) fn put(self, project: Project) {
        self.remote.put(project);
    }

    /// What tells whether an event is of one of these kinds and about this project.
    pub(crate) fn concerns<const N: usize>(
        self,
        kinds: [EventKind; N],
    ) -> impl Fn(&Event) -> bool + 'static {
        let project = self.project().with_untracked(|project| project.id);
        move |event| event.project == Some(project) && kinds.contains(&event.kind)
    }

    /// Asks for it again.
    pub(crate) fn reload(self) {
        self.remote.reload();
    }
}

/// The frame of the pages under `/projects/:key`.
#[component]
pub(crate) fn ProjectFrame() -> impl IntoView {
    let api = use_api();
    let params = use_params_map();
    let key = follow(move || {
        let key = params.with(|params| params.get("key"))?;
        key.parse::<ProjectKey>().ok()
    });
    let remote = Remote::new(move || {
        let key = key.get();
        async move {
            match key {
                Some(key) => api.project(key).await,
                None => Err(Problem::missing()),
            }
        }
    });
    provide_context(CurrentProject { remote });
    keep_live(remote, move |event| {
        let project = untrack(|| remote.value()).map(|project| project.id);
        let about = matches!(
            event.kind,
            EventKind::ProjectChanged | EventKind::ProjectsChanged
        );
        about && event.project.is_some() && event.project == project
    });
    show_or(
        remote,
        page_skeleton,
        move |problem| failed(problem, remote),
        |project| {
            view! {
                <ProjectBar project/>
                <Outlet/>
            }
        },
    )
}

/// A project that is not there, or not for this user, is no page at all.
fn failed(problem: Problem, remote: Remote<Project>) -> AnyView {
    if problem.is(ProblemCode::NotFound) {
        return view! { <NotFound/> }.into_any();
    }
    let retry = Callback::new(move |()| remote.retry());
    view! {
        <ProblemPage problem=Signal::stored(Some(problem)) retry/>
    }
    .into_any()
}

/// The project's name, and the links to its pages.
#[component]
fn ProjectBar(project: Signal<Project>) -> impl IntoView {
    let path = use_location().pathname;
    let home = follow(move || project.with(|project| format!("/projects/{}", project.key)));
    let settings = follow(move || format!("{}/settings", home.get()));
    let in_settings = follow(move || path.get() == settings.get());
    view! {
        <div class="border-b border-base-300 bg-base-100">
            <div class="mx-auto flex max-w-6xl flex-wrap items-end gap-x-6 px-4 pt-3">
                <p class="flex min-w-0 items-baseline gap-2 pb-2">
                    <span class="font-mono text-sm text-muted">{move || project.with(|project| project.key.to_string())}</span>
                    <span class="truncate font-semibold">{move || project.with(|project| project.name.to_string())}</span>
                </p>
                <nav class="flex gap-1" aria-label=projects::project()>
                    <a class="tab-link" href=home aria-current=move || (!in_settings.get()).then_some("page")>{projects::tasks()}</a>
                    <a class="tab-link" href=settings aria-current=move || in_settings.get().then_some("page")>{projects::settings()}</a>
                </nav>
            </div>
        </div>
    }
}
