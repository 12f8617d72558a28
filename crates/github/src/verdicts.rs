//! What machines and people say of a task's work: checks and reviews.
//!
//! What is read here goes to one viewer and nowhere else. Nothing in this file may be logged, and
//! no error may quote an answer (law 5).

use domain::{
    ids::{GithubRepositoryId, PullRequestNumber},
    names::BranchName,
    wire::commits::{Check, CheckState, Review, ReviewState},
};
use reqwest::Method;
use serde::Deserialize;

use crate::{client::UserClient, error::Error};

/// A thousand reviews are more than anybody gives.
const PAGES: usize = 10;

#[derive(Deserialize)]
struct WireRuns {
    check_runs: Vec<WireRun>,
}

#[derive(Deserialize)]
struct WireRun {
    name: String,
    conclusion: Option<String>,
    html_url: Option<String>,
}

#[derive(Deserialize)]
struct WireStatuses {
    statuses: Vec<WireStatus>,
}

#[derive(Deserialize)]
struct WireStatus {
    context: String,
    state: String,
    target_url: Option<String>,
}

#[derive(Deserialize)]
struct WireReview {
    user: Option<WireReviewer>,
    state: String,
    html_url: Option<String>,
}

#[derive(Deserialize)]
struct WireReviewer {
    login: String,
    avatar_url: Option<String>,
}

impl UserClient {
    /// The checks of a branch's last commit: those of apps, then those of other programs.
    pub async fn checks(
        &self,
        id: GithubRepositoryId,
        branch: &BranchName,
    ) -> Result<Vec<Check>, Error> {
        let call = self.call();
        let path = |last| ["commits", branch.as_str(), last];
        let runs = call.on(Method::GET, id, &path("check-runs"));
        let runs = runs.query("per_page", "100").about_commits();
        let runs: WireRuns = runs.send().await?.json()?;
        let statuses = call.on(Method::GET, id, &path("status"));
        let statuses = statuses.query("per_page", "100").about_commits();
        let statuses: WireStatuses = statuses.send().await?.json()?;
        let runs = runs.check_runs.into_iter().map(run);
        Ok(runs
            .chain(statuses.statuses.into_iter().map(status))
            .collect())
    }

    /// The last word of each reviewer of a pull request.
    pub async fn reviews(
        &self,
        id: GithubRepositoryId,
        number: PullRequestNumber,
    ) -> Result<Vec<Review>, Error> {
        let call = self.call();
        let path = ["pulls", &number.to_string(), "reviews"];
        let request = call.on(Method::GET, id, &path).about_commits();
        Ok(last_words(request.pages(PAGES).await?.items))
    }
}

fn run(run: WireRun) -> Check {
    let state = match run.conclusion.as_deref() {
        None => CheckState::Running,
        Some("success") => CheckState::Passed,
        Some("neutral" | "skipped" | "stale") => CheckState::Neutral,
        Some(_) => CheckState::Failed,
    };
    Check {
        name: run.name,
        state,
        html_url: run.html_url,
    }
}

fn status(status: WireStatus) -> Check {
    let state = match status.state.as_str() {
        "pending" => CheckState::Running,
        "success" => CheckState::Passed,
        _ => CheckState::Failed,
    };
    Check {
        name: status.context,
        state,
        html_url: status.target_url,
    }
}

/// They come in the order in which they were given; a remark changes no verdict.
fn last_words(reviews: Vec<WireReview>) -> Vec<Review> {
    let mut last: Vec<Review> = Vec::new();
    for review in reviews {
        let (Some(reviewer), Some(state)) = (review.user, review_state(&review.state)) else {
            continue;
        };
        let before = last.iter().position(|one| one.login == reviewer.login);
        if before.is_some() && state == ReviewState::Commented {
            continue;
        }
        let word = Review {
            login: reviewer.login,
            avatar_url: reviewer.avatar_url,
            state,
            html_url: review.html_url,
        };
        match before {
            Some(at) => last[at] = word,
            None => last.push(word),
        }
    }
    last
}

fn review_state(state: &str) -> Option<ReviewState> {
    match state {
        "APPROVED" => Some(ReviewState::Approved),
        "CHANGES_REQUESTED" => Some(ReviewState::ChangesRequested),
        "COMMENTED" => Some(ReviewState::Commented),
        "DISMISSED" => Some(ReviewState::Dismissed),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(reviews: &[(&str, &str)]) -> Vec<(String, ReviewState)> {
        let review = |(login, state): &(&str, &str)| WireReview {
            user: Some(WireReviewer {
                login: (*login).to_owned(),
                avatar_url: None,
            }),
            state: (*state).to_owned(),
            html_url: None,
        };
        let last = last_words(reviews.iter().map(review).collect());
        last.into_iter()
            .map(|word| (word.login, word.state))
            .collect()
    }

    #[test]
    fn each_reviewer_has_one_last_word_and_a_remark_is_none() {
        let said = words(&[
            ("ann", "CHANGES_REQUESTED"),
            ("ben", "COMMENTED"),
            ("ann", "COMMENTED"),
            ("ben", "APPROVED"),
            ("cat", "PENDING"),
        ]);
        let wanted = [
            ("ann".to_owned(), ReviewState::ChangesRequested),
            ("ben".to_owned(), ReviewState::Approved),
        ];
        assert!(said == wanted);
    }

    #[test]
    fn a_check_that_did_not_end_is_running_and_what_is_unknown_did_not_pass() {
        let ended = |conclusion: Option<&str>| {
            let wire = WireRun {
                name: String::new(),
                conclusion: conclusion.map(str::to_owned),
                html_url: None,
            };
            run(wire).state
        };
        assert!(ended(None) == CheckState::Running);
        assert!(ended(Some("success")) == CheckState::Passed);
        assert!(ended(Some("skipped")) == CheckState::Neutral);
        assert!(ended(Some("timed_out")) == CheckState::Failed);
    }
}
