//! Identifiers, one type each, so that no two can be mixed up.
//!
//! Ours are UUIDs; GitHub's are its durable numbers. A login or a repository's name never
//! identifies anything here: both can change hands.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! our_id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )*};
}

macro_rules! number_id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = std::num::ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )*};
}

our_id! {
    /// A person with a Tasksource account.
    UserId;
    /// One signed-in browser: the family of refresh tokens that began with one sign-in.
    SessionId;
    /// A personal access token of a user, for programs.
    TokenId;
    /// A project.
    ProjectId;
    /// A GitHub repository as linked to one project; the same repository in two projects has two.
    RepositoryId;
    /// A task.
    TaskId;
    /// A thing on GitHub to bring into agreement with our records.
    EffectId;
    /// One entry of the activity.
    ActivityId;
    /// A label of a project.
    LabelId;
    /// What somebody said about a task.
    CommentId;
    /// A notification of a user.
    NotificationId;
}

number_id! {
    /// GitHub's durable number of a user or organization: `GET /user/{account_id}` finds it
    /// again after a rename.
    GithubAccountId;
    /// GitHub's durable number of a repository: it survives renames and transfers.
    GithubRepositoryId;
    /// GitHub's number of a webhook.
    GithubHookId;
    /// A task's number within its project: the 42 of `WEB-42`.
    TaskNumber;
    /// A pull request's number within its repository.
    PullRequestNumber;
}
