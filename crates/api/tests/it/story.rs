//! The main job as its callers see it, while the reconciler is turned by hand.

use std::time::Duration;

use reconciler::{Reconciler, Settings};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    app::TestApp,
    person::{Person, path_of},
};

/// Does all that is due on GitHub.
pub(crate) async fn turn(app: &TestApp) {
    let settings = Settings {
        workers: 1,
        lease: Duration::from_mins(1),
        sweep_every: Duration::from_hours(1),
        poll_every: Duration::from_mins(10),
        finish_within: Duration::from_secs(1),
        unlimited: false,
        hook_url: None,
        app_url: app.url.clone(),
    };
    let store = app.db.store.clone();
    let reconciler = Reconciler::new(store, app.connections.clone(), settings);
    while reconciler.turn().await {}
}

async fn look(person: &Person<'_>, task: &Value) -> Value {
    person.get(&path_of(task)).await.expect(200).json()
}

async fn close(person: &Person<'_>, task: &Value) -> Value {
    let task = look(person, task).await;
    let path = format!("{}/close", path_of(&task));
    let done = json!({ "outcome": "done" });
    let closed = person.change(Method::POST, &path, &task["version"], done);
    closed.await.expect(200).json()
}

testbed::on_both! {
    async fn a_developer_reaches_a_repository_exactly_as_long_as_a_task_needs_it(db: TestDatabase) {
        let app = TestApp::start_on(db).await;
        let ann = app.connected("ann").await;
        let dev = app.connected("dev").await;
        let shop = app.practice.repository("ann", "shop").await;
        ann.project("WEB").await;
        ann.link("WEB", &shop).await;
        ann.add("WEB", "dev", "developer").await;
        let task = ann.task("WEB", "Paint the door").await;
        let second = ann.task("WEB", "Oil the lock").await;
        let task = ann.assign(&task, &dev.id).await;
        assert_eq!(task["access"]["state"], "on_its_way");
        turn(&app).await;
        assert_eq!(look(&dev, &task).await["access"]["state"], "granted");

        let path = format!("{}/branch", path_of(&task));
        dev.post(&path, Value::Null).await.expect(201);
        app.practice.commit(shop.id, "web-1-paint-the-door", "Sand it").await;
        let commits = format!("{}/commits", path_of(&task));
        let seen = dev.get(&commits).await.expect(200).json();
        assert_eq!(seen["commits"][0]["headline"], "Sand it");

        ann.assign(&second, &dev.id).await;
        let closed = close(&ann, &task).await;
        assert_eq!(closed["pull_request"]["state"], "awaited");
        turn(&app).await;
        let closed = look(&dev, &task).await;
        assert_eq!(closed["pull_request"]["state"], "linked");
        assert_eq!(closed["access"]["state"], "kept_by_another_task");
        dev.get(&commits).await.expect(200);

        close(&ann, &second).await;
        turn(&app).await;
        assert_eq!(look(&dev, &task).await["access"]["state"], "ended");
        let hidden = dev.get(&commits).await;
        hidden.expect_problem(403, "no_github_access");
    }

    async fn a_removed_connection_leaves_nothing_behind(db: TestDatabase) {
        let app = TestApp::start_on(db).await;
        let ann = app.connected("ann").await;
        let dev = app.connected("dev").await;
        let shop = app.practice.repository("ann", "shop").await;
        ann.project("WEB").await;
        ann.link("WEB", &shop).await;
        ann.add("WEB", "dev", "developer").await;
        let task = ann.task("WEB", "Paint the door").await;
        ann.assign(&task, &dev.id).await;
        turn(&app).await;
        let impact = ann.get("me/connection/impact").await.expect(200).json();
        assert_eq!(impact["live_grants"], 1);

        ann.delete("me/connection").await.expect(202);
        turn(&app).await;
        let none = ann.get("me/connection").await;
        none.expect_problem(403, "not_connected");
        assert_eq!(app.practice.live_tokens("ann").await, None);
        let commits = format!("{}/commits", path_of(&task));
        ann.get(&commits).await.expect(403);
        ann.connect("ann").await.expect(201);
    }
}
