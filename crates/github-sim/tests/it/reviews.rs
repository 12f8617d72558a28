//! Reviews: given, told to hooks, dismissed.

use serde_json::{Value, json};

use crate::practice::Practice;
use crate::receiver::Receiver;

const PULL: &str = "/repos/mona/site/pulls/1";

/// Mona's pull request, which Dana may review.
async fn with_a_pull_request() -> Practice {
    let practice = Practice::with_a_repository().await;
    practice.commit("mona/site", "feature").await;
    let wish = json!({ "title": "Work", "head": "feature", "base": "main" });
    practice
        .caller("mona")
        .await
        .post("/repos/mona/site/pulls", wish)
        .await;
    let repository = practice.look_at("mona/site").await;
    let path = format!("/repositories/{}/collaborators/dana", repository["id"]);
    practice
        .control(reqwest::Method::PUT, &path, json!({ "permission": "push" }))
        .await;
    practice
}

fn asks_for_changes() -> Value {
    json!({ "event": "REQUEST_CHANGES", "body": "Please change this" })
}

#[tokio::test]
async fn whoever_was_asked_gives_a_review_and_is_not_waited_for_any_more() {
    let practice = with_a_pull_request().await;
    let (mona, dana) = (practice.caller("mona").await, practice.caller("dana").await);
    let asked = json!({ "reviewers": ["dana"] });
    mona.post(&format!("{PULL}/requested_reviewers"), asked)
        .await;
    let given = dana
        .post(&format!("{PULL}/reviews"), asks_for_changes())
        .await;
    assert_eq!(
        (given.status, &given.body["state"]),
        (200, &json!("CHANGES_REQUESTED"))
    );
    let waited_for = mona.get(&format!("{PULL}/requested_reviewers")).await;
    assert_eq!(waited_for.body["users"], json!([]));

    let approves = json!({ "event": "APPROVE" });
    dana.post(&format!("{PULL}/reviews"), approves).await;
    let listed = mona.get(&format!("{PULL}/reviews")).await;
    assert_eq!(listed.each("state"), ["CHANGES_REQUESTED", "APPROVED"]);
}

#[tokio::test]
async fn neither_the_author_nor_a_stranger_is_asked_for_a_review() {
    let practice = with_a_pull_request().await;
    practice.user("eve").await;
    let mona = practice.caller("mona").await;
    for (login, why) in [
        (
            "mona",
            "Review cannot be requested from pull request author.",
        ),
        ("eve", "Reviews may only be requested from collaborators."),
    ] {
        let asked = json!({ "reviewers": [login] });
        let path = format!("{PULL}/requested_reviewers");
        let refused = mona.post(&path, asked).await;
        let message = refused.body["message"].as_str().unwrap();
        assert_eq!((refused.status, message.starts_with(why)), (422, true));
    }
}

#[tokio::test]
async fn nobody_judges_their_own_work() {
    let practice = with_a_pull_request().await;
    let mona = practice.caller("mona").await;
    let refused = mona
        .post(&format!("{PULL}/reviews"), asks_for_changes())
        .await;
    assert_eq!(refused.status, 422);
    let own = "Can not request changes on your own pull request";
    assert_eq!(refused.body["errors"], json!([own]));
    let remark = json!({ "event": "COMMENT", "body": "By the way" });
    assert_eq!(
        mona.post(&format!("{PULL}/reviews"), remark).await.status,
        200
    );
}

#[tokio::test]
async fn a_dismissed_review_asks_for_nothing() {
    let practice = with_a_pull_request().await;
    let (mona, dana) = (practice.caller("mona").await, practice.caller("dana").await);
    let given = dana
        .post(&format!("{PULL}/reviews"), asks_for_changes())
        .await;
    let path = format!("{PULL}/reviews/{}/dismissals", given.body["id"]);
    let dismissed = mona
        .put_with(&path, json!({ "message": "It is done" }))
        .await;
    assert_eq!(
        (dismissed.status, &dismissed.body["state"]),
        (200, &json!("DISMISSED"))
    );
    let listed = mona.get(&format!("{PULL}/reviews")).await;
    assert_eq!(listed.each("state"), ["DISMISSED"]);
}

#[tokio::test]
async fn a_review_is_told() {
    let practice = with_a_pull_request().await;
    let (mona, mut receiver) = (practice.caller("mona").await, Receiver::start().await);
    let wish = json!({
        "name": "web", "events": ["pull_request_review"],
        "config": { "url": receiver.address, "content_type": "json" },
    });
    mona.post("/repos/mona/site/hooks", wish).await;
    let dana = practice.caller("dana").await;
    dana.post(&format!("{PULL}/reviews"), asks_for_changes())
        .await;
    let heard = receiver.hear("pull_request_review").await;
    let body: Value = serde_json::from_str(&heard.body).unwrap();
    assert_eq!(
        (&body["action"], &body["review"]["state"]),
        (&json!("submitted"), &json!("changes_requested"))
    );
    assert_eq!(body["pull_request"]["head"]["ref"], "feature");
}
