//! The life of a token: buying, renewing, checking, ending.

use reqwest::Method;
use serde_json::{Value, json};

use crate::practice::{Answer, Practice};

async fn expiring(practice: &Practice) -> Value {
    let body = json!({ "login": "mona", "scopes": ["repo"], "expires_in": 60 });
    practice.control(Method::POST, "/tokens", body).await
}

async fn refresh(practice: &Practice, token: &Value) -> Value {
    let body = json!({
        "client_id": "practice-client",
        "client_secret": "practice-secret",
        "grant_type": "refresh_token",
        "refresh_token": token["refresh_token"],
    });
    let request = practice
        .http
        .post(practice.web("/login/oauth/access_token"));
    Answer::of(request.header("Accept", "application/json").json(&body))
        .await
        .body
}

async fn status_of(practice: &Practice, token: &Value) -> u16 {
    practice
        .caller_by_token(token["access_token"].as_str().unwrap())
        .get("/user")
        .await
        .status
}

async fn as_the_app(practice: &Practice, method: Method, path: &str, token: &Value) -> Answer {
    let address = practice.api(&format!("/applications/practice-client{path}"));
    let request = practice.http.request(method, address);
    let request = request.basic_auth("practice-client", Some("practice-secret"));
    Answer::of(request.json(&json!({ "access_token": token["access_token"] }))).await
}

#[tokio::test]
async fn a_refresh_gives_a_new_pair_and_ends_the_old_one() {
    let practice = Practice::with_a_repository().await;
    let first = expiring(&practice).await;
    let second = refresh(&practice, &first).await;
    assert_eq!(status_of(&practice, &first).await, 401);
    assert_eq!(status_of(&practice, &second).await, 200);
    assert_eq!(
        refresh(&practice, &first).await["error"],
        "bad_refresh_token"
    );
    assert_eq!(
        status_of(&practice, &second).await,
        200,
        "a late second refresh harms nobody"
    );
}

#[tokio::test]
async fn an_expired_token_is_refused_and_can_still_be_refreshed() {
    let practice = Practice::with_a_repository().await;
    let token = expiring(&practice).await;
    practice
        .control(Method::POST, "/clock", json!({ "advance_seconds": 61 }))
        .await;
    let caller = practice.caller_by_token(token["access_token"].as_str().unwrap());
    let refused = caller.get("/user").await;
    assert_eq!(
        (refused.status, &refused.body["message"]),
        (401, &json!("Bad credentials"))
    );
    assert_eq!(
        status_of(&practice, &refresh(&practice, &token).await).await,
        200
    );
}

#[tokio::test]
async fn the_token_endpoint_answers_as_a_form_unless_json_is_asked_for() {
    let practice = Practice::start().await;
    let form = [("client_id", "practice-client"), ("client_secret", "wrong")];
    let answer = Answer::of(practice.form("/login/oauth/access_token", &form)).await;
    assert!(
        answer
            .header("content-type")
            .starts_with("application/x-www-form-urlencoded")
    );
    let text = answer.body.as_str().unwrap();
    assert!(
        text.contains("error=incorrect_client_credentials"),
        "{text}"
    );
}

#[tokio::test]
async fn the_app_may_check_and_end_a_token() {
    let practice = Practice::with_a_repository().await;
    let token = expiring(&practice).await;
    let checked = as_the_app(&practice, Method::POST, "/token", &token).await;
    assert_eq!(
        (checked.status, &checked.body["user"]["login"]),
        (200, &json!("mona"))
    );
    assert_eq!(
        as_the_app(&practice, Method::DELETE, "/token", &token)
            .await
            .status,
        204
    );
    assert_eq!(
        as_the_app(&practice, Method::POST, "/token", &token)
            .await
            .status,
        404
    );
    assert_eq!(status_of(&practice, &token).await, 401);
}

#[tokio::test]
async fn deleting_the_grant_ends_every_token_of_that_user_only() {
    let practice = Practice::with_a_repository().await;
    let (one, two) = (expiring(&practice).await, expiring(&practice).await);
    let dana = practice.caller("dana").await;
    assert_eq!(
        as_the_app(&practice, Method::DELETE, "/grant", &one)
            .await
            .status,
        204
    );
    assert_eq!(status_of(&practice, &two).await, 401);
    assert_eq!(dana.get("/user").await.status, 200);
    assert_eq!(
        as_the_app(&practice, Method::DELETE, "/grant", &one)
            .await
            .status,
        422
    );
}

#[tokio::test]
async fn only_the_app_itself_manages_tokens() {
    let practice = Practice::with_a_repository().await;
    let token = expiring(&practice).await;
    let address = practice.api("/applications/practice-client/token");
    let request = practice
        .http
        .post(address)
        .basic_auth("practice-client", Some("wrong"));
    let answer = Answer::of(request.json(&json!({ "access_token": token["access_token"] }))).await;
    assert_eq!(answer.status, 404);
}

#[tokio::test]
async fn whoever_finds_a_token_that_leaked_can_end_it() {
    let practice = Practice::with_a_repository().await;
    for word in ["access_token", "refresh_token"] {
        let (leaked, other) = (expiring(&practice).await, expiring(&practice).await);
        let found = json!({ "credentials": [leaked[word]] });
        let request = practice.http.post(practice.api("/credentials/revoke"));
        let answer = Answer::of(request.json(&found)).await;
        assert_eq!(answer.status, 202, "{word}");
        assert_eq!(status_of(&practice, &leaked).await, 401);
        assert_eq!(status_of(&practice, &other).await, 200);
        let renewed = refresh(&practice, &leaked).await;
        assert_eq!(renewed["error"], "bad_refresh_token");
    }
}
