//! What people say about a task, and what becomes of their Markdown.

use reqwest::Method;
use serde_json::{Value, json};

use crate::{app::TestApp, person::path_of};

testbed::on_both! {
    async fn members_talk_about_a_task_and_take_back_only_their_own(db: TestDatabase) {
        let app = TestApp::start_on(db).await;
        let (ann, dev) = (app.person("ann").await, app.person("dev").await);
        let looker = app.person("looker").await;
        ann.project("WEB").await;
        ann.add("WEB", "dev", "developer").await;
        ann.add("WEB", "looker", "viewer").await;
        let task = ann.task("WEB", "A task").await;
        let path = format!("{}/comments", path_of(&task));
        let text = "Hello @dev,\n\n**now** <script>alert(1)</script>";
        let said = ann.post(&path, json!({ "text": text })).await.expect(201).json();
        assert_eq!(said["text"], text);
        let html = said["text_html"].as_str().unwrap();
        assert!(html.contains("<mark>@dev</mark>") && html.contains("<strong>now"), "{html}");
        assert!(!html.contains("<script"), "{html}");
        assert_eq!(said["mentions"][0]["id"], dev.id.as_str());

        let one = format!("{path}/{}", said["id"].as_str().unwrap());
        let other = json!({ "text": "Mine now" });
        let theirs = dev.change(Method::PATCH, &one, &said["version"], other.clone()).await;
        theirs.expect_problem(403, "not_yours");
        dev.delete(&one).await.expect_problem(403, "not_yours");
        looker.post(&path, other.clone()).await.expect_problem(403, "role_too_low");
        let empty = ann.post(&path, json!({ "text": " " })).await;
        empty.expect_problem(422, "invalid_input");

        let changed = ann.change(Method::PATCH, &one, &said["version"], other.clone()).await;
        let changed = changed.expect(200).json();
        assert_eq!((&changed["text"], &changed["mentions"]), (&json!("Mine now"), &json!([])));
        let stale = ann.change(Method::PATCH, &one, &said["version"], other).await;
        stale.expect_problem(412, "outdated");
        assert_eq!(looker.get(&path).await.expect(200).json(), json!([changed]));
        ann.delete(&one).await.expect(204);
        ann.delete(&one).await.expect_problem(404, "not_found");

        let activity = ann.get("projects/WEB/activity").await.expect(200).json();
        let entries = activity["items"].as_array().unwrap();
        let kinds: Vec<&Value> = entries.iter().take(3).map(|entry| &entry["kind"]).collect();
        assert_eq!(kinds, ["comment_deleted", "comment_edited", "comment_added"]);
        assert!(!activity.to_string().contains("Mine now"), "what was taken back is gone");
    }

    async fn the_text_of_a_task_comes_as_markdown_and_as_safe_html(db: TestDatabase) {
        let app = TestApp::start_on(db).await;
        let ann = app.person("ann").await;
        ann.project("WEB").await;
        let task = json!({ "title": "T", "text": "- [ ] ask @ann\n\n<b onclick=x>b</b>" });
        let task = ann.post("projects/WEB/tasks", task).await.expect(201).json();
        let html = task["text_html"].as_str().unwrap();
        assert!(html.contains("checkbox") && html.contains("<mark>@ann</mark>"), "{html}");
        assert!(!html.contains("<b "), "{html}");
    }
}
