//! Who can push now, because of which task; and what still waits.

use std::time::Duration;

use domain::{
    access::AccessState,
    project::Action,
    wire::access::{Access, LookAgain, RepositoryAccess},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{effects::Effects, holding::Holding};
use crate::{
    api::use_api,
    browser,
    components::{Empty, Glyph, Icon, Panel, ProblemNotice, Shown, lines_skeleton, show},
    follow::{follow, whenever},
    pages::{
        accesses::{Accesses, Offer},
        project::use_project,
    },
    remote::Remote,
    submission::Submission,
    words::count,
};

/// How soon to look at the records again while something is on its way.
const SOON: Duration = Duration::from_secs(2);

type Standing = Remote<Vec<RepositoryAccess>>;

/// The tab *Access*.
#[component]
pub(super) fn AccessTab() -> impl IntoView {
    let api = use_api();
    let key = StoredValue::new(use_project().key());
    let records = Standing::new(move || api.access(key.get_value()));
    let live = Standing::new(move || api.live_access(key.get_value()));
    keep_fresh(records, live);
    view! {
        <Effects/>
        <Panel title="Who can push" about="Everybody who can push to this project's repositories, with the reason. GitHub is asked with your own account.">
            <Tools records live/>
            <Person/>
            {show(records, lines_skeleton, move |recorded| view! { <List records live recorded/> })}
        </Panel>
    }
}

/// Looking again, and the file for a review.
#[component]
fn Tools(records: Standing, live: Standing) -> impl IntoView {
    let api = use_api();
    let current = use_project();
    let key = StoredValue::new(current.key());
    let may = current.may(Action::Work);
    let (looking, saving) = (Submission::new(), Submission::new());
    let look = move |_| {
        looking.run(
            api.look_again(key.get_value(), LookAgain::default()),
            move |()| {
                records.reload();
                live.reload();
            },
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
                    "Look again"
                </button>
            </Shown>
            <button type="button" class="btn btn-sm" disabled=saving.busy() on:click=save>"Download CSV"</button>
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
            <p class="text-sm">"Only one person's access is shown. " <a class="link" href=page.clone()>"Show everybody's"</a></p>
        </Shown>
    }
}

/// What is known, live where GitHub has answered.
#[component]
fn List(
    records: Standing,
    live: Standing,
    recorded: Signal<Vec<RepositoryAccess>>,
) -> impl IntoView {
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
        let changed = Callback::new(move |()| {
            records.reload();
            live.reload();
        });
        view! { <Holding repository access changed/> }.into_any()
    });
    let asking = follow(move || live.value().is_none() && live.problem().is_none());
    view! {
        <Shown when=asking>
            <p class="text-sm text-muted" role="status">"Asking GitHub who can push now. These are Tasksource's own records."</p>
        </Shown>
        <ProblemNotice problem=Signal::derive(move || live.problem())/>
        <ProblemNotice problem=live.lag()/>
        <Shown when=follow(move || drifted.get() > 0)>
            <p class="text-sm" role="status">{move || count(drifted.get(), "access differs", "accesses differ")} " from Tasksource's records."</p>
        </Shown>
        <Shown when=none>
            <Empty title="Nobody, as far as is known" about="As soon as an open task is assigned, its assignee appears here."/>
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

/// Looks at the records again while something is on its way, and at GitHub once they have changed:
/// the records cost nobody's rate limit.
fn keep_fresh(records: Standing, live: Standing) {
    let moving = follow(move || {
        let list = records.value().unwrap_or_default();
        let mut all = list.iter().flat_map(|repository| &repository.accesses);
        all.any(|access| matches!(access.state, AccessState::OnItsWay | AccessState::Ending))
    });
    whenever(move || {
        records.looks().track();
        if !moving.get() {
            return;
        }
        let look = move || {
            if !browser::is_hidden() {
                records.reload();
            }
        };
        if let Ok(timer) = set_timeout_with_handle(look, SOON) {
            on_cleanup(move || timer.clear());
        }
    });
    let known = follow(move || records.value());
    Effect::new(move |before: Option<bool>| {
        let there = known.with(Option::is_some);
        if before == Some(true) {
            live.reload();
        }
        there
    });
}
