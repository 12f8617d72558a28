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

use crate::{
    accounts::Account, call::Call, client::UserClient, error::Error, paging::PER_PAGE,
    request::Request,
};

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
pub(crate) struct WireOwner {
    #[serde(flatten)]
    pub(crate) account: Account,
    #[serde(rename = "type")]
    kind: String,
}

impl WireOwner {
    pub(crate) fn kind(&self) -> OwnerKind {
        if self.kind == "Organization" {
            OwnerKind::Organization
        } else {
            OwnerKind::User
        }
    }
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
    /// A page of what the user reaches, the latest push first.
    pub async fn recent_repositories(&self, page: u32) -> Result<Repositories, Error> {
        list(self.call().get(&["user", "repos"]), page).await
    }

    /// A page of the user's own repositories, the latest push first.
    pub async fn own_repositories(&self, page: u32) -> Result<Repositories, Error> {
        let call = self.call();
        let request = call.get(&["user", "repos"]).query("affiliation", "owner");
        list(request, page).await
    }

    /// A page of what the user reaches of an organization, the latest push first.
    pub async fn organization_repositories(
        &self,
        login: &str,
        page: u32,
    ) -> Result<Repositories, Error> {
        list(self.call().get(&["orgs", login, "repos"]), page).await
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

/// One page, so that whoever waits sees it before the next is asked for.
async fn list(request: Request<'_>, page: u32) -> Result<Repositories, Error> {
    let request = request.query("sort", "pushed").query("direction", "desc");
    let request = request.query("per_page", PER_PAGE);
    let reply = request.query("page", &page.to_string()).send().await?;
    let found: Vec<Wire> = reply.json()?;
    Ok(Repositories {
        items: found.into_iter().map(Wire::into_listed).collect(),
        next: reply.page("next"),
        pages: reply.page("last"),
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
        let kind = self.owner.kind();
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
