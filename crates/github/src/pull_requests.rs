//! Pull requests: finding a task's own, and opening it once.
//!
//! Nothing of what a pull request holds is read: only where it is and how it stands.

use std::cmp::Reverse;

use domain::{
    ids::{GithubAccountId, GithubRepositoryId, PullRequestNumber},
    names::BranchName,
    pull_request::{PullRequestLink, PullRequestState},
};
use reqwest::Method;
use serde::Deserialize;
use serde_json::json;

use crate::{
    call::Call,
    client::UserClient,
    error::Error,
    refusals::{Refusal, refusal},
    repositories,
};

/// The pull requests of one branch are few.
const PAGES: usize = 2;

/// A pull request to open.
#[derive(Clone, Debug)]
pub struct NewPullRequest {
    /// Its title.
    pub title: String,
    /// The text below it, Markdown.
    pub body: String,
    /// The branch with the work, in the same repository.
    pub head: BranchName,
    /// The branch that is to take it.
    pub base: BranchName,
    /// Whether it is not ready for review yet, where the repository knows that.
    pub draft: bool,
}

/// A pull request that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundPullRequest {
    /// Where it is.
    pub link: PullRequestLink,
    /// How it stands.
    pub standing: PullRequestStanding,
    /// Whether it is a draft.
    pub draft: bool,
    /// Who opened it, as far as that account still exists.
    pub author: Option<GithubAccountId>,
    /// Whose review is being waited for.
    pub reviewers: Vec<GithubAccountId>,
}

/// How a pull request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PullRequestStanding {
    /// It waits to be merged.
    Open,
    /// Its work is in the base branch.
    Merged,
    /// It was closed without being merged.
    Closed,
}

#[derive(Deserialize)]
struct Wire {
    number: PullRequestNumber,
    html_url: String,
    state: String,
    #[serde(default)]
    merged_at: Option<String>,
    #[serde(default)]
    draft: bool,
    user: Option<Account>,
    #[serde(default)]
    requested_reviewers: Vec<Account>,
    head: Side,
    base: Side,
}

#[derive(Deserialize)]
struct Account {
    id: GithubAccountId,
}

#[derive(Deserialize)]
struct Side {
    #[serde(rename = "ref")]
    branch: String,
    repo: Option<SideRepository>,
}

#[derive(Deserialize)]
struct SideRepository {
    id: GithubRepositoryId,
}

impl UserClient {
    /// The pull request from `head` into `base`: an open one first, else the newest.
    ///
    /// `owner` is the login of the repository's owner as it is now; GitHub's search needs it.
    pub async fn find_pull_request(
        &self,
        id: GithubRepositoryId,
        owner: &str,
        head: &BranchName,
        base: &BranchName,
    ) -> Result<Option<FoundPullRequest>, Error> {
        find(&self.call(), id, owner, head, base).await
    }

    /// Opens a closed pull request again.
    pub async fn reopen_pull_request(
        &self,
        id: GithubRepositoryId,
        number: PullRequestNumber,
    ) -> Result<FoundPullRequest, Error> {
        let path = ["pulls", &number.to_string()];
        let call = self.call();
        let request = call.on(Method::PATCH, id, &path);
        match request.json(json!({ "state": "open" })).send().await {
            Ok(reply) => Ok(reply.json::<Wire>()?.into_found()),
            Err(Error::Invalid { .. }) => Err(Error::PullRequestRefused(PullRequestState::Refused)),
            Err(error) => Err(error),
        }
    }

    /// Opens a pull request; one that is open already is as good, and so is one that is ready
    /// where the repository knows no drafts.
    pub async fn open_pull_request(
        &self,
        id: GithubRepositoryId,
        new: &NewPullRequest,
    ) -> Result<FoundPullRequest, Error> {
        let call = self.call();
        let refused = match post(&call, id, new, new.draft).await {
            Err(Error::Invalid { errors }) if refusal(&errors) == Refusal::NoDrafts => {
                post(&call, id, new, false).await
            }
            other => other,
        };
        match refused {
            Err(Error::Invalid { errors }) => match refusal(&errors) {
                Refusal::AlreadyOpen => open_already(&call, id, new).await,
                Refusal::State(state) => Err(Error::PullRequestRefused(state)),
                Refusal::NoDrafts | Refusal::Unclear => {
                    let refused = Error::PullRequestRefused(PullRequestState::Refused);
                    Err(unless_switched_off(&call, id, refused).await?)
                }
            },
            Err(forbidden @ Error::Forbidden { .. }) => {
                Err(unless_switched_off(&call, id, forbidden).await?)
            }
            other => other,
        }
    }
}

async fn post(
    call: &Call,
    id: GithubRepositoryId,
    new: &NewPullRequest,
    draft: bool,
) -> Result<FoundPullRequest, Error> {
    let body = json!({
        "title": new.title, "body": new.body, "draft": draft,
        "head": new.head.as_str(), "base": new.base.as_str(),
    });
    let request = call.on(Method::POST, id, &["pulls"]).json(body);
    Ok(request.send().await?.json::<Wire>()?.into_found())
}

async fn find(
    call: &Call,
    id: GithubRepositoryId,
    owner: &str,
    head: &BranchName,
    base: &BranchName,
) -> Result<Option<FoundPullRequest>, Error> {
    let request = call
        .on(Method::GET, id, &["pulls"])
        .query("state", "all")
        .query("head", &format!("{owner}:{head}"))
        .query("base", base.as_str())
        .about_commits();
    let found = request.pages::<Wire>(PAGES).await?;
    // GitHub ignores a filter that it cannot read, and would then list them all.
    let ours = |wire: &Wire| wire.is_between(id, head, base);
    let open_and_newest_first = |found: &FoundPullRequest| {
        let open = found.standing == PullRequestStanding::Open;
        (!open, Reverse(found.link.number))
    };
    Ok(found
        .items
        .into_iter()
        .filter(ours)
        .map(Wire::into_found)
        .min_by_key(open_and_newest_first))
}

async fn open_already(
    call: &Call,
    id: GithubRepositoryId,
    new: &NewPullRequest,
) -> Result<FoundPullRequest, Error> {
    let owner = repositories::look(call, id).await?.owner.login;
    let found = find(call, id, &owner, &new.head, &new.base).await?;
    let refused = Error::PullRequestRefused(PullRequestState::Refused);
    found.ok_or(refused)
}

/// GitHub has no fixed words for a repository that takes no pull requests: looking tells.
async fn unless_switched_off(
    call: &Call,
    id: GithubRepositoryId,
    refused: Error,
) -> Result<Error, Error> {
    let accepted = repositories::look(call, id).await?.accepts_pull_requests;
    let off = Error::PullRequestRefused(PullRequestState::SwitchedOff);
    Ok(if accepted { refused } else { off })
}

impl Wire {
    fn is_between(&self, id: GithubRepositoryId, head: &BranchName, base: &BranchName) -> bool {
        self.head.branch == head.as_str()
            && self.base.branch == base.as_str()
            && self.head.repo.as_ref().is_some_and(|repo| repo.id == id)
    }

    fn into_found(self) -> FoundPullRequest {
        let standing = match (self.state.as_str(), self.merged_at) {
            (_, Some(_)) => PullRequestStanding::Merged,
            ("open", None) => PullRequestStanding::Open,
            _ => PullRequestStanding::Closed,
        };
        FoundPullRequest {
            link: PullRequestLink {
                number: self.number,
                url: self.html_url,
            },
            standing,
            draft: self.draft,
            author: self.user.map(|account| account.id),
            reviewers: self
                .requested_reviewers
                .into_iter()
                .map(|one| one.id)
                .collect(),
        }
    }
}
