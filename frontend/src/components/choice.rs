//! A menu of which one is chosen.

use leptos::prelude::*;

/// What a menu offers: a value and its words each.
pub(crate) type Choices = Vec<(String, String)>;

/// A menu that reports what was chosen and shows what is so.
///
/// A choice that the server refuses therefore never looks taken.
#[component]
pub(crate) fn Choice(
    /// What is chosen, for all to read.
    #[prop(into)]
    label: String,
    /// Names the element on the page.
    #[prop(into)]
    id: String,
    /// What there is to choose from.
    #[prop(into)]
    options: Signal<Choices>,
    /// What is so now.
    #[prop(into)]
    chosen: Signal<String>,
    /// Called with the value that was chosen.
    #[prop(into)]
    on_choose: Callback<String>,
    /// Whether it can only be looked at.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Whether the label is for screen readers only.
    #[prop(optional)]
    bare: bool,
) -> impl IntoView {
    view! {
        <div class="flex flex-col gap-1.5">
            <label class=if bare { "sr-only" } else { "text-sm font-medium" } for=id.clone()>{label}</label>
            <select
                class="select w-full pe-8"
                id=id
                disabled=disabled
                on:change:target=move |event| {
                    let select = event.target();
                    let value = select.value();
                    select.set_value(&chosen.get_untracked());
                    on_choose.run(value);
                }
            >
                <Offered options chosen/>
            </select>
        </div>
    }
}

/// What there is to choose from.
#[component]
fn Offered(options: Signal<Choices>, chosen: Signal<String>) -> impl IntoView {
    move || {
        let option = |(value, words): (String, String)| {
            let is = value.clone();
            view! { <option value=value prop:selected=move || chosen.get() == is>{words}</option> }
        };
        options.get().into_iter().map(option).collect_view()
    }
}
