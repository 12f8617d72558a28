//! Whose repositories there are: everybody that GitHub names, and how they stand with this app.

use std::collections::BTreeMap;

use domain::{
    problem::ProblemCode,
    wire::github::{Owners, PickableOwner},
};
use leptos::prelude::*;

use super::found::Found;
use crate::{
    api::use_api,
    components::{Help, Mark, Picture, ProblemNotice, Shown},
    follow::{follow, whenever},
    problem::Problem,
    remote::Remote,
    submission::Submission,
    text::picker,
    words::owner_state,
};

/// What narrows the list by owner.
#[derive(Clone, Copy)]
pub(super) struct OwnerFilter {
    /// As typed.
    pub(super) typed: RwSignal<String>,
    /// The one that is picked, by login.
    pub(super) chosen: RwSignal<Option<String>>,
}

impl OwnerFilter {
    /// Narrows by what was typed, instead of by one that was picked.
    fn search(self, typed: String) {
        // Every owner in the list hears of a change here, and there may be hundreds.
        if self.chosen.with_untracked(Option::is_some) {
            self.chosen.set(None);
        }
        self.typed.set(typed);
    }
}

/// All owners: those that GitHub lists, those of the repositories, and those that were asked for.
#[derive(Clone, Copy)]
pub(super) struct EveryOwner {
    pub(super) listed: Remote<Owners>,
    asked: RwSignal<Vec<PickableOwner>>,
}

impl EveryOwner {
    /// Begins to ask.
    pub(super) fn new() -> Self {
        let api = use_api();
        Self {
            listed: Remote::new(move || api.github_owners()),
            asked: RwSignal::default(),
        }
    }

    /// What GitHub said of this one.
    pub(super) fn find(self, login: &str) -> Option<PickableOwner> {
        let same = |one: &&PickableOwner| one.owner.login.eq_ignore_ascii_case(login);
        let asked = self.asked.with(|asked| asked.iter().find(same).cloned());
        asked.or_else(|| {
            let listed = self.listed.value()?;
            listed.owners.iter().find(same).cloned()
        })
    }

    fn logins(self, found: Found) -> Vec<String> {
        let mut logins = BTreeMap::new();
        let own = self
            .listed
            .value()
            .and_then(|it| it.owners.into_iter().next());
        let own = own.map(|one| one.owner.login);
        let listed = self.listed.value().map(|it| it.owners).unwrap_or_default();
        let asked = self.asked.get();
        let named = listed.into_iter().chain(asked).map(|one| one.owner.login);
        let seen = found
            .counts
            .with(|counts| counts.keys().cloned().collect::<Vec<_>>());
        for login in named.chain(seen) {
            let first = own.as_ref() == Some(&login);
            logins.insert((!first, login.to_lowercase()), login);
        }
        logins.into_values().collect()
    }
}

/// The list, the field that narrows it, and the way to ask for whoever is missing.
#[component]
pub(super) fn OwnerList(owners: EveryOwner, found: Found, filter: OwnerFilter) -> impl IntoView {
    let logins = follow(move || owners.logins(found));
    let review = follow(move || owners.listed.value().map(|owners| owners.review_url));
    let retry = Callback::new(move |()| owners.listed.retry());
    let problem = Signal::derive(move || owners.listed.problem());
    view! {
        <div class="flex min-w-0 flex-col gap-3">
            <label class="text-sm font-medium" for="owner-filter" id="owners">{picker::owner()}</label>
            <input
                class="input w-full"
                id="owner-filter"
                type="search"
                placeholder=picker::owner_typed()
                autocomplete="off"
                prop:value=move || filter.typed.get()
                on:input:target=move |event| filter.search(event.target().value())
            />
            <ProblemNotice problem retry/>
            <ul class="flex max-h-96 flex-col gap-0.5 overflow-y-auto p-0.5" aria-labelledby="owners">
                <li><OwnerButton filter login=None><span class="px-1">{picker::all_owners()}</span></OwnerButton></li>
                <For each=move || logins.get() key=Clone::clone let:login>
                    <Listed owners found filter login/>
                </For>
            </ul>
            <Missing owners logins filter/>
            {move || review.get().map(|url| view! {
                <p class="text-sm text-muted">
                    {picker::organization_missing()} " "
                    <Help url text=picker::grant_access()/>
                </p>
            })}
        </div>
    }
}

/// One owner by picture and login, with what keeps their repositories away.
#[component]
fn Listed(owners: EveryOwner, found: Found, filter: OwnerFilter, login: String) -> impl IntoView {
    let small = login.to_lowercase();
    let hidden = follow(move || {
        filter
            .typed
            .with(|typed| !small.contains(&typed.to_lowercase()))
    });
    let name = StoredValue::new(login.clone());
    let known = follow(move || owners.find(&name.read_value()));
    let count = follow(move || {
        let counted = |counts: &std::collections::HashMap<String, usize>| {
            counts.get(&*name.read_value()).copied()
        };
        found.counts.with(counted)
    });
    let picture = move || {
        let url = known.with(|one| one.as_ref().map(|one| one.owner.avatar_url.clone()));
        view! { <Picture url=url.filter(|url| !url.is_empty()) name=name.get_value()/> }
    };
    view! {
        <li class:hidden=move || hidden.get()>
            <OwnerButton filter login=Some(login.clone())>
                {picture}
                <span class="min-w-0 grow truncate">{login}</span>
                <span class="text-xs text-muted">{move || count.get()}</span>
            </OwnerButton>
            {move || known.get().map(standing)}
        </li>
    }
}

/// How an owner stands with this app, where that has to be mended.
fn standing(one: PickableOwner) -> Option<impl IntoView> {
    let (state, text) = owner_state(one.state)?;
    Some(view! {
        <p class="flex flex-wrap items-center gap-2 px-2 pb-1.5 pl-10 text-sm [&_a]:inline-block [&_a]:py-0.5">
            <Mark text=state/>
            {one.help_url.map(|url| view! { <Help url text/> })}
        </p>
    })
}

/// A choice in the list of owners; pressed while it holds.
#[component]
fn OwnerButton(filter: OwnerFilter, login: Option<String>, children: Children) -> impl IntoView {
    let login = StoredValue::new(login);
    let here = follow(move || filter.chosen.with(|chosen| *chosen == *login.read_value()));
    view! {
        <button
            type="button"
            class="flex w-full items-center gap-2 rounded-field px-2 py-1.5 text-left text-sm hover:bg-base-200"
            class:chosen=move || here.get()
            aria-pressed=move || here.get().to_string()
            on:click=move |_| {
                filter.typed.set(String::new());
                filter.chosen.set(login.get_value());
            }
        >
            {children()}
        </button>
    }
}

/// Asks GitHub about somebody who is not in the list.
#[component]
fn Missing(owners: EveryOwner, logins: Signal<Vec<String>>, filter: OwnerFilter) -> impl IntoView {
    let api = use_api();
    let submission = Submission::new();
    let unknown = follow(move || {
        let typed = filter.typed.get();
        let typed = typed.trim();
        let listed =
            |logins: &Vec<String>| logins.iter().any(|one| one.eq_ignore_ascii_case(typed));
        (!typed.is_empty() && !logins.with(listed)).then(|| typed.to_owned())
    });
    whenever(move || {
        unknown.track();
        submission.clear();
    });
    let ask = move |_| {
        let Some(login) = unknown.get_untracked() else {
            return;
        };
        submission.run(api.github_owner(login), move |one| {
            let login = one.owner.login.clone();
            owners.asked.update(|asked| asked.push(one));
            filter.chosen.set(Some(login));
            filter.typed.set(String::new());
        });
    };
    let nobody = follow(move || submission.problem().get().is_some_and(|it| is_nobody(&it)));
    let problem = Signal::derive(move || submission.problem().get().filter(|it| !is_nobody(it)));
    let asking = follow(move || unknown.get().is_some());
    view! {
        <Shown when=asking>
            <button type="button" class="btn btn-sm" disabled=submission.busy() on:click=ask>
                {move || picker::ask_github(&unknown.get().unwrap_or_default())}
            </button>
            <div role="status" class="text-sm empty:hidden">
                {move || nobody.get().then(picker::nobody_of_login)}
            </div>
            <ProblemNotice problem/>
        </Shown>
    }
}

fn is_nobody(problem: &Problem) -> bool {
    problem.is(ProblemCode::GithubMissing) || problem.is(ProblemCode::NotFound)
}
