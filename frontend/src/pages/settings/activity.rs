//! What happened in the project, latest first.

use leptos::prelude::*;

use crate::{
    api::use_api,
    components::Panel,
    pages::{entries::entries, project::use_project},
    text::settings,
};

/// The tab *Activity*.
#[component]
pub(super) fn ActivityTab() -> impl IntoView {
    let api = use_api();
    let project = use_project().key();
    let key = StoredValue::new(project.clone());
    let fetch = move |next| api.activity(key.get_value(), next);
    view! {
        <Panel title=settings::activity() about=settings::activity_about()>
            {entries(fetch, Some(project))}
        </Panel>
    }
}
