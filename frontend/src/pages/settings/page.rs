//! The settings of a project: which tab is open is in the address.

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
};

const TABS: &[Tab] = &[
    Tab {
        name: "general",
        label: "General",
    },
    Tab {
        name: "members",
        label: "Members",
    },
    Tab {
        name: "integrations",
        label: "Integrations",
    },
    Tab {
        name: "workflow",
        label: "Workflow",
    },
    Tab {
        name: "access",
        label: "Access",
    },
    Tab {
        name: "activity",
        label: "Activity",
    },
];

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
        <Title text="Project settings"/>
        <div class="page">
            <h1 class="text-2xl font-semibold tracking-tight">"Project settings"</h1>
            <Tabs label="Project settings" base tabs=TABS current/>
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
