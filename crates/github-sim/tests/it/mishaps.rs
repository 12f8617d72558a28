//! Deliveries that go wrong on demand.

use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::{Value, json};

use crate::practice::Practice;
use crate::receiver::Receiver;

/// A hook for pushes that has been greeted, and a mishap for its next push.
async fn awaiting(kind: Value) -> (Practice, Receiver) {
    let practice = Practice::with_a_repository().await;
    let mut receiver = Receiver::start().await;
    let config = json!({ "url": receiver.address, "content_type": "json" });
    let wish = json!({ "events": ["push"], "config": config });
    let mona = practice.caller("mona").await;
    assert_eq!(mona.post("/repos/mona/site/hooks", wish).await.status, 201);
    receiver.hear("ping").await;
    let order = json!({ "event": "push", "times": 1, "mishap": kind });
    practice.control(Method::POST, "/mishaps", order).await;
    (practice, receiver)
}

async fn push(practice: &Practice) -> String {
    practice.commit("mona/site", "main").await
}

async fn heard(receiver: &mut Receiver) -> (String, String) {
    let heard = receiver.hear("push").await;
    let body: Value = serde_json::from_str(&heard.body).unwrap();
    let after = body["after"].as_str().unwrap().to_owned();
    (heard.headers["x-github-delivery"].clone(), after)
}

#[tokio::test]
async fn a_lost_delivery_never_arrives_and_is_listed_as_failed() {
    let (practice, mut receiver) = awaiting(json!({ "kind": "lost" })).await;
    let (missing, next) = (push(&practice).await, push(&practice).await);
    assert_eq!(heard(&mut receiver).await.1, next);
    let mona = practice.caller("mona").await;
    let hooks = mona.get("/repos/mona/site/hooks").await.body;
    let list = format!("/repos/mona/site/hooks/{}/deliveries", hooks[0]["id"]);
    let failed = mona.get(&format!("{list}?status=failure")).await.body;
    assert_eq!(failed.as_array().unwrap().len(), 1);
    let one = mona.get(&format!("{list}/{}", failed[0]["id"])).await;
    assert_eq!(one.body["request"]["payload"]["after"], json!(missing));
    let again = format!("{list}/{}/attempts", failed[0]["id"]);
    assert_eq!(mona.post(&again, json!({})).await.status, 202);
    assert_eq!(heard(&mut receiver).await.1, missing);
}

#[tokio::test]
async fn a_doubled_delivery_arrives_twice_under_one_guid() {
    let (practice, mut receiver) = awaiting(json!({ "kind": "doubled" })).await;
    push(&practice).await;
    assert_eq!(heard(&mut receiver).await, heard(&mut receiver).await);
}

#[tokio::test]
async fn a_late_delivery_arrives_later() {
    let (practice, mut receiver) = awaiting(json!({ "kind": "late", "ms": 200 })).await;
    let started = Instant::now();
    let sha = push(&practice).await;
    assert_eq!(heard(&mut receiver).await.1, sha);
    assert!(started.elapsed() >= Duration::from_millis(200));
}

#[tokio::test]
async fn a_delivery_out_of_order_arrives_after_the_next_one() {
    let (practice, mut receiver) = awaiting(json!({ "kind": "out_of_order" })).await;
    let (first, second) = (push(&practice).await, push(&practice).await);
    assert_eq!(heard(&mut receiver).await.1, second);
    assert_eq!(heard(&mut receiver).await.1, first);
}
