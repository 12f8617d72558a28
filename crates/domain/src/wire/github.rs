//! What the pickers show of GitHub: seen with the viewer's own token, kept nowhere.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    access::Permission,
    ids::{GithubAccountId, GithubRepositoryId},
    names::BranchName,
};

/// Whose repositories there are to pick from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Owners {
    /// The own account first, then the organizations by name.
    pub owners: Vec<PickableOwner>,
    /// The page on GitHub where a missing organization is granted or requested.
    pub review_url: String,
}

/// An owner, and whether GitHub shows this app what is theirs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PickableOwner {
    /// Whose repositories they are.
    #[serde(flatten)]
    pub owner: Owner,
    /// How they stand with this app.
    pub state: OwnerState,
    /// Where on GitHub that is mended, where it has to be.
    pub help_url: Option<String>,
}

/// How an owner of repositories stands with this app, as far as GitHub tells the viewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OwnerState {
    /// All that the viewer sees is shown.
    Connected,
    /// The organization lets in only apps that it approved, and this is none of them.
    ApprovalNeeded,
    /// The organization asks the viewer for a single sign-on.
    SsoNeeded,
    /// GitHub shows this app nothing private of it, and does not say why.
    Restricted,
}

/// An owner of repositories.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Owner {
    /// GitHub's durable number.
    pub id: GithubAccountId,
    /// The login.
    pub login: String,
    /// A person or an organization.
    pub kind: OwnerKind,
    /// The picture.
    pub avatar_url: String,
}

/// What kind of account owns a repository.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OwnerKind {
    /// A person: every collaborator has write, no more and no less.
    User,
    /// An organization.
    Organization,
}

impl OwnerKind {
    /// The kind's name in the database and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Organization => "organization",
        }
    }
}

/// A page of the repositories that the viewer reaches, by latest push.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Repositories {
    /// The repositories.
    pub items: Vec<GithubRepository>,
    /// The page after this one, where there is one.
    pub next: Option<u32>,
    /// How many pages there are, where GitHub says so.
    pub pages: Option<u32>,
}

/// A repository on GitHub.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GithubRepository {
    /// GitHub's durable number.
    pub id: GithubRepositoryId,
    /// The owner's login.
    pub owner: String,
    /// Its name.
    pub name: String,
    /// Whether strangers cannot see it.
    pub private: bool,
    /// Whether nothing can be changed.
    pub archived: bool,
    /// Whether it is a fork.
    pub fork: bool,
    /// When somebody last pushed.
    pub pushed_at: Option<DateTime<Utc>>,
    /// The viewer's right on it; linking takes [`Permission::Admin`].
    pub permission: Permission,
    /// Its page on GitHub.
    pub html_url: String,
}

/// The branches of a repository.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Branches {
    /// The branches, the default one first.
    pub items: Vec<Branch>,
    /// The page after this one, where there is one.
    pub next: Option<u32>,
    /// Whether GitHub has more than were looked through: only the beginning of a name is sure to
    /// be found.
    pub truncated: bool,
}

/// A branch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Branch {
    /// Its name.
    pub name: BranchName,
    /// Whether it is the repository's default.
    pub default: bool,
    /// Whether GitHub protects it.
    pub protected: bool,
}
