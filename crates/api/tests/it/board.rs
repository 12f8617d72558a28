//! The board: columns, moving cards, labels, and the words that narrow it.

use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    app::TestApp,
    person::{Person, path_of},
};

async fn columns(person: &Person<'_>, query: &str) -> Vec<(String, Vec<i64>)> {
    let board = person.get(&format!("projects/WEB/board{query}")).await;
    let board = board.expect(200).json();
    let columns = board.as_array().unwrap().iter();
    columns
        .map(|column| {
            let tasks = column["tasks"]["items"].as_array().unwrap().iter();
            let numbers: Vec<_> = tasks.map(|task| task["number"].as_i64().unwrap()).collect();
            assert_eq!(
                column["total"].as_i64().unwrap(),
                i64::try_from(numbers.len()).unwrap()
            );
            (column["status"].as_str().unwrap().to_owned(), numbers)
        })
        .filter(|(_, numbers)| !numbers.is_empty())
        .collect()
}

fn column(status: &str, numbers: &[i64]) -> (String, Vec<i64>) {
    (status.to_owned(), numbers.to_vec())
}

async fn shift(person: &Person<'_>, task: &Value, body: Value) -> crate::answer::Answer {
    person.post(&format!("{}/move", path_of(task)), body).await
}

testbed::on_both! {
    async fn cards_are_moved_by_small_requests_and_stay_where_they_were_put(db: TestDatabase) {
        let app = TestApp::start_on(db).await;
        let ann = app.person("ann").await;
        ann.project("WEB").await;
        let one = ann.task("WEB", "One").await;
        ann.task("WEB", "Two").await;
        let quick = json!({ "title": "Three", "status": "in_progress", "priority": "high" });
        let three = ann.post("projects/WEB/tasks", quick).await.expect(201).json();
        assert_eq!((&three["status"], &three["priority"]), (&json!("in_progress"), &json!("high")));
        assert_eq!(columns(&ann, "").await, [column("todo", &[2, 1]), column("in_progress", &[3])]);

        let up = json!({ "from": "todo", "to": "todo" });
        let moved = shift(&ann, &one, up).await.expect(200).json();
        assert_eq!(moved["version"], one["version"], "an edit that is under way goes on");
        assert_eq!(columns(&ann, "").await[0], column("todo", &[1, 2]));

        let over = json!({ "from": "todo", "to": "in_progress", "after": 3 });
        let moved = shift(&ann, &one, over.clone()).await.expect(200).json();
        assert_eq!(moved["status"], "in_progress");
        assert_eq!(
            columns(&ann, "").await,
            [column("todo", &[2]), column("in_progress", &[3, 1])]
        );
        let again = shift(&ann, &one, over).await;
        again.expect_problem(412, "outdated");
        let nowhere = json!({ "from": "in_progress", "to": "todo", "after": 99 });
        shift(&ann, &one, nowhere).await.expect_problem(422, "invalid_input");
        let done = json!({ "from": "in_progress", "to": "done" });
        shift(&ann, &one, done).await.expect_problem(409, "closing_is_apart");
        assert_eq!(columns(&ann, "").await[1], column("in_progress", &[3, 1]));
    }

    async fn list_and_board_are_narrowed_and_sorted_by_the_same_words(db: TestDatabase) {
        let app = TestApp::start_on(db).await;
        let ann = app.person("ann").await;
        ann.project("WEB").await;
        let bug = json!({ "name": "bug", "colour": "red" });
        let bug = ann.post("projects/WEB/labels", bug).await.expect(201).json();
        let again = ann.post("projects/WEB/labels", json!({ "name": "bug" })).await;
        again.expect_problem(409, "label_taken");
        let due = json!({ "title": "Due", "due": "2026-02-01", "labels": ["bug"] });
        let due = ann.post("projects/WEB/tasks", due).await.expect(201).json();
        assert_eq!((&due["due"], &due["labels"]), (&json!("2026-02-01"), &json!(["bug"])));
        let mine = ann.task("WEB", "Mine").await;
        ann.assign(&mine, &ann.id).await;
        let unknown = json!({ "title": "X", "labels": ["unknown"] });
        let unknown = ann.post("projects/WEB/tasks", unknown).await;
        unknown.expect_problem(422, "invalid_input");

        assert_eq!(columns(&ann, "?label=bug").await, [column("todo", &[1])]);
        assert_eq!(columns(&ann, "?assignee=none").await, [column("todo", &[1])]);
        let mine = format!("?assignee={}", ann.id);
        assert_eq!(columns(&ann, &mine).await, [column("todo", &[2])]);
        assert_eq!(columns(&ann, "?q=WEB-2").await, [column("todo", &[2])]);
        assert_eq!(columns(&ann, "?sort=due&status=todo").await, [column("todo", &[1, 2])]);
        let list = ann.get("projects/WEB/tasks?label=bug&sort=changed").await.expect(200).json();
        assert_eq!(list["items"][0]["labels"], json!(["bug"]));
        let placed = ann.get("projects/WEB/tasks?sort=place&status=todo").await.expect(200).json();
        assert_eq!(placed["items"][0]["number"], 2);
        let unclear = ann.get("projects/WEB/tasks?sort=place").await;
        unclear.expect_problem(422, "invalid_input");

        let edit = json!({ "due": null, "labels": [], "priority": "urgent" });
        let path = path_of(&due);
        let edited = ann.change(Method::PATCH, &path, &due["version"], edit).await;
        let edited = edited.expect(200).json();
        assert_eq!(
            (&edited["due"], &edited["labels"], &edited["priority"]),
            (&json!(null), &json!([]), &json!("urgent"))
        );
        let gone = ann.delete(&format!("projects/WEB/labels/{}", bug["id"].as_str().unwrap())).await;
        gone.expect(204);
        assert_eq!(ann.get("projects/WEB/labels").await.expect(200).json(), json!([]));
    }

    async fn a_timeline_tells_what_happened_and_what_comes_next(db: TestDatabase) {
        let app = TestApp::start_on(db).await;
        let ann = app.connected("ann").await;
        let shop = app.practice.repository("ann", "shop").await;
        ann.project("WEB").await;
        ann.link("WEB", &shop).await;
        let task = ann.task("WEB", "A task").await;
        ann.task("WEB", "Another").await;
        let task = ann.assign(&task, &ann.id).await;
        let timeline = ann.get(&format!("{}/timeline", path_of(&task))).await.expect(200).json();
        let happened = timeline["happened"]["items"].as_array().unwrap();
        let kinds: Vec<&Value> = happened.iter().map(|entry| &entry["kind"]).collect();
        assert_eq!(kinds, ["task_assigned", "task_created"]);
        assert_eq!(timeline["coming"][0]["subject"], "access of ann to ann/shop");
        assert_eq!(timeline["coming"].as_array().unwrap().len(), 1);
    }
}
