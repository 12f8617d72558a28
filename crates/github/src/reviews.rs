//! Reviews of pull requests: asking for them, and whether one asks for changes.
//!
//! Nothing of what a review says is read: only whose it is and how it ended.

use std::collections::HashMap;

use domain::ids::{GithubAccountId, GithubRepositoryId, PullRequestNumber};
use reqwest::Method;
use serde::Deserialize;
use serde_json::json;

use crate::{client::UserClient, error::Error};

/// A thousand reviews are more than anybody gives.
const PAGES: usize = 10;

#[derive(Deserialize)]
struct Wire {
    user: Option<Reviewer>,
    state: String,
}

#[derive(Deserialize)]
struct Reviewer {
    id: GithubAccountId,
}

impl UserClient {
    /// Asks accounts for their review. GitHub asks all of them or, where one may not, nobody.
    pub async fn request_reviews(
        &self,
        id: GithubRepositoryId,
        number: PullRequestNumber,
        logins: &[&str],
    ) -> Result<(), Error> {
        let call = self.call();
        let path = ["pulls", &number.to_string(), "requested_reviewers"];
        let request = call.on(Method::POST, id, &path);
        request
            .json(json!({ "reviewers": logins }))
            .send()
            .await
            .map(drop)
    }

    /// Whether the last word of any reviewer asks for changes.
    pub async fn asks_for_changes(
        &self,
        id: GithubRepositoryId,
        number: PullRequestNumber,
    ) -> Result<bool, Error> {
        let call = self.call();
        let path = ["pulls", &number.to_string(), "reviews"];
        let request = call.on(Method::GET, id, &path).about_commits();
        Ok(ask_for_changes(request.pages(PAGES).await?.items))
    }
}

/// They come in the order in which they were given; a remark changes no verdict.
fn ask_for_changes(reviews: Vec<Wire>) -> bool {
    let verdicts = reviews.into_iter().filter_map(|review| {
        let reviewer = review.user?.id;
        let asks = match review.state.as_str() {
            "CHANGES_REQUESTED" => true,
            "APPROVED" | "DISMISSED" => false,
            _ => return None,
        };
        Some((reviewer, asks))
    });
    verdicts
        .collect::<HashMap<_, _>>()
        .into_values()
        .any(|asks| asks)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asks(reviews: &[(i64, &str)]) -> bool {
        let review = |(id, state): &(i64, &str)| Wire {
            user: Some(Reviewer {
                id: GithubAccountId(*id),
            }),
            state: (*state).to_owned(),
        };
        ask_for_changes(reviews.iter().map(review).collect())
    }

    #[test]
    fn the_last_verdict_of_each_reviewer_counts() {
        assert!(!asks(&[]));
        assert!(!asks(&[(1, "COMMENTED")]));
        assert!(asks(&[(1, "CHANGES_REQUESTED"), (1, "COMMENTED")]));
        assert!(!asks(&[(1, "CHANGES_REQUESTED"), (1, "APPROVED")]));
        assert!(asks(&[(1, "CHANGES_REQUESTED"), (2, "APPROVED")]));
        assert!(!asks(&[(1, "DISMISSED")]));
    }
}
