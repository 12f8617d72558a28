//! A menu that opens under a button and closes when one goes elsewhere.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Node;

use super::shown::Shown;

/// A button with a menu under it; the menu's entries are links and buttons in list items.
#[component]
pub(crate) fn Menu(
    /// What is read out before what is on the button: its name begins with it, and holds all that
    /// is seen.
    #[prop(into)]
    label: Signal<String>,
    /// What is on the button.
    #[prop(into)]
    button: ViewFn,
    children: ChildrenFn,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let node = NodeRef::<html::Div>::new();
    let leave = move |event: ev::FocusEvent| {
        if !stays_within(node, &event) {
            open.set(false);
        }
    };
    let escape = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            open.set(false);
        }
    };
    view! {
        <div class="relative" node_ref=node on:focusout=leave on:keydown=escape>
            <button
                type="button"
                class="btn btn-ghost btn-sm gap-2 px-2"
                aria-haspopup="true"
                aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <span class="sr-only">{label} " "</span>
                {move || button.run()}
            </button>
            <Shown when=open>
                <ul
                    class="menu absolute right-0 z-10 mt-1 w-56 rounded-box border border-base-300 bg-base-100 p-1.5 shadow-lg"
                    // Keeps the focus within the menu, so that pressing an entry does not close it first.
                    on:mousedown=|event| event.prevent_default()
                    on:click=move |_| open.set(false)
                >
                    {children()}
                </ul>
            </Shown>
        </div>
    }
}

/// Whether the focus goes on to something inside.
fn stays_within(node: NodeRef<html::Div>, event: &ev::FocusEvent) -> bool {
    let next = event.related_target();
    let next = next.and_then(|next| next.dyn_into::<Node>().ok());
    node.get().is_some_and(|root| root.contains(next.as_ref()))
}
