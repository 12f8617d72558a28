//! A project's name and description.

use domain::{
    names::{ProjectName, Text},
    project::Action,
    wire::projects::EditProject,
};
use leptos::{ev::SubmitEvent, prelude::*};

use crate::{
    api::use_api,
    components::{Area, Field, Panel, ProblemNotice, Shown, Submit},
    input::Input,
    pages::project::use_project,
    submission::Submission,
    text::{common, settings},
    toast::use_toaster,
};

/// The tab *General*.
#[component]
pub(super) fn GeneralTab() -> impl IntoView {
    let may = use_project().may(Action::Manage);
    view! {
        <Panel title=settings::about_project()>
            <Shown when=may fallback=|| view! { <Said/> }>
                <Form/>
            </Shown>
        </Panel>
    }
}

/// What the project is about, for those who may only read it.
#[component]
fn Said() -> impl IntoView {
    let project = use_project().project();
    view! {
        <p class="font-medium">{move || project.get().name.to_string()}</p>
        <p class="wrap-anywhere whitespace-pre-wrap">{move || project.get().description.to_string()}</p>
        <p class="text-sm text-muted">{settings::managers_change()}</p>
    }
}

/// Name and description; what somebody else changed is loaded, never overwritten.
#[component]
fn Form() -> impl IntoView {
    let api = use_api();
    let toaster = use_toaster();
    let current = use_project();
    let shown = current.project().get_untracked();
    let base = RwSignal::new(shown.version);
    let name = Input::<ProjectName>::new(shown.name.to_string());
    let description = Input::<Text>::new(shown.description.to_string());
    let submission = Submission::new();
    let key = StoredValue::new(shown.key);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (Some(name), Some(description)) = (name.read(), description.read()) else {
            return;
        };
        let edit = EditProject {
            name: Some(name),
            description: Some(description),
        };
        let call = api.edit_project(key.get_value(), base.get_untracked(), edit);
        submission.run(call, move |project| {
            base.set(project.version);
            current.put(project);
            toaster.say(common::saved());
        });
    };
    let reload = Callback::new(move |()| {
        submission.run(api.project(key.get_value()), move |project| {
            base.set(project.version);
            name.set(project.name.to_string());
            description.set(project.description.to_string());
            current.put(project);
        });
    });
    view! {
        <form class="flex max-w-xl flex-col gap-4" novalidate on:submit=submit>
            <Field label=common::name() id="name" field=name.state()/>
            <Area label=settings::description() id="description" field=description.state()/>
            <ProblemNotice problem=submission.problem() retry=reload/>
            <div><Submit label=common::save() busy=submission.busy()/></div>
        </form>
    }
}
