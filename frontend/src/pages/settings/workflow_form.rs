//! The form of the tab *Workflow*. It is sent as a whole, and never overwrites what somebody else
//! chose meanwhile.

use domain::{options::Right, wire::projects::Member};
use leptos::{ev::SubmitEvent, prelude::*};

use super::{
    workflow::Workflow,
    workflow_choices::{Choices, example},
};
use crate::{
    api::use_api,
    components::{Area, Check, Choice, Field, Panel, ProblemNotice, Submit},
    follow::whenever,
    pages::project::use_project,
    submission::Submission,
    text::{common, workflow},
    toast::use_toaster,
    words::right_label,
};

/// All choices, with the button that saves them.
#[component]
pub(super) fn WorkflowForm(chosen: Signal<Workflow>) -> impl IntoView {
    let api = use_api();
    let toaster = use_toaster();
    let current = use_project();
    let key = StoredValue::new(current.key());
    let (options, members) = chosen.get_untracked();
    let choices = Choices::new(&options);
    let submission = Submission::new();
    whenever(move || {
        if let Some(problem) = submission.problem().get() {
            choices.heed(&problem);
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some((version, edit)) = choices.read() else {
            return;
        };
        let call = api.edit_options(key.get_value(), version, edit);
        submission.run(call, move |saved| {
            choices.fill(&saved);
            current.reload();
            toaster.say(common::saved());
        });
    };
    let reload = Callback::new(move |()| {
        submission.run(api.options(key.get_value()), move |now| choices.fill(&now));
    });
    view! {
        <form class="flex max-w-3xl flex-col gap-6" novalidate on:submit=submit>
            <AccessPart choices/>
            <PullRequestPart choices/>
            <ReviewPart choices members/>
            <StatusPart choices/>
            <ProblemNotice problem=submission.problem() retry=reload/>
            <div><Submit label=common::save() busy=submission.busy()/></div>
        </form>
    }
}

/// Takes a tick over.
fn tick(signal: RwSignal<bool>) -> Callback<bool> {
    Callback::new(move |is| signal.set(is))
}

/// Which right a task gives, and when it ends.
#[component]
fn AccessPart(choices: Choices) -> impl IntoView {
    let rights = Right::ALL.map(|right| (right.as_str().to_owned(), right_label(right).to_owned()));
    let right = Signal::derive(move || choices.right.get().as_str().to_owned());
    let choose_right = Callback::new(move |name: String| {
        let named = Right::ALL.into_iter().find(|right| right.as_str() == name);
        choices.right.set(named.unwrap_or_default());
    });
    let ends = [
        ("open".to_owned(), workflow::until_open().to_owned()),
        ("merged".to_owned(), workflow::until_merged().to_owned()),
    ];
    let end = Signal::derive(move || {
        let kept = choices.until_merged.get();
        if kept { "merged" } else { "open" }.to_owned()
    });
    let choose_end = Callback::new(move |name: String| choices.until_merged.set(name == "merged"));
    view! {
        <Panel title=workflow::access() about=workflow::access_about()>
            <Choice label=workflow::right() id="right" options=Signal::stored(rights.to_vec()) chosen=right on_choose=choose_right/>
            <Choice label=workflow::until() id="until" options=Signal::stored(ends.to_vec()) chosen=end on_choose=choose_end/>
            <p class="text-sm text-muted">{workflow::comes_back()}</p>
        </Panel>
    }
}

/// What the pull request says, and how it is opened.
#[component]
fn PullRequestPart(choices: Choices) -> impl IntoView {
    let project = use_project().project();
    let shown = move || {
        let project = project.get();
        example(
            &choices.title.text(),
            project.key.as_str(),
            project.name.as_str(),
        )
    };
    view! {
        <Panel title=workflow::pull_request() about=workflow::pull_request_about()>
            <Field label=workflow::title() id="pull-request-title" field=choices.title.state()/>
            <p class="text-sm wrap-anywhere text-muted">{workflow::for_instance()} " " {shown}</p>
            <Area label=workflow::text() id="pull-request-text" field=choices.text.state() hint=workflow::text_hint()/>
            <Check label=workflow::backlink() id="backlink" checked=choices.backlink on_check=tick(choices.backlink) hint=workflow::backlink_hint()/>
            <Check label=workflow::draft() id="draft" checked=choices.draft on_check=tick(choices.draft) hint=workflow::draft_hint()/>
        </Panel>
    }
}

/// Whose review is asked for.
#[component]
fn ReviewPart(choices: Choices, members: Vec<Member>) -> impl IntoView {
    let member = move |member: Member| view! { <Reviewer choices member/> };
    view! {
        <Panel title=workflow::review() about=workflow::review_about()>
            <fieldset class="flex flex-col gap-3">
                <legend class="mb-2 text-sm font-medium">{workflow::members()}</legend>
                {members.into_iter().map(member).collect_view()}
            </fieldset>
            <Field
                label=workflow::other_accounts()
                id="reviewer-logins"
                field=choices.logins.state()
                hint=workflow::other_accounts_hint()
            />
        </Panel>
    }
}

/// A member who may be asked.
#[component]
fn Reviewer(choices: Choices, member: Member) -> impl IntoView {
    let user = member.person.id;
    let asked = choices.reviewers;
    let checked = Signal::derive(move || asked.with(|all| all.contains(&user)));
    let ask = Callback::new(move |is: bool| {
        asked.update(|all| {
            all.retain(|other| *other != user);
            all.extend(is.then_some(user));
        });
    });
    let hint = match member.person.github_login {
        Some(_) => "",
        None => workflow::nobody_asked(),
    };
    view! { <Check label=member.person.name.to_string() id=format!("reviewer-{user}") checked on_check=ask hint/> }
}

/// What moves a task by itself.
#[component]
fn StatusPart(choices: Choices) -> impl IntoView {
    view! {
        <Panel title=workflow::status() about=workflow::status_about()>
            <Check label=workflow::follow_branch() id="follow-branch" checked=choices.branch on_check=tick(choices.branch) hint=workflow::follow_branch_hint()/>
            <Check label=workflow::follow_pull_request() id="follow-pull-request" checked=choices.pull_request on_check=tick(choices.pull_request)/>
            <Check label=workflow::follow_merge() id="follow-merge" checked=choices.merge on_check=tick(choices.merge) hint=workflow::follow_merge_hint()/>
        </Panel>
    }
}
