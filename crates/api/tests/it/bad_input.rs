//! What is sent wrongly is refused in words, and names the field.

use reqwest::Method;
use serde_json::{Value, json};

use crate::{answer::Answer, app::TestApp};

#[tokio::test]
async fn a_bad_registration_names_the_field() {
    let app = TestApp::start().await;
    let good = json!({ "email": "a@example.com", "name": "A", "password": "long enough, is it" });
    for (field, value) in [
        ("email", json!("nobody")),
        ("email", json!("")),
        ("email", json!(7)),
        ("name", json!("   ")),
        ("name", json!("x".repeat(81))),
        ("name", json!("two\nlines")),
        ("password", json!("short")),
        ("password", json!("x".repeat(257))),
        ("password", json!(null)),
        ("colour", json!("red")),
    ] {
        let mut body = good.clone();
        body[field] = value;
        app.post("auth/register", body).await.expect_fault(field);
    }
    for field in ["email", "name", "password"] {
        let mut body = good.clone();
        body.as_object_mut().unwrap().remove(field);
        app.post("auth/register", body).await.expect_fault(field);
    }
}

#[tokio::test]
async fn a_refused_field_says_why_in_words() {
    let app = TestApp::start().await;
    let body = json!({ "email": "a@example.com", "name": "A", "password": "short" });
    let answer = app.post("auth/register", body).await;
    insta::assert_json_snapshot!(answer.json(), @r#"
    {
      "code": "invalid_input",
      "errors": [
        {
          "field": "password",
          "message": "use at least 12 characters"
        }
      ],
      "status": 422,
      "title": "Something in the request is not as it should be.",
      "type": "/problems/invalid_input"
    }
    "#);
}

#[tokio::test]
async fn what_is_not_json_is_refused() {
    let app = TestApp::start().await;
    for body in ["", "{", "null", "[]", "\"text\"", "{\"email\":\"\\ud800\"}"] {
        let request = app.http.post(app.at("auth/login"));
        let request = request
            .header("Content-Type", "application/json")
            .body(body);
        let answer = Answer::read(request).await;
        answer.expect_problem(422, "invalid_input");
    }
    let form = app.http.post(app.at("auth/login")).body("{}");
    Answer::read(form).await.expect_fault("Content-Type");
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused() {
    let app = TestApp::start().await;
    let body = json!({ "email": "a@example.com", "password": "x".repeat(256 * 1024) });
    let answer = app.post("auth/login", body).await;
    answer.expect_problem(413, "too_large");
}

#[tokio::test]
async fn bad_projects_and_tasks_name_the_field() {
    let app = TestApp::start().await;
    let ann = app.person("ann").await;
    for (field, body) in [
        ("key", json!({ "key": "web", "name": "Web" })),
        ("key", json!({ "name": "Web" })),
        ("name", json!({ "key": "WEB", "name": "" })),
        (
            "owner",
            json!({ "key": "WEB", "name": "Web", "owner": "x" }),
        ),
        (
            "description",
            json!({ "key": "WEB", "name": "W", "description": "x".repeat(20_001) }),
        ),
    ] {
        ann.post("projects", body).await.expect_fault(field);
    }
    ann.project("WEB").await;
    let nowhere = "00000000-0000-0000-0000-000000000000";
    for (field, body) in [
        ("title", json!({})),
        ("title", json!({ "title": "x".repeat(201) })),
        ("title", json!({ "title": "a\u{0}b" })),
        ("assignee", json!({ "title": "T", "assignee": "ann" })),
        ("repository", json!({ "title": "T", "repository": nowhere })),
    ] {
        let answer = ann.post("projects/WEB/tasks", body).await;
        answer.expect_fault(field);
    }
    let body = json!({ "title": "T", "assignee": nowhere });
    let answer = ann.post("projects/WEB/tasks", body).await;
    answer.expect_problem(409, "not_a_member");
    let tasks = ann.get("projects/WEB/tasks").await.expect(200).json();
    assert_eq!(tasks["items"], json!([]), "nothing was made");
}

#[tokio::test]
async fn a_bad_query_names_the_field() {
    let app = TestApp::start().await;
    let ann = app.person("ann").await;
    ann.project("WEB").await;
    for (field, query) in [
        ("limit", "limit=0"),
        ("limit", "limit=201"),
        ("limit", "limit=many"),
        ("cursor", "cursor=%F0%9F%98%80"),
        ("cursor", "cursor=%00"),
        ("q", "q=a%00b"),
        ("status", "status=todo,lost"),
        ("assignee", "assignee=ann"),
        ("colour", "colour=red"),
    ] {
        let answer = ann.get(&format!("projects/WEB/tasks?{query}")).await;
        answer.expect_fault(field);
    }
}

#[tokio::test]
async fn an_id_that_cannot_be_one_is_not_found() {
    let app = TestApp::start().await;
    let ann = app.person("ann").await;
    ann.project("WEB").await;
    for path in [
        "projects/web",
        "projects/%00",
        "projects/WEB/tasks/first",
        "projects/WEB/tasks/99999999999999999999",
        "projects/WEB/tasks/1",
        "github/repositories/shop/branches",
        "nothing/here",
    ] {
        ann.get(path).await.expect_problem(404, "not_found");
    }
    let answer = ann.delete("me/tokens/none").await;
    answer.expect_problem(404, "not_found");
}

#[tokio::test]
async fn a_method_that_an_address_does_not_take_is_refused() {
    let app = TestApp::start().await;
    let ann = app.person("ann").await;
    let request = ann.request(Method::DELETE, "projects/WEB/tasks/1");
    let answer = Answer::read(request).await;
    let answer = answer.expect_problem(405, "method_not_allowed");
    assert_eq!(answer.header("allow"), "GET, PATCH");
}

#[tokio::test]
async fn one_comes_back_to_no_other_site() {
    let app = TestApp::start().await;
    let ann = app.person("ann").await;
    for path in ["", "projects", "//evil.example", "https://evil.example"] {
        let body = json!({ "return_to": path });
        let answer = ann.post("me/connection/authorize", body).await;
        answer.expect_fault("return_to");
    }
}

#[tokio::test]
async fn an_idempotency_key_must_be_one() {
    let app = TestApp::start().await;
    let ann = app.person("ann").await;
    for key in ["", &"k".repeat(256)] {
        let request = ann.request(Method::POST, "projects");
        let request = request
            .header("Idempotency-Key", key)
            .json(&json!({ "key": "WEB", "name": "Web" }));
        Answer::read(request).await.expect_fault("Idempotency-Key");
    }
    let projects: Value = ann.get("projects").await.expect(200).json();
    assert_eq!(projects["items"], json!([]));
}
