//! Limits: by user and hour, apart for searches, and the secondary ones, in GitHub's shapes.

use reqwest::Method;
use serde_json::{Value, json};

use crate::practice::{Answer, Practice};

const SECONDARY: &str =
    "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";

async fn limited(limits: Value) -> Practice {
    let practice = Practice::with_a_repository().await;
    practice.control(Method::POST, "/limits", limits).await;
    practice
}

#[tokio::test]
async fn an_hour_is_shared_by_all_tokens_of_a_user_and_told_with_its_end() {
    let practice = limited(json!({ "core": 1 })).await;
    let (one, other) = (practice.caller("mona").await, practice.caller("mona").await);
    assert_eq!(one.get("/user").await.status, 200);
    let refused = other.get("/user").await;
    assert_eq!(refused.status, 403);
    assert_eq!(refused.header("x-ratelimit-remaining"), "0");
    let message = refused.body["message"].as_str().unwrap();
    assert!(message.starts_with("API rate limit exceeded for user ID"));
    assert!(message.contains("request ID") && message.contains("timestamp"));
    let dana = practice.caller("dana").await;
    assert_eq!(dana.get("/user").await.status, 200);
    let hour = json!({ "advance_seconds": 3601 });
    practice.control(Method::POST, "/clock", hour).await;
    assert_eq!(other.get("/user").await.status, 200);
}

#[tokio::test]
async fn searches_have_a_minute_of_their_own() {
    let practice = limited(json!({ "search": 1, "status": 429 })).await;
    let mona = practice.caller("mona").await;
    let search = "/search/repositories?q=site";
    assert_eq!(
        mona.get(search).await.header("x-ratelimit-resource"),
        "search"
    );
    assert_eq!(mona.get(search).await.status, 429);
    assert_eq!(mona.get("/user").await.status, 200);
}

#[tokio::test]
async fn what_is_known_already_costs_nothing() {
    let practice = limited(json!({ "core": 3 })).await;
    let mona = practice.caller("mona").await;
    let first = mona.get("/user").await;
    assert_eq!(first.header("x-ratelimit-used"), "1");
    for _ in 0..5 {
        let again = mona.request(Method::GET, "/user");
        let again = Answer::of(again.header("If-None-Match", first.header("etag"))).await;
        assert_eq!((again.status, again.header("x-ratelimit-used")), (304, "1"));
    }
    assert_eq!(mona.get("/user").await.header("x-ratelimit-used"), "2");
}

#[tokio::test]
async fn writing_costs_five_points_and_reading_one() {
    let practice = limited(json!({ "points": 6 })).await;
    let mona = practice.caller("mona").await;
    mona.put("/repos/mona/site/collaborators/dana").await;
    assert_eq!(mona.get("/user").await.status, 200);
    let refused = mona.get("/user").await;
    assert_eq!(refused.status, 403);
    assert_eq!(refused.body["message"], SECONDARY);
    assert_ne!(refused.header("x-ratelimit-remaining"), "0");
    assert_eq!(refused.header("retry-after"), "");
    let minute = json!({ "advance_seconds": 61 });
    practice.control(Method::POST, "/clock", minute).await;
    assert_eq!(mona.get("/user").await.status, 200);
}

#[tokio::test]
async fn making_too_much_is_refused_and_says_how_long_to_wait_if_told_to() {
    let practice = limited(json!({ "content": 1, "status": 429, "retry_after": 7 })).await;
    let mona = practice.caller("mona").await;
    let dana = "/repos/mona/site/collaborators/dana";
    assert_eq!(mona.put(dana).await.status, 201);
    let refused = mona.put(dana).await;
    assert_eq!((refused.status, refused.header("retry-after")), (429, "7"));
    assert_eq!(mona.get("/user").await.status, 200);
}

#[tokio::test]
async fn calls_at_the_same_time_are_limited_for_each_user() {
    let practice = limited(json!({ "concurrent": 1 })).await;
    let slow = json!({ "path": "^/user$", "fault": { "kind": "delay", "ms": 300 }, "times": 2 });
    practice.control(Method::POST, "/faults", slow).await;
    let mona = practice.caller("mona").await;
    let (one, other) = tokio::join!(mona.get("/user"), mona.get("/user"));
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 403]);
    assert_eq!(mona.get("/user").await.status, 200);
}

#[tokio::test]
async fn github_s_own_numbers_are_there_for_the_asking() {
    let practice = limited(json!({ "like_github": true, "content": 0 })).await;
    let mona = practice.caller("mona").await;
    let core = mona.get("/rate_limit").await.body["resources"]["core"].clone();
    assert_eq!(core["limit"], 5000);
    let refused = mona.put("/repos/mona/site/collaborators/dana").await;
    assert_eq!(refused.status, 403);
}

#[tokio::test]
async fn the_time_that_answers_take_is_limited_for_each_user() {
    let practice = limited(json!({ "cpu_ms": 250 })).await;
    let slow = json!({ "path": "^/user$", "fault": { "kind": "delay", "ms": 300 }, "times": 1 });
    practice.control(Method::POST, "/faults", slow).await;
    let (mona, dana) = (practice.caller("mona").await, practice.caller("dana").await);
    assert_eq!(mona.get("/user").await.status, 200);
    let refused = mona.get("/user").await;
    assert_eq!(
        (refused.status, &refused.body["message"]),
        (403, &json!(SECONDARY))
    );
    assert_eq!(dana.get("/user").await.status, 200);
    let minute = json!({ "advance_seconds": 61 });
    practice.control(Method::POST, "/clock", minute).await;
    assert_eq!(mona.get("/user").await.status, 200);
}

#[tokio::test]
async fn asking_for_tokens_is_limited_by_the_hour() {
    let limits = json!({ "token_requests": 1, "status": 429, "retry_after": 9 });
    let practice = limited(limits).await;
    let ask = async || {
        let form = [
            ("client_id", "practice-client"),
            ("client_secret", "practice-secret"),
            ("code", "unknown"),
        ];
        let request = practice.form("/login/oauth/access_token", &form);
        Answer::of(request.header("Accept", "application/json")).await
    };
    assert_eq!(ask().await.body["error"], "bad_verification_code");
    let refused = ask().await;
    assert_eq!((refused.status, refused.header("retry-after")), (429, "9"));
    assert_eq!(refused.body["message"], SECONDARY);
    let hour = json!({ "advance_seconds": 3601 });
    practice.control(Method::POST, "/clock", hour).await;
    assert_eq!(ask().await.body["error"], "bad_verification_code");
}
