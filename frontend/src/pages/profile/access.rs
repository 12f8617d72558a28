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
    text::profile,
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
        <Panel title=profile::your_access() about=profile::your_access_about()>
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
            <Empty title=profile::no_access() about=profile::no_access_about()/>
        </Shown>
        {move || own.get().into_iter().map(project).collect_view()}
    }
}
