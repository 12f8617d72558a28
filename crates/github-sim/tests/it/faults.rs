//! Faults on demand, and the list of calls by which a test sees what was asked.

use reqwest::Method;
use serde_json::{Value, json};

use crate::practice::{Answer, Practice};

async fn order(practice: &Practice, order: Value) {
    practice.control(Method::POST, "/faults", order).await;
}

#[tokio::test]
async fn a_status_is_answered_as_often_as_ordered() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    let fault = json!({ "kind": "status", "status": 502, "body": { "message": "Bad Gateway" },
        "headers": { "Retry-After": "3" } });
    order(
        &practice,
        json!({ "path": "^/user$", "times": 1, "skip": 1, "fault": fault }),
    )
    .await;
    assert_eq!(mona.get("/user").await.status, 200);
    let hit = mona.get("/user").await;
    assert_eq!(
        (hit.status, &hit.body["message"]),
        (502, &json!("Bad Gateway"))
    );
    assert_eq!(hit.header("retry-after"), "3");
    assert_eq!(mona.get("/user").await.status, 200);
}

#[tokio::test]
async fn a_cut_connection_acts_before_or_not_at_all() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    for (kind, acted) in [("cut_before", 0), ("cut_after", 1)] {
        let fault = json!({ "method": "PUT", "path": "/collaborators/dana$", "times": 1,
            "fault": { "kind": kind } });
        order(&practice, fault).await;
        let path = "/repos/mona/site/collaborators/dana";
        mona.request(Method::PUT, path).send().await.unwrap_err();
        let seen = practice.look_at("mona/site").await;
        assert_eq!(
            seen["invitations"].as_array().unwrap().len(),
            acted,
            "{kind}"
        );
    }
}

#[tokio::test]
async fn the_token_endpoint_can_be_made_to_refuse() {
    let practice = Practice::start().await;
    let fault = json!({ "kind": "token_error", "error": "bad_refresh_token" });
    order(
        &practice,
        json!({ "path": "/login/oauth/access_token", "fault": fault }),
    )
    .await;
    let request = practice
        .http
        .post(practice.web("/login/oauth/access_token"));
    let answer = Answer::of(request.header("Accept", "application/json")).await;
    assert_eq!(
        (answer.status, &answer.body["error"]),
        (200, &json!("bad_refresh_token"))
    );
}

#[tokio::test]
async fn a_delayed_call_outlasts_the_patience_of_its_caller() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    let fault = json!({ "kind": "delay", "ms": 60_000 });
    order(&practice, json!({ "path": "^/user$", "fault": fault })).await;
    let impatient = std::time::Duration::from_millis(50);
    let request = mona.request(Method::GET, "/user").timeout(impatient);
    assert!(request.send().await.unwrap_err().is_timeout());
    practice.control(Method::DELETE, "/faults", json!({})).await;
    assert_eq!(mona.get("/user").await.status, 200);
}

#[tokio::test]
async fn calls_are_listed_in_order_with_who_made_them() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    mona.get("/user").await;
    mona.get("/repos/mona/none").await;
    let mut calls = practice.control(Method::GET, "/calls", json!({})).await;
    for call in calls.as_array_mut().unwrap() {
        let took = call.as_object_mut().unwrap().remove("took_us");
        assert!(took.unwrap().as_u64().unwrap() > 0, "answering takes time");
    }
    assert_eq!(
        calls,
        json!([
            { "method": "GET", "path": "/api/v3/user", "status": 200, "login": "mona" },
            { "method": "GET", "path": "/api/v3/repos/mona/none", "status": 404, "login": "mona" },
        ])
    );
    practice.control(Method::DELETE, "/calls", json!({})).await;
    assert_eq!(
        practice.control(Method::GET, "/calls", json!({})).await,
        json!([])
    );
}

#[tokio::test]
async fn a_truncated_reply_breaks_off_after_the_call_was_followed() {
    let practice = Practice::with_a_repository().await;
    let order =
        json!({ "method": "PUT", "path": "collaborators", "fault": { "kind": "truncated" } });
    practice.control(Method::POST, "/faults", order).await;
    let mona = practice.caller("mona").await;
    let invite = mona.request(Method::PUT, "/repos/mona/site/collaborators/dana");
    let reply = invite.send().await.unwrap();
    assert_eq!(reply.status(), 201);
    assert!(reply.text().await.is_err());
    let invitations = mona.get("/repos/mona/site/invitations").await.body;
    assert_eq!(invitations.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_refusal_can_be_ordered_by_name() {
    let practice = Practice::with_a_repository().await;
    let order = |name: &str| {
        let fault = json!({ "kind": "named", "name": name, "organization": "acme" });
        json!({ "path": "^/user$", "times": 1, "fault": fault })
    };
    let mona = practice.caller("mona").await;
    practice
        .control(Method::POST, "/faults", order("sso_required"))
        .await;
    let refused = mona.get("/user").await;
    assert_eq!(refused.status, 403);
    let header = refused.header("x-github-sso");
    assert!(
        header.starts_with("required; url=https://github.com/orgs/acme/sso?"),
        "{header}"
    );
    practice
        .control(Method::POST, "/faults", order("bad_gateway"))
        .await;
    let gateway = mona.get("/user").await;
    assert_eq!(gateway.status, 502);
    assert!(gateway.header("content-type").starts_with("text/html"));
    let unknown = practice
        .http
        .post(practice.web("/_sim/faults"))
        .json(&order("no such"));
    assert_eq!(Answer::of(unknown).await.status, 422);
}
