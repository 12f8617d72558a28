//! The tab *Integrations* of a project: the linked repositories, and the walk that links one.

use domain::{event::EventKind, project::Action, wire::projects::Repository};
use leptos::prelude::*;

use super::{link_walk::LinkWalk, linked::LinkedRepository};
use crate::{
    api::use_api,
    components::{Empty, Glyph, Icon, Shown, lines_skeleton, show},
    follow::follow,
    live::keep_live,
    pages::project::use_project,
    remote::Remote,
    text::{linked, picker},
};

/// The repositories that are linked to the project.
pub(super) type Repositories = Remote<Vec<Repository>>;

/// The tab *Integrations*.
#[component]
pub(super) fn IntegrationsTab() -> impl IntoView {
    let api = use_api();
    let key = StoredValue::new(use_project().key());
    let repositories = Repositories::new(move || api.repositories(key.get_value()));
    let changes = use_project().concerns([EventKind::RepositoriesChanged]);
    keep_live(repositories, changes);
    show(
        repositories,
        lines_skeleton,
        move |list| view! { <Linked repositories list/> },
    )
}

/// The walk while it goes on, and all that is linked already.
#[component]
fn Linked(repositories: Repositories, list: Signal<Vec<Repository>>) -> impl IntoView {
    let may = use_project().may(Action::Manage);
    let none = follow(move || list.with(Vec::is_empty));
    // With nothing linked, the walk is what one came for.
    let walking = RwSignal::new(none.get_untracked() && may.get_untracked());
    let start = move |_| walking.set(true);
    view! {
        <Shown when=walking>
            <LinkWalk repositories list walking/>
        </Shown>
        <Shown when=Signal::derive(move || !walking.get() && may.get())>
            <div>
                <button type="button" class="btn btn-primary" on:click=start>
                    <Icon glyph=Glyph::Plus/>
                    {picker::link_repository()}
                </button>
            </div>
        </Shown>
        <Shown when=Signal::derive(move || none.get() && !walking.get())>
            <Empty title=linked::none_linked() about=linked::none_linked_about()/>
        </Shown>
        <div class="flex flex-col gap-4">
            <For each=move || list.get() key=|repository| (repository.id, repository.version, repository.trouble, repository.webhook_trouble) let:repository>
                <LinkedRepository repositories repository/>
            </For>
        </div>
    }
}
