//! Tasks: numbers, changes, assignment, and how they end.

use domain::{effect::Subject, ids::GithubAccountId};
use reqwest::Method;
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::{
    answer::Answer,
    app::TestApp,
    person::{Person, path_of},
};

/// A project with a linked repository, a manager and a developer, both connected.
async fn given_a_team(app: &TestApp) -> (Person<'_>, Person<'_>, Subject) {
    let ann = app.connected("ann").await;
    let dev = app.connected("dev").await;
    let shop = app.practice.repository("ann", "shop").await;
    ann.project("WEB").await;
    ann.link("WEB", &shop).await;
    ann.add("WEB", "dev", "developer").await;
    let me = dev.get("me").await.expect(200).json();
    let account = GithubAccountId(me["connection"]["github_id"].as_i64().unwrap());
    let access = Subject::SyncAccess {
        repository: shop.id,
        account,
    };
    (ann, dev, access)
}

testbed::on_both! {
    async fn law_7_assigning_and_the_request_for_access_are_one_change(db: TestDatabase) {
        let app = TestApp::start_on(db).await;
        let (ann, dev, access) = given_a_team(&app).await;
        let task = ann.task("WEB", "A task").await;
        assert!(task["repository"]["full_name"] == "ann/shop", "the only one is taken");
        assert!(!app.is_enqueued(access).await);
        app.practice.forget_calls().await;
        let task = ann.assign(&task, &dev.id).await;
        assert_eq!(task["assignee"]["github_login"], "dev");
        assert_eq!(task["access"]["state"], "on_its_way");
        assert!(app.is_enqueued(access).await);
        assert_eq!(app.practice.calls().await, [], "law 8: no write waits for GitHub");
    }

    async fn law_7_a_refused_change_leaves_nothing_behind(db: TestDatabase) {
        let app = TestApp::start_on(db).await;
        let (ann, dev, access) = given_a_team(&app).await;
        let task = ann.task("WEB", "A task").await;
        let path = format!("{}/assignee", path_of(&task));
        let body = json!({ "assignee": dev.id });
        let stale = ann.change(Method::PUT, &path, &json!(99), body.clone()).await;
        stale.expect_problem(412, "outdated");
        let low = dev.change(Method::PUT, &path, &task["version"], body).await;
        low.expect_problem(403, "role_too_low");
        assert!(!app.is_enqueued(access).await);
        let after = ann.get(&path_of(&task)).await.expect(200).json();
        assert_eq!(after, task);
    }

    async fn two_people_editing_one_task_the_second_is_told(db: TestDatabase) {
        let app = TestApp::start_on(db).await;
        let (ann, dev, _) = given_a_team(&app).await;
        let task = ann.task("WEB", "A task").await;
        let path = path_of(&task);
        let first = json!({ "title": "By Ann" });
        let first = ann.change(Method::PATCH, &path, &task["version"], first).await;
        assert_eq!(first.expect(200).header("etag"), "\"2\"");
        let second = json!({ "title": "By Dev" });
        let second = dev.change(Method::PATCH, &path, &task["version"], second).await;
        second.expect_problem(412, "outdated");
        let after = ann.get(&path).await.expect(200).json();
        assert_eq!(after["title"], "By Ann");
    }

    async fn tasks_created_at_once_get_numbers_without_gaps(db: TestDatabase) {
        let app = TestApp::start_on(db).await;
        let ann = app.person("ann").await;
        ann.project("WEB").await;
        let mut creating = JoinSet::new();
        for n in 0..12 {
            let request = ann.request(Method::POST, "projects/WEB/tasks");
            let request = request.json(&json!({ "title": format!("Task {n}") }));
            creating.spawn(Answer::read(request));
        }
        let answers = creating.join_all().await.into_iter();
        let mut numbers: Vec<_> = answers
            .map(|answer| answer.expect(201).json()["number"].as_i64().unwrap())
            .collect();
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=12).collect::<Vec<_>>());
    }

    async fn a_task_is_closed_and_reopened(db: TestDatabase) {
        let app = TestApp::start_on(db).await;
        let (ann, _, _) = given_a_team(&app).await;
        let task = ann.task("WEB", "A task").await;
        let path = path_of(&task);
        let close = format!("{path}/close");
        let done = json!({ "outcome": "done" });
        let closed = ann.change(Method::POST, &close, &task["version"], done.clone()).await;
        let closed = closed.expect(200).json();
        assert_eq!(closed["status"], "done");
        assert_eq!(closed["pull_request"]["state"], "not_asked", "it has no branch");
        let again = ann.change(Method::POST, &close, &closed["version"], done).await;
        again.expect_problem(409, "task_closed");
        let reopen = format!("{path}/reopen");
        let open = ann.change(Method::POST, &reopen, &closed["version"], json!(null)).await;
        let open = open.expect(200).json();
        assert_eq!((&open["status"], &open["closed_at"]), (&json!("todo"), &json!(null)));
        let again = ann.change(Method::POST, &reopen, &open["version"], json!(null)).await;
        again.expect_problem(409, "task_open");
    }

    async fn tasks_are_found_in_all_of_ones_projects_and_in_no_other(db: TestDatabase) {
        let app = TestApp::start_on(db).await;
        let (ann, _, _) = given_a_team(&app).await;
        ann.project("SHOP").await;
        ann.task("WEB", "Paint the DOOR").await;
        ann.task("SHOP", "Open the door").await;
        ann.task("SHOP", "100% of it").await;
        let found = ann.get("tasks?q=door").await.expect(200).json();
        let keys: Vec<_> = found.as_array().unwrap().iter().map(|one| &one["project"]).collect();
        assert_eq!(keys, ["SHOP", "WEB"]);
        let literal = ann.get("tasks?q=0%25").await.expect(200).json();
        assert_eq!(literal.as_array().unwrap().len(), 1);
        let stranger = app.person("zoe").await;
        let nothing = stranger.get("tasks?q=door").await.expect(200).json();
        assert_eq!(nothing, json!([]));
    }

    async fn a_decision_may_wait_a_while_for_its_undo(db: TestDatabase) {
        let app = TestApp::start_on(db).await;
        let (ann, _, _) = given_a_team(&app).await;
        let task = ann.task("WEB", "A task").await;
        let close = format!("{}/close", path_of(&task));
        let closing = async |seconds: u8| {
            let body = json!({ "outcome": "done", "undo_seconds": seconds });
            ann.change(Method::POST, &close, &task["version"], body).await
        };
        closing(31).await.expect_problem(422, "invalid_input");
        assert_eq!(closing(10).await.expect(200).json()["status"], "done");
    }
}

#[tokio::test]
async fn a_repeated_creation_makes_one_task() {
    let app = TestApp::start().await;
    let ann = app.person("ann").await;
    ann.project("WEB").await;
    let create = async |path: &str| {
        let request = ann
            .request(Method::POST, path)
            .json(&json!({ "title": "T" }));
        Answer::read(request.header("Idempotency-Key", "again")).await
    };
    let first = create("projects/WEB/tasks").await.expect(201);
    let again = create("projects/WEB/tasks").await.expect(201);
    assert_eq!(first.text, again.text);
    let list = ann.get("projects/WEB/tasks").await.expect(200).json();
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
    ann.project("API").await;
    let elsewhere = create("projects/API/tasks").await;
    elsewhere.expect_problem(422, "key_reused");
}

#[tokio::test]
async fn a_list_is_filtered_and_comes_in_pages() {
    let app = TestApp::start().await;
    let ann = app.person("ann").await;
    ann.project("WEB").await;
    for title in ["Paint the door", "Paint the wall", "Mend the roof"] {
        ann.task("WEB", title).await;
    }
    let task = ann.get("projects/WEB/tasks/2").await.expect(200).json();
    let task = ann.assign(&task, &ann.id).await;
    let body = json!({ "status": "in_progress" });
    let changed = ann
        .change(Method::PATCH, &path_of(&task), &task["version"], body)
        .await;
    changed.expect(200);
    let numbers = async |query: &str| {
        let page = ann.get(&format!("projects/WEB/tasks?{query}")).await;
        let items = page.expect(200).json()["items"].take();
        let items = items.as_array().unwrap().iter();
        items
            .map(|task| task["number"].clone())
            .collect::<Vec<Value>>()
    };
    assert_eq!(numbers("").await, [3, 2, 1]);
    assert_eq!(numbers("q=PAINT").await, [2, 1]);
    assert_eq!(numbers("status=in_progress,done").await, [2]);
    assert_eq!(numbers(&format!("assignee={}", ann.id)).await, [2]);
    assert_eq!(numbers("limit=1&cursor=3").await, [2]);
}

#[tokio::test]
async fn taking_the_repository_from_a_task_moves_its_access() {
    let app = TestApp::start().await;
    let (ann, dev, access) = given_a_team(&app).await;
    let blog = app.practice.repository("ann", "blog").await;
    let blog = ann.link("WEB", &blog).await;
    let task = ann.task("WEB", "A task").await;
    assert_eq!(
        task["repository"],
        json!(null),
        "there are two to choose from"
    );
    let task = ann.assign(&task, &dev.id).await;
    assert_eq!(task["access"]["state"], "not_asked");
    let shop = ann
        .get("projects/WEB/repositories")
        .await
        .expect(200)
        .json();
    let shop = &shop[0]["id"];
    let pick = async |task: &Value, repository: Value| {
        let body = json!({ "repository": repository });
        let path = path_of(task);
        ann.change(Method::PATCH, &path, &task["version"], body)
            .await
    };
    let task = pick(&task, shop.clone()).await.expect(200).json();
    assert_eq!(task["repository"]["full_name"], "ann/shop");
    assert!(app.is_enqueued(access).await);
    let task = pick(&task, json!(blog)).await.expect(200).json();
    assert_eq!(task["repository"]["full_name"], "ann/blog");
    let task = pick(&task, json!(null)).await.expect(200).json();
    assert_eq!(task["repository"], json!(null));
}

#[tokio::test]
async fn strangers_and_viewers_are_not_assigned() {
    let app = TestApp::start().await;
    let ann = app.person("ann").await;
    ann.project("WEB").await;
    let ben = app.person("ben").await;
    let eve = app.person("eve").await;
    ann.add("WEB", "eve", "viewer").await;
    let task = ann.task("WEB", "A task").await;
    let path = format!("{}/assignee", path_of(&task));
    for (person, code) in [(&ben, "not_a_member"), (&eve, "viewer_cannot_work")] {
        let body = json!({ "assignee": person.id });
        let answer = ann.change(Method::PUT, &path, &task["version"], body).await;
        answer.expect_problem(409, code);
    }
}
