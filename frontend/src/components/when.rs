//! Instants: how long ago in sight, the exact time for those who ask.

use domain::Timestamp;
use leptos::prelude::*;

use crate::{browser, words};

/// How long ago something was.
#[component]
pub(crate) fn When(at: Timestamp) -> impl IntoView {
    let said = words::since(browser::now() - at.timestamp());
    view! { <Exact at said/> }
}

/// How long it is until something.
#[component]
pub(crate) fn Until(at: Timestamp) -> impl IntoView {
    let said = words::until(at.timestamp() - browser::now());
    view! { <Exact at said/> }
}

/// What is said of an instant, with the instant itself for those who point at it.
#[component]
fn Exact(at: Timestamp, said: String) -> impl IntoView {
    view! {
        <time class="whitespace-nowrap" datetime=at.to_rfc3339() title=browser::local_time(&at)>
            {said}
        </time>
    }
}
