//! What is remembered of what happened: who did what, and why the system acted.
//!
//! Law 5 binds every entry: no SHA, message, author, e-mail, file name, diff or count of a commit.

use serde::{Deserialize, Serialize};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ActivityKind {
    /// A project was created.
    ProjectCreated,
    /// A project's name or description changed.
    ProjectEdited,
    /// Somebody became a member.
    MemberAdded,
    /// A member's role changed.
    MemberChanged,
    /// Somebody is no longer a member.
    MemberRemoved,
    /// A repository was linked.
    RepositoryLinked,
    /// A repository's development branch or steward changed.
    RepositoryChanged,
    /// A repository is no longer linked.
    RepositoryUnlinked,
    /// A task was created.
    TaskCreated,
    /// A task's title, text, status or repository changed.
    TaskEdited,
    /// A task was given to somebody.
    TaskAssigned,
    /// A task was taken from somebody.
    TaskUnassigned,
    /// A task was closed.
    TaskClosed,
    /// A task was reopened.
    TaskReopened,
    /// A task's branch was created on GitHub.
    BranchCreated,
    /// An account was invited to a repository.
    AccessInvited,
    /// An account can push now, because of us.
    AccessGranted,
    /// An account could push before us.
    AccessAlreadyThere,
    /// What we gave an account is taken away.
    AccessRevoked,
    /// What we gave is taken away, and the account still gets in by another way.
    AccessRemains,
    /// A task's pull request was found or opened.
    PullRequestLinked,
    /// There will be no pull request for a task; the detail says why.
    PullRequestSettled,
}

impl ActivityKind {
    /// The kind's name in the database and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ProjectCreated => "project_created",
            Self::ProjectEdited => "project_edited",
            Self::MemberAdded => "member_added",
            Self::MemberChanged => "member_changed",
            Self::MemberRemoved => "member_removed",
            Self::RepositoryLinked => "repository_linked",
            Self::RepositoryChanged => "repository_changed",
            Self::RepositoryUnlinked => "repository_unlinked",
            Self::TaskCreated => "task_created",
            Self::TaskEdited => "task_edited",
            Self::TaskAssigned => "task_assigned",
            Self::TaskUnassigned => "task_unassigned",
            Self::TaskClosed => "task_closed",
            Self::TaskReopened => "task_reopened",
            Self::BranchCreated => "branch_created",
            Self::AccessInvited => "access_invited",
            Self::AccessGranted => "access_granted",
            Self::AccessAlreadyThere => "access_already_there",
            Self::AccessRevoked => "access_revoked",
            Self::AccessRemains => "access_remains",
            Self::PullRequestLinked => "pull_request_linked",
            Self::PullRequestSettled => "pull_request_settled",
        }
    }
}
