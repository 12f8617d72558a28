//! Who reaches a project's repositories, and why.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::me::Person;
use crate::{
    access::{AccessState, Permission},
    effect::Trouble,
    ids::{GithubAccountId, RepositoryId, TaskNumber},
    names::{ProjectKey, ProjectName, Title},
    problem::Problem,
    standing::{Cause, Drift},
};

/// Who reaches one repository of a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RepositoryAccess {
    /// The repository's id here.
    pub id: RepositoryId,
    /// `owner/name`, as last seen.
    pub full_name: String,
    /// Its page on GitHub.
    pub html_url: String,
    /// Whether GitHub was asked; otherwise all that follows is from Tasksource's own records.
    pub live: bool,
    /// Why GitHub was not to be had for the caller.
    pub problem: Option<Problem>,
    /// Whether GitHub keeps open invitations from the caller: it shows them to administrators.
    pub invitations_hidden: bool,
    /// Whether there are more accounts than were read.
    pub truncated: bool,
    /// Who reaches it, or is to; what differs from the records comes first.
    pub accesses: Vec<Access>,
}

/// One account's access to one repository.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Access {
    /// Who, where it is somebody whom the project knows.
    pub person: Option<Person>,
    /// GitHub's durable number of the account, where there is one.
    pub account: Option<GithubAccountId>,
    /// The account's login, as last seen.
    pub login: Option<String>,
    /// How it stands by the records.
    pub state: AccessState,
    /// Why the account reaches the repository.
    pub cause: Cause,
    /// The right that was given, or was there before, by the records.
    pub permission: Permission,
    /// The right that GitHub shows now, where it was asked.
    pub seen: Option<Permission>,
    /// The right that an open invitation on GitHub would give.
    pub invited: Option<Permission>,
    /// How what GitHub shows differs from the records.
    pub drift: Option<Drift>,
    /// Because of which tasks of the project.
    pub tasks: Vec<AccessReason>,
    /// Whether tasks of other projects ask for it too.
    pub elsewhere: bool,
    /// Since when it is given because of tasks, where that is known.
    pub since: Option<DateTime<Utc>>,
    /// Who holds it back, where a manager does.
    pub held: Option<Held>,
    /// What stands in the way.
    pub trouble: Option<Trouble>,
    /// When it is tried again by itself.
    pub next_try_at: Option<DateTime<Utc>>,
    /// When GitHub was last asked for the records.
    pub looked_at: Option<DateTime<Utc>>,
}

/// A task because of which somebody has access.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccessReason {
    /// Its number in the project.
    pub number: TaskNumber,
    /// Its title.
    pub title: Title,
}

/// An access that a manager holds back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Held {
    /// Who does; nobody where their account is gone.
    pub by: Option<Person>,
    /// Since when.
    pub at: DateTime<Utc>,
}

/// One's own access to the repositories of one project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProjectAccess {
    /// The project's key.
    pub key: ProjectKey,
    /// Its name.
    pub name: ProjectName,
    /// The repositories of it that one reaches, or is to reach.
    pub repositories: Vec<RepositoryAccess>,
}

/// What to look at again; what is left out is all of it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LookAgain {
    /// One repository of the project.
    #[serde(default)]
    pub repository: Option<RepositoryId>,
    /// One account on it.
    #[serde(default)]
    pub account: Option<GithubAccountId>,
}
