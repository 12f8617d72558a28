//! People's pictures.

use leptos::prelude::*;

use crate::words::initials;

/// A person without a picture: their initials, drawn and not written: nobody reads them out, and
/// what a button is called does not have to begin with them.
#[component]
pub(crate) fn Avatar(#[prop(into)] name: Signal<String>) -> impl IntoView {
    view! {
        <span
            class="initials inline-flex size-6 shrink-0 items-center justify-center rounded-full bg-primary/15 text-[0.65rem] font-semibold text-primary"
            data-initials=move || name.with(|name| initials(name))
            aria-hidden="true"
        ></span>
    }
}

/// A picture of a GitHub account, or the initials where there is none.
#[component]
pub(crate) fn Picture(url: Option<String>, #[prop(into)] name: String) -> impl IntoView {
    match url {
        Some(url) => view! {
            <img
                class="size-6 shrink-0 rounded-full bg-base-300"
                src=url
                alt=""
                width="24"
                height="24"
                loading="lazy"
                referrerpolicy="no-referrer"
            />
        }
        .into_any(),
        None => view! { <Avatar name=name/> }.into_any(),
    }
}
