//! What was done to issues and pull requests, and by whom, as GitHub lists it in events.
//! Opening, committing and reviewing are never among these: only a timeline tells them.

use serde::{Deserialize, Serialize};

use crate::accounts::AccountId;
use crate::clock::Time;
use crate::pulls::Verdict;
use crate::repositories::{Repository, RepositoryId};
use crate::world::World;

/// One thing that somebody did to an issue or a pull request.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct IssueEvent {
    pub(crate) id: u64,
    /// The number of the issue or pull request.
    pub(crate) number: u64,
    pub(crate) actor: AccountId,
    pub(crate) at: Time,
    pub(crate) deed: Deed,
}

/// What was done.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Deed {
    Closed,
    Reopened,
    Merged {
        sha: String,
    },
    Renamed {
        from: String,
        to: String,
    },
    BaseRefChanged,
    HeadRefDeleted,
    Assigned(AccountId),
    Unassigned(AccountId),
    ReviewRequested(AccountId),
    ReviewRequestRemoved(AccountId),
    ReviewDismissed {
        review: u64,
        /// What the review had come to.
        verdict: Verdict,
        message: String,
    },
}

impl Deed {
    /// The word in replies.
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Reopened => "reopened",
            Self::Merged { .. } => "merged",
            Self::Renamed { .. } => "renamed",
            Self::BaseRefChanged => "base_ref_changed",
            Self::HeadRefDeleted => "head_ref_deleted",
            Self::Assigned(_) => "assigned",
            Self::Unassigned(_) => "unassigned",
            Self::ReviewRequested(_) => "review_requested",
            Self::ReviewRequestRemoved(_) => "review_request_removed",
            Self::ReviewDismissed { .. } => "review_dismissed",
        }
    }

    /// That a title is another one now; nothing when it is not.
    pub(crate) fn renaming(from: &str, to: Option<&String>) -> Option<Self> {
        let to = to.filter(|to| *to != from)?.clone();
        let from = from.to_owned();
        Some(Self::Renamed { from, to })
    }

    /// Who was assigned and unassigned between two moments.
    pub(crate) fn assignments(before: &[AccountId], after: &[AccountId]) -> Vec<Self> {
        let new = after.iter().filter(|user| !before.contains(user));
        let gone = before.iter().filter(|user| !after.contains(user));
        let new = new.copied().map(Self::Assigned);
        new.chain(gone.copied().map(Self::Unassigned)).collect()
    }
}

impl Repository {
    /// Who closed an issue or a pull request for the last time.
    pub(crate) fn closer_of(&self, number: u64) -> Option<AccountId> {
        let mut events = self.events.iter().rev();
        let closed =
            |event: &&IssueEvent| event.number == number && matches!(event.deed, Deed::Closed);
        Some(events.find(closed)?.actor)
    }
}

impl World {
    /// Writes down what somebody has just done to an issue or a pull request.
    pub(crate) fn note_deeds(
        &mut self,
        repository: RepositoryId,
        number: u64,
        actor: AccountId,
        deeds: impl IntoIterator<Item = Deed>,
    ) {
        let at = self.now();
        for deed in deeds {
            let id = self.next_id();
            let Some(repository) = self.repositories.get_mut(&repository) else {
                return;
            };
            repository.events.push(IssueEvent {
                id,
                number,
                actor,
                at,
                deed,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Deed;

    #[test]
    fn who_stays_assigned_is_not_assigned_anew() {
        let words = |before: &[u64], after: &[u64]| {
            let deeds = Deed::assignments(before, after);
            deeds.iter().map(Deed::word).collect::<Vec<_>>()
        };
        assert_eq!(words(&[1, 2], &[2, 3]), ["assigned", "unassigned"]);
        assert_eq!(words(&[1], &[1]), [""; 0]);
    }
}
