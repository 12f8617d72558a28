//! Who has no business somewhere learns nothing: every operation of the description is tried.

use reqwest::Method;
use serde_json::{Value, json};

use crate::{answer::Answer, app::TestApp, person::Person};

/// An id that names nothing.
const NOBODY: &str = "00000000-0000-7000-8000-000000000000";

/// An operation of the description.
struct Operation {
    name: String,
    method: Method,
    path: String,
    needs_bearer: bool,
}

impl Operation {
    fn all() -> Vec<Self> {
        let document = serde_json::to_value(api::openapi()).unwrap();
        let mut all = Vec::new();
        for (path, item) in document["paths"].as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap() {
                all.push(Self {
                    name: operation["operationId"].as_str().unwrap().to_owned(),
                    method: method.to_uppercase().parse().unwrap(),
                    path: path.clone(),
                    needs_bearer: operation.get("security").is_none(),
                });
            }
        }
        all
    }

    /// The path with something in place of its parts.
    fn filled(&self, key: &str) -> String {
        self.path
            .replace("{key}", key)
            .replace("{number}", "1")
            .replace("{github_id}", "1")
            .split('/')
            .map(|part| if part.starts_with('{') { NOBODY } else { part })
            .collect::<Vec<_>>()
            .join("/")
    }

    /// A body that is good as far as its form goes.
    fn body(&self) -> Value {
        match self.name.as_str() {
            "edit_me" => json!({ "name": "N" }),
            "change_password" => json!({ "current": "x", "new": "long enough to be one" }),
            "create_token" => json!({ "name": "T", "scope": "read", "days": 1 }),
            "start_connection" => json!({ "return_to": "/" }),
            "finish_connection" => json!({ "state": "s" }),
            "create_project" => json!({ "key": "KEY", "name": "N" }),
            "edit_project" | "edit_options" | "edit_task" | "edit_repository" | "look_again" => {
                json!({})
            }
            "add_member" => json!({ "email": "x@example.com", "role": "viewer" }),
            "change_member" => json!({ "role": "viewer" }),
            "link_repository" => json!({ "github_id": 1 }),
            "create_task" => json!({ "title": "T" }),
            "assign_task" => json!({ "assignee": null }),
            "close_task" => json!({ "outcome": "done" }),
            "move_task" => json!({ "from": "todo", "to": "todo" }),
            "create_label" | "edit_label" => json!({ "name": "bug" }),
            "create_comment" | "edit_comment" => json!({ "text": "Hello" }),
            _ => Value::Null,
        }
    }

    async fn ask(&self, person: &Person<'_>, key: &str) -> Answer {
        let request = person
            .request(self.method.clone(), &self.filled(key))
            .header("If-Match", "\"1\"")
            .json(&self.body());
        Answer::read(request).await
    }
}

#[tokio::test]
async fn every_operation_asks_who_calls_save_those_that_say_so() {
    let app = TestApp::start().await;
    let open: Vec<_> = Operation::all()
        .into_iter()
        .filter(|operation| !operation.needs_bearer)
        .map(|operation| operation.name)
        .collect();
    insta::assert_compact_json_snapshot!(open, @r#"["login", "logout", "refresh", "register", "receive_webhook", "show_service", "check_health", "check_readiness"]"#);
    for operation in Operation::all() {
        if !operation.needs_bearer {
            continue;
        }
        let path = operation.filled("WEB");
        let request = || {
            let request = app.http.request(operation.method.clone(), app.at(&path));
            request.header("If-Match", "\"1\"").json(&operation.body())
        };
        for request in [
            request(),
            request().bearer_auth(""),
            request().bearer_auth("tsk_unknown"),
            request().bearer_auth("a.b.c"),
            request().header("Authorization", "Basic YTpi"),
        ] {
            let answer = Answer::read(request).await;
            assert_eq!(answer.status, 401, "{} {}", operation.name, answer.text);
            answer.expect_problem(401, "sign_in_needed");
        }
    }
}

#[tokio::test]
async fn a_project_does_not_exist_for_those_who_are_no_members() {
    let app = TestApp::start().await;
    let ann = app.person("ann").await;
    ann.project("WEB").await;
    ann.task("WEB", "A task").await;
    let ben = app.person("ben").await;
    let mut walked = 0;
    for operation in Operation::all() {
        if !operation.path.contains("{key}") {
            continue;
        }
        walked += 1;
        let real = operation.ask(&ben, "WEB").await;
        assert_eq!(real.status, 404, "{} {}", operation.name, real.text);
        let made_up = operation.ask(&ben, "NOPE").await;
        assert_eq!(real.text, made_up.text, "{}", operation.name);
        real.expect_problem(404, "not_found");
    }
    assert!(walked > 20, "the walk has come to {walked} operations only");
}

#[tokio::test]
async fn a_viewer_changes_nothing() {
    let app = TestApp::start().await;
    let ann = app.person("ann").await;
    ann.project("WEB").await;
    ann.task("WEB", "A task").await;
    let eve = app.person("eve").await;
    ann.add("WEB", "eve", "viewer").await;
    for operation in Operation::all() {
        let changes = operation.method != Method::GET;
        if !changes || !operation.path.contains("{key}") {
            continue;
        }
        let answer = operation.ask(&eve, "WEB").await;
        let refused = matches!(answer.status, 403 | 404);
        assert!(refused, "{} {}", operation.name, answer.text);
    }
    let path = format!("projects/WEB/members/{}", eve.id);
    eve.delete(&path).await.expect(204);
    eve.get("projects/WEB").await.expect(404);
}
