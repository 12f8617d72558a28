//! Effects: the things on GitHub to bring into agreement with our records.
//!
//! An effect names a subject, never a step, so that order, retries, races and lost messages all
//! have one cure: look at what should be and what is, and close the gap.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{
    Timestamp,
    ids::{GithubAccountId, GithubRepositoryId, TaskId, UserId},
};

/// What an effect brings into agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// What an account can do on a repository.
    SyncAccess {
        /// Where.
        repository: GithubRepositoryId,
        /// Whose.
        account: GithubAccountId,
    },
    /// The pull request of a task that was closed as done.
    SyncPullRequest {
        /// Of which task.
        task: TaskId,
    },
    /// A task's status and pull request, as its work on GitHub has come along.
    SyncWork {
        /// Of which task.
        task: TaskId,
    },
    /// A repository as a whole: what it is called, and all that concerns it.
    SyncRepository {
        /// Which.
        repository: GithubRepositoryId,
    },
    /// The webhook on a repository.
    SyncHook {
        /// Where.
        repository: GithubRepositoryId,
    },
    /// The end of a user's connection.
    EndConnection {
        /// Whose.
        user: UserId,
    },
}

/// The subject as the database keys it: `sync_access:17:42`.
impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SyncAccess {
                repository,
                account,
            } => {
                write!(f, "sync_access:{repository}:{account}")
            }
            Self::SyncPullRequest { task } => write!(f, "sync_pull_request:{task}"),
            Self::SyncWork { task } => write!(f, "sync_work:{task}"),
            Self::SyncRepository { repository } => write!(f, "sync_repository:{repository}"),
            Self::SyncHook { repository } => write!(f, "sync_hook:{repository}"),
            Self::EndConnection { user } => write!(f, "end_connection:{user}"),
        }
    }
}

/// A text that names no subject.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not the subject of an effect")]
pub struct UnknownSubject(String);

impl FromStr for Subject {
    type Err = UnknownSubject;

    fn from_str(text: &str) -> Result<Self, UnknownSubject> {
        let parse = || {
            let (kind, id) = text.split_once(':')?;
            Some(match kind {
                "sync_access" => {
                    let (repository, account) = id.split_once(':')?;
                    Self::SyncAccess {
                        repository: repository.parse().ok()?,
                        account: account.parse().ok()?,
                    }
                }
                "sync_pull_request" => Self::SyncPullRequest {
                    task: id.parse().ok()?,
                },
                "sync_work" => Self::SyncWork {
                    task: id.parse().ok()?,
                },
                "sync_repository" => Self::SyncRepository {
                    repository: id.parse().ok()?,
                },
                "sync_hook" => Self::SyncHook {
                    repository: id.parse().ok()?,
                },
                "end_connection" => Self::EndConnection {
                    user: id.parse().ok()?,
                },
                _ => return None,
            })
        };
        parse().ok_or_else(|| UnknownSubject(text.to_owned()))
    }
}

/// How an effect stands. One that is done is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EffectState {
    /// Runs when its time has come.
    Waiting,
    /// Somebody holds its lease and works on it.
    Running,
    /// Stopped until a person mends what its trouble says.
    Blocked,
    /// Stopped for good after too many attempts.
    GaveUp,
}

impl EffectState {
    /// The state's name in the database and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Blocked => "blocked",
            Self::GaveUp => "gave_up",
        }
    }
}

/// What keeps an effect from being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// Nobody's connection acts on the repository.
    NoSteward,
    /// GitHub no longer takes the steward's token.
    StewardMustReconnect,
    /// The steward is not an administrator of the repository on GitHub.
    StewardIsNotAdmin,
    /// GitHub no longer takes the assignee's token, so the invitation waits for them.
    AssigneeMustReconnect,
    /// The repository is gone, or hidden from the steward.
    RepositoryMissing,
    /// The repository is archived: GitHub lets nobody change it.
    RepositoryArchived,
    /// The organization has not approved this app.
    OrganizationRestrictsApp,
    /// The organization demands a single sign-on session.
    SsoRequired,
    /// GitHub takes no more invitations for this repository today.
    TooManyInvitations,
    /// The invitation is gone, and the account is not in.
    InvitationDeclined,
    /// GitHub asks to wait.
    RateLimited,
    /// GitHub could not be reached or answered with a fault of its own.
    GithubUnavailable,
    /// GitHub said no for a reason that is not known here.
    Refused,
    /// GitHub cannot deliver webhooks to this server's address.
    AddressNotPublic,
    /// The access that was taken is still there by another way.
    AccessRemains,
    /// Tasksource itself failed; the log says how.
    Internal,
}

impl Trouble {
    /// Whether it is the repository's own, so that its page should show it.
    pub fn is_of_repository(self) -> bool {
        matches!(
            self,
            Self::NoSteward
                | Self::StewardMustReconnect
                | Self::StewardIsNotAdmin
                | Self::RepositoryMissing
                | Self::RepositoryArchived
                | Self::OrganizationRestrictsApp
                | Self::SsoRequired
        )
    }

    /// The trouble's name in the database and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoSteward => "no_steward",
            Self::StewardMustReconnect => "steward_must_reconnect",
            Self::StewardIsNotAdmin => "steward_is_not_admin",
            Self::AssigneeMustReconnect => "assignee_must_reconnect",
            Self::RepositoryMissing => "repository_missing",
            Self::RepositoryArchived => "repository_archived",
            Self::OrganizationRestrictsApp => "organization_restricts_app",
            Self::SsoRequired => "sso_required",
            Self::TooManyInvitations => "too_many_invitations",
            Self::InvitationDeclined => "invitation_declined",
            Self::RateLimited => "rate_limited",
            Self::GithubUnavailable => "github_unavailable",
            Self::Refused => "refused",
            Self::AddressNotPublic => "address_not_public",
            Self::AccessRemains => "access_remains",
            Self::Internal => "internal",
        }
    }

    /// The trouble as a sentence that says what to do about it.
    pub fn words(self) -> &'static str {
        match self {
            Self::NoSteward => {
                "Nobody's GitHub account acts on this repository. A manager links it again in the \
                 project's settings."
            }
            Self::StewardMustReconnect => {
                "GitHub no longer takes the token of the manager who linked this repository. They \
                 connect GitHub again in their profile."
            }
            Self::StewardIsNotAdmin => {
                "The manager who linked this repository is no administrator of it on GitHub. Link \
                 it with an account that is."
            }
            Self::AssigneeMustReconnect => {
                "The invitation is on GitHub, but GitHub no longer takes the assignee's token. \
                 They accept it there, or connect GitHub again."
            }
            Self::RepositoryMissing => {
                "The repository is gone on GitHub, or hidden from the manager who linked it. Pick \
                 it again in the project's settings."
            }
            Self::RepositoryArchived => {
                "The repository is archived on GitHub, where nothing can be changed."
            }
            Self::OrganizationRestrictsApp => {
                "The organization has not approved Tasksource. An owner of it does that on GitHub."
            }
            Self::SsoRequired => {
                "The organization asks for a single sign-on. Sign in there, then try again."
            }
            Self::TooManyInvitations => {
                "GitHub takes no more than 50 invitations to a repository in a day. It goes on by \
                 itself."
            }
            Self::InvitationDeclined => {
                "The invitation was declined or withdrawn on GitHub. Another one is sent a day \
                 after it; assigning the task anew sends one at once."
            }
            Self::RateLimited => {
                "GitHub limits how much may be done in the name of one account, so this waits. It \
                 goes on by itself."
            }
            Self::GithubUnavailable => "GitHub does not answer. It goes on by itself.",
            Self::Refused => "GitHub refused this.",
            Self::AddressNotPublic => {
                "GitHub's messages do not reach this server: its address is not public, or something \
                 is in the way. Tasksource looks by itself every few minutes instead."
            }
            Self::AccessRemains => {
                "What Tasksource gave was taken back, and GitHub still shows access. GitHub may \
                 only be slow, or there is another way in: a team, the organization, or somebody's \
                 hand. Tasksource looks again by itself."
            }
            Self::Internal => "Something failed inside Tasksource. It is tried again.",
        }
    }
}

/// How an attempt at an effect ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// Records and GitHub agree.
    Done,
    /// Try again, not before this instant.
    RetryAt(Timestamp, Trouble),
    /// It could not go on in its turn: again at this instant, and this attempt does not count.
    OutOfTurn(Timestamp),
    /// A person must mend this first.
    Blocked(Trouble),
    /// Retrying has reached its bound.
    GaveUp(Trouble),
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_subject_reads_back_what_it_wrote() {
        let subjects = [
            Subject::SyncAccess {
                repository: GithubRepositoryId(17),
                account: GithubAccountId(42),
            },
            Subject::SyncPullRequest {
                task: TaskId(Uuid::from_u128(1)),
            },
            Subject::SyncWork {
                task: TaskId(Uuid::from_u128(1)),
            },
            Subject::SyncRepository {
                repository: GithubRepositoryId(17),
            },
            Subject::SyncHook {
                repository: GithubRepositoryId(17),
            },
            Subject::EndConnection {
                user: UserId(Uuid::from_u128(2)),
            },
        ];
        for subject in subjects {
            assert_eq!(subject.to_string().parse(), Ok(subject));
        }
        for bad in [
            "",
            "sync_access:17",
            "sync_access:x:1",
            "other:1",
            "sync_hook",
        ] {
            assert!(bad.parse::<Subject>().is_err(), "{bad}");
        }
    }
}
