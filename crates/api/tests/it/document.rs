//! The description of the API, the page that shows it, and the signs of life.

use std::{fs, path::PathBuf};

use domain::problem::ProblemCode;
use serde_json::Value;

use crate::app::TestApp;

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "whoever changes the API says in the environment that it was on purpose"
)]
fn the_committed_description_is_what_is_served() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../openapi/openapi.json");
    let now = api::openapi().to_pretty_json().unwrap() + "\n";
    if std::env::var("UPDATE_OPENAPI").is_ok() {
        fs::write(&path, &now).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == now,
        "openapi/openapi.json is not current: UPDATE_OPENAPI=1 cargo test -p api document writes it"
    );
}

#[test]
fn every_operation_says_what_it_is_and_how_it_fails() {
    let document = serde_json::to_value(api::openapi()).unwrap();
    assert_eq!(document["openapi"], "3.1.0");
    let mut names = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for operation in item.as_object().unwrap().values() {
            let name = operation["operationId"].as_str().unwrap();
            assert!(operation["summary"].is_string(), "{name}");
            assert_eq!(operation["tags"].as_array().unwrap().len(), 1, "{name}");
            assert!(operation["responses"]["default"].is_object(), "{name}");
            let described: Vec<_> = operation["parameters"]
                .as_array()
                .into_iter()
                .flatten()
                .filter(|parameter| parameter["in"] == "path")
                .map(|parameter| format!("{{{}}}", parameter["name"].as_str().unwrap()))
                .collect();
            assert_eq!(described.len(), path.matches('{').count(), "{name} {path}");
            assert!(
                described.iter().all(|name| path.contains(name)),
                "{name} {path}"
            );
            names.push(name);
        }
    }
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count, "operation ids are unique");
}

#[test]
fn the_codes_of_problems_are_described_as_programs_see_them() {
    let document = serde_json::to_value(api::openapi()).unwrap();
    let described = &document["components"]["schemas"]["ProblemCode"]["enum"];
    let codes: Vec<_> = ProblemCode::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(*described, serde_json::json!(codes));
}

#[test]
fn every_reference_leads_somewhere() {
    let document = serde_json::to_value(api::openapi()).unwrap();
    let mut left = vec![&document];
    while let Some(value) = left.pop() {
        match value {
            Value::Object(fields) => {
                if let Some(Value::String(reference)) = fields.get("$ref") {
                    let pointer = reference.trim_start_matches('#');
                    assert!(document.pointer(pointer).is_some(), "{reference}");
                }
                left.extend(fields.values());
            }
            Value::Array(items) => left.extend(items),
            _ => {}
        }
    }
}

#[tokio::test]
async fn the_description_and_its_page_are_served_from_here_alone() {
    let app = TestApp::start().await;
    let document = app.get("/openapi.json").await.expect(200).json();
    assert_eq!(document["info"]["title"], "Tasksource");
    let page = app.get("/docs").await.expect(200);
    assert!(
        page.header("content-security-policy")
            .contains("script-src 'self'")
    );
    assert!(
        !page.text.contains("src=\"http"),
        "nothing is loaded from elsewhere"
    );
    let start = app.get("/docs/swagger-initializer.js").await.expect(200);
    assert!(start.text.contains("/openapi.json"));
    app.get("/docs/nothing.js")
        .await
        .expect_problem(404, "not_found");
}

#[tokio::test]
async fn a_server_that_lives_and_can_work_says_so() {
    let app = TestApp::start().await;
    assert_eq!(app.get("/healthz").await.expect(200).text, "ok\n");
    assert_eq!(app.get("/readyz").await.expect(200).text, "ok\n");
    app.db.store.close().await;
    let answer = app.get("/readyz").await.expect_problem(500, "internal");
    insta::assert_json_snapshot!(answer.json(), @r#"
    {
      "code": "internal",
      "status": 500,
      "title": "Something failed on our side.",
      "type": "/problems/internal"
    }
    "#);
    app.get("/healthz").await.expect(200);
}

#[tokio::test]
async fn whoever_visits_learns_which_github_this_is() {
    let app = TestApp::start().await;
    let service = app.get("service").await.expect(200).json();
    assert_eq!(service["practice"], true);
    assert_eq!(service["github_url"], app.practice.web_url().as_str());
}

#[tokio::test]
async fn no_answer_of_the_api_is_kept_on_the_way() {
    let app = TestApp::start().await;
    for path in ["service", "me", "nothing"] {
        assert_eq!(app.get(path).await.header("cache-control"), "no-store");
    }
}
