//! Short news of what was done, read out by screen readers and gone after a moment.
//!
//! Problems are not news: they stand where they happened, until they are mended.

use std::time::Duration;

use leptos::prelude::*;

const SHOWN_FOR: Duration = Duration::from_secs(5);

/// The place for news, one on every page.
#[derive(Clone, Copy)]
pub(crate) struct Toaster {
    news: RwSignal<Option<String>>,
    turn: StoredValue<u32>,
}

impl Toaster {
    /// A place without news.
    pub(crate) fn new() -> Self {
        Self {
            news: RwSignal::new(None),
            turn: StoredValue::new(0),
        }
    }

    /// What to show now.
    pub(crate) fn news(self) -> Signal<Option<String>> {
        self.news.into()
    }

    /// Says something.
    pub(crate) fn say(self, news: impl Into<String>) {
        self.turn.update_value(|turn| *turn = turn.wrapping_add(1));
        let turn = self.turn.get_value();
        self.news.set(Some(news.into()));
        set_timeout(
            move || {
                if self.turn.get_value() == turn {
                    self.news.set(None);
                }
            },
            SHOWN_FOR,
        );
    }
}

/// The place for news, from any page.
pub(crate) fn use_toaster() -> Toaster {
    expect_context::<Toaster>()
}
