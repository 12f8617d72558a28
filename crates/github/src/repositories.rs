//! Repositories: lists to pick from, and one by its durable number.
//!
//! A repository is never asked for by its name, which can change hands (law 10).

use chrono::{DateTime, Utc};
use domain::{
    access::Permission,
    ids::GithubRepositoryId,
    names::BranchName,
    wire::github::{GithubRepository, Owner, OwnerKind, Repositories},
};
use reqwest::Method;
use serde::Deserialize;

use crate::{accounts::Account, call::Call, client::UserClient, error::Error, request::Request};

/// The pages that a picker reads at most: some more, and it would not answer in time.
const PAGES: usize = 4;

/// A repository as one user sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repository {
    /// GitHub's durable number.
    pub id: GithubRepositoryId,
    /// Who owns it now.
    pub owner: Owner,
    /// What it is called now.
    pub name: String,
    /// Whether strangers cannot see it.
    pub private: bool,
    /// Whether nothing in it can be changed: archived, or disabled by GitHub.
    pub archived: bool,
    /// What the user can do on it.
    pub permission: Permission,
    /// Its default branch; of an empty repository, the one that is to be.
    pub default_branch: BranchName,
    /// Its page.
    pub html_url: String,
    /// What to clone.
    pub clone_url: String,
    /// Whether pull requests are switched on, and open to this user.
    pub accepts_pull_requests: bool,
}

#[derive(Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "GitHub's own independent switches"
)]
struct Wire {
    id: GithubRepositoryId,
    name: String,
    owner: WireOwner,
    #[serde(default)]
    private: bool,
    #[serde(default)]
    archived: bool,
    #[serde(default)]
    disabled: bool,
    #[serde(default)]
    fork: bool,
    pushed_at: Option<DateTime<Utc>>,
    html_url: String,
    clone_url: String,
    default_branch: String,
    #[serde(default)]
    permissions: Flags,
    has_pull_requests: Option<bool>,
    pull_request_creation_policy: Option<String>,
}

#[derive(Deserialize)]
struct WireOwner {
    #[serde(flatten)]
    account: Account,
    #[serde(rename = "type")]
    kind: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "GitHub tells the right as five flags"
)]
pub(crate) struct Flags {
    admin: bool,
    maintain: bool,
    push: bool,
    triage: bool,
    pull: bool,
}

impl UserClient {
    /// What the user reaches, the latest push first.
    pub async fn recent_repositories(&self) -> Result<Repositories, Error> {
        list(self.call().get(&["user", "repos"])).await
    }

    /// The user's own repositories, the latest push first.
    pub async fn own_repositories(&self) -> Result<Repositories, Error> {
        let call = self.call();
        list(call.get(&["user", "repos"]).query("affiliation", "owner")).await
    }

    /// What the user reaches of an organization, the latest push first.
    pub async fn organization_repositories(&self, login: &str) -> Result<Repositories, Error> {
        list(self.call().get(&["orgs", login, "repos"])).await
    }

    /// One repository, whatever it is called now.
    pub async fn repository(&self, id: GithubRepositoryId) -> Result<Repository, Error> {
        look(&self.call(), id).await
    }
}

/// Looks at a repository as part of a call.
pub(crate) async fn look(call: &Call, id: GithubRepositoryId) -> Result<Repository, Error> {
    let reply = call.on(Method::GET, id, &[]).send().await?;
    let wire: Wire = reply.json()?;
    let unreadable = |_| reply.unexpected("a default branch that git would not allow");
    let default_branch = wire.default_branch.parse().map_err(unreadable)?;
    Ok(wire.into_repository(default_branch))
}

async fn list(request: Request<'_>) -> Result<Repositories, Error> {
    let request = request.query("sort", "pushed").query("direction", "desc");
    let found = request.pages::<Wire>(PAGES).await?;
    let items = found.items.into_iter().map(Wire::into_listed).collect();
    Ok(Repositories {
        items,
        truncated: found.truncated,
    })
}

impl Wire {
    fn into_listed(self) -> GithubRepository {
        GithubRepository {
            id: self.id,
            owner: self.owner.account.login,
            name: self.name,
            private: self.private,
            archived: self.archived || self.disabled,
            fork: self.fork,
            pushed_at: self.pushed_at,
            permission: self.permissions.highest(),
            html_url: self.html_url,
        }
    }

    fn into_repository(self, default_branch: BranchName) -> Repository {
        let permission = self.permissions.highest();
        let for_collaborators =
            self.pull_request_creation_policy.as_deref() == Some("collaborators_only");
        let accepts_pull_requests = self.has_pull_requests.unwrap_or(true)
            && (!for_collaborators || permission >= Permission::Write);
        let kind = if self.owner.kind == "Organization" {
            OwnerKind::Organization
        } else {
            OwnerKind::User
        };
        Repository {
            id: self.id,
            owner: self.owner.account.into_owner(kind),
            name: self.name,
            private: self.private,
            archived: self.archived || self.disabled,
            permission,
            default_branch,
            html_url: self.html_url,
            clone_url: self.clone_url,
            accepts_pull_requests,
        }
    }
}

impl Flags {
    pub(crate) fn highest(&self) -> Permission {
        [
            (self.admin, Permission::Admin),
            (self.maintain, Permission::Maintain),
            (self.push, Permission::Write),
            (self.triage, Permission::Triage),
            (self.pull, Permission::Read),
        ]
        .into_iter()
        .find_map(|(held, permission)| held.then_some(permission))
        .unwrap_or_default()
    }
}
