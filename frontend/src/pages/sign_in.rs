//! What signing in and registering have in common.

use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::guard::replacing;
use crate::{
    browser,
    follow::whenever,
    session::{Who, use_session},
    words::safe_path,
};

/// Where the person was heading before they were asked to sign in.
pub(super) fn use_next() -> Signal<String> {
    let query = use_query_map();
    Signal::derive(move || safe_path(query.with(|query| query.get("next")).as_deref()))
}

/// The other of the two pages, which leads to the same place.
pub(super) fn beside(page: &'static str, next: Signal<String>) -> Signal<String> {
    Signal::derive(move || format!("{page}?next={}", browser::encode(&next.get())))
}

/// Goes on as soon as somebody is signed in.
pub(super) fn go_on_when_signed_in(next: Signal<String>) {
    let who = use_session().who();
    let navigate = use_navigate();
    whenever(move || {
        if matches!(who.get(), Who::Known(_)) {
            navigate(&next.get_untracked(), replacing());
        }
    });
}

/// The narrow page that both forms stand on.
#[component]
pub(super) fn Narrow(
    title: &'static str,
    about: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="mx-auto flex w-full max-w-md flex-col gap-6 px-4 py-10 sm:py-20">
            <div class="flex flex-col gap-1">
                <h1 class="text-2xl font-semibold tracking-tight">{title}</h1>
                <p class="text-muted">{about}</p>
            </div>
            {children()}
        </div>
    }
}
