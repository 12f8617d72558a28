//! The gate before all pages that need somebody signed in.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, components::Outlet, hooks::use_navigate};

use crate::{
    api::use_api,
    browser,
    components::{ProblemPage, page_skeleton},
    follow::{follow, whenever},
    session::{Who, use_session},
};

/// Lets the signed-in through, and sends all others to sign in and back again.
#[component]
pub(crate) fn Guarded() -> impl IntoView {
    #[derive(Clone, Copy, PartialEq, Eq)]
    enum Gate {
        Waits,
        Opens,
        Turns,
        Stuck,
    }
    let who = use_session().who();
    let gate = follow(move || match who.get() {
        Who::Unknown => Gate::Waits,
        Who::Known(_) => Gate::Opens,
        Who::Nobody => Gate::Turns,
        Who::Unclear(_) => Gate::Stuck,
    });
    move || match gate.get() {
        Gate::Waits => page_skeleton(),
        Gate::Opens => view! { <Outlet/> }.into_any(),
        Gate::Turns => view! { <ToLogin/> }.into_any(),
        Gate::Stuck => view! { <Stuck/> }.into_any(),
    }
}

/// Goes to sign in, and remembers where one was heading.
#[component]
fn ToLogin() -> impl IntoView {
    let navigate = use_navigate();
    whenever(move || {
        let next = browser::encode(&browser::here());
        navigate(&format!("/login?next={next}"), replacing());
    });
}

/// The server could not say who this is: neither in nor out, but asked again.
#[component]
fn Stuck() -> impl IntoView {
    let who = use_session().who();
    let api = use_api();
    let problem = Signal::derive(move || match who.get() {
        Who::Unclear(problem) => Some(problem),
        Who::Unknown | Who::Nobody | Who::Known(_) => None,
    });
    let retry = Callback::new(move |()| leptos::task::spawn_local(api.resume()));
    view! {
        <ProblemPage problem retry/>
    }
}

/// The first page: the projects.
#[component]
pub(crate) fn Home() -> impl IntoView {
    let navigate = use_navigate();
    whenever(move || navigate("/projects", replacing()));
}

/// Going on in such a way that *Back* does not lead here again.
pub(super) fn replacing() -> NavigateOptions {
    NavigateOptions {
        replace: true,
        ..NavigateOptions::default()
    }
}
