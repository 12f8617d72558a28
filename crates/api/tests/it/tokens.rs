//! Personal access tokens: what programs may do, and what only persons may.

use std::time::Duration;

use serde_json::{Value, json};

use crate::{app::TestApp, person::Person};

async fn token<'a>(ann: &Person<'a>, scope: &str, days: u16) -> (Person<'a>, Value) {
    let body = json!({ "name": "A program", "scope": scope, "days": days });
    let made = ann.post("me/tokens", body).await.expect(201).json();
    let secret = made["secret"].as_str().unwrap();
    assert!(secret.starts_with("tsk_"));
    (ann.by(secret), made["token"].clone())
}

#[tokio::test]
async fn a_reading_token_reads_and_a_writing_one_writes() {
    let app = TestApp::start().await;
    let ann = app.person("ann").await;
    ann.project("WEB").await;
    let (reader, _) = token(&ann, "read", 30).await;
    reader.get("projects/WEB").await.expect(200);
    let body = json!({ "title": "By a program" });
    let answer = reader.post("projects/WEB/tasks", body.clone()).await;
    answer.expect_problem(403, "token_read_only");
    let (writer, _) = token(&ann, "write", 30).await;
    writer.post("projects/WEB/tasks", body).await.expect(201);
}

#[tokio::test]
async fn no_token_touches_tokens_password_sessions_or_connection() {
    let app = TestApp::start().await;
    let ann = app.person("ann").await;
    let (writer, made) = token(&ann, "write", 30).await;
    let more = json!({ "name": "More", "scope": "write", "days": 1 });
    let password = json!({ "current": "x", "new": "a quite different one" });
    let start = json!({ "return_to": "/" });
    let path = format!("me/tokens/{}", made["id"].as_str().unwrap());
    for answer in [
        writer.get("me/tokens").await,
        writer.post("me/tokens", more).await,
        writer.delete(&path).await,
        writer.put("me/password", password).await,
        writer.get("me/sessions").await,
        writer.post("me/connection/authorize", start).await,
        writer.post("me/connection", json!({ "state": "s" })).await,
        writer.delete("me/connection").await,
    ] {
        answer.expect_problem(403, "session_needed");
    }
}

#[tokio::test]
async fn a_token_ends_when_it_is_deleted_or_runs_out() {
    let app = TestApp::start().await;
    let ann = app.person("ann").await;
    let (first, made) = token(&ann, "read", 1).await;
    first.get("me").await.expect(200);
    let path = format!("me/tokens/{}", made["id"].as_str().unwrap());
    let ben = app.person("ben").await;
    ben.delete(&path).await.expect_problem(404, "not_found");
    ann.delete(&path).await.expect(204);
    first.get("me").await.expect_problem(401, "sign_in_needed");
    let (second, _) = token(&ann, "read", 1).await;
    app.db.clock.advance(Duration::from_hours(24));
    second.get("me").await.expect_problem(401, "sign_in_needed");
}

#[tokio::test]
async fn a_list_of_tokens_shows_their_use_and_never_their_secrets() {
    let app = TestApp::start().await;
    let ann = app.person("ann").await;
    let (program, _) = token(&ann, "read", 365).await;
    program.get("me").await.expect(200);
    let list = ann.get("me/tokens").await.expect(200);
    assert!(!list.text.contains(&program.token));
    assert!(list.json()[0]["last_used_at"].is_string());
    for days in [0, 366] {
        let body = json!({ "name": "T", "scope": "read", "days": days });
        ann.post("me/tokens", body).await.expect_fault("days");
    }
}
