//! One's own account, connection and tokens.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    connection::ConnectionState,
    effect::Trouble,
    ids::{GithubAccountId, SessionId, TaskNumber, TokenId, UserId},
    names::{
        Email, Password, PersonName, ProjectKey, ProjectName, Title, TokenName, TypedPassword,
    },
};

/// The signed-in user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    /// The user's id.
    pub id: UserId,
    /// What the user signs in with.
    pub email: Email,
    /// The name that others see.
    pub name: PersonName,
    /// The connected GitHub account, where there is one.
    pub connection: Option<Connection>,
}

/// Another user, as members of a common project see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Person {
    /// The user's id.
    pub id: UserId,
    /// The name that others see.
    pub name: PersonName,
    /// The login of the connected GitHub account, as last seen.
    pub github_login: Option<String>,
}

/// A change of one's own account.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EditMe {
    /// The new name.
    pub name: PersonName,
}

/// A change of one's own password. Every other session ends.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    /// The present password.
    pub current: TypedPassword,
    /// The new one, at least twelve characters.
    pub new: Password,
}

/// A connected GitHub account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Connection {
    /// GitHub's durable number of the account.
    pub github_id: GithubAccountId,
    /// Its login, as last seen.
    pub login: String,
    /// Its picture.
    pub avatar_url: String,
    /// The scopes that GitHub granted.
    pub scopes: Vec<String>,
    /// The scopes that the product needs and GitHub did not grant.
    pub missing_scopes: Vec<String>,
    /// How it stands.
    pub state: ConnectionState,
    /// When it was made.
    pub connected_at: DateTime<Utc>,
    /// The page on GitHub where organizations are granted and the app can be revoked.
    pub review_url: String,
    /// How its end goes on, while it is being removed.
    pub ending: Option<ConnectionEnding>,
}

/// How the end of a connection goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConnectionEnding {
    /// When the user asked for it.
    pub asked_at: DateTime<Utc>,
    /// When its tokens are wiped also if GitHub does not answer.
    pub ends_by: DateTime<Utc>,
    /// What stands in the way.
    pub trouble: Option<Trouble>,
    /// How often it was tried.
    pub attempts: i64,
    /// When it is tried next.
    pub next_try_at: Option<DateTime<Utc>>,
}

/// A connection that ended here, and has something left to be finished by hand on GitHub.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnconfirmedEnd {
    /// Whose account it was, as last seen.
    pub login: String,
    /// When it ended here.
    pub ended_at: DateTime<Utc>,
    /// Whether GitHub said that the grant is gone.
    pub grant_deleted: bool,
    /// How many accounts still hold access that was given through it.
    pub live_grants: i64,
    /// The page on GitHub where the grant is revoked.
    pub review_url: String,
}

/// Asks to connect a GitHub account.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StartConnection {
    /// The page of this app to come back to, a path such as `/projects/WEB/settings`.
    pub return_to: String,
}

/// Where to send the browser for GitHub's consent.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConnectionStarted {
    /// GitHub's authorization page, with state and challenge.
    pub url: String,
    /// Each scope that will be asked for, and why.
    pub scopes: Vec<ScopeAsked>,
}

/// A scope that GitHub will be asked for.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScopeAsked {
    /// GitHub's name of it.
    pub name: String,
    /// What it is needed for.
    pub why: String,
}

/// What GitHub sent back with the browser.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FinishConnection {
    /// The state that was sent along; it is good once.
    pub state: String,
    /// The code to exchange, where the user agreed.
    #[serde(default)]
    pub code: Option<String>,
    /// GitHub's error, where the user or GitHub refused.
    #[serde(default)]
    pub error: Option<String>,
}

/// A connection that was made.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConnectionFinished {
    /// The connection.
    pub connection: Connection,
    /// The page of this app to go back to.
    pub return_to: String,
}

/// What stops working when the connection is removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConnectionImpact {
    /// The projects whose repositories this connection acts on, or whose open tasks are the user's.
    pub projects: Vec<ProjectImpact>,
    /// How many open tasks depend on it, in all of them.
    pub open_tasks: i64,
    /// How many accounts hold access that was given through this connection.
    pub live_grants: i64,
}

/// What stops working in one project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProjectImpact {
    /// The project's key.
    pub key: ProjectKey,
    /// Its name.
    pub name: ProjectName,
    /// The repositories that lose their steward, `owner/name`.
    pub repositories: Vec<String>,
    /// How many open tasks have an access or a pull request that depends on the connection.
    pub open_tasks: i64,
    /// The first of these.
    pub tasks: Vec<TaskImpact>,
}

/// A task that depends on a connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TaskImpact {
    /// Its number in the project.
    pub number: TaskNumber,
    /// Its title.
    pub title: Title,
}

/// A signed-in browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// What the browser calls itself.
    pub user_agent: String,
    /// Whether it is the one that asks.
    pub current: bool,
    /// When it signed in.
    pub created_at: DateTime<Utc>,
    /// When it was last renewed.
    pub last_used_at: DateTime<Utc>,
}

/// What a personal access token may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TokenScope {
    /// Only look.
    Read,
    /// All that its owner may, save tokens, password and connection.
    Write,
}

impl TokenScope {
    /// The scope's name in the database and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
        }
    }
}

/// A personal access token, without its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Token {
    /// Its id.
    pub id: TokenId,
    /// What it is for.
    pub name: TokenName,
    /// What it may do.
    pub scope: TokenScope,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When it stops working.
    pub expires_at: DateTime<Utc>,
    /// When it was last used, to the minute or so.
    pub last_used_at: Option<DateTime<Utc>>,
}

/// A new personal access token.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateToken {
    /// What it is for.
    pub name: TokenName,
    /// What it may do.
    pub scope: TokenScope,
    /// How many days it is good for, 1 to 365.
    pub days: u16,
}

/// A personal access token that was created.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TokenCreated {
    /// The token as it will be listed.
    pub token: Token,
    /// The secret, `tsk_…`, shown this once.
    pub secret: String,
}
