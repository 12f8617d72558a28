//! Issues of the simulated world: a title, a text, and who is to look after it.
//! Labels, comments and milestones do not exist here.

use serde::{Deserialize, Serialize};

use crate::accounts::AccountId;
use crate::clock::Time;
use crate::pulls::Pull;

/// An issue of one repository, or what people discuss of a pull request.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Issue {
    pub(crate) id: u64,
    /// Counted together with pull requests.
    pub(crate) number: u64,
    pub(crate) title: String,
    pub(crate) body: Option<String>,
    pub(crate) author: AccountId,
    pub(crate) assignees: Vec<AccountId>,
    pub(crate) created_at: Time,
    pub(crate) updated_at: Time,
    pub(crate) closed_at: Option<Time>,
}

impl Issue {
    /// `open` or `closed`.
    pub(crate) fn state(&self) -> &'static str {
        if self.closed_at.is_none() {
            "open"
        } else {
            "closed"
        }
    }

    /// The issue that every pull request is as well.
    pub(crate) fn of(pull: &Pull) -> Self {
        Self {
            id: pull.id,
            number: pull.number,
            title: pull.title.clone(),
            body: pull.body.clone(),
            author: pull.author,
            assignees: pull.assignees.clone(),
            created_at: pull.created_at,
            updated_at: pull.updated_at,
            closed_at: pull.closed_at,
        }
    }
}
