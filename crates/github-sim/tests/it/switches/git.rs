//! Unsure of how git is refused: each status as git asks for it, and what the program makes of it.

use reqwest::Method;
use serde_json::json;

use crate::git_program::list_remote;
use crate::practice::{Answer, Practice};

const FETCH: &str = "git-upload-pack";
const PUSH: &str = "git-receive-pack";

async fn asked(practice: &Practice, service: &str, token: &str) -> Answer {
    let path = format!("/mona/site.git/info/refs?service={service}");
    let request = practice.http.get(practice.web(&path));
    Answer::of(request.basic_auth("x-access-token", Some(token))).await
}

#[tokio::test]
async fn a_dead_token_is_401_or_403() {
    let practice = Practice::with_a_repository().await;
    for status in [401, 403] {
        practice.turn("git_dead_token", json!(status)).await;
        let refused = asked(&practice, FETCH, "gho_dead").await;
        assert_eq!(refused.status, status);
        let asks = !refused.header("www-authenticate").is_empty();
        assert_eq!(asks, status == 401);
        let git = list_remote(&practice.web("/mona/site.git"), "gho_dead");
        git.unwrap_err();
    }
}

#[tokio::test]
async fn who_may_not_read_gets_404_or_403() {
    let practice = Practice::with_a_repository().await;
    let dana = practice.caller("dana").await.token;
    for status in [404, 403] {
        practice.turn("git_unreadable", json!(status)).await;
        assert_eq!(asked(&practice, FETCH, &dana).await.status, status);
    }
}

#[tokio::test]
async fn who_may_not_write_gets_403_or_404() {
    let practice = Practice::with_a_repository().await;
    let id = practice.look_at("mona/site").await["id"].clone();
    let open = json!({ "private": false });
    let address = format!("/repositories/{id}");
    practice.control(Method::PATCH, &address, open).await;
    let dana = practice.caller("dana").await.token;
    for status in [403, 404] {
        practice.turn("git_unwritable", json!(status)).await;
        assert_eq!(asked(&practice, PUSH, &dana).await.status, status);
        assert_eq!(asked(&practice, FETCH, &dana).await.status, 200);
    }
}

#[tokio::test]
async fn git_is_led_to_a_renamed_repository_or_not() {
    let practice = Practice::with_a_repository().await;
    let id = practice.look_at("mona/site").await["id"].clone();
    let name = json!({ "name": "shop" });
    let address = format!("/repositories/{id}");
    practice.control(Method::PATCH, &address, name).await;
    let mona = practice.caller("mona").await.token;
    for (status, led) in [(301, true), (404, false)] {
        practice.turn("git_renamed", json!(status)).await;
        assert_eq!(asked(&practice, FETCH, &mona).await.status, status);
        let git = list_remote(&practice.web("/mona/site.git"), &mona);
        assert_eq!(git.is_ok(), led, "{git:?}");
    }
}
