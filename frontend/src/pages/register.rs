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
};

/// The page `/register`.
#[component]
pub(crate) fn Register() -> impl IntoView {
    let next = use_next();
    go_on_when_signed_in(next);
    view! {
        <Title text="Create account"/>
        <Narrow title="Create your account" about="You connect GitHub afterwards, when you want to.">
            <Form/>
            <p class="text-sm text-muted">
                "Have an account? "
                <a class="link" href=beside("/login", next)>"Sign in instead"</a>
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
            <Field label="Name" id="name" field=name.state() autocomplete="name" first=true/>
            <Field label="E-mail" id="email" field=email.state() kind="email" autocomplete="username"/>
            <Field
                label="Password"
                id="password"
                field=password.state()
                kind="password"
                autocomplete="new-password"
                hint=format!("At least {} characters.", Password::MIN)
            />
            <ProblemNotice problem=submission.problem_besides(&[ProblemCode::EmailTaken])/>
            <Submit label="Create account" busy=submission.busy()/>
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
            email.refuse(ProblemCode::EmailTaken.title());
        }
    });
}
