//! The repositories to pick from, and why some cannot be picked.

use domain::{
    access::Permission,
    ids::GithubRepositoryId,
    wire::{github::GithubRepository, projects::Repository},
};
use leptos::{html, prelude::*};
use web_sys::HtmlDivElement;

use super::found::Found;
use crate::{
    components::{Empty, Mark, Shown, When},
    follow::{follow, whenever},
    text::picker,
};

/// Why a repository cannot be linked, if so.
fn hindrance(repository: &GithubRepository, linked: bool) -> Option<&'static str> {
    if linked {
        Some(picker::linked_already())
    } else if repository.archived {
        Some(picker::archived_on_github())
    } else {
        too_little(repository.permission)
    }
}

/// What somebody is told who may do this there, where linking takes more.
fn too_little(permission: Permission) -> Option<&'static str> {
    match permission {
        Permission::None => Some(picker::no_access_here()),
        Permission::Read => Some(picker::read_here()),
        Permission::Triage => Some(picker::triage_here()),
        Permission::Write => Some(picker::push_here()),
        Permission::Maintain => Some(picker::maintain_here()),
        Permission::Admin => None,
    }
}

/// The rows that are wanted; only those in sight are on the page, however many there are.
#[component]
pub(super) fn RepositoryRows(
    found: Found,
    places: Signal<Vec<u32>>,
    list: Signal<Vec<Repository>>,
    on_select: Callback<GithubRepositoryId>,
    busy: Signal<bool>,
) -> impl IntoView {
    let some = follow(move || places.with(|places| !places.is_empty()));
    let done = follow(move || found.progress.with(|progress| progress.done));
    let nothing = follow(move || !some.get() && done.get());
    let any = follow(move || found.rows.with(|rows| !rows.is_empty()));
    let scrolled = RwSignal::new(0_u32);
    let node = NodeRef::<html::Div>::new();
    whenever(move || {
        places.track();
        if let Some(node) = node.get_untracked() {
            scrolled.set(first_in_sight(&node));
        }
    });
    let in_sight = follow(move || {
        let from = scrolled.get().saturating_sub(BEYOND);
        let sight = |places: &Vec<u32>| {
            let numbered = (0..).zip(places.iter().copied());
            let numbered = numbered.skip(from as usize);
            numbered.take(IN_SIGHT).collect::<Vec<(u32, u32)>>()
        };
        let sight = places.with(sight);
        found.rows.with(|rows| {
            let row = |(number, place): (u32, u32)| {
                let row = rows.get(place as usize)?;
                Some((number, row.repository.clone()))
            };
            sight.into_iter().filter_map(row).collect::<Vec<_>>()
        })
    });
    let height = move || format!("{}rem", places.with(Vec::len) * usize::from(ROW_REMS));
    view! {
        <Shown when=nothing>
            {move || view! { <Nothing any=any.get()/> }}
        </Shown>
        // A place to scroll in can be reached by key, also where no row in it has a button to press.
        <div
            class="max-h-112 overflow-y-auto rounded-box border border-base-300"
            class:hidden=move || !some.get()
            node_ref=node
            tabindex="0"
            role="group"
            aria-label=picker::repositories()
            on:scroll:target=move |event| scrolled.set(first_in_sight(&event.target()))
        >
            <ul class="relative" style:height=height>
                <For each=move || in_sight.get() key=|(number, one)| (*number, one.id) let((number, one))>
                    <Row number one list on_select busy/>
                </For>
            </ul>
        </div>
    }
}

/// How tall a row is, in the unit that grows with the reader's letters.
const ROW_REMS: u8 = 5;
/// How many rows are on the page: those that fit into the frame, and some above and below.
const IN_SIGHT: usize = 24;
/// How many of these are above.
const BEYOND: u32 = 8;

/// The number of the row at the upper edge of the frame.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a scroll position is a small positive number"
)]
fn first_in_sight(frame: &HtmlDivElement) -> u32 {
    let rem = document().document_element().and_then(|root| {
        let style = window().get_computed_style(&root).ok()??;
        let size = style.get_property_value("font-size").ok()?;
        size.trim_end_matches("px").parse::<f64>().ok()
    });
    let row = rem.unwrap_or(16.0) * f64::from(ROW_REMS);
    (f64::from(frame.scroll_top()) / row) as u32
}

/// Why there is no row: nothing fits, or there is nothing at all.
#[component]
fn Nothing(any: bool) -> impl IntoView {
    if any {
        view! { <Empty title=picker::none_fits() about=picker::none_fits_about()/> }
    } else {
        view! { <Empty title=picker::none_yet() about=picker::none_yet_about()/> }
    }
}

/// One repository with *Select*, or the reason why not.
#[component]
fn Row(
    number: u32,
    one: GithubRepository,
    list: Signal<Vec<Repository>>,
    on_select: Callback<GithubRepositoryId>,
    busy: Signal<bool>,
) -> impl IntoView {
    let id = one.id;
    let name_id = format!("repository-{id}");
    let described = name_id.clone();
    let full = format!("{}/{}", one.owner, one.name);
    let title = full.clone();
    let marks = marks(&one);
    let pushed = one
        .pushed_at
        .map(|at| view! { <span>{picker::pushed()} " " <When at/></span> });
    let why = follow(move || {
        hindrance(
            &one,
            list.with(|list| list.iter().any(|linked| linked.github_id == id)),
        )
    });
    let top = format!("{}rem", number * u32::from(ROW_REMS));
    view! {
        <li
            class="absolute inset-x-0 flex h-20 items-center gap-3 border-b border-base-300 px-3"
            style:top=top
        >
            <div class="flex min-w-0 grow flex-col gap-0.5">
                <span class="flex items-center gap-2">
                    <span class="truncate font-medium" id=name_id title=title>{full}</span>
                    {marks}
                </span>
                <span class="flex gap-x-2 text-sm text-muted">
                    {move || match why.get() {
                        Some(why) => view! { <span class="line-clamp-2">{why}</span> }.into_any(),
                        None => view! { <span class="shrink-0">{picker::administrator()}</span> }.into_any(),
                    }}
                    // Where there is little room, why it cannot be picked matters more.
                    <span class="shrink-0" class=("max-sm:hidden", move || why.get().is_some())>{pushed}</span>
                </span>
            </div>
            <button
                type="button"
                class="btn btn-sm shrink-0"
                aria-describedby=described
                disabled=move || why.get().is_some() || busy.get()
                on:click=move |_| on_select.run(id)
            >
                {picker::select()}
            </button>
        </li>
    }
}

/// What is special about it.
fn marks(one: &GithubRepository) -> impl IntoView + use<> {
    let marks = [
        (one.private, picker::private()),
        (one.archived, picker::archived()),
        (one.fork, picker::fork()),
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
