//! Who is signed in, and the short-lived token that proves it.
//!
//! The token is in memory only: it is never stored, put in an address or shown.

use domain::wire::{auth::SignedIn, me::Me};
use leptos::prelude::*;

use crate::{browser, problem::Problem};

/// Says that there may be a cookie to ask with; it is no secret and proves nothing.
const SIGNED_IN_HERE: &str = "signed-in";

/// What is known of the person in front of the page.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Who {
    /// The server has not been asked yet.
    Unknown,
    /// Nobody is signed in.
    Nobody,
    /// This user is.
    Known(Box<Me>),
    /// The server could not say.
    Unclear(Problem),
}

/// The session of this tab.
#[derive(Clone, Copy)]
pub(crate) struct Session {
    who: RwSignal<Who>,
    token: StoredValue<Option<String>>,
}

impl Session {
    /// The session of a tab that was just opened.
    pub(crate) fn new() -> Self {
        Self {
            who: RwSignal::new(Who::Unknown),
            token: StoredValue::new(None),
        }
    }

    /// Who is in front of the page.
    pub(crate) fn who(self) -> Signal<Who> {
        self.who.into()
    }

    /// The signed-in user.
    pub(crate) fn me(self) -> Signal<Option<Me>> {
        Signal::derive(move || {
            self.who.with(|who| match who {
                Who::Known(me) => Some((**me).clone()),
                Who::Unknown | Who::Nobody | Who::Unclear(_) => None,
            })
        })
    }

    /// What to send as `Authorization`.
    pub(crate) fn token(self) -> Option<String> {
        self.token.get_value()
    }

    /// Takes a sign-in over, or its renewal.
    pub(crate) fn begin(self, signed_in: SignedIn) {
        browser::remember(SIGNED_IN_HERE, "yes");
        self.token.set_value(Some(signed_in.access_token));
        self.set_me(signed_in.me);
    }

    /// Takes news of the signed-in user over.
    pub(crate) fn set_me(self, me: Me) {
        let known = Who::Known(Box::new(me));
        // Pages hang on this value: a renewal of the token that changes nothing must not redraw them.
        if self.who.with_untracked(|who| *who != known) {
            self.who.set(known);
        }
    }

    /// Forgets who was signed in.
    pub(crate) fn end(self) {
        forget();
        self.token.set_value(None);
        self.who.set(Who::Nobody);
    }

    /// Says that the server could not be asked.
    pub(crate) fn leave_unclear(self, problem: Problem) {
        self.who.set(Who::Unclear(problem));
    }
}

/// Whether somebody may be signed in here, so that it is worth asking the server.
pub(crate) fn may_resume() -> bool {
    !browser::never_knew(SIGNED_IN_HERE)
}

/// Remembers that nobody is signed in here any more.
pub(crate) fn forget() {
    browser::forget(SIGNED_IN_HERE);
}

/// The session of this tab, from any page.
pub(crate) fn use_session() -> Session {
    expect_context::<Session>()
}
