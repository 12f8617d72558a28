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
    text::{common, picker},
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
            <label class="text-sm font-medium" for="repository-name">{common::name()}</label>
            <input
                class="input w-full"
                id="repository-name"
                type="search"
                placeholder=picker::name_typed()
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
            .map(|url| view! { <Help url text=picker::mend()/> });
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
        (all > 0).then(|| counted(all, fit, progress.with(|it| it.done)))
    };
    view! {
        <div class="flex flex-col gap-1">
            // The polite region changes its words often while pages arrive: it is read out when that is over.
            <p class="text-sm text-muted empty:hidden" role="status" aria-busy=move || reading.get().to_string()>{said}</p>
            <Shown when=reading>
                <progress
                    class="progress progress-primary w-full"
                    aria-label=picker::reading()
                    max=move || progress.with(|it| it.of.to_string())
                    value=move || progress.with(|it| it.read.to_string())
                ></progress>
            </Shown>
        </div>
    }
}

/// How many there are and how many of them fit, as far as all are known or not.
fn counted(all: usize, fit: usize, done: bool) -> String {
    match (all == fit, done) {
        (true, true) => picker::found_all(&all),
        (true, false) => picker::found_all_so_far(&all),
        (false, true) => picker::found_some(&fit, &all),
        (false, false) => picker::found_some_so_far(&fit, &all),
    }
}
