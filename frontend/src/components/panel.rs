//! The frames of a page: its title, its sections, and what stands where there is nothing yet.

use leptos::prelude::*;

use crate::follow::whenever;

/// The title of the browser's tab.
#[component]
pub(crate) fn Title(#[prop(into)] text: Signal<String>) -> impl IntoView {
    whenever(move || document().set_title(&format!("{} · Tasksource", text.get())));
}

/// A section of a page.
#[component]
pub(crate) fn Panel(
    /// What it is about.
    #[prop(into)]
    title: String,
    /// A sentence below the title.
    #[prop(optional, into)]
    about: String,
    children: Children,
) -> impl IntoView {
    let about = (!about.is_empty()).then(|| view! { <p class="text-sm text-muted">{about}</p> });
    let label = title.clone();
    view! {
        <section class="panel" aria-label=label>
            <div class="flex flex-col gap-1">
                <h2 class="font-semibold">{title}</h2>
                {about}
            </div>
            {children()}
        </section>
    }
}

/// What stands where there is nothing yet: why, and the first step.
#[component]
pub(crate) fn Empty(
    /// What is not there.
    #[prop(into)]
    title: String,
    /// What it will be good for.
    #[prop(into)]
    about: String,
    /// The first step.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="flex flex-col items-center gap-3 rounded-box border border-dashed border-base-300 px-6 py-12 text-center">
            <p class="font-medium">{title}</p>
            <p class="max-w-prose text-sm text-muted">{about}</p>
            {children.map(|children| children())}
        </div>
    }
}
