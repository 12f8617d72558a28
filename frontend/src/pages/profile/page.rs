//! One's own settings: which tab is open is in the address.

use std::sync::LazyLock;

use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_query_map;

use super::{
    about::AboutTab, access::AccessTab, history::HistoryPart, integrations::IntegrationsTab,
    password::PasswordPart, sessions::SessionsPart, tokens::TokensPart,
};
use crate::{
    api::use_api,
    components::{Tab, Tabs, Title},
    follow::follow,
    session::use_session,
    text::profile,
};

static TABS: LazyLock<[Tab; 4]> = LazyLock::new(|| {
    [
        ("profile", profile::tab_profile()),
        ("integrations", profile::tab_integrations()),
        ("access", profile::tab_access()),
        ("security", profile::tab_security()),
    ]
    .map(|(name, label)| Tab { name, label })
});

/// The page `/profile/settings`.
#[component]
pub(crate) fn ProfileSettings() -> impl IntoView {
    refresh_me();
    let query = use_query_map();
    let current = follow(move || {
        let asked = query.with(|query| query.get("tab")).unwrap_or_default();
        let tab = TABS.iter().find(|tab| tab.name == asked);
        tab.unwrap_or(&TABS[0]).name
    });
    let security = || {
        view! {
            <PasswordPart/>
            <SessionsPart/>
            <TokensPart/>
            <HistoryPart/>
        }
    };
    view! {
        <Title text=profile::title()/>
        <div class="page max-w-4xl!">
            <h1 class="text-2xl font-semibold tracking-tight">{profile::title()}</h1>
            <Tabs label=profile::title() base="/profile/settings" tabs=TABS.as_slice() current/>
            {move || match current.get() {
                "integrations" => view! { <IntegrationsTab/> }.into_any(),
                "access" => view! { <AccessTab/> }.into_any(),
                "security" => security().into_any(),
                _ => view! { <AboutTab/> }.into_any(),
            }}
        </div>
    }
}

/// The connection may have changed since the session began: the system ends it by itself.
fn refresh_me() {
    let (api, session) = (use_api(), use_session());
    spawn_local(async move {
        // Without an answer, what the session knows is shown.
        if let Ok(me) = api.me().await {
            session.set_me(me);
        }
    });
}
