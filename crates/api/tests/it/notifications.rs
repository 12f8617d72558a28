//! What one is notified of, as its reader has it.

use serde_json::json;

use crate::app::TestApp;

testbed::on_both! {
    async fn who_is_given_a_task_is_notified_and_reads_it(db: TestDatabase) {
        let app = TestApp::start_on(db).await;
        let (ann, ben) = (app.person("ann").await, app.person("ben").await);
        ann.project("WEB").await;
        ann.add("WEB", "ben", "developer").await;
        let task = ann.task("WEB", "Paint the door").await;
        ann.assign(&task, &ben.id).await;
        let own = ann.task("WEB", "Paint the gate").await;
        ann.assign(&own, &ann.id).await;

        let list = ben.get("me/notifications").await.expect(200).json();
        let told = &list["items"][0];
        let words = [&told["kind"], &told["project"], &told["title"], &told["actor"]["name"]];
        assert_eq!(words, ["assigned", "WEB", "Paint the door", "ann"]);
        assert_eq!(told["read"], false);
        let count = ben.get("me/notifications/unread").await.expect(200).json();
        assert_eq!(count, json!({ "unread": 1 }));
        let count = ann.get("me/notifications/unread").await.expect(200).json();
        assert_eq!(count, json!({ "unread": 0 }));

        let read = format!("me/notifications/{}/read", told["id"].as_str().unwrap());
        ann.put(&read, json!({})).await.expect_problem(404, "not_found");
        ben.put(&read, json!({})).await.expect(204);
        let list = ben.get("me/notifications").await.expect(200).json();
        assert_eq!(list["items"][0]["read"], true);
        ben.put("me/notifications/read", json!({})).await.expect(204);
        let count = ben.get("me/notifications/unread").await.expect(200).json();
        assert_eq!(count, json!({ "unread": 0 }));
    }

    async fn a_task_that_is_given_to_another_is_told_to_nobody_who_has_not_read_it(db: TestDatabase) {
        let app = TestApp::start_on(db).await;
        let (ann, ben) = (app.person("ann").await, app.person("ben").await);
        ann.project("WEB").await;
        ann.add("WEB", "ben", "developer").await;
        let task = ann.task("WEB", "Paint the door").await;
        let task = ann.assign(&task, &ben.id).await;
        let task = ann.assign(&task, &ann.id).await;
        let list = ben.get("me/notifications").await.expect(200).json();
        assert_eq!(list["items"], json!([]));

        let task = ann.assign(&task, &ben.id).await;
        ben.put("me/notifications/read", json!({})).await.expect(204);
        ann.assign(&task, &ann.id).await;
        let list = ben.get("me/notifications").await.expect(200).json();
        assert_eq!(list["items"].as_array().unwrap().len(), 1, "what was read stays");
    }
}
