//! A task's pull request: found, opened once, refused for a reason.

use domain::{ids::GithubRepositoryId, names::BranchName, pull_request::PullRequestState as State};
use github::{Error, NewPullRequest, PullRequestStanding};
use serde_json::json;
use testbed::practice::Practice;

fn branch(name: &str) -> BranchName {
    name.parse().unwrap()
}

fn wished(head: &str, base: &str) -> NewPullRequest {
    NewPullRequest {
        title: "WEB-1 Start".to_owned(),
        body: "From Tasksource.".to_owned(),
        head: branch(head),
        base: branch(base),
        draft: false,
    }
}

/// A repository with a branch that has a commit, and one that has none.
async fn with_work(practice: &Practice) -> GithubRepositoryId {
    practice.user("ann").await;
    let body = json!({
        "owner": "ann", "name": "web", "private": true, "branches": ["web-1", "web-2"],
    });
    let id = practice.repository_with(body).await.id;
    practice.commit(id, "web-1", "Start").await;
    id
}

#[tokio::test]
async fn opening_twice_gives_the_same_pull_request() {
    let practice = Practice::start().await;
    let id = with_work(&practice).await;
    let ann = practice.client("ann").await;
    let (head, base) = (branch("web-1"), branch("main"));
    let none = ann.find_pull_request(id, "ann", &head, &base).await;
    assert_eq!(none, Ok(None));
    let first = ann.open_pull_request(id, &wished("web-1", "main")).await;
    let first = first.unwrap();
    let second = ann.open_pull_request(id, &wished("web-1", "main")).await;
    assert_eq!(second, Ok(first.clone()));
    let found = ann.find_pull_request(id, "ann", &head, &base).await;
    let found = found.unwrap().unwrap();
    assert_eq!(found.standing, PullRequestStanding::Open);
    assert_eq!(found, first);
    let seen = practice.seen(id).await;
    assert_eq!(seen["pull_requests"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_refusal_carries_its_reason() {
    let practice = Practice::start().await;
    let id = with_work(&practice).await;
    let ann = practice.client("ann").await;
    for (head, base, state) in [
        ("web-2", "main", State::NothingToMerge),
        ("web-1", "gone", State::BaseMissing),
        ("gone", "main", State::BranchMissing),
    ] {
        let refused = ann.open_pull_request(id, &wished(head, base)).await;
        assert_eq!(
            refused,
            Err(Error::PullRequestRefused(state)),
            "{head} {base}"
        );
    }
}

#[tokio::test]
async fn a_repository_without_pull_requests_says_so() {
    let practice = Practice::start().await;
    let id = with_work(&practice).await;
    let off = json!({ "has_pull_requests": false });
    practice.change_repository(id, off).await;
    let ann = practice.client("ann").await;
    assert!(!ann.repository(id).await.unwrap().accepts_pull_requests);
    let refused = ann.open_pull_request(id, &wished("web-1", "main")).await;
    assert_eq!(refused, Err(Error::PullRequestRefused(State::SwitchedOff)));
}

#[tokio::test]
async fn where_only_collaborators_may_open_one_others_are_told_so() {
    let practice = Practice::start().await;
    practice.user("ben").await;
    let id = with_work(&practice).await;
    let change = json!({ "private": false, "pulls_by_collaborators_only": true });
    practice.change_repository(id, change).await;
    let ben = practice.client("ben").await;
    let refused = ben.open_pull_request(id, &wished("web-1", "main")).await;
    assert_eq!(refused, Err(Error::PullRequestRefused(State::SwitchedOff)));
    let ann = practice.client("ann").await;
    let opened = ann.open_pull_request(id, &wished("web-1", "main")).await;
    assert!(opened.is_ok(), "{opened:?}");
}

#[tokio::test]
async fn an_outside_collaborator_opens_one_or_is_refused() {
    let practice = Practice::start().await;
    practice.user("ben").await;
    let id = with_work(&practice).await;
    practice.organization("acme", &[("ann", "admin")]).await;
    let moved = json!({ "owner": "acme" });
    practice.change_repository(id, moved).await;
    practice.let_in(id, "ben", "push").await;
    let ben = practice.client("ben").await;
    let sent = ben.open_pull_request(id, &wished("web-1", "main")).await;
    let as_expected = match practice.switch("outsider_pull").await.as_u64() {
        Some(403) => matches!(sent, Err(Error::Forbidden { .. })),
        Some(422) => sent == Err(Error::PullRequestRefused(State::Refused)),
        _ => sent.is_ok(),
    };
    assert!(as_expected, "{sent:?}");
}

#[tokio::test]
async fn a_pull_request_whose_answer_was_lost_is_found() {
    let practice = Practice::start().await;
    let id = with_work(&practice).await;
    let ann = practice.client("ann").await;
    let fault = json!({ "kind": "cut_after" });
    practice
        .order(json!({ "method": "POST", "path": "/pulls$", "times": 1, "fault": fault }))
        .await;
    let cut = ann.open_pull_request(id, &wished("web-1", "main")).await;
    assert!(matches!(cut, Err(Error::Unavailable { .. })), "{cut:?}");
    let again = ann.open_pull_request(id, &wished("web-1", "main")).await;
    assert_eq!(again.unwrap().link.number.0, 1);
    let seen = practice.seen(id).await;
    assert_eq!(seen["pull_requests"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_draft_is_opened_as_one_and_as_ready_where_there_are_none() {
    let practice = Practice::start().await;
    let id = with_work(&practice).await;
    let ann = practice.client("ann").await;
    let draft = NewPullRequest {
        draft: true,
        ..wished("web-1", "main")
    };
    let refusal = json!({ "kind": "named", "name": "drafts_unsupported" });
    practice
        .order(json!({ "method": "POST", "path": "/pulls$", "times": 1, "fault": refusal }))
        .await;
    let ready = ann.open_pull_request(id, &draft).await.unwrap();
    assert!(!ready.draft);
    practice.close_pull_request(id, "ann", 1).await;
    let opened = ann.open_pull_request(id, &draft).await.unwrap();
    assert!(opened.draft);
}

#[tokio::test]
async fn reviews_are_asked_for_and_their_last_word_is_heard() {
    let practice = Practice::start().await;
    let id = with_work(&practice).await;
    let ben = practice.user("ben").await;
    practice.let_in(id, "ben", "push").await;
    let ann = practice.client("ann").await;
    let opened = ann.open_pull_request(id, &wished("web-1", "main")).await;
    let opened = opened.unwrap();
    let number = opened.link.number;
    assert_eq!(opened.author, Some(ann.account().await.unwrap().id));
    ann.request_reviews(id, number, &["ben"]).await.unwrap();
    let (head, base) = (branch("web-1"), branch("main"));
    let found = ann.find_pull_request(id, "ann", &head, &base).await;
    assert_eq!(found.unwrap().unwrap().reviewers, [ben]);
    let refused = ann.request_reviews(id, number, &["ann"]).await;
    assert!(matches!(refused, Err(Error::Invalid { .. })), "{refused:?}");

    assert_eq!(ann.asks_for_changes(id, number).await, Ok(false));
    practice.review(id, "ben", 1, "REQUEST_CHANGES").await;
    assert_eq!(ann.asks_for_changes(id, number).await, Ok(true));
    practice.review(id, "ben", 1, "APPROVE").await;
    assert_eq!(ann.asks_for_changes(id, number).await, Ok(false));
}
