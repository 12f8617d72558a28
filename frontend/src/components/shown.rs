//! Parts of a page that are there only while something is so.
//!
//! One type for all of them, where the framework's own would be compiled anew for each. What must
//! be so is decided by the page, never here.

use leptos::prelude::*;

use crate::follow::follow;

/// Shows its children while `when` holds, else the fallback.
#[component]
pub(crate) fn Shown(
    /// What must be so.
    #[prop(into)]
    when: Signal<bool>,
    /// What is shown otherwise; nothing where left out.
    #[prop(optional, into)]
    fallback: ViewFn,
    children: ChildrenFn,
) -> impl IntoView {
    let when = follow(move || when.get());
    move || {
        if when.get() {
            children()
        } else {
            fallback.run()
        }
    }
}
