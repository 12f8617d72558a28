//! The guide to GitHub: its text is a file beside the pages, so that whoever never reads it never
//! loads it.

use leptos::prelude::*;

use crate::{
    api::use_api,
    components::{Title, lines_skeleton, show},
    remote::Remote,
    text::guide,
};

/// The page `/help/github`.
#[component]
pub(crate) fn Guide() -> impl IntoView {
    let api = use_api();
    let guide = Remote::new(move || api.guide());
    view! {
        <Title text=guide::title()/>
        <div class="page">
            <h1 class="text-2xl font-semibold tracking-tight">{guide::title()}</h1>
            {show(guide, lines_skeleton, |text| view! { <article class="panel markdown" inner_html=text></article> })}
        </div>
    }
}
