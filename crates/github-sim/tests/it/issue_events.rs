//! Events of issues and pull requests: what was done, by whom, in which order.

use reqwest::Method;
use serde_json::{Value, json};

use crate::practice::{Caller, Practice};

const ISSUES: &str = "/repos/mona/site/issues";

/// `mona/site` with dana as a collaborator and a pull request of hers.
async fn with_a_pull_request() -> Practice {
    let practice = Practice::with_a_repository().await;
    let id = practice.look_at("mona/site").await["id"].clone();
    let by_hand = format!("/repositories/{id}/collaborators/dana");
    practice.control(Method::PUT, &by_hand, json!({})).await;
    practice.commit("mona/site", "work").await;
    let wish = json!({ "title": "Work", "head": "work", "base": "main" });
    let dana = practice.caller("dana").await;
    assert_eq!(dana.post("/repos/mona/site/pulls", wish).await.status, 201);
    practice
}

/// What was done, each with the one who did it.
async fn deeds(caller: &Caller<'_>, list: &str) -> Vec<(String, String)> {
    let events = caller.get(&format!("{ISSUES}/{list}")).await.body;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let events = events.as_array().unwrap().iter();
    events
        .map(|event| (text(&event["event"]), text(&event["actor"]["login"])))
        .collect()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let pairs = pairs.iter();
    pairs
        .map(|(deed, who)| ((*deed).to_owned(), (*who).to_owned()))
        .collect()
}

#[tokio::test]
async fn an_issue_tells_who_did_what_to_it() {
    let practice = with_a_pull_request().await;
    let (mona, dana) = (practice.caller("mona").await, practice.caller("dana").await);
    let wish = json!({ "title": "Broken", "assignees": ["dana"] });
    mona.post(ISSUES, wish).await;
    let issue = format!("{ISSUES}/2");
    let closed = json!({ "state": "closed" });
    dana.patch(&issue, closed.clone()).await;
    dana.patch(&issue, closed).await;
    let now = mona.get(&issue).await.body;
    assert_eq!(now["closed_by"]["login"], "dana");
    let fixed = json!({ "state": "open", "title": "Fixed", "assignees": [] });
    mona.patch(&issue, fixed).await;
    assert_eq!(mona.get(&issue).await.body["closed_by"], Value::Null);
    let done = [
        ("assigned", "mona"),
        ("closed", "dana"),
        ("unassigned", "mona"),
        ("renamed", "mona"),
        ("reopened", "mona"),
    ];
    assert_eq!(deeds(&mona, "2/events").await, pairs(&done));
    assert_eq!(deeds(&mona, "2/timeline").await, pairs(&done));
    let events = mona.get(&format!("{issue}/events")).await.body;
    assert_eq!(events[0]["assignee"]["login"], "dana");
    assert_eq!(
        events[3]["rename"],
        json!({ "from": "Broken", "to": "Fixed" })
    );
}

#[tokio::test]
async fn a_merge_and_the_end_of_its_branch_are_events() {
    let practice = with_a_pull_request().await;
    let (mona, dana) = (practice.caller("mona").await, practice.caller("dana").await);
    let pull = "/repos/mona/site/pulls/1";
    let asked = json!({ "reviewers": ["mona"] });
    dana.post(&format!("{pull}/requested_reviewers"), asked)
        .await;
    let review = json!({ "event": "APPROVE" });
    mona.post(&format!("{pull}/reviews"), review).await;
    let merge = format!("{pull}/merge");
    let merged = mona.put_with(&merge, json!({})).await.body;
    dana.delete("/repos/mona/site/git/refs/heads/work").await;
    let done = [
        ("review_requested", "dana"),
        ("merged", "mona"),
        ("closed", "mona"),
        ("head_ref_deleted", "dana"),
    ];
    assert_eq!(deeds(&mona, "1/events").await, pairs(&done));
    let newest_first: Vec<_> = done.iter().rev().copied().collect();
    assert_eq!(deeds(&mona, "events").await, pairs(&newest_first));
    let events = mona.get(&format!("{ISSUES}/1/events")).await.body;
    assert_eq!(events[1]["commit_id"], merged["sha"]);
    let one = mona.get(events[1]["url"].as_str().unwrap()).await.body;
    assert_eq!(one["issue"]["number"], 1);
    let told = deeds(&mona, "1/timeline").await;
    let kinds: Vec<_> = told.iter().map(|(kind, _)| kind.as_str()).collect();
    for kind in ["committed", "reviewed", "merged"] {
        assert_eq!(kinds.iter().filter(|told| **told == kind).count(), 1);
    }
}

#[tokio::test]
async fn a_dismissal_keeps_what_the_review_was() {
    let practice = with_a_pull_request().await;
    let mona = practice.caller("mona").await;
    let reviews = "/repos/mona/site/pulls/1/reviews";
    let wish = json!({ "event": "REQUEST_CHANGES", "body": "No" });
    let review = mona.post(reviews, wish).await.body;
    let dismiss = format!("{reviews}/{}/dismissals", review["id"]);
    mona.put_with(&dismiss, json!({ "message": "It is done" }))
        .await;
    let events = mona.get(&format!("{ISSUES}/1/events")).await.body;
    let expected = json!({
        "state": "changes_requested",
        "review_id": review["id"],
        "dismissal_message": "It is done",
    });
    assert_eq!(events[0]["dismissed_review"], expected);
}

#[tokio::test]
async fn another_base_and_the_end_of_it_are_events() {
    let practice = with_a_pull_request().await;
    let dana = practice.caller("dana").await;
    let main = dana.get("/repos/mona/site/branches/main").await.body;
    let side = json!({ "ref": "refs/heads/side", "sha": main["commit"]["sha"] });
    dana.post("/repos/mona/site/git/refs", side).await;
    let base = json!({ "base": "side" });
    dana.patch("/repos/mona/site/pulls/1", base).await;
    dana.delete("/repos/mona/site/git/refs/heads/side").await;
    let done = [("base_ref_changed", "dana"), ("closed", "dana")];
    assert_eq!(deeds(&dana, "1/events").await, pairs(&done));
}
