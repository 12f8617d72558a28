//! How far the work on a task has come on GitHub.
//!
//! What follows from that is in `work`.

use serde::{Deserialize, Serialize};

use crate::ids::PullRequestNumber;

/// A step of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// There is a branch.
    Branch,
    /// There is a pull request.
    PullRequest,
    /// It is merged.
    Merged,
}

impl Stage {
    /// The stage's name in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Branch => "branch",
            Self::PullRequest => "pull_request",
            Self::Merged => "merged",
        }
    }
}

/// How far a task's work was seen to have come; a newer pull request begins anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Progress {
    /// By which pull request.
    pub pull_request: Option<PullRequestNumber>,
    /// To which step.
    pub stage: Stage,
}
