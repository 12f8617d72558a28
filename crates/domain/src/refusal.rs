//! Why a rule says no.
//!
//! A refusal knows no HTTP; `api` gives each its status, and the page its words.

use crate::problem::ProblemCode;

/// A rule's no. Each stands for one [`ProblemCode`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The member's role does not reach that far.
    #[error("your role in this project does not allow this")]
    RoleTooLow,
    /// Only an open task can be assigned, edited on GitHub or closed.
    #[error("the task is closed; reopen it first")]
    TaskClosed,
    /// Only a closed task can be reopened.
    #[error("the task is already open")]
    TaskOpen,
    /// Closing has consequences on GitHub, so it is a decision of its own.
    #[error("a task gets into a closed column by closing it")]
    ClosingIsApart,
    /// A task is assigned to members only.
    #[error("this person is not a member of the project")]
    NotAMember,
    /// Viewers look; they are not assigned work that gives access.
    #[error("a viewer cannot be assigned a task; make them a developer first")]
    ViewerCannotWork,
    /// The task has no repository, so there is nothing to branch from.
    #[error("the task has no repository")]
    NoRepository,
    /// The task's branch exists already.
    #[error("the task has a branch already")]
    BranchExists,
    /// The repository has no development branch to start from.
    #[error("the repository has no development branch yet; a manager picks it in the settings")]
    NoDevelopmentBranch,
    /// The repository of a task with a branch or live pull request cannot be exchanged.
    #[error("the task already has a branch in its repository")]
    RepositoryInUse,
    /// A project keeps at least one owner.
    #[error("a project needs an owner; appoint another one first")]
    LastOwner,
}

impl Refusal {
    /// The stable code that programs and pages match on.
    pub fn code(self) -> ProblemCode {
        match self {
            Self::RoleTooLow => ProblemCode::RoleTooLow,
            Self::TaskClosed => ProblemCode::TaskClosed,
            Self::TaskOpen => ProblemCode::TaskOpen,
            Self::ClosingIsApart => ProblemCode::ClosingIsApart,
            Self::NotAMember => ProblemCode::NotAMember,
            Self::ViewerCannotWork => ProblemCode::ViewerCannotWork,
            Self::NoRepository => ProblemCode::NoRepository,
            Self::BranchExists => ProblemCode::BranchExists,
            Self::NoDevelopmentBranch => ProblemCode::NoDevelopmentBranch,
            Self::RepositoryInUse => ProblemCode::RepositoryInUse,
            Self::LastOwner => ProblemCode::LastOwner,
        }
    }
}
