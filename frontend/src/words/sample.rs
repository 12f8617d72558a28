//! A task for the tests of words.

use domain::wire::tasks::Task;
use serde_json::{Value, json};

fn person(name: &str) -> Value {
    json!({ "id": uuid::Uuid::nil(), "name": name, "github_login": null })
}

/// Dana's task in `acme/shop`, whose access is given.
pub(super) fn task(branch: Option<&str>) -> Task {
    let at = "2026-01-01T00:00:00Z";
    let value = json!({
        "id": uuid::Uuid::nil(), "project": "WEB", "number": 1, "title": "T", "text": "",
        "text_html": "", "priority": "none", "due": null, "labels": [],
        "status": "in_progress", "assignee": person("Dana"), "branch": branch,
        "repository": {
            "id": uuid::Uuid::nil(), "full_name": "acme/shop", "html_url": "u",
            "clone_url": "u", "development_branch": "main",
        },
        "access": {
            "state": "granted", "permission": "write", "trouble": null, "next_try_at": null,
        },
        "pull_request": {
            "state": "not_asked", "link": null, "until_merged": false, "trouble": null,
        },
        "version": 1, "created_by": person("Ada"), "created_at": at, "updated_at": at,
        "closed_at": null,
    });
    serde_json::from_value(value).expect("the sample is a task")
}
