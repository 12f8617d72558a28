//! What is shown where there is no page.

use leptos::prelude::*;

use crate::components::{Empty, Title};

/// No page has this address.
#[component]
pub(crate) fn NotFound() -> impl IntoView {
    view! {
        <Title text="Not found"/>
        <div class="page">
            <h1 class="sr-only">"Not found"</h1>
            <Empty title="There is no page here" about="The address is mistyped, or what was here is gone or not yours to see.">
                <a class="btn btn-primary" href="/projects">"Go to your projects"</a>
            </Empty>
        </div>
    }
}
