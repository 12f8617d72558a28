//! Tasks, and what may be decided about them.
//!
//! A decision is pure: it takes the task and who asks, and gives the new task with the
//! consequences that GitHub must see. Saving and acting are other rooms' work.

use serde::{Deserialize, Serialize};

use crate::{
    Date, Timestamp,
    ids::{ProjectId, RepositoryId, TaskId, TaskNumber, UserId},
    names::{BranchName, Text, Title},
    options::Follows,
    priority::Priority,
    progress::{Progress, Stage},
    project::{Action, Role},
    pull_request::{PullRequestLink, PullRequestState},
    refusal::Refusal,
};

/// Where a task stands, in the order in which work goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Nobody has begun.
    Todo,
    /// Somebody works on it.
    InProgress,
    /// The work is being looked at.
    InReview,
    /// Finished. Closed.
    Done,
    /// Will not be done. Closed.
    Canceled,
}

impl Status {
    /// Every status, in the order of a board.
    pub const ALL: [Self; 5] = [
        Self::Todo,
        Self::InProgress,
        Self::InReview,
        Self::Done,
        Self::Canceled,
    ];

    /// Whether work may go on: neither done nor canceled.
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Done | Self::Canceled)
    }

    /// The status's name in the database and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Todo => "todo",
            Self::InProgress => "in_progress",
            Self::InReview => "in_review",
            Self::Done => "done",
            Self::Canceled => "canceled",
        }
    }
}

/// The status of an open task: what a person may choose without closing or reopening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OpenStatus {
    /// Nobody has begun.
    Todo,
    /// Somebody works on it.
    InProgress,
    /// The work is being looked at.
    InReview,
}

impl From<OpenStatus> for Status {
    fn from(status: OpenStatus) -> Self {
        match status {
            OpenStatus::Todo => Self::Todo,
            OpenStatus::InProgress => Self::InProgress,
            OpenStatus::InReview => Self::InReview,
        }
    }
}

/// How a task is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The work is finished: a pull request follows.
    Done,
    /// The work will not be done: no pull request.
    Canceled,
}

/// A task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Its id.
    pub id: TaskId,
    /// The project that it belongs to.
    pub project: ProjectId,
    /// Its number within the project.
    pub number: TaskNumber,
    /// What is to be done, in a line.
    pub title: Title,
    /// What is to be done, at length.
    pub text: Text,
    /// Where it stands.
    pub status: Status,
    /// How much it matters.
    pub priority: Priority,
    /// The day by which it should be done.
    pub due: Option<Date>,
    /// Whose work it is. Assignment is the request for access.
    pub assignee: Option<UserId>,
    /// Where the work happens.
    pub repository: Option<RepositoryId>,
    /// The branch that the work is on, once it is created.
    pub branch: Option<BranchName>,
    /// How far the pull request has come.
    pub pull_request: PullRequestState,
    /// The pull request, once there is one; it outlives a reopening.
    pub link: Option<PullRequestLink>,
    /// How far its work on GitHub was seen to have come.
    pub progress: Option<Progress>,
    /// Grows by one at every save: what `If-Match` is compared with.
    pub version: i64,
    /// Who created it.
    pub created_by: UserId,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// When it was closed, while it is.
    pub closed_at: Option<Timestamp>,
}

/// What GitHub must see of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consequence {
    /// The access of this user on this repository may have changed.
    Access {
        /// Where.
        repository: RepositoryId,
        /// Whose.
        user: UserId,
    },
    /// The pull request of this task is to be found or opened.
    PullRequest(TaskId),
}

/// A decided task with what follows from it.
pub type Decided = (Task, Vec<Consequence>);

/// A change of a task's own fields; `None` leaves a field as it is.
#[derive(Clone, Debug, Default)]
pub struct Edit {
    /// A new title.
    pub title: Option<Title>,
    /// A new text.
    pub text: Option<Text>,
    /// A new status, among the open ones.
    pub status: Option<OpenStatus>,
    /// A new priority.
    pub priority: Option<Priority>,
    /// A new day by which it should be done, or none.
    pub due: Option<Option<Date>>,
    /// A new repository, or none at all.
    pub repository: Option<Option<RepositoryId>>,
}

impl Task {
    /// Changes the task's own fields.
    ///
    /// Exchanging the repository moves the assignee's access with it; it is refused once the task
    /// has a branch, which lives in the old one.
    pub fn edit(mut self, actor: Role, edit: Edit) -> Result<Decided, Refusal> {
        allow(actor, Action::Work)?;
        let before = self.clone();
        if let Some(title) = edit.title {
            self.title = title;
        }
        if let Some(text) = edit.text {
            self.text = text;
        }
        self.priority = edit.priority.unwrap_or(self.priority);
        self.due = edit.due.unwrap_or(self.due);
        if let Some(status) = edit.status {
            self.must_be_open()?;
            self.status = status.into();
        }
        if let Some(repository) = edit.repository.filter(|new| *new != before.repository) {
            allow(actor, Action::Direct)?;
            self.must_be_open()?;
            if self.branch.is_some() {
                return Err(Refusal::RepositoryInUse);
            }
            self.repository = repository;
            let consequences = [before.access(), self.access()]
                .into_iter()
                .flatten()
                .collect();
            return Ok((self, consequences));
        }
        Ok((self, Vec::new()))
    }

    /// Moves the task on the board: to another open column, or within the one that it is in.
    ///
    /// `from` is the column that the mover saw it in; in the meantime somebody else may have moved
    /// it. Into a closed column it gets only by [`Task::close`].
    pub fn shift(mut self, actor: Role, to: Status) -> Result<Decided, Refusal> {
        allow(actor, Action::Work)?;
        if to != self.status {
            self.must_be_open()?;
            if !to.is_open() {
                return Err(Refusal::ClosingIsApart);
            }
            self.status = to;
        }
        Ok((self, Vec::new()))
    }

    /// Gives the task to somebody, or to nobody.
    ///
    /// `assignee` comes with their role in the project, `None` where they are no member.
    pub fn assign(
        mut self,
        actor: Role,
        assignee: Option<(UserId, Option<Role>)>,
    ) -> Result<Decided, Refusal> {
        allow(actor, Action::Direct)?;
        self.must_be_open()?;
        let before = self.access();
        self.assignee = match assignee {
            None => None,
            Some((_, None)) => return Err(Refusal::NotAMember),
            Some((_, Some(role))) if !role.may(Action::Work) => {
                return Err(Refusal::ViewerCannotWork);
            }
            Some((user, Some(_))) => Some(user),
        };
        let mut consequences: Vec<_> = [before, self.access()].into_iter().flatten().collect();
        consequences.dedup();
        Ok((self, consequences))
    }

    /// Closes the task.
    ///
    /// Done with a branch: the pull request comes first, and access ends when that is settled
    /// (law 3). Otherwise access ends at once.
    pub fn close(
        mut self,
        actor: Role,
        outcome: Outcome,
        now: Timestamp,
    ) -> Result<Decided, Refusal> {
        allow(actor, Action::Direct)?;
        self.must_be_open()?;
        self.closed_at = Some(now);
        let hands_over = self.branch.is_some() && self.repository.is_some();
        let (status, pull_request, consequence) = match outcome {
            Outcome::Done if hands_over => (
                Status::Done,
                PullRequestState::Awaited,
                Some(Consequence::PullRequest(self.id)),
            ),
            Outcome::Done => (Status::Done, PullRequestState::NotAsked, self.access()),
            Outcome::Canceled => (Status::Canceled, PullRequestState::NotAsked, self.access()),
        };
        self.status = status;
        self.pull_request = pull_request;
        Ok((self, consequence.into_iter().collect()))
    }

    /// Opens a closed task again: access comes back, and the branch and pull request stay.
    pub fn reopen(mut self, actor: Role) -> Result<Decided, Refusal> {
        allow(actor, Action::Direct)?;
        if self.status.is_open() {
            return Err(Refusal::TaskOpen);
        }
        self.status = if self.branch.is_some() {
            Status::InProgress
        } else {
            Status::Todo
        };
        self.closed_at = None;
        self.pull_request = PullRequestState::NotAsked;
        let consequences = self.access().into_iter().collect();
        Ok((self, consequences))
    }

    /// Whether a branch may be created for the task, by a member with role `actor`.
    pub fn may_branch(&self, actor: Role) -> Result<RepositoryId, Refusal> {
        allow(actor, Action::Work)?;
        self.must_be_open()?;
        if self.branch.is_some() {
            return Err(Refusal::BranchExists);
        }
        self.repository.ok_or(Refusal::NoRepository)
    }

    /// Records the branch that was created for the task.
    #[must_use]
    pub fn branched(mut self, branch: BranchName, follows: Follows) -> Self {
        self.branch = Some(branch);
        self.progress = self.progress.max(Some(Progress {
            pull_request: None,
            stage: Stage::Branch,
        }));
        if self.status == Status::Todo && follows.branch {
            self.status = Status::InProgress;
        }
        self
    }

    /// Records what became of the pull request; access may end now.
    ///
    /// A task that was reopened or canceled meanwhile keeps its state: only the link is taken.
    #[must_use]
    pub fn settle(mut self, state: PullRequestState, link: Option<PullRequestLink>) -> Decided {
        if let Some(link) = link {
            // Whoever reopens the task later is not told again of what they know.
            self.progress = self.progress.max(Some(Progress {
                pull_request: Some(link.number),
                stage: Stage::PullRequest,
            }));
            self.link = Some(link);
        }
        if self.pull_request == PullRequestState::Awaited {
            self.pull_request = state;
        }
        let consequences = self.access().into_iter().collect();
        (self, consequences)
    }

    fn must_be_open(&self) -> Result<(), Refusal> {
        if self.status.is_open() {
            Ok(())
        } else {
            Err(Refusal::TaskClosed)
        }
    }

    /// The access that this task may have changed: its assignee's on its repository.
    pub(crate) fn access(&self) -> Option<Consequence> {
        Some(Consequence::Access {
            repository: self.repository?,
            user: self.assignee?,
        })
    }
}

/// Refuses what the actor's role does not reach.
pub fn allow(actor: Role, action: Action) -> Result<(), Refusal> {
    if actor.may(action) {
        Ok(())
    } else {
        Err(Refusal::RoleTooLow)
    }
}

#[cfg(test)]
#[path = "task_tests.rs"]
mod tests;
