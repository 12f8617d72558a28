//! What happened with one's own account, latest first.

use leptos::prelude::*;

use crate::{api::use_api, components::Panel, pages::entries::entries, text::profile};

/// The part *History* of the tab *Security*.
#[component]
pub(super) fn HistoryPart() -> impl IntoView {
    let api = use_api();
    view! {
        <Panel title=profile::history() about=profile::history_about()>
            {entries(move |next| api.my_activity(next), None)}
        </Panel>
    }
}
