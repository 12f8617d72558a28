//! Ending a person's access at once, giving it back, and looking again at one account.

use domain::{
    access::AccessState,
    names::ProjectKey,
    project::Action,
    wire::access::{Access, LookAgain, RepositoryAccess},
};
use leptos::prelude::*;

use crate::{
    api::use_api,
    components::{Confirm, ProblemNotice, Shown},
    pages::project::use_project,
    submission::Submission,
    text::accesses,
};

/// What those who may can do about one access.
#[component]
pub(super) fn Holding(
    repository: RepositoryAccess,
    access: Access,
    /// Called when something was done.
    changed: Callback<()>,
) -> impl IntoView {
    let current = use_project();
    let key = current.key();
    let manages = current.may(Action::Manage);
    let works = current.may(Action::Work);
    let account = access
        .account
        .filter(|_| access.state != AccessState::NotAsked);
    let id = repository.id;
    let look = account.map(|account| {
        let what = LookAgain {
            repository: Some(id),
            account: Some(account),
        };
        StoredValue::new((key.clone(), what))
    });
    let part = StoredValue::new((key, repository, access));
    view! {
        {look.map(|look| view! {
            <Shown when=works>
                <LookAtOne look changed/>
            </Shown>
        })}
        <Shown when=manages>
            {move || {
                let (key, repository, access) = part.get_value();
                if access.held.is_some() {
                    view! { <GiveBack key repository access changed/> }.into_any()
                } else if is_revocable(&access) {
                    view! { <Revoke key repository access changed/> }.into_any()
                } else {
                    ().into_any()
                }
            }}
        </Shown>
    }
}

/// Whether there is something of ours that tasks ask for.
fn is_revocable(access: &Access) -> bool {
    let asked = !access.tasks.is_empty() || access.elsewhere;
    access.person.is_some() && asked && access.state != AccessState::AlreadyHad
}

#[component]
fn LookAtOne(look: StoredValue<(ProjectKey, LookAgain)>, changed: Callback<()>) -> impl IntoView {
    let api = use_api();
    let submission = Submission::new();
    let ask = move |_| {
        let (key, what) = look.get_value();
        submission.run(api.look_again(key, what), move |()| changed.run(()));
    };
    view! {
        <button type="button" class="btn btn-ghost btn-xs" disabled=submission.busy() on:click=ask>{accesses::look_again()}</button>
        <ProblemNotice problem=submission.problem()/>
    }
}

#[component]
fn Revoke(
    key: ProjectKey,
    repository: RepositoryAccess,
    access: Access,
    changed: Callback<()>,
) -> impl IntoView {
    let api = use_api();
    let submission = Submission::new();
    let asked = RwSignal::new(false);
    let key = StoredValue::new(key);
    let (id, place) = (repository.id, repository.full_name);
    access.person.map(|person| {
        let name = person.name.to_string();
        let revoke = Callback::new(move |()| {
            submission.run(api.hold_access(key.get_value(), id, person.id), move |()| {
                asked.set(false);
                changed.run(());
            });
        });
        let title = accesses::revoke_title(&name, &place);
        view! {
            <button type="button" class="btn btn-xs" on:click=move |_| asked.set(true)>{accesses::revoke_now()}</button>
            <Confirm open=asked title yes=accesses::yes_revoke() submission on_yes=revoke>
                <p>{accesses::revoke_about()}</p>
                <p class="text-sm text-muted">{accesses::revoke_leaves()}</p>
            </Confirm>
        }
    })
}

#[component]
fn GiveBack(
    key: ProjectKey,
    repository: RepositoryAccess,
    access: Access,
    changed: Callback<()>,
) -> impl IntoView {
    let api = use_api();
    let submission = Submission::new();
    let key = StoredValue::new(key);
    let id = repository.id;
    access.person.map(|person| {
        let release = move |_| {
            let call = api.release_access(key.get_value(), id, person.id);
            submission.run(call, move |()| changed.run(()));
        };
        view! {
            <button type="button" class="btn btn-xs" disabled=submission.busy() on:click=release>{accesses::give_back()}</button>
            <ProblemNotice problem=submission.problem()/>
        }
    })
}
