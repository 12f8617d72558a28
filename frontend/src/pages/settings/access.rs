//! Who can push now, because of which task; and what still waits.

use domain::wire::projects::Access;
use leptos::prelude::*;

use super::effects::Effects;
use crate::{
    api::use_api,
    components::{AccessBadge, Avatar, Empty, Panel, Shown, When, lines_skeleton, show},
    follow::follow,
    pages::project::use_project,
    remote::Remote,
    words::permission_label,
};

/// The tab *Access*.
#[component]
pub(super) fn AccessTab() -> impl IntoView {
    let api = use_api();
    let key = StoredValue::new(use_project().key());
    let access = Remote::new(move || api.access(key.get_value()));
    view! {
        <Effects/>
        <Panel title="Who can push" about="Access on GitHub that follows from this project's tasks.">
            {show(access, lines_skeleton, |list| view! { <List list/> })}
        </Panel>
    }
}

#[component]
fn List(list: Signal<Vec<Access>>) -> impl IntoView {
    let none = follow(move || list.with(Vec::is_empty));
    let key = |access: &Access| (access.person.id, access.repository.clone(), access.state);
    view! {
        <Shown when=none>
            <Empty title="Nobody, because of this project" about="As soon as an open task is assigned, its assignee appears here."/>
        </Shown>
        <ul class="flex flex-col divide-y divide-base-300">
            <For each=move || list.get() key=key let:access>
                <Row access/>
            </For>
        </ul>
    }
}

/// One account's right on one repository, with the tasks that are its reason.
#[component]
fn Row(access: Access) -> impl IntoView {
    let name = access.person.name.to_string();
    let who = match access.person.github_login {
        Some(login) => format!("{name} ({login})"),
        None => name.clone(),
    };
    let right = permission_label(access.permission);
    let key = use_project().key();
    let reason = |task: domain::wire::projects::AccessReason| {
        let page = format!("/projects/{key}/tasks/{}", task.number);
        view! { <li><a class="link" href=page>{format!("{key}-{}", task.number)}</a> " " {task.title.to_string()}</li> }
    };
    view! {
        <li class="flex flex-col gap-2 py-3">
            <div class="flex flex-wrap items-center gap-x-3 gap-y-1">
                <Avatar name/>
                <span class="font-medium">{who}</span>
                <span class="text-sm wrap-anywhere text-muted">{right} ": " {access.repository}</span>
                <AccessBadge state=access.state/>
            </div>
            <ul class="flex flex-col gap-0.5 pl-9 text-sm">{access.tasks.into_iter().map(reason).collect_view()}</ul>
            {access.trouble.map(|trouble| view! { <p class="pl-9 text-sm">{trouble.words()}</p> })}
            {access.looked_at.map(|at| view! { <p class="pl-9 text-sm text-muted">"Last seen on GitHub " <When at/></p> })}
        </li>
    }
}
