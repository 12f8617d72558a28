//! Pull requests: finding a task's own, and opening it once.
//!
//! Nothing of what a pull request holds is read: only where it is and how it stands.

use std::cmp::Reverse;

use domain::{
    ids::{GithubRepositoryId, PullRequestNumber},
    names::BranchName,
    pull_request::{PullRequestLink, PullRequestState},
};
use reqwest::Method;
use serde::Deserialize;
use serde_json::json;

use crate::{
    call::Call,
    client::UserClient,
    error::{Error, FieldError},
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
}

/// A pull request that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundPullRequest {
    /// Where it is.
    pub link: PullRequestLink,
    /// How it stands.
    pub standing: PullRequestStanding,
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
    head: Side,
    base: Side,
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

/// What a refusal to open comes down to.
#[derive(Debug, PartialEq, Eq)]
enum Refusal {
    AlreadyOpen,
    State(PullRequestState),
    Unclear,
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
    ) -> Result<PullRequestLink, Error> {
        let path = ["pulls", &number.to_string()];
        let call = self.call();
        let request = call.on(Method::PATCH, id, &path);
        match request.json(json!({ "state": "open" })).send().await {
            Ok(reply) => Ok(reply.json::<Wire>()?.into_found().link),
            Err(Error::Invalid { .. }) => Err(Error::PullRequestRefused(PullRequestState::Refused)),
            Err(error) => Err(error),
        }
    }

    /// Opens a pull request; one that is open already is as good.
    pub async fn open_pull_request(
        &self,
        id: GithubRepositoryId,
        new: &NewPullRequest,
    ) -> Result<PullRequestLink, Error> {
        let call = self.call();
        let body = json!({
            "title": new.title, "body": new.body,
            "head": new.head.as_str(), "base": new.base.as_str(),
        });
        let sent = call
            .on(Method::POST, id, &["pulls"])
            .json(body)
            .send()
            .await;
        match sent {
            Ok(reply) => Ok(reply.json::<Wire>()?.into_found().link),
            Err(Error::Invalid { errors }) => match refusal(&errors) {
                Refusal::AlreadyOpen => open_already(&call, id, new).await,
                Refusal::State(state) => Err(Error::PullRequestRefused(state)),
                Refusal::Unclear => {
                    let refused = Error::PullRequestRefused(PullRequestState::Refused);
                    Err(unless_switched_off(&call, id, refused).await?)
                }
            },
            Err(forbidden @ Error::Forbidden { .. }) => {
                Err(unless_switched_off(&call, id, forbidden).await?)
            }
            Err(error) => Err(error),
        }
    }
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
) -> Result<PullRequestLink, Error> {
    let owner = repositories::look(call, id).await?.owner.login;
    let found = find(call, id, &owner, &new.head, &new.base).await?;
    let refused = Error::PullRequestRefused(PullRequestState::Refused);
    found.map(|found| found.link).ok_or(refused)
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
        }
    }
}

fn refusal(errors: &[FieldError]) -> Refusal {
    let says = |phrase| errors.iter().any(|error| error.says(phrase));
    let invalid = |field| {
        let about = |error: &&FieldError| error.field.as_deref() == Some(field);
        errors
            .iter()
            .find(about)
            .is_some_and(|error| error.code == "invalid")
    };
    if says("a pull request already exists") {
        Refusal::AlreadyOpen
    } else if says("no commits between") {
        Refusal::State(PullRequestState::NothingToMerge)
    } else if invalid("base") {
        Refusal::State(PullRequestState::BaseMissing)
    } else if invalid("head") {
        Refusal::State(PullRequestState::BranchMissing)
    } else {
        Refusal::Unclear
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn custom(message: &str) -> FieldError {
        FieldError {
            resource: "PullRequest".to_owned(),
            field: None,
            code: "custom".to_owned(),
            message: Some(message.to_owned()),
        }
    }

    fn field(name: &str, code: &str) -> FieldError {
        FieldError {
            resource: "PullRequest".to_owned(),
            field: Some(name.to_owned()),
            code: code.to_owned(),
            message: None,
        }
    }

    #[test]
    fn every_known_refusal_is_told_apart() {
        use PullRequestState as State;
        let state = Refusal::State;
        let exists = custom("A pull request already exists for octo:web-1.");
        let nothing = custom("No commits between main and web-1");
        let head_sha = field("head_sha", "missing_field");
        assert_eq!(refusal(&[exists]), Refusal::AlreadyOpen);
        assert_eq!(
            refusal(std::slice::from_ref(&nothing)),
            state(State::NothingToMerge)
        );
        assert_eq!(refusal(&[head_sha, nothing]), state(State::NothingToMerge));
        assert_eq!(
            refusal(&[field("base", "invalid")]),
            state(State::BaseMissing)
        );
        assert_eq!(
            refusal(&[field("head", "invalid")]),
            state(State::BranchMissing)
        );
        assert_eq!(refusal(&[custom("Something new.")]), Refusal::Unclear);
        assert_eq!(refusal(&[]), Refusal::Unclear);
    }
}
