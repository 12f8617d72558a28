//! Starting and ending.

use crate::process::{Server, client, run};

#[tokio::test]
async fn an_empty_folder_is_enough_and_it_ends_when_asked() {
    let mut server = Server::start().await;
    let alive = client()
        .get(format!("{}/healthz", server.url))
        .send()
        .await
        .unwrap();
    assert_eq!(alive.status(), 200);
    assert!(server.data.path().join("tasksource.db").exists());
    assert!(server.terminate().await, "{}", server.log());
}

#[tokio::test]
async fn migrating_twice_changes_nothing() {
    let data = tempfile::tempdir().unwrap();
    for _ in 0..2 {
        let output = run(data.path(), "migrate", &[]);
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

#[tokio::test]
async fn the_demo_accounts_sign_in_and_are_made_once() {
    let server = Server::start_with(&["--demo"]).await;
    let body = r#"{"email":"manager@example.com","password":"practice-makes-perfect"}"#;
    let answer = client()
        .post(format!("{}/api/v1/auth/login", server.url))
        .header("Content-Type", "application/json")
        .body(body)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 200);
}

#[tokio::test]
async fn law_9_no_query_reaches_the_log() {
    let server = Server::start_with(&["--log", "debug"]).await;
    let url = format!(
        "{}/github/callback?code=a-code-that-leaks&state=a-state-that-leaks",
        server.url
    );
    client().get(url).send().await.unwrap();
    let log = server.log();
    assert!(log.contains("/github/callback"), "{log}");
    assert!(!log.contains("that-leaks"), "{log}");
}

#[test]
fn the_description_of_the_api_is_printed() {
    let data = tempfile::tempdir().unwrap();
    let output = run(data.path(), "openapi", &[]);
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
}
