//! Unsure of who may open a pull request, and how the others are told.

use reqwest::Method;
use serde_json::{Value, json};

use crate::practice::{Caller, Practice};

/// A repository with a branch that is one commit ahead.
async fn with_work(practice: &Practice, owner: &str, private: bool) -> String {
    let body = json!({ "owner": owner, "name": "app", "private": private, "branches": ["work"] });
    let made = practice.control(Method::POST, "/repositories", body).await;
    practice.commit(&format!("{owner}/app"), "work").await;
    format!("/repositories/{}", made["id"])
}

async fn open(caller: &Caller<'_>, address: &str) -> (u16, Value) {
    let wish = json!({ "title": "Work", "head": "work", "base": "main" });
    let answer = caller.post(&format!("{address}/pulls"), wish).await;
    (answer.status, answer.body)
}

#[tokio::test]
async fn pull_requests_that_are_off_are_refused_with_403_or_422() {
    let practice = Practice::with_a_repository().await;
    let app = with_work(&practice, "mona", true).await;
    let off = json!({ "has_pull_requests": false });
    practice.control(Method::PATCH, &app, off).await;
    let mona = practice.caller("mona").await;
    for status in [403, 422] {
        practice.turn("pulls_off", json!(status)).await;
        assert_eq!(open(&mona, &app).await.0, status);
    }
}

#[tokio::test]
async fn somebody_else_is_refused_with_403_or_422_where_only_collaborators_may() {
    let practice = Practice::with_a_repository().await;
    let app = with_work(&practice, "mona", false).await;
    let restricted = json!({ "pulls_by_collaborators_only": true });
    practice.control(Method::PATCH, &app, restricted).await;
    let (mona, dana) = (practice.caller("mona").await, practice.caller("dana").await);
    for status in [403, 422] {
        practice.turn("pulls_restricted", json!(status)).await;
        let (told, body) = open(&dana, &app).await;
        assert_eq!(told, status);
        assert!(
            body.to_string().contains("must be a collaborator"),
            "{body}"
        );
    }
    assert_eq!(open(&mona, &app).await.0, 201);
}

#[tokio::test]
async fn an_outside_collaborator_who_may_write_opens_one_or_is_refused() {
    let practice = Practice::with_a_repository().await;
    practice.user("eve").await;
    let members =
        json!([{ "login": "mona", "role": "admin" }, { "login": "eve", "role": "member" }]);
    let acme = json!({ "login": "acme", "base_permission": "write", "members": members });
    practice.control(Method::POST, "/organizations", acme).await;
    let app = with_work(&practice, "acme", true).await;
    let dana_writes = format!("{app}/collaborators/dana");
    let push = json!({ "permission": "push" });
    practice.control(Method::PUT, &dana_writes, push).await;
    let (dana, eve) = (practice.caller("dana").await, practice.caller("eve").await);
    for status in [403, 422, 201] {
        practice.turn("outsider_pull", json!(status)).await;
        assert_eq!(open(&dana, &app).await.0, status);
    }
    practice.turn("outsider_pull", json!(403)).await;
    let (status, body) = open(&eve, &app).await;
    assert_eq!(
        status, 422,
        "a member's only trouble is that it is there: {body}"
    );
}
