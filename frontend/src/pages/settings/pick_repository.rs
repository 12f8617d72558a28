//! Picking a repository: owners on the left, names on the right, latest work first.

use domain::{ids::GithubRepositoryId, wire::projects::Repository};
use leptos::prelude::*;

use super::{
    found::{Found, Wanted},
    owner_list::{EveryOwner, OwnerFilter, OwnerList},
    repository_rows::RepositoryRows,
};
use crate::{
    components::{Help, Notice, ProblemNotice, Shown, Tone, lines_skeleton},
    follow::follow,
    words::owner_explained,
};

/// The picker.
#[component]
pub(super) fn PickRepository(
    owners: EveryOwner,
    found: Found,
    list: Signal<Vec<Repository>>,
    on_select: Callback<GithubRepositoryId>,
    busy: Signal<bool>,
) -> impl IntoView {
    let filter = OwnerFilter {
        typed: RwSignal::new(String::new()),
        chosen: RwSignal::new(None),
    };
    view! {
        <div class="grid gap-6 md:grid-cols-[17rem_minmax(0,1fr)]">
            <OwnerList owners found filter/>
            <Names owners found filter list on_select busy/>
        </div>
    }
}

/// The repositories of the chosen owner, and the field that narrows them.
#[component]
fn Names(
    owners: EveryOwner,
    found: Found,
    filter: OwnerFilter,
    list: Signal<Vec<Repository>>,
    on_select: Callback<GithubRepositoryId>,
    busy: Signal<bool>,
) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let places = follow(move || {
        let wanted = Wanted {
            owner: filter.typed.get().trim().to_lowercase(),
            chosen: filter.chosen.get().map(|login| login.to_lowercase()),
            name: name.get().to_lowercase(),
        };
        found.rows.with(|rows| wanted.among(rows))
    });
    let retry = Callback::new(move |()| found.go_on());
    let waits = follow(move || {
        found.progress.with(|progress| progress.read == 0) && found.problem.with(Option::is_none)
    });
    view! {
        <div class="flex min-w-0 flex-col gap-3">
            <label class="text-sm font-medium" for="repository-name">"Name"</label>
            <input
                class="input w-full"
                id="repository-name"
                type="search"
                placeholder="Type parts of the name…"
                autocomplete="off"
                prop:value=move || name.get()
                on:input:target=move |event| name.set(event.target().value())
            />
            <OutOfReach owners filter/>
            <Progress found places/>
            <ProblemNotice problem=found.problem retry/>
            <Shown when=waits>{lines_skeleton()}</Shown>
            <RepositoryRows found places list on_select busy/>
        </div>
    }
}

/// Why not all that is the chosen owner's can be shown.
#[component]
fn OutOfReach(owners: EveryOwner, filter: OwnerFilter) -> impl IntoView {
    move || {
        let one = filter.chosen.get().and_then(|login| owners.find(&login))?;
        let words = owner_explained(&one)?;
        let help = one
            .help_url
            .map(|url| view! { <Help url text="Mend it on GitHub"/> });
        Some(view! { <Notice tone=Tone::Warning><p>{words}</p>{help}</Notice> })
    }
}

/// How many there are, and how far the reading has come.
#[component]
fn Progress(found: Found, places: Signal<Vec<u32>>) -> impl IntoView {
    let progress = found.progress;
    let reading = follow(move || {
        progress.with(|it| !it.done && it.read > 0) && found.problem.with(Option::is_none)
    });
    let said = move || {
        let all = found.rows.with(Vec::len);
        let fit = places.with(Vec::len);
        let so_far = if progress.with(|it| it.done) {
            ""
        } else {
            " so far"
        };
        match (all, fit) {
            (0, _) => None,
            (all, fit) if all == fit => Some(format!("{all} repositories{so_far}")),
            (all, fit) => Some(format!("{fit} of {all} repositories{so_far}")),
        }
    };
    view! {
        <div class="flex flex-col gap-1">
            // The polite region changes its words often while pages arrive: it is read out when that is over.
            <p class="text-sm text-muted empty:hidden" role="status" aria-busy=move || reading.get().to_string()>{said}</p>
            <Shown when=reading>
                <progress
                    class="progress progress-primary w-full"
                    aria-label="Reading repositories from GitHub"
                    max=move || progress.with(|it| it.of.to_string())
                    value=move || progress.with(|it| it.read.to_string())
                ></progress>
            </Shown>
        </div>
    }
}
