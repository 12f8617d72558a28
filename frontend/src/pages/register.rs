//! Making an account.

use domain::{
    names::{Email, Password, PersonName},
    problem::ProblemCode,
    wire::auth,
};
use leptos::{ev::SubmitEvent, prelude::*};

use super::sign_in::{Narrow, beside, go_on_when_signed_in, use_next};
use crate::{
    api::use_api,
    components::{Field, ProblemNotice, Submit, Title},
    follow::whenever,
    input::Input,
    submission::Submission,
    text::{common, problem, sign_in},
};

/// The page `/register`.
#[component]
pub(crate) fn Register() -> impl IntoView {
    let next = use_next();
    go_on_when_signed_in(next);
    view! {
        <Title text=sign_in::create_account()/>
        <Narrow title=sign_in::create_your_account() about=sign_in::github_afterwards()>
            <Form/>
            <p class="text-sm text-muted">
                {sign_in::have_account()} " "
                <a class="link" href=beside("/login", next)>{sign_in::sign_in_instead()}</a>
            </p>
        </Narrow>
    }
}

#[component]
fn Form() -> impl IntoView {
    let api = use_api();
    let name = Input::<PersonName>::new("");
    let email = Input::<Email>::new("");
    let password = Input::<Password>::new("");
    let submission = Submission::new();
    heed(submission, name, email, password);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let read = (name.read(), email.read(), password.read());
        let (Some(name), Some(email), Some(password)) = read else {
            return;
        };
        let account = auth::Register {
            email,
            name,
            password,
        };
        submission.run(api.register(account), |()| {});
    };
    view! {
        <form class="panel" novalidate on:submit=submit>
            <Field label=common::name() id="name" field=name.state() autocomplete="name" first=true/>
            <Field label=sign_in::email() id="email" field=email.state() kind="email" autocomplete="username"/>
            <Field
                label=sign_in::password()
                id="password"
                field=password.state()
                kind="password"
                autocomplete="new-password"
                hint=sign_in::password_hint(&Password::MIN)
            />
            <ProblemNotice problem=submission.problem_besides(&[ProblemCode::EmailTaken])/>
            <Submit label=sign_in::create_account() busy=submission.busy()/>
        </form>
    }
}

/// Shows what the server has against a field at that field.
fn heed(
    submission: Submission,
    name: Input<PersonName>,
    email: Input<Email>,
    password: Input<Password>,
) {
    whenever(move || {
        let Some(problem) = submission.problem().get() else {
            return;
        };
        name.heed(&problem, "name");
        email.heed(&problem, "email");
        password.heed(&problem, "password");
        if problem.is(ProblemCode::EmailTaken) {
            email.refuse(problem::email_taken());
        }
    });
}
