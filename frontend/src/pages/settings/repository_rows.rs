//! The repositories to pick from, and why some cannot be picked.

use domain::{
    access::Permission,
    ids::GithubRepositoryId,
    wire::{
        github::{GithubRepository, Repositories},
        projects::Repository,
    },
};
use leptos::prelude::*;

use crate::words::permission_label;
use crate::{
    components::{Empty, Mark, Shown, When},
    follow::follow,
};

/// Whether a repository's name holds what was typed, wherever and however written.
fn fits(repository: &GithubRepository, typed: &str) -> bool {
    let full = format!("{}/{}", repository.owner, repository.name).to_lowercase();
    let typed = typed.to_lowercase();
    typed.split_whitespace().all(|part| full.contains(part))
}

/// Why a repository cannot be linked, if so.
fn hindrance(repository: &GithubRepository, linked: bool) -> Option<String> {
    if linked {
        Some("Linked already.".to_owned())
    } else if repository.archived {
        Some("Archived on GitHub, where nothing can be changed.".to_owned())
    } else if repository.permission < Permission::Admin {
        let right = permission_label(repository.permission).to_lowercase();
        Some(format!(
            "You {right} here, but linking takes an administrator."
        ))
    } else {
        None
    }
}

/// The rows that fit what was typed.
#[component]
pub(super) fn RepositoryRows(
    found: Signal<Repositories>,
    name: Signal<String>,
    list: Signal<Vec<Repository>>,
    on_select: Callback<GithubRepositoryId>,
    busy: Signal<bool>,
) -> impl IntoView {
    let rows = follow(move || {
        let typed = name.get();
        let items = found.get().items.into_iter();
        items.filter(|one| fits(one, &typed)).collect::<Vec<_>>()
    });
    let none = follow(move || rows.with(Vec::is_empty));
    let truncated = follow(move || found.with(|found| found.truncated));
    view! {
        <Shown when=none>
            <Empty title="No repository fits" about="Try another owner or another part of the name."/>
        </Shown>
        <ul class="max-h-112 divide-y divide-base-300 overflow-y-auto rounded-box border border-base-300" class:hidden=move || none.get()>
            <For each=move || rows.get() key=|one| one.id let:one>
                <Row one list on_select busy/>
            </For>
        </ul>
        <Shown when=truncated>
            <p class="text-sm text-muted">"GitHub has more than these. Type part of the name to find them."</p>
        </Shown>
    }
}

/// One repository with *Select*, or the reason why not.
#[component]
fn Row(
    one: GithubRepository,
    list: Signal<Vec<Repository>>,
    on_select: Callback<GithubRepositoryId>,
    busy: Signal<bool>,
) -> impl IntoView {
    let id = one.id;
    let name_id = format!("repository-{id}");
    let described = name_id.clone();
    let full = format!("{}/{}", one.owner, one.name);
    let marks = marks(&one);
    let pushed = one
        .pushed_at
        .map(|at| view! { <span>"pushed " <When at/></span> });
    let why = follow(move || {
        hindrance(
            &one,
            list.with(|list| list.iter().any(|linked| linked.github_id == id)),
        )
    });
    view! {
        <li class="flex items-center gap-3 px-3 py-2.5">
            <div class="flex min-w-0 grow flex-col gap-0.5">
                <span class="flex flex-wrap items-center gap-2">
                    <span class="font-medium wrap-anywhere" id=name_id>{full}</span>
                    {marks}
                </span>
                <span class="flex flex-wrap gap-x-2 text-sm text-muted">{pushed} <span>{why}</span></span>
            </div>
            <button
                type="button"
                class="btn btn-sm shrink-0"
                aria-describedby=described
                disabled=move || why.get().is_some() || busy.get()
                on:click=move |_| on_select.run(id)
            >
                "Select"
            </button>
        </li>
    }
}

/// What is special about it.
fn marks(one: &GithubRepository) -> impl IntoView + use<> {
    let marks = [
        (one.private, "private"),
        (one.archived, "archived"),
        (one.fork, "fork"),
    ];
    let marks = marks.into_iter().filter(|(is, _)| *is);
    marks.map(|(_, text)| view! { <Mark text/> }).collect_view()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repository(permission: Permission) -> GithubRepository {
        GithubRepository {
            id: GithubRepositoryId(1),
            owner: "Acme".to_owned(),
            name: "Web-Shop".to_owned(),
            private: true,
            archived: false,
            fork: false,
            pushed_at: None,
            permission,
            html_url: String::new(),
        }
    }

    #[test]
    fn parts_of_owner_and_name_are_found_however_written() {
        let shop = repository(Permission::Admin);
        assert!(fits(&shop, ""));
        assert!(fits(&shop, "acme shop"));
        assert!(fits(&shop, "me/WEB"));
        assert!(!fits(&shop, "acme blog"));
    }

    #[test]
    fn only_an_administrator_links_and_all_others_are_told_why() {
        assert_eq!(hindrance(&repository(Permission::Admin), false), None);
        let why = hindrance(&repository(Permission::Write), false).unwrap();
        assert_eq!(
            why,
            "You can push here, but linking takes an administrator."
        );
    }

    #[test]
    fn what_is_linked_or_archived_cannot_be_picked() {
        assert!(hindrance(&repository(Permission::Admin), true).is_some());
        let archived = GithubRepository {
            archived: true,
            ..repository(Permission::Admin)
        };
        assert!(hindrance(&archived, false).is_some());
    }
}
