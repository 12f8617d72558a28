//! Projects, members and linked repositories.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{github::OwnerKind, me::Person, undo::UndoSeconds};
use crate::{
    activity::{ActivityKind, RequestId},
    effect::Trouble,
    ids::{ActivityId, GithubRepositoryId, ProjectId, RepositoryId, TaskNumber, UserId},
    names::{BranchName, Email, ProjectKey, ProjectName, Text},
    project::Role,
};

/// A project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Project {
    /// Its id.
    pub id: ProjectId,
    /// Its key.
    pub key: ProjectKey,
    /// Its name.
    pub name: ProjectName,
    /// What it is about.
    pub description: Text,
    /// The caller's role in it.
    pub role: Role,
    /// How many tasks are open.
    pub open_tasks: i64,
    /// What to send as `If-Match`, in quotes, with a change.
    pub version: i64,
    /// When it was created.
    pub created_at: DateTime<Utc>,
}

/// A new project. Its creator becomes its owner.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateProject {
    /// The key; it cannot be changed later.
    pub key: ProjectKey,
    /// The name.
    pub name: ProjectName,
    /// What it is about.
    #[serde(default = "empty_text")]
    pub description: Text,
}

/// A change of a project; what is left out stays.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EditProject {
    /// The new name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<ProjectName>,
    /// What it is about now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Text>,
}

/// A member of a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Member {
    /// Who.
    pub person: Person,
    /// What they sign in with; shown to managers only.
    pub email: Option<Email>,
    /// Their role.
    pub role: Role,
}

/// Adds a member.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AddMember {
    /// The e-mail address of a user.
    pub email: Email,
    /// Their role.
    pub role: Role,
}

/// Changes a member's role.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeMember {
    /// The new role.
    pub role: Role,
}

/// A repository linked to a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Repository {
    /// Its id here.
    pub id: RepositoryId,
    /// GitHub's durable number.
    pub github_id: GithubRepositoryId,
    /// The owner's login, as last seen.
    pub owner: String,
    /// A person or an organization.
    pub owner_kind: OwnerKind,
    /// Its name, as last seen.
    pub name: String,
    /// Whether strangers cannot see it.
    pub private: bool,
    /// Its page on GitHub.
    pub html_url: String,
    /// The branch that tasks start from and return to.
    pub development_branch: Option<BranchName>,
    /// Whose connection acts on it.
    pub steward: Option<Person>,
    /// What is wrong with it on GitHub, as last seen.
    pub trouble: Option<Trouble>,
    /// Why GitHub's messages about it do not come, where they do not.
    pub webhook_trouble: Option<Trouble>,
    /// What to send as `If-Match`, in quotes, with a change.
    pub version: i64,
}

/// Links a repository. The caller becomes its steward.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LinkRepository {
    /// GitHub's durable number.
    pub github_id: GithubRepositoryId,
}

/// Changes a linked repository; what is left out stays.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EditRepository {
    /// The branch that tasks start from and return to; it must exist on GitHub.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub development_branch: Option<BranchName>,
    /// `true` makes the caller its steward.
    #[serde(default)]
    pub take_over: bool,
}

/// An entry of a project's or an account's activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Activity {
    /// Its id.
    pub id: ActivityId,
    /// Its number in its chain, without gaps from 1.
    pub number: i64,
    /// What happened.
    pub kind: ActivityKind,
    /// Who did it; nobody where the system acted by itself.
    pub actor: Option<Person>,
    /// The task that it is about.
    pub task: Option<TaskNumber>,
    /// What else there is to say, in words; never anything of a commit.
    pub detail: String,
    /// Why the system acted, in words; empty where a person did.
    pub reason: String,
    /// GitHub's id of the request that did it.
    pub request_id: Option<RequestId>,
    /// When.
    pub at: DateTime<Utc>,
    /// Its SHA-256, in which all entries before it have their part: kept elsewhere, it proves that
    /// none of them was changed since.
    pub hash: String,
}

/// Whom a list or a change is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Assign {
    /// A member, or nobody.
    pub assignee: Option<UserId>,
    /// For how many seconds what follows on GitHub waits for an undo.
    #[serde(default, skip_serializing_if = "UndoSeconds::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = u8, maximum = 30))]
    pub undo_seconds: UndoSeconds,
}

pub(crate) fn empty_text() -> Text {
    "".parse().expect("the empty text is a text")
}
