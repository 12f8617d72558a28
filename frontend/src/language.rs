//! The language of the pages: as the browser asks, until a person says otherwise.
//!
//! It is chosen once, when the program starts; another choice starts it afresh.

use std::sync::OnceLock;

use leptos::prelude::*;

use crate::browser;

const STORED_AS: &str = "language";

static SPOKEN: OnceLock<Language> = OnceLock::new();

/// A language that the pages speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    /// What somebody reads whose language is not here.
    English,
    /// Deutsch.
    German,
}

impl Language {
    /// All of them.
    pub(crate) const ALL: [Self; 2] = [Self::English, Self::German];

    /// Its tag (BCP 47), which is also what is remembered.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// What those who speak it call it.
    pub(crate) fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
        }
    }

    /// The language of a tag, whatever its region.
    pub(crate) fn of(tag: &str) -> Option<Self> {
        let primary = tag.split('-').next()?;
        let is_it = |it: &Self| it.tag().eq_ignore_ascii_case(primary);
        Self::ALL.into_iter().find(is_it)
    }

    /// Whether its grammar has the singular for this number (cardinal rules of Unicode CLDR).
    pub(crate) fn is_one(self, number: i64) -> bool {
        match self {
            Self::English | Self::German => number == 1,
        }
    }

    /// A number as it is written, in groups of three digits.
    pub(crate) fn number(self, number: i64) -> String {
        let between = match self {
            Self::English => ',',
            Self::German => '.',
        };
        let digits = number.unsigned_abs().to_string();
        let mut written = String::from(if number < 0 { "-" } else { "" });
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                written.push(between);
            }
            written.push(digit);
        }
        written
    }
}

/// The language that the pages speak.
pub(crate) fn spoken() -> Language {
    SPOKEN.get().copied().unwrap_or(Language::English)
}

/// Settles the language before anything is drawn.
pub(crate) fn settle() {
    let remembered = browser::remembered(STORED_AS);
    let remembered = remembered.as_deref().and_then(Language::of);
    let language = remembered
        .or_else(|| {
            browser::languages()
                .iter()
                .find_map(|tag| Language::of(tag))
        })
        .unwrap_or(Language::English);
    SPOKEN.get_or_init(|| language);
    if let Some(root) = document().document_element() {
        // The name and value are ours and well formed.
        let _ = root.set_attribute("lang", language.tag());
    }
}

/// Speaks another language from now on.
pub(crate) fn choose(language: Language) {
    browser::remember(STORED_AS, language.tag());
    browser::go_to(&browser::here());
}

/// How this person writes dates: their own region's way where they speak the language of the pages.
pub(crate) fn locale() -> String {
    let ours = |tag: &String| Language::of(tag) == Some(spoken());
    let own = browser::languages().into_iter().find(ours);
    own.unwrap_or_else(|| spoken().tag().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_is_spoken_to_in_its_language() {
        assert_eq!(Language::of("de-AT"), Some(Language::German));
        assert_eq!(Language::of("EN"), Some(Language::English));
        assert_eq!(Language::of("fr"), None);
        assert_eq!(Language::of(""), None);
    }

    #[test]
    fn numbers_are_grouped_as_the_language_does() {
        assert_eq!(Language::English.number(5), "5");
        assert_eq!(Language::English.number(-1234), "-1,234");
        assert_eq!(Language::German.number(1_234_567), "1.234.567");
    }
}
