//! Short news of what was done, read out by screen readers and gone after a moment.
//!
//! Problems are not news: they stand where they happened, until they are mended. Only what was
//! shown before the server had agreed is taken back here, in words.

use std::time::Duration;

use domain::wire::undo::UndoSeconds;
use leptos::prelude::*;

const SHOWN_FOR: Duration = Duration::from_secs(5);

/// What is said, and how it is undone where it can be.
#[derive(Clone)]
pub(crate) struct News {
    /// What was done.
    pub(crate) words: String,
    /// Undoes it.
    pub(crate) undo: Option<Callback<()>>,
}

/// The place for news, one on every page.
#[derive(Clone, Copy)]
pub(crate) struct Toaster {
    news: RwSignal<Option<News>>,
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
    pub(crate) fn news(self) -> Signal<Option<News>> {
        self.news.into()
    }

    /// Says something.
    pub(crate) fn say(self, words: impl Into<String>) {
        self.show(words.into(), None, SHOWN_FOR);
    }

    /// Says what was done, and offers to undo it for as long as GitHub sees nothing of it.
    pub(crate) fn offer_undo(
        self,
        words: impl Into<String>,
        undo: impl Fn() + Send + Sync + 'static,
    ) {
        let undo = Callback::new(move |()| undo());
        self.show(words.into(), Some(undo), UndoSeconds::ON_PAGES.time());
    }

    /// Undoes what was done last, where that is on offer.
    pub(crate) fn undo(self) {
        let undo = self.news.with_untracked(|news| news.as_ref()?.undo);
        if let Some(undo) = undo {
            self.news.set(None);
            undo.run(());
        }
    }

    fn show(self, words: String, undo: Option<Callback<()>>, time: Duration) {
        self.turn.update_value(|turn| *turn = turn.wrapping_add(1));
        let turn = self.turn.get_value();
        self.news.set(Some(News { words, undo }));
        set_timeout(
            move || {
                if self.turn.get_value() == turn {
                    self.news.set(None);
                }
            },
            time,
        );
    }
}

/// The place for news, from any page.
pub(crate) fn use_toaster() -> Toaster {
    expect_context::<Toaster>()
}
