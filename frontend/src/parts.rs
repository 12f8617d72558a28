//! The parts of the program that only some pages need: the browser loads one when its page is first
//! shown.
//!
//! What a part calls and nothing else does goes with it; what more than one calls is shared.
#![expect(
    clippy::unnecessary_wraps,
    reason = "the macro hands on by it that a part could not be loaded"
)]

use std::future::Future;

use leptos::{prelude::*, task::spawn_local};
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::{
    browser,
    components::{Empty, page_skeleton},
    pages, text,
};

/// Makes a page, once its part is there.
type Make = fn() -> AnyView;

type Loaded = Result<Make, SplitLoaderError>;

/// The board of a project.
#[component]
pub(crate) fn ProjectBoard() -> impl IntoView {
    lazily(board())
}

/// The page of a task.
#[component]
pub(crate) fn TaskPage() -> impl IntoView {
    lazily(task())
}

/// The settings of a project, with the pickers.
#[component]
pub(crate) fn ProjectSettings() -> impl IntoView {
    lazily(project_settings())
}

/// The settings of one's own account.
#[component]
pub(crate) fn ProfileSettings() -> impl IntoView {
    lazily(profile_settings())
}

/// Begins to load what the page at this address will need, beside all that comes before it.
pub(crate) fn foresee(address: &str) {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let names: Vec<_> = path.trim_matches('/').split('/').collect();
    match names[..] {
        ["projects", _, "board"] => fetch(board()),
        ["projects", _, "tasks", _] => fetch(task()),
        ["projects", _, "settings"] => fetch(project_settings()),
        ["profile", "settings"] => fetch(profile_settings()),
        _ => {}
    }
}

/// What could not be loaded is the page's own business.
fn fetch(part: impl Future<Output = Loaded> + 'static) {
    spawn_local(async move {
        part.await.ok();
    });
}

#[wasm_split(board, fallible)]
fn board() -> Loaded {
    Ok(|| view! { <pages::ProjectBoard/> }.into_any())
}

#[wasm_split(task, fallible)]
fn task() -> Loaded {
    Ok(|| view! { <pages::TaskPage/> }.into_any())
}

#[wasm_split(project_settings, fallible)]
fn project_settings() -> Loaded {
    Ok(|| view! { <pages::ProjectSettings/> }.into_any())
}

#[wasm_split(profile_settings, fallible)]
fn profile_settings() -> Loaded {
    Ok(|| view! { <pages::ProfileSettings/> }.into_any())
}

/// Shows a page as soon as its part is there.
fn lazily(part: impl Future<Output = Loaded> + 'static) -> AnyView {
    let loaded = RwSignal::new(None::<Option<Make>>);
    spawn_local(async move {
        let make = part.await.ok();
        loaded.try_set(Some(make));
    });
    let shown = move || match loaded.get() {
        None => page_skeleton().into_any(),
        Some(Some(make)) => make(),
        Some(None) => view! { <Missing/> }.into_any(),
    };
    shown.into_any()
}

/// The server has other pages by now, or cannot be reached: loading all of them anew helps.
#[component]
fn Missing() -> impl IntoView {
    view! {
        <div class="page">
            <h1 class="sr-only">{text::components::page_not_loaded()}</h1>
            <Empty title=text::components::page_not_loaded() about=text::components::page_not_loaded_about()>
                <button type="button" class="btn btn-primary" on:click=|_| browser::go_to(&browser::here())>{text::components::load_again()}</button>
            </Empty>
        </div>
    }
}
