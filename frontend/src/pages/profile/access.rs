//! What one reaches on GitHub because of which tasks, over all projects.

use domain::{event::EventKind, wire::access::ProjectAccess};
use leptos::prelude::*;

use crate::{
    api::use_api,
    components::{Empty, Panel, Shown, lines_skeleton, show},
    follow::follow,
    live::keep_live,
    pages::accesses::Accesses,
    remote::Remote,
};

/// The tab *Access*.
#[component]
pub(super) fn AccessTab() -> impl IntoView {
    let api = use_api();
    let own = Remote::new(move || api.my_access());
    keep_live(own, |event| {
        matches!(
            event.kind,
            EventKind::AccessChanged
                | EventKind::EffectsChanged
                | EventKind::TaskChanged
                | EventKind::TaskClosed
                | EventKind::ProjectsChanged
        )
    });
    view! {
        <Panel title="Your access on GitHub" about="What you reach because of your tasks, in all of your projects. It ends with them.">
            {show(own, lines_skeleton, |own| view! { <List own/> })}
        </Panel>
    }
}

#[component]
fn List(own: Signal<Vec<ProjectAccess>>) -> impl IntoView {
    let none = follow(move || own.with(Vec::is_empty));
    let project = |project: ProjectAccess| {
        let heading = format!("{} · {}", project.key, project.name);
        let repositories = Signal::stored(project.repositories);
        view! {
            <section class="flex flex-col gap-2">
                <h2 class="font-medium">{heading}</h2>
                <Accesses project=project.key repositories/>
            </section>
        }
    };
    view! {
        <Shown when=none>
            <Empty title="Nothing, because of your tasks" about="When an open task with a repository is assigned to you, it appears here."/>
        </Shown>
        {move || own.get().into_iter().map(project).collect_view()}
    }
}
