//! How far a task's pull request has come.
//!
//! Law 4 lives here: which states hold access alive is said once, and a refusal is none of them.

use serde::{Deserialize, Serialize};

use crate::ids::PullRequestNumber;

/// What became of the pull request that closing a task asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PullRequestState {
    /// Nobody has asked for one: the task is open, canceled, or has no branch.
    #[default]
    NotAsked,
    /// The task is done and the pull request is yet to be found or opened.
    Awaited,
    /// It exists, is linked, and waits to be merged.
    Linked,
    /// It waits, and a review asks for changes first: whoever makes them needs access.
    ChangesRequested,
    /// It was merged.
    Merged,
    /// It was closed without being merged.
    Closed,
    /// The branch holds nothing that the development branch lacks.
    NothingToMerge,
    /// The repository has pull requests switched off or closed to the author.
    SwitchedOff,
    /// The development branch is gone.
    BaseMissing,
    /// The task's branch is gone.
    BranchMissing,
    /// The repository is gone or out of reach.
    RepositoryMissing,
    /// GitHub refused for another reason.
    Refused,
    /// It could not be opened within the bound on retries.
    GaveUp,
}

impl PullRequestState {
    /// Whether the outcome is known, so that access no longer waits for it.
    pub fn is_settled(self) -> bool {
        self != Self::Awaited
    }

    /// Whether a done task still needs its assignee's access; `until_merged` is the project's
    /// wish to keep it for as long as the pull request waits.
    pub fn holds_access(self, until_merged: bool) -> bool {
        match self {
            Self::Awaited | Self::ChangesRequested => true,
            Self::Linked => until_merged,
            _ => false,
        }
    }

    /// The state's name in the database and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotAsked => "not_asked",
            Self::Awaited => "awaited",
            Self::Linked => "linked",
            Self::ChangesRequested => "changes_requested",
            Self::Merged => "merged",
            Self::Closed => "closed",
            Self::NothingToMerge => "nothing_to_merge",
            Self::SwitchedOff => "switched_off",
            Self::BaseMissing => "base_missing",
            Self::BranchMissing => "branch_missing",
            Self::RepositoryMissing => "repository_missing",
            Self::Refused => "refused",
            Self::GaveUp => "gave_up",
        }
    }

    /// The state as a sentence for the task's page.
    pub fn words(self) -> &'static str {
        match self {
            Self::NotAsked => "No pull request yet.",
            Self::Awaited => "The pull request is being opened.",
            Self::Linked => "The pull request is open on GitHub.",
            Self::ChangesRequested => {
                "A review asks for changes. Access is back until the review is settled."
            }
            Self::Merged => "The pull request is merged.",
            Self::Closed => "The pull request was closed on GitHub without being merged.",
            Self::NothingToMerge => {
                "No pull request: the branch holds nothing that the development branch lacks."
            }
            Self::SwitchedOff => "No pull request: the repository does not accept any.",
            Self::BaseMissing => "No pull request: the development branch is gone on GitHub.",
            Self::BranchMissing => "No pull request: the task's branch is gone on GitHub.",
            Self::RepositoryMissing => {
                "No pull request: the repository is gone on GitHub or out of reach."
            }
            Self::Refused => "No pull request: GitHub refused it.",
            Self::GaveUp => "No pull request: GitHub could not be reached for too long.",
        }
    }
}

/// A pull request as a task keeps it: where it is, nothing of what it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PullRequestLink {
    /// Its number within the repository.
    pub number: PullRequestNumber,
    /// Its page on GitHub.
    pub url: String,
}
