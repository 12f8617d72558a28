//! What nobody is sure of about GitHub, as switches with both answers.
//! The first answer named is the usual one; nothing that is known belongs here.

use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::refusals::Refusal;
use crate::reply::Reply;

/// How the simulator behaves where GitHub's behaviour is not known.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each switch answers one question, whatever the others say"
)]
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Switches {
    /// The status of the token endpoint's refusals: 200 or 400.
    pub(crate) token_error: u16,
    /// Whether a second use of a code ends the token of the first.
    pub(crate) reused_code_ends_token: bool,
    /// The status for ending a grant by a token that no longer lives: 422 or 404.
    pub(crate) dead_token: u16,
    /// The status for opening a pull request where they are switched off: 403 or 422.
    pub(crate) pulls_off: u16,
    /// Whether inviting once more keeps the number of the open invitation.
    pub(crate) same_invitation: bool,
    /// Whether `repo:invite` alone accepts an invitation to a private repository.
    pub(crate) invite_scope_reaches_private: bool,
    /// The status for reading what a restricting organization hides: 404 or 403.
    pub(crate) restricted_read: u16,
    /// The status for a version that is not known: 400 or 410.
    pub(crate) unknown_version: u16,
    /// The status of git for a repository that was renamed: 301 or 404.
    pub(crate) moved_git: u16,
    /// Whether a renewed token makes every `ETag` unknown.
    pub(crate) etag_by_token: bool,
    /// How many seconds access still works after it was taken away.
    pub(crate) removal_delay: i64,
}

impl Default for Switches {
    fn default() -> Self {
        Self {
            token_error: 200,
            reused_code_ends_token: false,
            dead_token: 422,
            pulls_off: 403,
            same_invitation: true,
            invite_scope_reaches_private: true,
            restricted_read: 404,
            unknown_version: 400,
            moved_git: 301,
            etag_by_token: true,
            removal_delay: 0,
        }
    }
}

/// The switches of this run.
#[derive(Debug, Default)]
pub(crate) struct Panel(Mutex<Switches>);

impl Panel {
    /// How they stand.
    pub(crate) fn now(&self) -> Switches {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Turns those that are named; the others stay.
    pub(crate) fn set(&self, wished: &Value) -> Result<Reply, Refusal> {
        let wrong = |error: serde_json::Error| Refusal::Plain(422, error.to_string());
        let mut all = serde_json::to_value(self.now()).map_err(wrong)?;
        crate::render::extend(&mut all, wished.clone());
        let switches = serde_json::from_value(all).map_err(wrong)?;
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = switches;
        Ok(Reply::empty(204))
    }
}
