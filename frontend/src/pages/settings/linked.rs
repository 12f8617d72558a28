//! A linked repository: its branch, its steward, its trouble, and what can be changed.

use domain::{
    project::Action,
    wire::projects::{EditRepository, Repository},
};
use leptos::prelude::*;

use super::{integrations::Repositories, pick_branch::PickBranch};
use crate::{
    api::use_api,
    components::{Confirm, Dialog, Help, Mark, Notice, Shown, Tone},
    follow::follow,
    pages::project::use_project,
    session::use_session,
    submission::Submission,
    text::linked,
    words::trouble_words,
};

/// The card of a linked repository.
#[component]
pub(super) fn LinkedRepository(
    repositories: Repositories,
    repository: Repository,
) -> impl IntoView {
    let may = use_project().may(Action::Manage);
    let name = format!("{}/{}", repository.owner, repository.name);
    let label = name.clone();
    let trouble = repository.trouble.map(|trouble| {
        view! { <Notice tone=Tone::Warning><p>{trouble_words(trouble)}</p></Notice> }
    });
    let unheard = repository.webhook_trouble.map(|trouble| {
        view! { <p class="text-sm text-muted">{trouble_words(trouble)}</p> }
    });
    let steward = repository.steward.as_ref().map(|person| person.id);
    let me = use_session().me();
    let others = follow(move || me.with(|me| me.as_ref().map(|me| me.id) != steward));
    let kept = StoredValue::new(repository.clone());
    view! {
        <article class="panel" aria-label=label>
            <h2 class="flex flex-wrap items-center gap-2 font-semibold">
                <Help url=repository.html_url.clone() text=name/>
                {repository.private.then(|| view! { <Mark text=linked::private()/> })}
            </h2>
            <Facts repository/>
            {trouble}
            {unheard}
            <Shown when=may>
                <div class="flex flex-wrap gap-2">
                    <ChangeBranch repositories repository=kept.get_value()/>
                    <Shown when=others>
                        <TakeOver repositories repository=kept.get_value()/>
                    </Shown>
                    <Unlink repositories repository=kept.get_value()/>
                </div>
            </Shown>
        </article>
    }
}

/// The branch and the steward, or what their absence means.
#[component]
fn Facts(repository: Repository) -> impl IntoView {
    let branch = match repository.development_branch {
        Some(branch) => {
            view! { <span class="font-mono text-sm">{branch.to_string()}</span> }.into_any()
        }
        None => linked::no_branch().into_any(),
    };
    let steward = match repository.steward {
        Some(person) => match person.github_login {
            Some(login) => format!("{} ({login})", person.name),
            None => linked::not_connected(&person.name),
        },
        None => linked::no_steward().to_owned(),
    };
    view! {
        <dl class="grid gap-x-6 gap-y-1 text-sm sm:grid-cols-[12rem_minmax(0,1fr)]">
            <dt class="text-muted">{linked::development_branch()}</dt>
            <dd class="wrap-anywhere">{branch}</dd>
            <dt class="text-muted">{linked::steward()}</dt>
            <dd class="wrap-anywhere" title=linked::steward_about()>{steward}</dd>
        </dl>
    }
}

/// Picks another development branch.
#[component]
fn ChangeBranch(repositories: Repositories, repository: Repository) -> impl IntoView {
    let open = RwSignal::new(false);
    let picked = Callback::new(move |_| {
        open.set(false);
        repositories.reload();
    });
    let words = if repository.development_branch.is_some() {
        linked::change_branch()
    } else {
        linked::pick_branch()
    };
    let kept = StoredValue::new(repository);
    view! {
        <button type="button" class="btn btn-sm" on:click=move |_| open.set(true)>{words}</button>
        <Dialog open title=linked::development_branch()>
            <PickBranch repository=kept.get_value() on_picked=picked/>
        </Dialog>
    }
}

/// Makes the signed-in user the steward.
#[component]
fn TakeOver(repositories: Repositories, repository: Repository) -> impl IntoView {
    let api = use_api();
    let key = StoredValue::new(use_project().key());
    let submission = Submission::new();
    let asked = RwSignal::new(false);
    let kept = StoredValue::new(repository);
    let take_over = Callback::new(move |()| {
        let edit = EditRepository {
            development_branch: None,
            take_over: true,
        };
        let call = async move {
            let repository = kept.get_value();
            api.edit_repository(key.get_value(), &repository, edit)
                .await
        };
        submission.run(call, move |_| {
            asked.set(false);
            repositories.reload();
        });
    });
    view! {
        <button type="button" class="btn btn-sm" on:click=move |_| asked.set(true)>{linked::take_over()}</button>
        <Confirm open=asked title=linked::take_over_title() yes=linked::yes_take_over() submission on_yes=take_over>
            <p>{linked::take_over_about()}</p>
        </Confirm>
    }
}

/// Ends the link, once it was said what that takes back.
#[component]
fn Unlink(repositories: Repositories, repository: Repository) -> impl IntoView {
    let api = use_api();
    let key = StoredValue::new(use_project().key());
    let submission = Submission::new();
    let asked = RwSignal::new(false);
    let id = repository.id;
    let unlink = Callback::new(move |()| {
        submission.run(api.unlink_repository(key.get_value(), id), move |()| {
            asked.set(false);
            repositories.reload();
        });
    });
    view! {
        <button type="button" class="btn btn-ghost btn-sm" on:click=move |_| asked.set(true)>{linked::unlink()}</button>
        <Confirm open=asked title=linked::unlink_title() yes=linked::yes_unlink() submission on_yes=unlink>
            <p>{linked::unlink_about()}</p>
        </Confirm>
    }
}
