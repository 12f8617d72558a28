//! Changing the own password.

use domain::{names::Password, problem::ProblemCode, wire::me::ChangePassword};
use leptos::{ev::SubmitEvent, prelude::*};

use crate::{
    api::use_api,
    components::{Field, Panel, ProblemNotice, Submit},
    follow::whenever,
    input::Input,
    submission::Submission,
    text::{profile, sign_in},
    toast::use_toaster,
};

/// The part *Password* of the tab *Security*.
#[component]
pub(super) fn PasswordPart() -> impl IntoView {
    let api = use_api();
    let toaster = use_toaster();
    let current = Input::<String>::new("");
    let new = Input::<Password>::new("");
    let submission = Submission::new();
    heed(submission, current, new);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (Some(was), Some(becomes)) = (current.read(), new.read()) else {
            return;
        };
        let change = ChangePassword {
            current: was.into(),
            new: becomes,
        };
        submission.run(api.change_password(change), move |()| {
            current.reset();
            new.reset();
            toaster.say(profile::password_changed());
        });
    };
    view! {
        <Panel title=sign_in::password() about=profile::password_about()>
            <form class="flex max-w-md flex-col gap-4" novalidate on:submit=submit>
                <Field label=profile::current_password() id="current" field=current.state() kind="password" autocomplete="current-password"/>
                <Field
                    label=profile::new_password()
                    id="new"
                    field=new.state()
                    kind="password"
                    autocomplete="new-password"
                    hint=sign_in::password_hint(&Password::MIN)
                />
                <ProblemNotice problem=submission.problem_besides(&[ProblemCode::InvalidInput])/>
                <div><Submit label=profile::change_password() busy=submission.busy()/></div>
            </form>
        </Panel>
    }
}

/// Shows what the server has against a field at that field.
fn heed(submission: Submission, current: Input<String>, new: Input<Password>) {
    whenever(move || {
        let Some(problem) = submission.problem().get() else {
            return;
        };
        new.heed(&problem, "new");
        if problem.field("current").is_some() {
            current.refuse(profile::wrong_password());
        }
    });
}
