//! What happened with one's own account, latest first.

use leptos::prelude::*;

use crate::{api::use_api, components::Panel, pages::entries::entries};

/// The part *History* of the tab *Security*.
#[component]
pub(super) fn HistoryPart() -> impl IntoView {
    let api = use_api();
    view! {
        <Panel title="History" about="Sign-ins, tokens and the connection to GitHub. Nothing here can be changed.">
            {entries(move |next| api.my_activity(next), None)}
        </Panel>
    }
}
