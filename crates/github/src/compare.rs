//! The commits of a task: what its branch has that the development branch lacks.
//!
//! What is read here goes to one viewer and nowhere else. Nothing in this file may be logged, and
//! no error may quote an answer (law 5).

use chrono::{DateTime, Utc};
use domain::{
    ids::GithubRepositoryId,
    names::BranchName,
    wire::commits::{Commit, CommitAuthor, Commits},
};
use reqwest::{Method, StatusCode};
use serde::Deserialize;

use crate::{client::UserClient, error::Error};

/// An answer to "has it changed since?".
pub enum Conditional<T> {
    /// The caller has it already.
    Unchanged,
    /// As it is now.
    Changed {
        /// What it is.
        value: T,
        /// The tag to ask with the next time. It serves this user's token only.
        etag: Option<String>,
    },
}

#[derive(Deserialize)]
struct Wire {
    ahead_by: u32,
    behind_by: u32,
    html_url: String,
    commits: Vec<WireCommit>,
}

#[derive(Deserialize)]
struct WireCommit {
    sha: String,
    html_url: String,
    commit: Inner,
    /// Absent, `null` or `{}` when GitHub does not know the e-mail address.
    author: Option<WireAccount>,
}

#[derive(Deserialize)]
struct Inner {
    message: String,
    author: Option<Signature>,
    verification: Option<Verification>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Signature {
    name: String,
    date: Option<DateTime<Utc>>,
}

#[derive(Deserialize)]
struct Verification {
    #[serde(default)]
    verified: bool,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct WireAccount {
    login: Option<String>,
    avatar_url: Option<String>,
}

impl UserClient {
    /// The commits that `head` has and `base` lacks, newest first; GitHub gives the newest 250.
    ///
    /// With the tag of an earlier answer, an unchanged one costs none of the user's rate limit.
    pub async fn compare(
        &self,
        id: GithubRepositoryId,
        base: &BranchName,
        head: &BranchName,
        if_none_match: Option<&str>,
    ) -> Result<Conditional<Commits>, Error> {
        let call = self.call();
        let range = format!("{base}...{head}");
        let request = call.on(Method::GET, id, &["compare", &range]);
        let request = request.unless_known(if_none_match).about_commits();
        let reply = request.send().await?;
        if reply.status == StatusCode::NOT_MODIFIED {
            return Ok(Conditional::Unchanged);
        }
        let wire: Wire = reply.json()?;
        Ok(Conditional::Changed {
            value: wire.into_commits(),
            etag: reply.etag(),
        })
    }
}

impl Wire {
    fn into_commits(self) -> Commits {
        Commits {
            ahead: self.ahead_by,
            behind: self.behind_by,
            commits: self.commits.into_iter().rev().map(commit).collect(),
            html_url: self.html_url,
        }
    }
}

fn commit(wire: WireCommit) -> Commit {
    let signature = wire.commit.author.unwrap_or_default();
    let account = wire.author.unwrap_or_default();
    let headline = wire.commit.message.lines().next().unwrap_or_default();
    Commit {
        sha: wire.sha,
        headline: headline.to_owned(),
        author: CommitAuthor {
            name: signature.name,
            login: account.login,
            avatar_url: account.avatar_url,
        },
        authored_at: signature.date,
        verified: wire.commit.verification.is_some_and(|found| found.verified),
        html_url: wire.html_url,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_author_whom_github_does_not_know_is_shown_by_name() {
        for author in [json!(null), json!({})] {
            let wire: WireCommit = serde_json::from_value(json!({
                "sha": "a1", "html_url": "https://x.test/c", "author": author,
                "commit": {
                    "message": "Say hello\n\nAnd more.",
                    "author": { "name": "Ann", "email": "ann@x.test", "date": "2026-11-01T10:00:00Z" },
                    "verification": { "verified": true, "reason": "valid" },
                },
            }))
            .unwrap();
            let commit = commit(wire);
            assert!(commit.headline == "Say hello" && commit.verified);
            assert!(commit.author.name == "Ann" && commit.author.login.is_none());
        }
    }
}
