//! Pull requests of the simulated world, as far as they are not computed from git.
//! Commits, mergeability and counts are never stored here.

use serde::{Deserialize, Serialize};

use crate::accounts::AccountId;
use crate::clock::Time;

/// A pull request between two branches of one repository.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Pull {
    pub(crate) id: u64,
    pub(crate) number: u64,
    pub(crate) title: String,
    pub(crate) body: Option<String>,
    pub(crate) draft: bool,
    pub(crate) author: AccountId,
    pub(crate) head: String,
    pub(crate) base: String,
    /// The tip of the head while it was last open.
    pub(crate) head_sha: String,
    pub(crate) base_sha: String,
    pub(crate) created_at: Time,
    pub(crate) updated_at: Time,
    pub(crate) closed_at: Option<Time>,
    pub(crate) merged: Option<Merged>,
    pub(crate) reviewers: Vec<AccountId>,
    #[serde(default)]
    pub(crate) assignees: Vec<AccountId>,
    #[serde(default)]
    pub(crate) reviews: Vec<Review>,
    pub(crate) maintainer_can_modify: bool,
}

/// That a pull request was merged, by whom and as which commit.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Merged {
    pub(crate) at: Time,
    pub(crate) by: AccountId,
    pub(crate) sha: String,
}

/// What somebody thought of a pull request.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Review {
    pub(crate) id: u64,
    pub(crate) user: AccountId,
    pub(crate) body: String,
    pub(crate) verdict: Verdict,
    /// The tip of the head when it was given.
    pub(crate) sha: String,
    pub(crate) at: Time,
}

/// How a review ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Verdict {
    Approved,
    ChangesRequested,
    Commented,
    Dismissed,
}

impl Verdict {
    /// The word in replies.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Approved => "APPROVED",
            Self::ChangesRequested => "CHANGES_REQUESTED",
            Self::Commented => "COMMENTED",
            Self::Dismissed => "DISMISSED",
        }
    }
}

impl Pull {
    /// Whether it still waits for an end.
    pub(crate) fn is_open(&self) -> bool {
        self.closed_at.is_none()
    }

    /// `open` or `closed`.
    pub(crate) fn state(&self) -> &'static str {
        if self.is_open() { "open" } else { "closed" }
    }

    /// Ends it, with or without a merge.
    pub(crate) fn close(&mut self, at: Time, merged: Option<Merged>) {
        self.closed_at = Some(at);
        self.updated_at = at;
        self.merged = merged;
    }
}
