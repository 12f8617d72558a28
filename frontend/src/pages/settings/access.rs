//! Who can push now, because of which task; and what still waits.

use domain::{
    project::Action,
    wire::access::{Access, LookAgain, RepositoryAccess},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{effects::Effects, holding::Holding, watched::Watched};
use crate::{
    api::use_api,
    browser,
    components::{Empty, Glyph, Icon, Panel, ProblemNotice, Shown, lines_skeleton, show},
    follow::follow,
    pages::{
        accesses::{Accesses, Offer},
        project::use_project,
    },
    submission::Submission,
    text::accesses,
};

/// The tab *Access*.
#[component]
pub(super) fn AccessTab() -> impl IntoView {
    let api = use_api();
    let watched = Watched::new(api, use_project().key());
    view! {
        <Effects effects=watched.waiting/>
        <Panel title=accesses::who_can_push() about=accesses::who_can_push_about()>
            <Tools watched/>
            <Person/>
            {show(watched.records, lines_skeleton, move |recorded| view! { <List watched recorded/> })}
        </Panel>
    }
}

/// Looking again, and the file for a review.
#[component]
fn Tools(watched: Watched) -> impl IntoView {
    let api = use_api();
    let current = use_project();
    let key = StoredValue::new(current.key());
    let may = current.may(Action::Work);
    let (looking, saving) = (Submission::new(), Submission::new());
    let look = move |_| {
        looking.run(
            api.look_again(key.get_value(), LookAgain::default()),
            move |()| watched.reload(),
        );
    };
    let save = move |_| {
        saving.run(api.access_review(key.get_value()), |file| {
            browser::save(&file.name, "text/csv", &file.text);
        });
    };
    view! {
        <div class="flex flex-wrap gap-2">
            <Shown when=may>
                <button type="button" class="btn btn-sm" disabled=looking.busy() on:click=look>
                    <Icon glyph=Glyph::Refresh/>
                    {accesses::look_again()}
                </button>
            </Shown>
            <button type="button" class="btn btn-sm" disabled=saving.busy() on:click=save>{accesses::download()}</button>
        </div>
        <ProblemNotice problem=looking.problem()/>
        <ProblemNotice problem=saving.problem()/>
    }
}

/// Says that one person's access is shown, with the way back to everybody's.
#[component]
fn Person() -> impl IntoView {
    let one = asked_person();
    let page = format!("/projects/{}/settings?tab=access", use_project().key());
    view! {
        <Shown when=follow(move || one.get().is_some())>
            <p class="text-sm">{accesses::one_person()} " " <a class="link" href=page.clone()>{accesses::show_all()}</a></p>
        </Shown>
    }
}

/// What is known, live where GitHub has answered.
#[component]
fn List(watched: Watched, recorded: Signal<Vec<RepositoryAccess>>) -> impl IntoView {
    let live = watched.live;
    let one = asked_person();
    let list = follow(move || {
        let mut list = live.value().unwrap_or_else(|| recorded.get());
        if let Some(person) = one.get() {
            for repository in &mut list {
                repository.accesses.retain(|access| is_of(access, &person));
            }
        }
        list
    });
    let none = follow(move || list.with(|list| list.iter().all(|one| one.accesses.is_empty())));
    let drifted = follow(move || list.with(|list| drifts(list)));
    let offer: Offer = Callback::new(move |(repository, access)| {
        let changed = Callback::new(move |()| watched.reload());
        view! { <Holding repository access changed/> }.into_any()
    });
    let asking = follow(move || live.value().is_none() && live.problem().is_none());
    view! {
        <Shown when=asking>
            <p class="text-sm text-muted" role="status">{accesses::asking()}</p>
        </Shown>
        <ProblemNotice problem=Signal::derive(move || live.problem())/>
        <ProblemNotice problem=live.lag()/>
        <Shown when=follow(move || drifted.get() > 0)>
            <p class="text-sm" role="status">{move || accesses::differ(drifted.get())}</p>
        </Shown>
        <Shown when=none>
            <Empty title=accesses::nobody_known() about=accesses::nobody_known_about()/>
        </Shown>
        <Accesses project=use_project().key() repositories=list offer/>
    }
}

/// The id of the person whose access alone is asked for in the address.
fn asked_person() -> Signal<Option<String>> {
    let query = use_query_map();
    follow(move || query.with(|query| query.get("person")))
}

fn is_of(access: &Access, person: &str) -> bool {
    let theirs = access.person.as_ref();
    theirs.is_some_and(|one| one.id.to_string() == person)
}

fn drifts(list: &[RepositoryAccess]) -> i64 {
    let all = list.iter().flat_map(|repository| &repository.accesses);
    let drifted = all.filter(|access| access.drift.is_some()).count();
    i64::try_from(drifted).unwrap_or(i64::MAX)
}
