//! What holds for every REST call: agent, version, credentials, limits, `ETag`.

use reqwest::Method;
use serde_json::json;

use crate::practice::{Answer, Practice};

#[tokio::test]
async fn a_call_without_an_agent_is_refused_in_plain_text() {
    let practice = Practice::start().await;
    let request = practice
        .http
        .get(practice.api("/user"))
        .header("User-Agent", "");
    let refused = Answer::of(request).await;
    assert_eq!(refused.status, 403);
    let text = refused.body.as_str().unwrap();
    assert!(
        text.starts_with("Request forbidden by administrative rules."),
        "{text}"
    );
}

#[tokio::test]
async fn refusals_carry_their_status_as_text() {
    let practice = Practice::with_a_repository().await;
    let wrong = practice.caller_by_token("gho_wrong").get("/user").await;
    assert_eq!((wrong.status, &wrong.body["status"]), (401, &json!("401")));
    assert_eq!(wrong.body["message"], "Bad credentials");
    let nobody = Answer::of(practice.http.get(practice.api("/user"))).await;
    assert_eq!(nobody.body["message"], "Requires authentication");
    let mona = practice.caller("mona").await;
    assert_eq!(
        mona.get("/user/").await.status,
        404,
        "a trailing slash is another address"
    );
    let broken = mona
        .request(Method::POST, "/repos/mona/site/pulls")
        .body("{");
    assert_eq!(
        Answer::of(broken).await.body["message"],
        "Problems parsing JSON"
    );
}

#[tokio::test]
async fn a_known_etag_is_answered_304_to_the_same_token_only() {
    let practice = Practice::with_a_repository().await;
    let (mona, again) = (practice.caller("mona").await, practice.caller("mona").await);
    let tag = mona.get("/repos/mona/site").await.header("etag").to_owned();
    assert!(tag.starts_with("W/\""));
    let conditional = |caller: &crate::practice::Caller<'_>| {
        Answer::of(
            caller
                .request(Method::GET, "/repos/mona/site")
                .header("If-None-Match", &tag),
        )
    };
    let known = conditional(&mona).await;
    assert_eq!((known.status, known.body.as_str()), (304, Some("")));
    assert_eq!(conditional(&again).await.status, 200);
    practice.commit("mona/site", "main").await;
    practice
        .control(Method::POST, "/clock", json!({ "advance_seconds": 5 }))
        .await;
    practice.commit("mona/site", "main").await;
    assert_eq!(conditional(&mona).await.status, 200);
}

#[tokio::test]
async fn the_newer_version_tells_less_and_an_unknown_one_nothing() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    let with = |version: &str| {
        let request = mona.request(Method::GET, "/repos/mona/site");
        Answer::of(request.header("X-GitHub-Api-Version", version))
    };
    assert!(with("2022-11-28").await.body.get("has_downloads").is_some());
    assert!(with("2026-03-10").await.body.get("has_downloads").is_none());
    assert_eq!(with("1999-01-01").await.status, 400);
}

#[tokio::test]
async fn limits_are_counted_per_user_and_refused_when_asked_to() {
    let practice = Practice::with_a_repository().await;
    practice
        .control(Method::POST, "/limits", json!({ "core": 2 }))
        .await;
    let (mona, again) = (practice.caller("mona").await, practice.caller("mona").await);
    assert_eq!(mona.get("/user").await.header("x-ratelimit-remaining"), "1");
    assert_eq!(
        again.get("/user").await.header("x-ratelimit-remaining"),
        "0"
    );
    let refused = mona.get("/user").await;
    assert_eq!(refused.status, 403);
    assert!(
        refused.body["message"]
            .as_str()
            .unwrap()
            .starts_with("API rate limit exceeded")
    );
    let limit = again.get("/rate_limit").await;
    assert_eq!(limit.body["resources"]["core"]["remaining"], 0);
    practice
        .control(Method::POST, "/clock", json!({ "advance_seconds": 3601 }))
        .await;
    assert_eq!(mona.get("/user").await.status, 200);
}

#[tokio::test]
async fn every_address_in_a_reply_leads_back_here() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    let repository = mona.get("/repos/mona/site").await.body;
    for field in [
        "url",
        "branches_url",
        "commits_url",
        "pulls_url",
        "collaborators_url",
    ] {
        let address = repository[field]
            .as_str()
            .unwrap()
            .split('{')
            .next()
            .unwrap();
        assert_eq!(mona.get(address).await.status, 200, "{field}");
    }
    for field in ["html_url", "svn_url"] {
        let page = practice
            .http
            .get(repository[field].as_str().unwrap())
            .send()
            .await
            .unwrap();
        assert_eq!(page.status(), 200, "{field}");
    }
    let avatar = repository["owner"]["avatar_url"].as_str().unwrap();
    let image = practice.http.get(avatar).send().await.unwrap();
    assert_eq!(image.headers()["content-type"], "image/svg+xml");
}
