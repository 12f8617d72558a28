//! Light or dark: as the system says, until a person says otherwise.
//!
//! The choice is put on the page before anything is drawn by `public/theme.js`, which knows the
//! same two names.

use leptos::prelude::*;

use crate::browser;

const STORED_AS: &str = "theme";

/// How the pages look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// The name in the style sheet, which is also the one that is remembered.
    fn as_str(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    fn other(self) -> Self {
        match self {
            Self::Light => Self::Dark,
            Self::Dark => Self::Light,
        }
    }

    /// What is shown at the moment.
    fn current() -> Self {
        match browser::remembered(STORED_AS).as_deref() {
            Some("light") => Self::Light,
            Some("dark") => Self::Dark,
            _ if prefers_dark() => Self::Dark,
            _ => Self::Light,
        }
    }
}

/// What the system asks for.
fn prefers_dark() -> bool {
    let query = window().match_media("(prefers-color-scheme: dark)");
    query.ok().flatten().is_some_and(|query| query.matches())
}

/// Changes to the other theme, and remembers it.
pub(crate) fn toggle() {
    let theme = Theme::current().other();
    browser::remember(STORED_AS, theme.as_str());
    if let Some(root) = document().document_element() {
        // The name and value are ours and well formed.
        let _ = root.set_attribute("data-theme", theme.as_str());
    }
}
