//! The control API: what it makes, and what it refuses.

use reqwest::Method;
use serde_json::{Value, json};

use crate::practice::{Answer, Practice};

#[tokio::test]
async fn a_repository_is_made_with_commits_and_branches() {
    let practice = Practice::with_a_repository().await;
    let wish = json!({ "owner": "mona", "name": "app", "commits": 2, "branches": ["develop"],
        "description": "An app" });
    let made = practice.control(Method::POST, "/repositories", wish).await;
    assert_eq!(made["full_name"], "mona/app");
    assert_eq!(made["default_branch"], "main");
    assert_eq!(made["clone_url"], practice.web("/mona/app.git"));
    assert_eq!(
        practice.look_at("mona/app").await["branches"],
        json!(["develop", "main"])
    );
    let id = &made["id"];
    let path = format!("/repositories/{id}/branches/develop");
    practice.control(Method::DELETE, &path, json!({})).await;
    assert_eq!(
        practice.look_at("mona/app").await["branches"],
        json!(["main"])
    );
}

#[tokio::test]
async fn the_world_counts_living_tokens() {
    let practice = Practice::with_a_repository().await;
    let expiring = json!({ "login": "mona", "scopes": ["repo"], "expires_in": 60 });
    practice.control(Method::POST, "/tokens", expiring).await;
    practice.caller("mona").await;
    let tokens = async || {
        let world = practice.control(Method::GET, "/world", Value::Null).await;
        world["grants"][0]["tokens"].as_u64().unwrap()
    };
    assert_eq!(tokens().await, 2);
    practice
        .control(Method::POST, "/clock", json!({ "advance_seconds": 61 }))
        .await;
    assert_eq!(tokens().await, 1);
}

#[tokio::test]
async fn what_cannot_be_done_is_refused_in_words() {
    let practice = Practice::with_a_repository().await;
    let cases = [
        ("/users", json!({ "login": "mona" }), 422),
        ("/users", json!({ "name": "no login" }), 422),
        ("/users", json!({ "login": "x", "colour": "red" }), 422),
        (
            "/repositories",
            json!({ "owner": "nobody", "name": "x" }),
            404,
        ),
        (
            "/repositories",
            json!({ "owner": "mona", "name": "site" }),
            422,
        ),
        ("/tokens", json!({ "login": "nobody", "scopes": [] }), 404),
        (
            "/faults",
            json!({ "path": "(", "fault": { "kind": "cut_before" } }),
            422,
        ),
        ("/nothing", json!({}), 404),
    ];
    for (path, body, status) in cases {
        let request = practice
            .http
            .post(practice.web(&format!("/_sim{path}")))
            .json(&body);
        let answer = Answer::of(request).await;
        assert_eq!(answer.status, status, "{path} {body}");
        assert!(answer.body["message"].is_string());
    }
}

#[tokio::test]
async fn the_routes_of_the_api_are_told() {
    let practice = Practice::start().await;
    let routes = practice.control(Method::GET, "/routes", json!({})).await;
    for (method, path) in [
        ("GET", "/user"),
        ("PUT", "/repos/{owner}/{repo}/collaborators/{username}"),
    ] {
        let route = json!({ "method": method, "path": path });
        assert!(routes.as_array().unwrap().contains(&route), "{path}");
    }
}
