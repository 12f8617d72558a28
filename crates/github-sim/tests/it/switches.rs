//! Every switch with both its answers.

use reqwest::Method;
use serde_json::{Value, json};

use crate::practice::{Answer, Caller, Practice};

async fn turn(practice: &Practice, switch: &str, to: Value) {
    practice
        .control(Method::PATCH, "/switches", json!({ switch: to }))
        .await;
}

async fn redeem(practice: &Practice, code: &str) -> Answer {
    let form = [
        ("client_id", "practice-client"),
        ("client_secret", "practice-secret"),
        ("code", code),
    ];
    let request = practice.form("/login/oauth/access_token", &form);
    Answer::of(request.header("Accept", "application/json")).await
}

async fn code(practice: &Practice) -> String {
    let url = practice.web("/login/oauth/authorize?client_id=practice-client&scope=repo");
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

#[tokio::test]
async fn the_token_endpoint_refuses_with_200_or_400() {
    let practice = Practice::with_a_repository().await;
    for status in [200, 400] {
        turn(&practice, "token_error", json!(status)).await;
        let refused = redeem(&practice, "wrong").await;
        assert_eq!(refused.status, status);
        assert_eq!(refused.body["error"], "bad_verification_code");
    }
}

#[tokio::test]
async fn a_reused_code_may_end_the_token_of_its_first_use() {
    let practice = Practice::with_a_repository().await;
    for (ends, status) in [(false, 200), (true, 401)] {
        turn(&practice, "reused_code_ends_token", json!(ends)).await;
        let code = code(&practice).await;
        let first = redeem(&practice, &code).await;
        assert_eq!(
            redeem(&practice, &code).await.body["error"],
            "bad_verification_code"
        );
        let token = first.body["access_token"].as_str().unwrap();
        let used = practice.caller_by_token(token).get("/user").await;
        assert_eq!(used.status, status);
    }
}

#[tokio::test]
async fn ending_a_grant_by_a_dead_token_is_422_or_404() {
    let practice = Practice::with_a_repository().await;
    for status in [422, 404] {
        turn(&practice, "dead_token", json!(status)).await;
        let address = practice.api("/applications/practice-client/grant");
        let request = practice.http.delete(address);
        let request = request.basic_auth("practice-client", Some("practice-secret"));
        let ended = Answer::of(request.json(&json!({ "access_token": "gho_dead" }))).await;
        assert_eq!(ended.status, status);
    }
}

#[tokio::test]
async fn pull_requests_that_are_off_are_refused_with_403_or_422() {
    let practice = Practice::with_a_repository().await;
    let id = practice.look_at("mona/site").await["id"].clone();
    let off = json!({ "has_pull_requests": false });
    practice
        .control(Method::PATCH, &format!("/repositories/{id}"), off)
        .await;
    let mona = practice.caller("mona").await;
    for status in [403, 422] {
        turn(&practice, "pulls_off", json!(status)).await;
        assert_eq!(
            mona.post("/repos/mona/site/pulls", json!({})).await.status,
            status
        );
    }
}

#[tokio::test]
async fn inviting_again_keeps_the_number_or_takes_a_new_one() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    let dana = "/repos/mona/site/collaborators/dana";
    let first = mona.put(dana).await.body["id"].clone();
    for same in [true, false] {
        turn(&practice, "same_invitation", json!(same)).await;
        assert_eq!(mona.put(dana).await.body["id"] == first, same);
    }
    let open = mona.get("/repos/mona/site/invitations").await.body;
    assert_eq!(open.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn the_narrow_scope_may_or_may_not_accept_for_a_private_repository() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    let id = mona.put("/repos/mona/site/collaborators/dana").await.body["id"].clone();
    let dana = practice.caller_with("dana", &["repo:invite"]).await;
    let accept = format!("/user/repository_invitations/{id}");
    for (reaches, status) in [(false, 404), (true, 204)] {
        turn(&practice, "invite_scope_reaches_private", json!(reaches)).await;
        assert_eq!(dana.patch(&accept, json!({})).await.status, status);
    }
}

#[tokio::test]
async fn reading_behind_a_restriction_is_404_or_403() {
    let practice = Practice::with_a_repository().await;
    let members = json!([{ "login": "mona", "role": "admin" }]);
    let acme = json!({ "login": "acme", "restricts_apps": true, "members": members });
    practice.control(Method::POST, "/organizations", acme).await;
    practice.repository("acme", "app", true).await;
    let mona = practice.caller("mona").await;
    for status in [404, 403] {
        turn(&practice, "restricted_read", json!(status)).await;
        assert_eq!(mona.get("/repos/acme/app").await.status, status);
    }
}

#[tokio::test]
async fn an_unknown_version_is_400_or_410() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    for status in [400, 410] {
        turn(&practice, "unknown_version", json!(status)).await;
        let request = mona.request(Method::GET, "/user");
        let old = request.header("X-GitHub-Api-Version", "2011-01-01");
        assert_eq!(Answer::of(old).await.status, status);
    }
}

#[tokio::test]
async fn git_is_led_to_a_renamed_repository_or_not() {
    let practice = Practice::with_a_repository().await;
    let id = practice.look_at("mona/site").await["id"].clone();
    let name = json!({ "name": "shop" });
    practice
        .control(Method::PATCH, &format!("/repositories/{id}"), name)
        .await;
    let token = practice.caller("mona").await.token;
    for status in [301, 404] {
        turn(&practice, "moved_git", json!(status)).await;
        let address = practice.web("/mona/site.git/info/refs?service=git-upload-pack");
        let request = practice.http.get(address).basic_auth("mona", Some(&token));
        assert_eq!(Answer::of(request).await.status, status);
    }
}

async fn known(mona: &Caller<'_>, tag: &str) -> u16 {
    let request = mona.request(Method::GET, "/user");
    Answer::of(request.header("If-None-Match", tag))
        .await
        .status
}

#[tokio::test]
async fn another_token_of_the_user_may_know_what_the_first_knew() {
    let practice = Practice::with_a_repository().await;
    let (one, other) = (practice.caller("mona").await, practice.caller("mona").await);
    for (by_token, status) in [(true, 200), (false, 304)] {
        turn(&practice, "etag_by_token", json!(by_token)).await;
        let tag = one.get("/user").await.header("etag").to_owned();
        assert_eq!(known(&one, &tag).await, 304);
        assert_eq!(known(&other, &tag).await, status);
    }
}

#[tokio::test]
async fn access_may_fade_a_while_after_it_was_taken_away() {
    let practice = Practice::with_a_repository().await;
    let id = practice.look_at("mona/site").await["id"].clone();
    let dana = format!("/repositories/{id}/collaborators/dana");
    let mona = practice.caller("mona").await;
    let level = "/repos/mona/site/collaborators/dana/permission";
    for (delay, left) in [(0, "none"), (60, "write")] {
        turn(&practice, "removal_delay", json!(delay)).await;
        practice.control(Method::PUT, &dana, json!({})).await;
        let removed = mona.delete("/repos/mona/site/collaborators/dana").await;
        assert_eq!(removed.status, 204);
        assert_eq!(mona.get(level).await.body["permission"], left);
    }
    let minute = json!({ "advance_seconds": 61 });
    practice.control(Method::POST, "/clock", minute).await;
    assert_eq!(mona.get(level).await.body["permission"], "none");
}

#[tokio::test]
async fn an_unknown_switch_is_refused_and_all_are_shown() {
    let practice = Practice::start().await;
    let shown = practice.control(Method::GET, "/switches", json!({})).await;
    assert_eq!(shown.as_object().unwrap().len(), 11);
    let wrong = practice.http.patch(practice.web("/_sim/switches"));
    assert_eq!(
        Answer::of(wrong.json(&json!({ "nonsense": 1 })))
            .await
            .status,
        422
    );
}
