//! What a restart must not lose.

use serde_json::json;

use crate::git_program::Clone;
use crate::practice::Practice;

#[tokio::test]
async fn a_restart_keeps_tokens_invitations_pull_requests_and_commits() {
    let practice = Practice::with_a_repository().await;
    let sha = practice.commit("mona/site", "feature").await;
    let token = {
        let mona = practice.caller("mona").await;
        mona.put("/repos/mona/site/collaborators/dana").await;
        let wish = json!({ "title": "Work", "head": "feature", "base": "main" });
        mona.post("/repos/mona/site/pulls", wish).await;
        mona.token
    };
    let before = practice.look_at("mona/site").await;

    let practice = practice.restart().await;
    assert_eq!(practice.look_at("mona/site").await, before);
    let mona = practice.caller_by_token(&token);
    let tip = mona.get("/repos/mona/site/commits/feature").await;
    assert_eq!(tip.body["sha"], json!(sha));
    Clone::make(&practice.web("/mona/site.git"), &token).unwrap();
}

#[tokio::test]
async fn two_at_once_know_nothing_of_each_other() {
    let (one, two) = (Practice::start().await, Practice::start().await);
    one.user("mona").await;
    two.user("mona").await;
    let token = one.caller("mona").await.token;
    assert_eq!(one.caller_by_token(&token).get("/user").await.status, 200);
    assert_eq!(two.caller_by_token(&token).get("/user").await.status, 401);
}

#[test]
fn dropping_one_stops_it() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let practice = runtime.block_on(Practice::start());
    let (http, address) = (practice.http.clone(), practice.web("/"));
    drop(practice);
    assert!(runtime.block_on(http.get(address).send()).is_err());
}
