//! Events: that something changed, told to pages that are open.
//!
//! An event holds kinds and our own ids, never what it is about: whoever hears it asks again, with
//! their own rights.

use serde::{Deserialize, Serialize};

use crate::ids::{ProjectId, RepositoryId, TaskId};

/// What kind of change it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// A task was created.
    TaskCreated,
    /// Something about a task changed: its words, status, assignee or repository.
    TaskChanged,
    /// A task was closed.
    TaskClosed,
    /// A task's branch was created or is called otherwise.
    BranchChanged,
    /// A task's pull request came further.
    PullRequestChanged,
    /// What an account can do on a repository changed.
    AccessChanged,
    /// What is still to happen on GitHub changed.
    EffectsChanged,
    /// GitHub said that something was pushed: commits may be others now.
    CommitsMayHaveChanged,
    /// Something was written into the activity of a project or of one's own account.
    ActivityAdded,
    /// Members came, went, or are shown otherwise.
    MembersChanged,
    /// A project's name, description or choices changed.
    ProjectChanged,
    /// Repositories were linked, unlinked, or are shown otherwise.
    RepositoriesChanged,
    /// One's own projects, or one's role there, are others.
    ProjectsChanged,
    /// One's own account is called otherwise.
    AccountChanged,
    /// One's own GitHub connection stands otherwise.
    ConnectionChanged,
    /// One was notified of something, or has read it.
    NotificationsChanged,
    /// One's own sessions or tokens ended: whoever listens has to show again who they are.
    SignInsEnded,
}

impl EventKind {
    /// The kind's name in the database and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TaskCreated => "task_created",
            Self::TaskChanged => "task_changed",
            Self::TaskClosed => "task_closed",
            Self::BranchChanged => "branch_changed",
            Self::PullRequestChanged => "pull_request_changed",
            Self::AccessChanged => "access_changed",
            Self::EffectsChanged => "effects_changed",
            Self::CommitsMayHaveChanged => "commits_may_have_changed",
            Self::ActivityAdded => "activity_added",
            Self::MembersChanged => "members_changed",
            Self::ProjectChanged => "project_changed",
            Self::RepositoriesChanged => "repositories_changed",
            Self::ProjectsChanged => "projects_changed",
            Self::AccountChanged => "account_changed",
            Self::ConnectionChanged => "connection_changed",
            Self::NotificationsChanged => "notifications_changed",
            Self::SignInsEnded => "sign_ins_ended",
        }
    }
}

/// What a page is told of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Event {
    /// What kind of change it was.
    pub kind: EventKind,
    /// In which project; none where it is about one's own account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<ProjectId>,
    /// About which task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<TaskId>,
    /// About which repository, as linked to that project.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repository: Option<RepositoryId>,
}

impl Event {
    /// An event that is about nothing in particular.
    pub fn new(kind: EventKind) -> Self {
        Self {
            kind,
            project: None,
            task: None,
            repository: None,
        }
    }

    /// In which project it happened.
    #[must_use]
    pub fn of(mut self, project: ProjectId) -> Self {
        self.project = Some(project);
        self
    }

    /// The task that it is about.
    #[must_use]
    pub fn on(mut self, task: Option<TaskId>) -> Self {
        self.task = task;
        self
    }

    /// The repository that it is about.
    #[must_use]
    pub fn about(mut self, repository: Option<RepositoryId>) -> Self {
        self.repository = repository;
        self
    }
}
