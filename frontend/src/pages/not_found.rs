//! What is shown where there is no page.

use leptos::prelude::*;

use crate::{
    components::{Empty, Title},
    text::shell,
};

/// No page has this address.
#[component]
pub(crate) fn NotFound() -> impl IntoView {
    view! {
        <Title text=shell::not_found()/>
        <div class="page">
            <h1 class="sr-only">{shell::not_found()}</h1>
            <Empty title=shell::no_page() about=shell::no_page_about()>
                <a class="btn btn-primary" href="/projects">{shell::to_projects()}</a>
            </Empty>
        </div>
    }
}
