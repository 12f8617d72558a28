//! Unsure of the token endpoint and of the end of tokens.

use reqwest::Method;
use serde_json::{Value, json};

use crate::practice::{Answer, Practice};

const APP: &str = "practice-client";
const SECRET: &str = "practice-secret";

async fn ask(practice: &Practice, fields: &[(&str, &str)]) -> Answer {
    let request = practice.form("/login/oauth/access_token", fields);
    Answer::of(request.header("Accept", "application/json")).await
}

async fn redeem(practice: &Practice, code: &str, verifier: &str) -> Answer {
    let fields = [
        ("client_id", APP),
        ("client_secret", SECRET),
        ("code", code),
        ("code_verifier", verifier),
    ];
    ask(practice, &fields).await
}

async fn refresh(practice: &Practice, word: &str) -> Answer {
    let fields = [
        ("client_id", APP),
        ("client_secret", SECRET),
        ("grant_type", "refresh_token"),
        ("refresh_token", word),
    ];
    ask(practice, &fields).await
}

/// A code that was asked for with this addition to the query.
async fn code(practice: &Practice, more: &str) -> String {
    let query = format!("client_id={APP}&scope=repo{more}");
    let url = practice.web(&format!("/login/oauth/authorize?{query}"));
    let consent = json!({ "login": "mona", "url": url });
    let answer = practice.control(Method::POST, "/authorize", consent).await;
    let location = url::Url::parse(answer["location"].as_str().unwrap()).unwrap();
    let mut query = location.query_pairs();
    query
        .find(|(name, _)| name == "code")
        .unwrap()
        .1
        .into_owned()
}

async fn as_the_app(practice: &Practice, what: &str, access: &Value) -> u16 {
    let address = practice.api(&format!("/applications/{APP}/{what}"));
    let request = practice.http.delete(address).basic_auth(APP, Some(SECRET));
    let body = json!({ "access_token": access });
    Answer::of(request.json(&body)).await.status
}

#[tokio::test]
async fn the_token_endpoint_refuses_with_200_or_400() {
    let practice = Practice::with_a_repository().await;
    for status in [200, 400] {
        practice.turn("token_error", json!(status)).await;
        let refused = redeem(&practice, "wrong", "").await;
        assert_eq!(refused.status, status);
        assert_eq!(refused.body["error"], "bad_verification_code");
        let refused = refresh(&practice, "wrong").await;
        assert_eq!(refused.status, status);
        assert_eq!(refused.body["error"], "bad_refresh_token");
    }
}

#[tokio::test]
async fn an_unknown_app_is_not_found_or_has_wrong_credentials() {
    let practice = Practice::with_a_repository().await;
    for (status, error) in [
        (404, "Not Found"),
        (200, "incorrect_client_credentials"),
        (400, "incorrect_client_credentials"),
    ] {
        practice.turn("unknown_client", json!(status)).await;
        let fields = [("client_id", "nobody"), ("client_secret", SECRET)];
        let refused = ask(&practice, &fields).await;
        assert_eq!(
            (refused.status, &refused.body["error"]),
            (status, &json!(error))
        );
        let fields = [("client_id", APP), ("client_secret", "wrong")];
        let known = ask(&practice, &fields).await;
        assert_eq!(known.status, 200, "the app is known: {}", known.body);
    }
}

#[tokio::test]
async fn a_reused_code_is_refused_with_200_or_400() {
    let practice = Practice::with_a_repository().await;
    let code = code(&practice, "").await;
    redeem(&practice, &code, "").await;
    for status in [200, 400] {
        practice.turn("reused_code", json!(status)).await;
        let again = redeem(&practice, &code, "").await;
        assert_eq!(again.status, status);
        assert_eq!(again.body["error"], "bad_verification_code");
        assert_eq!(redeem(&practice, "never-given", "").await.status, 200);
    }
}

#[tokio::test]
async fn a_reused_code_may_end_the_token_of_its_first_use() {
    let practice = Practice::with_a_repository().await;
    for (ends, status) in [(false, 200), (true, 401)] {
        practice.turn("reused_code_ends_token", json!(ends)).await;
        let code = code(&practice, "").await;
        let first = redeem(&practice, &code, "").await;
        redeem(&practice, &code, "").await;
        let token = first.body["access_token"].as_str().unwrap();
        let used = practice.caller_by_token(token).get("/user").await;
        assert_eq!(used.status, status);
    }
}

#[tokio::test]
async fn a_wrong_verifier_is_refused_with_200_or_400_and_either_name() {
    let practice = Practice::with_a_repository().await;
    let challenge = format!(
        "&code_challenge_method=S256&code_challenge={}",
        "x".repeat(43)
    );
    for status in [200, 400] {
        for error in ["bad_verification_code", "invalid_grant"] {
            practice.turn("wrong_verifier", json!(status)).await;
            practice.turn("wrong_verifier_error", json!(error)).await;
            let code = code(&practice, &challenge).await;
            let refused = redeem(&practice, &code, "another").await;
            assert_eq!(
                (refused.status, &refused.body["error"]),
                (status, &json!(error))
            );
        }
    }
}

#[tokio::test]
async fn ending_a_grant_or_a_token_by_a_dead_token_is_422_or_404() {
    let practice = Practice::with_a_repository().await;
    for status in [422, 404] {
        practice.turn("dead_token", json!(status)).await;
        for what in ["grant", "token"] {
            let dead = json!("gho_dead");
            assert_eq!(as_the_app(&practice, what, &dead).await, status);
        }
    }
}

#[tokio::test]
async fn a_deleted_token_may_leave_its_refresh_token_alive() {
    let practice = Practice::with_a_repository().await;
    for (ends, given) in [(true, false), (false, true)] {
        let switch = "deleted_token_ends_refresh";
        practice.turn(switch, json!(ends)).await;
        let body = json!({ "login": "mona", "scopes": ["repo"], "expires_in": 60 });
        let pair = practice.control(Method::POST, "/tokens", body).await;
        let access = &pair["access_token"];
        assert_eq!(as_the_app(&practice, "token", access).await, 204);
        let caller = practice.caller_by_token(access.as_str().unwrap());
        assert_eq!(caller.get("/user").await.status, 401);
        let word = pair["refresh_token"].as_str().unwrap();
        let renewed = refresh(&practice, word).await.body;
        assert_eq!(renewed["access_token"].is_string(), given, "{renewed}");
    }
}
