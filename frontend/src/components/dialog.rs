//! Dialogs: the browser's own, with its focus trap and its Escape key.

use leptos::{html, prelude::*};

use super::{
    field::Busy,
    icon::{Glyph, Icon},
    notice::ProblemNotice,
};
use crate::{
    follow::whenever,
    submission::Submission,
    text::{common, components},
};

/// A dialog that is there while `open`; what is in it is built anew each time.
#[component]
pub(crate) fn Dialog(
    /// Whether it is open; it closes itself.
    open: RwSignal<bool>,
    /// What it is about.
    #[prop(into)]
    title: String,
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    whenever(move || {
        let Some(dialog) = node.get() else { return };
        match (open.get(), dialog.open()) {
            // Opening fails only for a dialog that is not on the page or open already.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            (true, true) | (false, false) => {}
        }
    });
    let label = title.clone();
    view! {
        <dialog
            node_ref=node
            class="modal modal-bottom sm:modal-middle"
            // What is closed is called nothing: nobody should find it by its name.
            aria-label=move || open.get().then(|| label.clone())
            on:close=move |_| open.set(false)
        >
            <div class="modal-box flex flex-col gap-4 text-left">
                <div class="flex items-start justify-between gap-4">
                    <h2 class="text-lg font-semibold">{title}</h2>
                    <button
                        type="button"
                        class="btn btn-ghost btn-sm btn-square"
                        aria-label=common::close()
                        on:click=move |_| open.set(false)
                    >
                        <Icon glyph=Glyph::Cross/>
                    </button>
                </div>
                {move || open.get().then(|| children())}
            </div>
        </dialog>
    }
}

/// A question before something that cannot simply be undone.
#[component]
pub(crate) fn Confirm(
    /// Whether it is asked.
    open: RwSignal<bool>,
    /// What is asked.
    #[prop(into)]
    title: String,
    /// The words of the button that goes ahead.
    #[prop(into)]
    yes: String,
    /// How going ahead stands.
    submission: Submission,
    /// Goes ahead.
    #[prop(into)]
    on_yes: Callback<()>,
    /// What will happen, said before it does.
    children: ChildrenFn,
) -> impl IntoView {
    view! {
        <Dialog open title>
            {children()}
            <ProblemNotice problem=submission.problem()/>
            <div class="modal-action mt-2">
                <button type="button" class="btn btn-ghost" on:click=move |_| open.set(false)>
                    {components::keep_as_it_is()}
                </button>
                <button
                    type="button"
                    class="btn btn-error"
                    disabled=submission.busy()
                    on:click=move |_| on_yes.run(())
                >
                    <Busy busy=submission.busy()/>
                    {yes.clone()}
                </button>
            </div>
        </Dialog>
    }
}
