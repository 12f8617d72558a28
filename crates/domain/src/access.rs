//! The law of access: who should reach a repository, with which right, and how that is shown.
//!
//! All of it is pure. How the gap to GitHub is closed is in `gap`.

use serde::{Deserialize, Serialize};

use crate::{pull_request::PullRequestState, task::Status};

/// What a task says about its assignee's access to its repository.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Where the task stands.
    pub status: Status,
    /// How far its pull request has come.
    pub pull_request: PullRequestState,
    /// Whether its project keeps access until the pull request is merged or closed.
    pub until_merged: bool,
    /// The right that its project gives on this repository.
    pub right: Permission,
    /// Whether a manager holds the assignee's access to the repository back.
    pub held: bool,
}

impl Claim {
    /// Law 1 for one task: it asks, and nobody holds back what it asks for.
    ///
    /// A hold is a record like any other, so that what is wanted stays a function of the records:
    /// ending access by hand needs no second way to GitHub, and no retry, sweep or further task
    /// brings it back before a manager does.
    pub fn wants_access(self) -> bool {
        self.asks() && !self.held
    }

    /// Whether the task itself asks for access: open, or done with its pull request not yet
    /// settled.
    pub fn asks(self) -> bool {
        self.status.is_open()
            || (self.status == Status::Done && self.pull_request.holds_access(self.until_merged))
    }

    fn wanted(self) -> Permission {
        if self.wants_access() {
            self.right
        } else {
            Permission::None
        }
    }
}

/// Law 1: the highest right that any task wants; nothing where none does.
///
/// `claims` are those of the tasks on one repository that are assigned to one GitHub account.
pub fn wanted(claims: impl IntoIterator<Item = Claim>) -> Permission {
    claims
        .into_iter()
        .map(Claim::wanted)
        .max()
        .unwrap_or_default()
}

/// What an account can do on a repository, from least to most.
///
/// GitHub names these differently in requests (`push`) and answers (`write`); here they have the
/// names of its roles.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// Nothing: a private repository looks as if it did not exist.
    #[default]
    None,
    /// Look.
    Read,
    /// Look, and sort issues.
    Triage,
    /// Push.
    Write,
    /// Push, and some of the settings.
    Maintain,
    /// Everything.
    Admin,
}

impl Permission {
    /// The permission's name in the database and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Read => "read",
            Self::Triage => "triage",
            Self::Write => "write",
            Self::Maintain => "maintain",
            Self::Admin => "admin",
        }
    }
}

/// What we remember of having given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Grant {
    /// Nothing was given.
    #[default]
    Nothing,
    /// The right, or an invitation to it, was there before us: it is left alone for ever.
    PreExisting,
    /// We are about to ask GitHub, or did and were cut off before the answer was recorded:
    /// what is found now is ours.
    Asked,
    /// We invited; the invitation is open.
    Invited,
    /// We gave, and it is in force.
    Active,
}

impl Grant {
    /// Whether there may be something of ours on GitHub that has to be taken back.
    pub fn is_ours(self) -> bool {
        matches!(self, Self::Asked | Self::Invited | Self::Active)
    }

    /// The grant's name in the database and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::PreExisting => "pre_existing",
            Self::Asked => "asked",
            Self::Invited => "invited",
            Self::Active => "active",
        }
    }
}

/// A task's access as its page shows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AccessState {
    /// The task asks for none: nobody is assigned, or it has no repository.
    #[default]
    NotAsked,
    /// The assignee has not connected a GitHub account yet.
    AwaitsConnection,
    /// Being given.
    OnItsWay,
    /// In force.
    Granted,
    /// The assignee could push before this task; that is left alone.
    AlreadyHad,
    /// Something must be mended by a person first; the reason says what.
    Blocked,
    /// Being taken away.
    Ending,
    /// Taken away.
    Ended,
    /// This task no longer asks, but another one does.
    KeptByAnotherTask,
    /// What we gave is gone; the account still gets in another way.
    Remains,
    /// A manager took it away and holds it back, whatever the tasks say.
    Held,
}

/// What decides about the access shown on a task.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts, each of which is yes or no"
)]
pub struct Facts {
    /// Whether the task has both an assignee and a repository.
    pub concerns_someone: bool,
    /// Whether the assignee has a connection.
    pub connected: bool,
    /// Whether this task wants access.
    pub wanted_here: bool,
    /// Whether any task on the repository wants it for the same account.
    pub wanted: bool,
    /// What we remember of having given.
    pub grant: Grant,
    /// Whether access was seen to remain after ours was taken.
    pub remains: bool,
    /// Whether the effect is stopped until a person mends something.
    pub blocked: bool,
    /// Whether an effect is still to run.
    pub pending: bool,
    /// Whether a manager holds back what would be wanted.
    pub held: bool,
}

impl AccessState {
    /// The state's name in JSON and in exports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotAsked => "not_asked",
            Self::AwaitsConnection => "awaits_connection",
            Self::OnItsWay => "on_its_way",
            Self::Granted => "granted",
            Self::AlreadyHad => "already_had",
            Self::Blocked => "blocked",
            Self::Ending => "ending",
            Self::Ended => "ended",
            Self::KeptByAnotherTask => "kept_by_another_task",
            Self::Remains => "remains",
            Self::Held => "held",
        }
    }

    /// What a task's page shows.
    pub fn of(facts: Facts) -> Self {
        if !facts.concerns_someone {
            Self::NotAsked
        } else if !facts.connected && (facts.wanted_here || !facts.grant.is_ours()) {
            if facts.wanted_here {
                Self::AwaitsConnection
            } else {
                Self::without_ours(facts)
            }
        } else if facts.blocked && (facts.wanted || facts.grant.is_ours()) {
            Self::Blocked
        } else if facts.wanted_here {
            Self::while_wanted(facts)
        } else if facts.wanted {
            Self::KeptByAnotherTask
        } else {
            Self::after(facts)
        }
    }

    fn while_wanted(facts: Facts) -> Self {
        match facts.grant {
            Grant::Active => Self::Granted,
            Grant::PreExisting => Self::AlreadyHad,
            Grant::Nothing | Grant::Asked | Grant::Invited => Self::OnItsWay,
        }
    }

    fn after(facts: Facts) -> Self {
        if facts.grant.is_ours() || facts.pending {
            Self::Ending
        } else {
            Self::without_ours(facts)
        }
    }

    /// Nothing of ours is there, and nothing is to come.
    fn without_ours(facts: Facts) -> Self {
        if facts.remains {
            Self::Remains
        } else if facts.held {
            Self::Held
        } else {
            Self::Ended
        }
    }
}

#[cfg(test)]
#[path = "access_tests.rs"]
mod tests;
