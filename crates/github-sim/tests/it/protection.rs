//! Protected branches: shown, blocking merges, refusing pushes.

use reqwest::Method;
use serde_json::json;

use crate::git_program::Clone;
use crate::practice::Practice;

async fn protected() -> Practice {
    let practice = Practice::with_a_repository().await;
    practice.commit("mona/site", "topic").await;
    let id = practice.look_at("mona/site").await["id"].clone();
    let path = format!("/repositories/{id}");
    let change = json!({ "protected": ["main"], "pulls_by_collaborators_only": true });
    practice.control(Method::PATCH, &path, change).await;
    practice
}

#[tokio::test]
async fn a_protected_branch_is_shown_as_such() {
    let practice = protected().await;
    let mona = practice.caller("mona").await;
    let listed = mona.get("/repos/mona/site/branches?protected=true").await;
    assert_eq!(listed.each("name"), ["main"]);
    let topic = mona.get("/repos/mona/site/branches/topic").await.body;
    assert_eq!(topic["protected"], false);
    let rules = mona.get("/repos/mona/site/branches/main/protection").await;
    assert_eq!(
        (rules.status, &rules.body["enforce_admins"]["enabled"]),
        (200, &json!(true))
    );
    let none = mona.get("/repos/mona/site/branches/topic/protection").await;
    assert_eq!(
        (none.status, &none.body["message"]),
        (404, &json!("Branch not protected"))
    );
    let site = mona.get("/repos/mona/site").await.body;
    assert_eq!(site["pull_request_creation_policy"], "collaborators_only");
}

#[tokio::test]
async fn a_pull_request_into_it_is_blocked_and_not_merged() {
    let practice = protected().await;
    let mona = practice.caller("mona").await;
    let wish = json!({ "title": "Work", "head": "topic", "base": "main" });
    let pull = mona.post("/repos/mona/site/pulls", wish).await;
    assert_eq!(pull.body["mergeable_state"], "blocked");
    let merge = mona
        .put_with("/repos/mona/site/pulls/1/merge", json!({}))
        .await;
    assert_eq!(merge.status, 405);
    let message = merge.body["message"].as_str().unwrap();
    assert!(
        message.contains("approving review is required"),
        "{message}"
    );
}

#[tokio::test]
async fn a_push_to_it_is_refused_by_git_and_others_go_through() {
    let practice = protected().await;
    let mona = practice.caller("mona").await;
    let clone = Clone::make(&practice.web("/mona/site.git"), &mona.token).unwrap();
    clone.commit("ours", "Work");
    let refused = clone.push(&["HEAD:refs/heads/main"]).unwrap_err();
    assert!(
        refused.contains("GH006: Protected branch update failed"),
        "{refused}"
    );
    clone.push(&["HEAD:refs/heads/fresh"]).unwrap();
    let deleted = mona.delete("/repos/mona/site/git/refs/heads/fresh").await;
    assert_eq!(deleted.status, 204);
}
