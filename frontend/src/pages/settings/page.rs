//! The settings of a project: which tab is open is in the address.

use std::sync::LazyLock;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{
    access::AccessTab, activity::ActivityTab, general::GeneralTab, integrations::IntegrationsTab,
    members::MembersTab, workflow::WorkflowTab,
};
use crate::{
    components::{Tab, Tabs, Title},
    follow::follow,
    pages::project::use_project,
    text::settings,
};

static TABS: LazyLock<[Tab; 6]> = LazyLock::new(|| {
    [
        ("general", settings::general()),
        ("members", settings::members()),
        ("integrations", settings::integrations()),
        ("workflow", settings::workflow()),
        ("access", settings::access()),
        ("activity", settings::activity()),
    ]
    .map(|(name, label)| Tab { name, label })
});

/// The page `/projects/:key/settings`.
#[component]
pub(crate) fn ProjectSettings() -> impl IntoView {
    let base = format!("/projects/{}/settings", use_project().key());
    let query = use_query_map();
    let current = follow(move || {
        let asked = query.with(|query| query.get("tab")).unwrap_or_default();
        let tab = TABS.iter().find(|tab| tab.name == asked);
        tab.unwrap_or(&TABS[0]).name
    });
    view! {
        <Title text=settings::title()/>
        <div class="page">
            <h1 class="text-2xl font-semibold tracking-tight">{settings::title()}</h1>
            <Tabs label=settings::title() base tabs=TABS.as_slice() current/>
            {move || match current.get() {
                "members" => view! { <MembersTab/> }.into_any(),
                "integrations" => view! { <IntegrationsTab/> }.into_any(),
                "workflow" => view! { <WorkflowTab/> }.into_any(),
                "access" => view! { <AccessTab/> }.into_any(),
                "activity" => view! { <ActivityTab/> }.into_any(),
                _ => view! { <GeneralTab/> }.into_any(),
            }}
        </div>
    }
}
