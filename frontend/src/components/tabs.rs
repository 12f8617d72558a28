//! Tabs whose place is in the address, so that each can be linked to.

use leptos::prelude::*;

/// One tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tab {
    /// Its name in the address.
    pub(crate) name: &'static str,
    /// Its words.
    pub(crate) label: &'static str,
}

/// A row of tabs, which are links.
#[component]
pub(crate) fn Tabs(
    /// What they are the parts of.
    label: &'static str,
    /// The address of the page, without the tab.
    #[prop(into)]
    base: Signal<String>,
    /// The tabs.
    tabs: &'static [Tab],
    /// The name of the one that is open.
    current: Signal<&'static str>,
) -> impl IntoView {
    let tab = move |tab: &Tab| {
        let Tab { name, label } = *tab;
        let here = move || current.get() == name;
        view! {
            <a
                class="tab-link"
                href=move || format!("{}?tab={name}", base.get())
                aria-current=move || here().then_some("page")
            >
                {label}
            </a>
        }
    };
    view! {
        <nav class="flex flex-wrap gap-x-1 border-b border-base-300" aria-label=label>
            {tabs.iter().map(tab).collect_view()}
        </nav>
    }
}
