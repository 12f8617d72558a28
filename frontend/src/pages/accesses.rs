//! Who reaches repositories, and why: in a project, or oneself over all of them.
//!
//! Where it comes from, and what may be done about it, is the page's business.

use domain::{
    access::AccessState,
    names::ProjectKey,
    wire::access::{Access, AccessReason, RepositoryAccess},
};
use leptos::prelude::*;

use crate::{
    components::{AccessBadge, Avatar, DriftBadge, Help, Notice, Tone, Until, When},
    problem::Problem,
    text::{accesses, common},
    words::{cause_words, drift_words, permission_label, trouble_words},
};

/// What a page offers to do about one access.
pub(crate) type Offer = Callback<(RepositoryAccess, Access), AnyView>;

/// The repositories, each with its accounts.
#[component]
pub(crate) fn Accesses(
    /// The project whose tasks are the reasons.
    project: ProjectKey,
    /// What there is.
    #[prop(into)]
    repositories: Signal<Vec<RepositoryAccess>>,
    /// What may be done about each.
    #[prop(optional)]
    offer: Option<Offer>,
) -> impl IntoView {
    let project = StoredValue::new(project);
    let group = move |repository: RepositoryAccess| {
        view! { <Group project=project.get_value() repository offer/> }
    };
    move || repositories.get().into_iter().map(group).collect_view()
}

#[component]
fn Group(project: ProjectKey, repository: RepositoryAccess, offer: Option<Offer>) -> impl IntoView {
    let frame = RepositoryAccess {
        accesses: Vec::new(),
        ..repository.clone()
    };
    let page = format!("{}/settings/access", frame.html_url);
    let row = |access: Access| {
        let offered = offer.map(|offer| offer.run((frame.clone(), access.clone())));
        view! { <Row project=project.clone() access page=page.clone() offered/> }
    };
    let rows = repository.accesses.into_iter().map(row).collect_view();
    let label = accesses::access_to(&frame.full_name);
    view! {
        <section class="flex flex-col gap-1" aria-label=label>
            <div class="flex flex-wrap items-baseline justify-between gap-x-3">
                <h3 class="font-mono text-sm font-medium wrap-anywhere">{frame.full_name.clone()}</h3>
                {frame.live.then(|| view! { <span class="text-xs text-muted">{accesses::as_shown_now()}</span> })}
            </div>
            <Look frame/>
            <ul class="flex flex-col divide-y divide-base-300">{rows}</ul>
        </section>
    }
}

/// What is to be known of the look at GitHub itself.
#[component]
fn Look(frame: RepositoryAccess) -> impl IntoView {
    let problem = frame.problem.map(|problem| {
        let help = problem.help_url.clone();
        let words = Problem::Answered(Box::new(problem)).words();
        view! {
            <Notice tone=Tone::Warning>
                <p class="text-sm">{words} " " {accesses::from_records()}</p>
                {help.map(|url| view! { <Help url text=accesses::mend()/> })}
            </Notice>
        }
    });
    let remark = |text: &'static str| view! { <p class="text-sm text-muted">{text}</p> };
    let hidden = frame.live && frame.invitations_hidden;
    view! {
        {problem}
        {hidden.then(|| remark(accesses::invitations_hidden()))}
        {frame.truncated.then(|| remark(accesses::truncated()))}
    }
}

/// One account's access, with its reasons.
#[component]
fn Row(
    project: ProjectKey,
    access: Access,
    /// Where GitHub's own page about it is.
    page: String,
    offered: Option<AnyView>,
) -> impl IntoView {
    let name = shown_name(&access);
    let label = name.clone();
    let login = access.person.as_ref().and(access.login.clone());
    let who = login.map_or(name.clone(), |login| format!("{name} ({login})"));
    let right = right_words(&access);
    let cause = cause_words(&access).filter(|_| access.drift.is_none());
    let drift = access.drift.map(|drift| {
        let words = drift_words(&access, drift);
        view! { <p class="text-sm">{words} " " <Help url=page text=accesses::see()/></p> }
    });
    let badge = asked(&access).then(|| view! { <AccessBadge state=access.state/> });
    view! {
        <li class="flex flex-col gap-2 py-3" aria-label=label>
            <div class="flex flex-wrap items-center gap-x-3 gap-y-1">
                <Avatar name/>
                <span class="font-medium wrap-anywhere">{who}</span>
                <span class="text-sm text-muted">{right}</span>
                {badge}
                {access.drift.map(|drift| view! { <DriftBadge drift/> })}
                <div class="ml-auto flex flex-wrap gap-2 empty:hidden">{offered}</div>
            </div>
            <div class="flex flex-col gap-1 pl-9">
                {drift}
                {cause.map(|words| view! { <p class="text-sm text-muted">{words}</p> })}
                <Reasons project tasks=access.tasks elsewhere=access.elsewhere/>
                {access.held.map(|held| {
                    let by = held.by.map_or(accesses::a_manager().to_owned(), |by| by.name.to_string());
                    view! { <p class="text-sm">{accesses::revoked_by(&by)} " " <When at=held.at/> ". " {accesses::no_task_brings_back()}</p> }
                })}
                {access.trouble.map(|trouble| view! { <p class="text-sm">{trouble_words(trouble)}</p> })}
                {access.next_try_at.map(|at| view! { <p class="text-sm text-muted">{accesses::tried_again()} " " <Until at/></p> })}
                {access.since.map(|at| view! { <p class="text-sm text-muted">{accesses::given()} " " <When at/></p> })}
                {access.looked_at.filter(|_| access.seen.is_none()).map(|at| view! { <p class="text-sm text-muted">{accesses::last_seen()} " " <When at/></p> })}
            </div>
        </li>
    }
}

/// The tasks that are the reason.
#[component]
fn Reasons(project: ProjectKey, tasks: Vec<AccessReason>, elsewhere: bool) -> impl IntoView {
    let reason = |task: AccessReason| {
        let page = format!("/projects/{project}/tasks/{}", task.number);
        view! { <li><a class="link" href=page>{format!("{project}-{}", task.number)}</a> " " {task.title.to_string()}</li> }
    };
    view! {
        <ul class="flex flex-col gap-0.5 text-sm empty:hidden">
            {tasks.into_iter().map(reason).collect_view()}
            {elsewhere.then(|| view! { <li class="text-muted">{accesses::another_project()}</li> })}
        </ul>
    }
}

/// Whether tasks have a part in it; how it stands is a matter of tasks only.
fn asked(access: &Access) -> bool {
    access.state != AccessState::NotAsked
}

fn shown_name(access: &Access) -> String {
    let person = access.person.as_ref().map(|person| person.name.to_string());
    let named = person.or_else(|| access.login.clone());
    named.unwrap_or_else(|| match access.account {
        Some(account) => accesses::account(&account),
        None => common::nobody().to_owned(),
    })
}

/// What the account can do now, and what it is invited to.
fn right_words(access: &Access) -> String {
    let now = permission_label(access.seen.unwrap_or(access.permission));
    match access.invited {
        Some(right) => accesses::and_invited(&now, &permission_label(right).to_lowercase()),
        None => now.to_owned(),
    }
}
