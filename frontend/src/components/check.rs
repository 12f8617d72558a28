//! A box to tick.

use leptos::prelude::*;

/// A box with its words, and a word of help below them.
#[component]
pub(crate) fn Check(
    /// What ticking it means.
    #[prop(into)]
    label: String,
    /// Names the element on the page.
    #[prop(into)]
    id: String,
    /// Whether it is ticked.
    #[prop(into)]
    checked: Signal<bool>,
    /// Called when it is ticked or not any more.
    #[prop(into)]
    on_check: Callback<bool>,
    /// A word of help.
    #[prop(optional, into)]
    hint: String,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let no_hint = hint.is_empty();
    view! {
        <div class="flex items-start gap-3">
            <input
                type="checkbox"
                class="checkbox checkbox-sm mt-0.5"
                id=id.clone()
                aria-describedby=hint_id.clone()
                prop:checked=move || checked.get()
                on:change:target=move |event| on_check.run(event.target().checked())
            />
            <div class="flex min-w-0 flex-col gap-0.5">
                <label class="text-sm font-medium wrap-anywhere" for=id>{label}</label>
                <p class="text-sm text-muted" id=hint_id hidden=no_hint>{hint}</p>
            </div>
        </div>
    }
}
