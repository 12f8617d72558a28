//! The commits of a task, read with the viewer's own token.

use domain::{ids::GithubRepositoryId, names::BranchName, wire::commits::Commits};
use github::{Conditional, Error, UserClient};
use serde_json::json;
use testbed::practice::Practice;

async fn with_work(practice: &Practice) -> GithubRepositoryId {
    practice.user("ann").await;
    let body = json!({ "owner": "ann", "name": "web", "private": true, "branches": ["web-1/x"] });
    let id = practice.repository_with(body).await.id;
    for message in ["First step", "Second step\n\nWith a body."] {
        practice.commit(id, "web-1/x", message).await;
    }
    practice.commit(id, "main", "Meanwhile").await;
    id
}

async fn compared(
    client: &UserClient,
    id: GithubRepositoryId,
    tag: Option<&str>,
) -> Result<Conditional<Commits>, Error> {
    let (base, head): (BranchName, BranchName) =
        ("main".parse().unwrap(), "web-1/x".parse().unwrap());
    client.compare(id, &base, &head, tag).await
}

fn changed(answer: Conditional<Commits>) -> (Commits, String) {
    match answer {
        Conditional::Changed { value, etag } => (value, etag.unwrap()),
        Conditional::Unchanged => panic!("nothing was known before"),
    }
}

#[tokio::test]
async fn commits_come_newest_first_with_how_far_the_branch_is() {
    let practice = Practice::start().await;
    let id = with_work(&practice).await;
    let client = practice.client("ann").await;
    let (commits, _) = changed(compared(&client, id, None).await.unwrap());
    assert_eq!((commits.ahead, commits.behind), (2, 1));
    let headlines: Vec<_> = commits.commits.iter().map(|one| &one.headline).collect();
    assert_eq!(headlines, ["Second step", "First step"]);
    let newest = &commits.commits[0];
    assert_eq!(newest.sha.len(), 40);
    assert!(newest.html_url.ends_with(&newest.sha));
    assert!(newest.authored_at.is_some() && !newest.author.name.is_empty());
    assert!(commits.html_url.contains("/compare/"));
}

#[tokio::test]
async fn what_was_seen_already_is_not_sent_again() {
    let practice = Practice::start().await;
    let id = with_work(&practice).await;
    let client = practice.client("ann").await;
    let (_, tag) = changed(compared(&client, id, None).await.unwrap());
    let again = compared(&client, id, Some(&tag)).await.unwrap();
    assert!(matches!(again, Conditional::Unchanged));
    practice.commit(id, "web-1/x", "Third step").await;
    let (commits, _) = changed(compared(&client, id, Some(&tag)).await.unwrap());
    assert_eq!(commits.ahead, 3);
}

#[tokio::test]
async fn a_tag_from_before_a_renewal_is_good_or_the_commits_are_sent_again() {
    let practice = Practice::start().await;
    let id = with_work(&practice).await;
    let (before, renewed) = (practice.client("ann").await, practice.client("ann").await);
    let (commits, tag) = changed(compared(&before, id, None).await.unwrap());
    let again = compared(&renewed, id, Some(&tag)).await.unwrap();
    match practice.switch("etag_by_token").await.as_bool() {
        Some(false) => assert!(matches!(again, Conditional::Unchanged)),
        _ => assert_eq!(changed(again).0.commits.len(), commits.commits.len()),
    }
}

#[tokio::test]
async fn the_newest_250_of_many_are_given() {
    let practice = Practice::start().await;
    practice.user("ann").await;
    let body = json!({ "owner": "ann", "name": "old", "commits": 1, "branches": ["web-1/x"] });
    let id = practice.repository_with(body).await.id;
    for number in 1..=253 {
        practice
            .commit(id, "web-1/x", &format!("Step {number}"))
            .await;
    }
    let client = practice.client("ann").await;
    let (commits, _) = changed(compared(&client, id, None).await.unwrap());
    assert_eq!((commits.ahead, commits.commits.len()), (253, 250));
    assert_eq!(commits.commits[0].headline, "Step 253");
    assert_eq!(commits.commits[249].headline, "Step 4");
}

#[tokio::test]
async fn law_6_who_may_not_see_the_repository_sees_no_commit() {
    let practice = Practice::start().await;
    let id = with_work(&practice).await;
    practice.user("ben").await;
    let stranger = practice.client("ben").await;
    let refused = compared(&stranger, id, None).await;
    assert_eq!(refused.err(), Some(Error::NotFound));
}

#[tokio::test]
async fn law_5_no_error_about_commits_quotes_githubs_words() {
    let practice = Practice::start().await;
    let id = with_work(&practice).await;
    let client = practice.client("ann").await;
    for status in [400, 403, 409, 422, 500] {
        let words = json!({ "message": "First step", "errors": [{ "message": "First step" }] });
        let fault = json!({ "kind": "status", "status": status, "body": words });
        practice
            .order(json!({ "path": "/compare/", "times": 3, "fault": fault }))
            .await;
        let error = compared(&client, id, None).await.err().unwrap();
        assert!(
            !format!("{error} {error:?}").contains("First step"),
            "{error:?}"
        );
        practice.heal().await;
    }
    let fault = json!({ "kind": "status", "status": 200, "body": { "ahead_by": "First step" } });
    practice
        .order(json!({ "path": "/compare/", "fault": fault }))
        .await;
    let error = compared(&client, id, None).await.err().unwrap();
    assert!(matches!(error, Error::Unexpected { .. }));
    assert!(
        !format!("{error} {error:?}").contains("First step"),
        "{error:?}"
    );
}

#[tokio::test]
async fn an_empty_repository_and_a_missing_branch_are_told_apart() {
    let practice = Practice::start().await;
    let id = with_work(&practice).await;
    practice.delete_branch(id, "web-1/x").await;
    let client = practice.client("ann").await;
    let gone = compared(&client, id, None).await;
    assert_eq!(gone.err(), Some(Error::NotFound));
}
