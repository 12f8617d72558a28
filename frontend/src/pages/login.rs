//! Signing in.

use domain::{names::Email, wire::auth};
use leptos::{ev::SubmitEvent, prelude::*};

use super::sign_in::{Narrow, beside, go_on_when_signed_in, use_next};
use crate::{
    api::use_api,
    components::{Field, ProblemNotice, Submit, Title},
    input::Input,
    submission::Submission,
    text::sign_in,
};

/// The page `/login`.
#[component]
pub(crate) fn Login() -> impl IntoView {
    let next = use_next();
    go_on_when_signed_in(next);
    view! {
        <Title text=sign_in::sign_in()/>
        <Narrow title=sign_in::sign_in() about=sign_in::about()>
            <Form/>
            <p class="text-sm text-muted">
                {sign_in::no_account()} " "
                <a class="link" href=beside("/register", next)>{sign_in::create_one()}</a>
            </p>
        </Narrow>
    }
}

#[component]
fn Form() -> impl IntoView {
    let api = use_api();
    let email = Input::<Email>::new("");
    let password = Input::<String>::new("");
    let submission = Submission::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (Some(email), Some(password)) = (email.read(), password.read()) else {
            return;
        };
        let login = auth::Login {
            email,
            password: password.into(),
        };
        submission.run(api.login(login), |()| {});
    };
    view! {
        <form class="panel" novalidate on:submit=submit>
            <Field label=sign_in::email() id="email" field=email.state() kind="email" autocomplete="username" first=true/>
            <Field label=sign_in::password() id="password" field=password.state() kind="password" autocomplete="current-password"/>
            <ProblemNotice problem=submission.problem()/>
            <Submit label=sign_in::sign_in() busy=submission.busy()/>
        </form>
    }
}
