//! Fields of forms: a label, the text, a hint, and what is wrong, tied together for every reader.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

use super::shown::Shown;
use crate::{browser, follow::whenever, input::FieldState};

/// A line of text.
#[component]
pub(crate) fn Field(
    /// What belongs into it.
    #[prop(into)]
    label: String,
    /// Names the element on the page.
    #[prop(into)]
    id: String,
    /// Its text.
    field: FieldState,
    /// The kind of `<input>`; a line of text where left out.
    #[prop(default = "text")]
    kind: &'static str,
    /// What the browser may fill in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// A word of help.
    #[prop(optional, into)]
    hint: String,
    /// Whether the cursor starts here.
    #[prop(optional)]
    first: bool,
) -> impl IntoView {
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let described = format!("{hint_id} {error_id}");
    come_back(field, id.clone());
    view! {
        <div class="flex flex-col gap-1.5">
            <label class="text-sm font-medium" for=id.clone()>{label}</label>
            <input
                class="input w-full"
                class:input-error=move || field.error.get().is_some()
                id=id
                type=kind
                autocomplete=autocomplete
                autofocus=first
                spellcheck="false"
                aria-invalid=move || field.error.get().is_some().to_string()
                aria-describedby=described
                prop:value=move || field.text()
                on:input:target=move |event| field.typed(event.target().value())
                on:blur=move |event| if goes_to_a_field(&event) { field.left() }
            />
            <Remarks hint hint_id error=field.error error_id/>
        </div>
    }
}

/// Several lines of text.
#[component]
pub(crate) fn Area(
    /// What belongs into it.
    #[prop(into)]
    label: String,
    /// Names the element on the page.
    #[prop(into)]
    id: String,
    /// Its text.
    field: FieldState,
    /// How many lines are shown.
    #[prop(default = 4)]
    rows: u32,
    /// A word of help.
    #[prop(optional, into)]
    hint: String,
) -> impl IntoView {
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let described = format!("{hint_id} {error_id}");
    come_back(field, id.clone());
    view! {
        <div class="flex flex-col gap-1.5">
            <label class="text-sm font-medium" for=id.clone()>{label}</label>
            <textarea
                class="textarea w-full"
                class:textarea-error=move || field.error.get().is_some()
                id=id
                rows=rows.to_string()
                aria-invalid=move || field.error.get().is_some().to_string()
                aria-describedby=described
                prop:value=move || field.text()
                on:input:target=move |event| field.typed(event.target().value())
                on:blur=move |event| if goes_to_a_field(&event) { field.left() }
            ></textarea>
            <Remarks hint hint_id error=field.error error_id/>
        </div>
    }
}

#[component]
fn Remarks(
    hint: String,
    hint_id: String,
    error: Signal<Option<String>>,
    error_id: String,
) -> impl IntoView {
    let no_hint = hint.is_empty();
    view! {
        <p class="text-sm text-muted" id=hint_id hidden=no_hint>{hint}</p>
        <p class="text-sm text-error-strong empty:hidden" id=error_id aria-live="polite">
            {move || error.get()}
        </p>
    }
}

/// The keyboard goes to the first field that a form came back for.
fn come_back(field: FieldState, id: String) {
    whenever(move || {
        if field.returned.get() > 0 {
            browser::focus_wrong_soon(id.clone());
        }
    });
}

/// The button that sends a form.
#[component]
pub(crate) fn Submit(
    /// Its words.
    #[prop(into)]
    label: String,
    /// Whether the form is being sent.
    busy: Signal<bool>,
    /// Further classes.
    #[prop(default = "")]
    class: &'static str,
) -> impl IntoView {
    view! {
        <button type="submit" class=format!("btn btn-primary {class}") disabled=busy>
            <Busy busy/>
            {label}
        </button>
    }
}

/// A small turning wheel while something runs.
#[component]
pub(crate) fn Busy(busy: Signal<bool>) -> impl IntoView {
    view! {
        <Shown when=busy>
            <span class="loading loading-spinner loading-xs" aria-hidden="true"></span>
        </Shown>
    }
}

/// Whether somebody went on to another field. What a field says then moves the page, and what is
/// pressed instead must stay under the pointer.
fn goes_to_a_field(event: &ev::FocusEvent) -> bool {
    let next = event.related_target();
    let next = next.and_then(|it| it.dyn_into::<web_sys::Element>().ok());
    next.is_some_and(|it| it.matches("input, textarea, select").unwrap_or(false))
}
