//! Branches: to pick from, to look at, to create.
//!
//! The commit at a branch's head is used to start another branch and never leaves this file.

use std::collections::HashSet;

use domain::{
    ids::GithubRepositoryId,
    names::BranchName,
    wire::github::{Branch, Branches},
};
use reqwest::Method;
use serde::Deserialize;
use serde_json::json;

use crate::{call::Call, client::UserClient, error::Error, paging::PER_PAGE, repositories};

/// The pages that are looked through for a part of a name.
const PAGES: usize = 2;

/// A branch that is there. It has no `Debug`: it knows a SHA.
#[derive(Clone, PartialEq, Eq)]
pub struct BranchHead {
    /// Its name now; another than was asked for when it was renamed.
    pub name: BranchName,
    /// Whether GitHub protects it.
    pub protected: bool,
    sha: String,
}

/// How creating a branch ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CreatedBranch {
    /// It is new.
    Created,
    /// There was one of this name, which is left as it is.
    AlreadyThere,
}

#[derive(Deserialize)]
struct Wire {
    name: String,
    commit: Head,
    #[serde(default)]
    protected: bool,
}

#[derive(Deserialize)]
struct Head {
    sha: String,
}

#[derive(Deserialize)]
struct Ref {
    #[serde(rename = "ref")]
    name: String,
}

impl UserClient {
    /// A page of the branches; the default one is the first of the first.
    pub async fn branches(&self, id: GithubRepositoryId, page: u32) -> Result<Branches, Error> {
        let call = self.call();
        let number = page.to_string();
        let listed = call.on(Method::GET, id, &["branches"]).about_commits();
        let listed = listed.query("per_page", PER_PAGE).query("page", &number);
        let (repository, reply) = tokio::try_join!(repositories::look(&call, id), listed.send())?;
        let default = repository.default_branch;
        let found: Vec<Wire> = reply.json()?;
        if page == 1 && found.is_empty() {
            return Err(Error::Empty);
        }
        let found = found
            .iter()
            .filter_map(|wire| branch(&wire.name, wire.protected, &default));
        let (mut items, others): (Vec<_>, Vec<_>) = found.partition(|branch| branch.default);
        if page > 1 {
            items.clear();
        } else if items.is_empty() {
            items.extend(default_one(&call, id, &default).await?);
        }
        items.extend(others);
        let next = reply.page("next");
        Ok(Branches {
            items,
            next,
            truncated: next.is_some(),
        })
    }

    /// The branches whose names hold `q`, the default one first. Where there are very many, only
    /// those beyond the first pages that begin so.
    pub async fn branches_holding(
        &self,
        id: GithubRepositoryId,
        q: &str,
    ) -> Result<Branches, Error> {
        let call = self.call();
        let listed = call.on(Method::GET, id, &["branches"]).about_commits();
        let (repository, listed) =
            tokio::try_join!(repositories::look(&call, id), listed.pages::<Wire>(PAGES))?;
        let default = repository.default_branch;
        let mut items: Vec<_> = listed
            .items
            .into_iter()
            .filter(|wire| holds(&wire.name, q))
            .filter_map(|wire| branch(&wire.name, wire.protected, &default))
            .collect();
        if listed.truncated {
            let known: HashSet<_> = items.iter().map(|branch| branch.name.clone()).collect();
            let (further, protected) =
                tokio::try_join!(beginning_with(&call, id, q), protected(&call, id))?;
            let further = further
                .iter()
                .filter_map(|name| branch(name, protected.contains(name), &default));
            items.extend(further.filter(|branch| !known.contains(&branch.name)));
        }
        items.sort_by(|a, b| (!a.default, &a.name).cmp(&(!b.default, &b.name)));
        Ok(Branches {
            items,
            next: None,
            truncated: listed.truncated,
        })
    }

    /// A branch, if the repository has it; a repository out of reach is an error.
    pub async fn branch(
        &self,
        id: GithubRepositoryId,
        name: &BranchName,
    ) -> Result<Option<BranchHead>, Error> {
        let call = self.call();
        match head(&call, id, name).await {
            Ok(found) => Ok(Some(found)),
            Err(Error::NotFound) => repositories::look(&call, id).await.map(|_| None),
            Err(error) => Err(error),
        }
    }

    /// The branches whose names begin so, in the order of their names.
    pub async fn branches_beginning_with(
        &self,
        id: GithubRepositoryId,
        prefix: &str,
    ) -> Result<Vec<BranchName>, Error> {
        let names = beginning_with(&self.call(), id, prefix).await?;
        Ok(names.iter().filter_map(|name| name.parse().ok()).collect())
    }

    /// Starts a branch at the head of another.
    pub async fn create_branch(
        &self,
        id: GithubRepositoryId,
        name: &BranchName,
        from: &BranchName,
    ) -> Result<CreatedBranch, Error> {
        let call = self.call();
        let start = head(&call, id, from).await?;
        let body = json!({ "ref": format!("refs/heads/{name}"), "sha": start.sha });
        let request = call.on(Method::POST, id, &["git", "refs"]).about_commits();
        match request.json(body).send().await {
            Ok(_) => Ok(CreatedBranch::Created),
            // The words of this refusal are not certain: looking is.
            Err(refused @ Error::Invalid { .. }) => match head(&call, id, name).await {
                Ok(_) => Ok(CreatedBranch::AlreadyThere),
                Err(_) => Err(refused),
            },
            Err(error) => Err(error),
        }
    }
}

async fn head(call: &Call, id: GithubRepositoryId, name: &BranchName) -> Result<BranchHead, Error> {
    let request = call.on(Method::GET, id, &["branches", name.as_str()]);
    let reply = request.about_commits().send().await?;
    let wire: Wire = reply.json()?;
    let unreadable = |_| reply.unexpected("a branch that git would not allow");
    Ok(BranchHead {
        name: wire.name.parse().map_err(unreadable)?,
        protected: wire.protected,
        sha: wire.commit.sha,
    })
}

/// The default branch, where it stands too late in the list to have been read.
async fn default_one(
    call: &Call,
    id: GithubRepositoryId,
    name: &BranchName,
) -> Result<Option<Branch>, Error> {
    match head(call, id, name).await {
        Ok(found) => Ok(Some(Branch {
            name: found.name,
            default: true,
            protected: found.protected,
        })),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The names of the protected branches: a search does not tell which are.
async fn protected(call: &Call, id: GithubRepositoryId) -> Result<HashSet<String>, Error> {
    let request = call.on(Method::GET, id, &["branches"]).about_commits();
    let found = request
        .query("protected", "true")
        .pages::<Wire>(PAGES)
        .await?;
    Ok(found.items.into_iter().map(|wire| wire.name).collect())
}

/// The names that begin with `prefix`: GitHub's only search for branches.
async fn beginning_with(
    call: &Call,
    id: GithubRepositoryId,
    prefix: &str,
) -> Result<Vec<String>, Error> {
    let segments = ["git", "matching-refs", "heads", prefix];
    let request = call.on(Method::GET, id, &segments).about_commits();
    let found = match request.pages::<Ref>(1).await {
        Err(Error::Empty) => return Ok(Vec::new()),
        found => found?,
    };
    let name = |found: Ref| found.name.strip_prefix("refs/heads/").map(str::to_owned);
    Ok(found.items.into_iter().filter_map(name).collect())
}

fn branch(name: &str, protected: bool, default: &BranchName) -> Option<Branch> {
    let name: BranchName = name.parse().ok()?;
    Some(Branch {
        default: name == *default,
        name,
        protected,
    })
}

fn holds(name: &str, part: &str) -> bool {
    name.to_lowercase().contains(&part.to_lowercase())
}
