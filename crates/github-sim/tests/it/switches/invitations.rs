//! Unsure of invitations: sent again, too old, behind a restriction, with little scope.

use reqwest::Method;
use serde_json::{Value, json};

use crate::practice::Practice;

const DANA: &str = "/repos/mona/site/collaborators/dana";
const SENT: &str = "/repos/mona/site/invitations";
const RECEIVED: &str = "/user/repository_invitations";

async fn pass(practice: &Practice, seconds: u32) {
    let body = json!({ "advance_seconds": seconds });
    practice.control(Method::POST, "/clock", body).await;
}

#[tokio::test]
async fn inviting_again_keeps_the_number_or_takes_a_new_one() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    let first = mona.put(DANA).await.body["id"].clone();
    for same in [true, false] {
        practice.turn("same_invitation", json!(same)).await;
        assert_eq!(mona.put(DANA).await.body["id"] == first, same);
    }
    let open = mona.get(SENT).await.body;
    assert_eq!(open.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn inviting_again_counts_as_one_of_the_day_or_not() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    for _ in 0..60 {
        assert_eq!(mona.put(DANA).await.status, 201);
    }
    practice.turn("reinviting_counts", json!(true)).await;
    let mut statuses = Vec::new();
    for _ in 0..50 {
        statuses.push(mona.put(DANA).await.status);
    }
    let (last, earlier) = statuses.split_last().unwrap();
    assert!(earlier.iter().all(|status| *status == 201), "{statuses:?}");
    assert_eq!(*last, 422, "49 of these and the very first are the 50");
}

#[tokio::test]
async fn an_expired_invitation_is_marked_or_gone_or_like_any_other() {
    let practice = Practice::with_a_repository().await;
    let (mona, dana) = (practice.caller("mona").await, practice.caller("dana").await);
    let id = mona.put(DANA).await.body["id"].clone();
    pass(&practice, 7 * 86_400 + 1).await;
    let accept = format!("{RECEIVED}/{id}");
    for (seen, expired) in [
        ("gone", Value::Null),
        ("unmarked", json!(false)),
        ("marked", json!(true)),
    ] {
        practice.turn("expired_invitation", json!(seen)).await;
        let list = mona.get(SENT).await.body;
        assert_eq!(list[0]["expired"], expired, "{seen}");
        assert_eq!(dana.patch(&accept, json!({})).await.status, 404);
    }
    let withdraw = format!("{SENT}/{id}");
    practice.turn("expired_invitation", json!("gone")).await;
    assert_eq!(mona.delete(&withdraw).await.status, 404);
    practice.turn("expired_invitation", json!("marked")).await;
    assert_eq!(mona.delete(&withdraw).await.status, 204);
}

#[tokio::test]
async fn the_narrow_scope_may_or_may_not_accept_for_a_private_repository() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    let id = mona.put(DANA).await.body["id"].clone();
    let dana = practice.caller_with("dana", &["repo:invite"]).await;
    let accept = format!("{RECEIVED}/{id}");
    for (reaches, status) in [(false, 404), (true, 204)] {
        let switch = "invite_scope_reaches_private";
        practice.turn(switch, json!(reaches)).await;
        assert_eq!(dana.patch(&accept, json!({})).await.status, status);
    }
}

#[tokio::test]
async fn an_invitation_behind_a_restriction_is_shown_or_not_and_never_answered() {
    let practice = Practice::with_a_repository().await;
    let members = json!([{ "login": "mona", "role": "admin" }]);
    let acme = json!({ "login": "acme", "members": members });
    practice.control(Method::POST, "/organizations", acme).await;
    practice.repository("acme", "app", true).await;
    let (mona, dana) = (practice.caller("mona").await, practice.caller("dana").await);
    let invited = mona.put("/repos/acme/app/collaborators/dana").await;
    let answer = format!("{RECEIVED}/{}", invited.body["id"]);
    let restricts = json!({ "restricts_apps": true });
    let acme = "/organizations/acme";
    practice.control(Method::PATCH, acme, restricts).await;
    for (shown, count) in [(false, 0), (true, 1)] {
        let switch = "restricted_invitations_shown";
        practice.turn(switch, json!(shown)).await;
        let list = dana.get(RECEIVED).await.body;
        assert_eq!(list.as_array().unwrap().len(), count);
        assert_eq!(dana.patch(&answer, json!({})).await.status, 403);
        assert_eq!(dana.delete(&answer).await.status, 403);
    }
    let approved = json!({ "app_approved": true });
    practice.control(Method::PATCH, acme, approved).await;
    assert_eq!(dana.patch(&answer, json!({})).await.status, 204);
}
