//! Unsure of restrictions, versions, tags, and of how fast access ends.

use reqwest::Method;
use serde_json::json;

use crate::practice::{Answer, Caller, Practice};

/// Mona owns an organization that restricts the app, with one repository of either kind.
async fn with_a_restriction() -> Practice {
    let practice = Practice::with_a_repository().await;
    let members = json!([{ "login": "mona", "role": "admin" }]);
    let acme = json!({ "login": "acme", "restricts_apps": true, "members": members });
    practice.control(Method::POST, "/organizations", acme).await;
    practice.repository("acme", "app", true).await;
    practice.repository("acme", "open", false).await;
    practice
}

#[tokio::test]
async fn reading_behind_a_restriction_is_404_or_403() {
    let practice = with_a_restriction().await;
    let mona = practice.caller("mona").await;
    for status in [404, 403] {
        practice.turn("restricted_read", json!(status)).await;
        assert_eq!(mona.get("/repos/acme/app").await.status, status);
    }
}

#[tokio::test]
async fn a_restriction_links_to_its_article_or_to_the_route() {
    let practice = with_a_restriction().await;
    let mona = practice.caller("mona").await;
    for article in [false, true] {
        let switch = "restriction_links_article";
        practice.turn(switch, json!(article)).await;
        let refused = mona.put("/repos/acme/open/collaborators/dana").await;
        assert_eq!(refused.status, 403);
        let link = refused.body["documentation_url"].as_str().unwrap();
        assert_eq!(link.contains("restricting-access"), article, "{link}");
    }
}

#[tokio::test]
async fn an_unknown_version_is_400_or_410() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    for status in [400, 410] {
        practice.turn("unknown_version", json!(status)).await;
        let request = mona.request(Method::GET, "/user");
        let old = request.header("X-GitHub-Api-Version", "2011-01-01");
        assert_eq!(Answer::of(old).await.status, status);
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
        practice.turn("etag_by_token", json!(by_token)).await;
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
        practice.turn("removal_delay", json!(delay)).await;
        practice.control(Method::PUT, &dana, json!({})).await;
        let removed = mona.delete("/repos/mona/site/collaborators/dana").await;
        assert_eq!(removed.status, 204);
        assert_eq!(mona.get(level).await.body["permission"], left);
    }
    let minute = json!({ "advance_seconds": 61 });
    practice.control(Method::POST, "/clock", minute).await;
    assert_eq!(mona.get(level).await.body["permission"], "none");
}
