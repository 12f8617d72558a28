//! The commits of a task, on their way from GitHub to one viewer.
//!
//! Law 5: nothing of these types is ever written anywhere. They carry no `Debug`, so that not even
//! a log line can hold one.

use serde::{Deserialize, Serialize};

use chrono::{DateTime, Utc};

/// What a viewer sees of a task's work.
///
/// Where the viewer may not see it, the answer is a problem ([`not_connected`],
/// [`no_github_access`]) that holds nothing of the repository's content.
///
/// [`not_connected`]: crate::problem::ProblemCode::NotConnected
/// [`no_github_access`]: crate::problem::ProblemCode::NoGithubAccess
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Commits {
    /// How many commits the branch has that the development branch lacks.
    pub ahead: u32,
    /// How many commits the development branch has that the branch lacks.
    pub behind: u32,
    /// The commits of the branch, newest first; at most the newest 250.
    pub commits: Vec<Commit>,
    /// The comparison on GitHub.
    pub html_url: String,
}

/// A commit.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Commit {
    /// Its full SHA.
    pub sha: String,
    /// The first line of its message.
    pub headline: String,
    /// Who wrote it.
    pub author: CommitAuthor,
    /// When it was written.
    pub authored_at: Option<DateTime<Utc>>,
    /// Whether GitHub verified its signature.
    pub verified: bool,
    /// Its page on GitHub.
    pub html_url: String,
}

/// Who wrote a commit.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CommitAuthor {
    /// The name in the commit.
    pub name: String,
    /// The GitHub login, where GitHub knows the e-mail address.
    pub login: Option<String>,
    /// The picture, likewise.
    pub avatar_url: Option<String>,
}

/// What machines and people say of a task's work.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Verdicts {
    /// The checks of the branch's last commit; at most a hundred of each kind.
    pub checks: Vec<Check>,
    /// The last word of each reviewer of the pull request.
    pub reviews: Vec<Review>,
}

/// A check of a program.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Check {
    /// What it is called.
    pub name: String,
    /// How it ended, once it has.
    pub state: CheckState,
    /// Where to read more.
    pub html_url: Option<String>,
}

/// How a check ended.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CheckState {
    /// It did not end yet.
    Running,
    /// All is well.
    Passed,
    /// Something is not.
    Failed,
    /// It says neither.
    Neutral,
}

/// What a reviewer said last.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Review {
    /// Who, on GitHub.
    pub login: String,
    /// Their picture.
    pub avatar_url: Option<String>,
    /// What.
    pub state: ReviewState,
    /// Where to read it.
    pub html_url: Option<String>,
}

/// A reviewer's word.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReviewState {
    /// Yes.
    Approved,
    /// Not yet.
    ChangesRequested,
    /// A remark, no verdict.
    Commented,
    /// Somebody else set it aside.
    Dismissed,
}
