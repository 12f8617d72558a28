//! A line to copy.

use leptos::{prelude::*, task::spawn_local};

use super::icon::{Glyph, Icon};
use crate::{browser, text::components, toast::use_toaster};

/// A line of a terminal with a button that copies it.
#[component]
pub(crate) fn CopyLine(#[prop(into)] line: Signal<String>) -> impl IntoView {
    let toaster = use_toaster();
    let copy = move |_| {
        let line = line.get_untracked();
        spawn_local(async move {
            let news = if browser::copy(&line).await {
                components::copied()
            } else {
                components::copying_not_allowed()
            };
            toaster.say(news);
        });
    };
    view! {
        <div class="flex items-center gap-2 rounded-field border border-base-300 bg-base-200 py-1 pr-1 pl-3">
            <code class="min-w-0 grow font-mono text-sm wrap-anywhere">{line}</code>
            <button
                type="button"
                class="btn btn-ghost btn-sm"
                aria-label=move || components::copy_line(&line.get())
                on:click=copy
            >
                <Icon glyph=Glyph::Copy/>
                {components::copy()}
            </button>
        </div>
    }
}
