//! Picking a repository: owners on the left, names on the right, latest work first.

use std::time::Duration;

use domain::{
    ids::GithubRepositoryId,
    wire::{
        github::{Owner, OwnerKind, Owners, Repositories},
        projects::Repository,
    },
};
use leptos::prelude::*;

use super::repository_rows::RepositoryRows;
use crate::{
    api::use_api,
    browser,
    components::{Help, Picture, lines_skeleton, show},
    follow::{follow, whenever},
    remote::Remote,
};

const PAUSE_IN_TYPING: Duration = Duration::from_millis(250);

/// The picker.
#[component]
pub(super) fn PickRepository(
    owners: Signal<Owners>,
    list: Signal<Vec<Repository>>,
    on_select: Callback<GithubRepositoryId>,
    busy: Signal<bool>,
) -> impl IntoView {
    let owner = RwSignal::new(None::<String>);
    view! {
        <div class="grid gap-6 md:grid-cols-[17rem_minmax(0,1fr)]">
            <OwnerList owners owner/>
            <Names owner list on_select busy/>
        </div>
    }
}

/// Whose repositories to show, and the help for those who miss an organization.
#[component]
fn OwnerList(owners: Signal<Owners>, owner: RwSignal<Option<String>>) -> impl IntoView {
    let review = follow(move || owners.with(|owners| owners.review_url.clone()));
    view! {
        <div class="flex flex-col gap-3">
            <h3 class="text-sm font-medium" id="owners">"Owner"</h3>
            <ul class="flex flex-col gap-0.5" aria-labelledby="owners">
                <li><OwnerButton owner login=None><span class="px-1">"All, latest work first"</span></OwnerButton></li>
                <For each=move || owners.get().owners key=|owner| owner.id let:one>
                    <li><Listed one owner/></li>
                </For>
            </ul>
            <p class="text-sm text-muted">
                "An organization is missing? "
                {move || view! { <Help url=review.get() text="Grant or request access on GitHub"/> }}
            </p>
        </div>
    }
}

/// One owner by picture and login.
#[component]
fn Listed(one: Owner, owner: RwSignal<Option<String>>) -> impl IntoView {
    let kind = match one.kind {
        OwnerKind::User => "you",
        OwnerKind::Organization => "organization",
    };
    let login = one.login.clone();
    view! {
        <OwnerButton owner login=Some(one.login.clone())>
            <Picture url=Some(one.avatar_url.clone()) name=one.login.clone()/>
            <span class="min-w-0 grow truncate">{login}</span>
            <span class="text-xs text-muted">{kind}</span>
        </OwnerButton>
    }
}

/// A choice in the list of owners; pressed while it holds.
#[component]
fn OwnerButton(
    owner: RwSignal<Option<String>>,
    login: Option<String>,
    children: Children,
) -> impl IntoView {
    let login = StoredValue::new(login);
    let here = follow(move || owner.get() == login.get_value());
    view! {
        <button
            type="button"
            class="flex w-full items-center gap-2 rounded-field px-2 py-1.5 text-left text-sm hover:bg-base-200"
            class:chosen=move || here.get()
            aria-pressed=move || here.get().to_string()
            on:click=move |_| owner.set(login.get_value())
        >
            {children()}
        </button>
    }
}

/// The repositories of the chosen owner, and the field that narrows them.
#[component]
fn Names(
    owner: RwSignal<Option<String>>,
    list: Signal<Vec<Repository>>,
    on_select: Callback<GithubRepositoryId>,
    busy: Signal<bool>,
) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let typed = browser::settled(name.into(), PAUSE_IN_TYPING);
    // Only where GitHub has more than what is here must it look for the name itself.
    let cut = RwSignal::new(false);
    let asked = follow(move || {
        if cut.get() {
            typed.get()
        } else {
            String::new()
        }
    });
    let found = found(owner, asked);
    whenever(move || {
        if let Some(found) = found.value() {
            cut.update(|cut| *cut = *cut || found.truncated);
        }
    });
    view! {
        <div class="flex min-w-0 flex-col gap-3">
            <label class="text-sm font-medium" for="repository-name">"Name"</label>
            <input
                class="input w-full"
                id="repository-name"
                type="search"
                placeholder="Type part of the name…"
                autocomplete="off"
                prop:value=move || name.get()
                on:input:target=move |event| name.set(event.target().value())
            />
            {show(found, lines_skeleton, move |found| view! { <RepositoryRows found name=name.into() list on_select busy/> })}
        </div>
    }
}

fn found(owner: RwSignal<Option<String>>, asked: Signal<String>) -> Remote<Repositories> {
    let api = use_api();
    Remote::new(move || api.github_repositories(owner.get(), asked.get()))
}
