//! Members: who may appoint whom, and what those leave behind who go.

use domain::{effect::Subject, ids::GithubAccountId};
use serde_json::json;

use crate::{
    app::TestApp,
    person::{Person, path_of},
};

fn path(person: &Person<'_>) -> String {
    format!("projects/WEB/members/{}", person.id)
}

#[tokio::test]
async fn only_somebody_with_an_account_is_added_and_only_once() {
    let app = TestApp::start().await;
    let ann = app.person("ann").await;
    ann.project("WEB").await;
    let add = async |email| {
        let body = json!({ "email": email, "role": "developer" });
        ann.post("projects/WEB/members", body).await
    };
    let nobody = add("nobody@example.com").await;
    nobody.expect_problem(422, "no_such_user");
    let again = add("ann@example.com").await;
    again.expect_problem(409, "already_member");
}

#[tokio::test]
async fn addresses_are_for_managers_to_see() {
    let app = TestApp::start().await;
    let ann = app.person("ann").await;
    ann.project("WEB").await;
    let ben = app.person("ben").await;
    ann.add("WEB", "ben", "developer").await;
    let seen = ann.get("projects/WEB/members").await.expect(200);
    assert!(seen.text.contains("ben@example.com"));
    let seen = ben.get("projects/WEB/members").await.expect(200);
    assert!(!seen.text.contains("@example.com"), "{}", seen.text);
    assert_eq!(seen.json().as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_manager_touches_no_owner_and_the_last_owner_stays() {
    let app = TestApp::start().await;
    let ann = app.person("ann").await;
    ann.project("WEB").await;
    let max = app.person("max").await;
    ann.add("WEB", "max", "manager").await;
    max.delete(&path(&ann))
        .await
        .expect_problem(403, "role_too_low");
    let promote = max.patch(&path(&max), json!({ "role": "owner" })).await;
    promote.expect_problem(403, "role_too_low");
    ann.delete(&path(&ann))
        .await
        .expect_problem(409, "last_owner");
    let step_down = ann.patch(&path(&ann), json!({ "role": "viewer" })).await;
    step_down.expect_problem(409, "last_owner");
    ann.patch(&path(&max), json!({ "role": "owner" }))
        .await
        .expect(200);
    ann.delete(&path(&ann)).await.expect(204);
    ann.get("projects/WEB").await.expect(404);
}

testbed::on_both! {
    async fn who_is_removed_loses_open_tasks_and_the_access_that_came_with_them(db: TestDatabase) {
        let app = TestApp::start_on(db).await;
        let ann = app.connected("ann").await;
        let dev = app.connected("dev").await;
        let shop = app.practice.repository("ann", "shop").await;
        ann.project("WEB").await;
        ann.link("WEB", &shop).await;
        ann.add("WEB", "dev", "developer").await;
        let task = ann.task("WEB", "A task").await;
        ann.assign(&task, &dev.id).await;
        app.forget_effects().await;
        ann.delete(&path(&dev)).await.expect(204);
        let task = ann.get(&path_of(&task)).await.expect(200).json();
        assert_eq!(task["assignee"], json!(null));
        let me = dev.get("me").await.expect(200).json();
        let account = GithubAccountId(me["connection"]["github_id"].as_i64().unwrap());
        let subject = Subject::SyncAccess { repository: shop.id, account };
        assert!(app.is_enqueued(subject).await, "access is looked at again");
    }
    async fn a_steward_who_is_removed_acts_on_nothing_any_more(db: TestDatabase) {
        let app = TestApp::start_on(db).await;
        let ann = app.connected("ann").await;
        let ben = app.connected("ben").await;
        let shop = app.practice.repository("ben", "shop").await;
        app.practice.let_in(shop.id, "ann", "push").await;
        ann.project("WEB").await;
        ann.add("WEB", "ben", "manager").await;
        let id = ben.link("WEB", &shop).await;
        app.forget_effects().await;
        ann.delete(&path(&ben)).await.expect(204);
        let linked = ann.get("projects/WEB/repositories").await.expect(200).json();
        assert_eq!(linked[0]["steward"], json!(null));
        let subject = Subject::SyncHook { repository: shop.id };
        assert!(app.is_enqueued(subject).await, "what they gave and made is looked at");
        let told = ann.get("projects/WEB/activity").await.expect(200).json();
        let left = told["items"].as_array().unwrap().iter();
        let details: Vec<_> = left.map(|entry| entry["detail"].as_str().unwrap()).collect();
        assert!(details.contains(&"ben/shop; its steward left the project"), "{details:?}");

        let taken = ann
            .change(
                reqwest::Method::PATCH,
                &format!("projects/WEB/repositories/{id}"),
                &linked[0]["version"],
                json!({ "take_over": true }),
            )
            .await;
        taken.expect_problem(403, "github_admin_needed");
    }
    async fn who_becomes_a_viewer_loses_open_tasks(db: TestDatabase) {
        let app = TestApp::start_on(db).await;
        let ann = app.connected("ann").await;
        let dev = app.connected("dev").await;
        let shop = app.practice.repository("ann", "shop").await;
        ann.project("WEB").await;
        ann.link("WEB", &shop).await;
        ann.add("WEB", "dev", "developer").await;
        let task = ann.task("WEB", "A task").await;
        ann.assign(&task, &dev.id).await;
        ann.patch(&path(&dev), json!({ "role": "manager" })).await.expect(200);
        let kept = ann.get(&path_of(&task)).await.expect(200).json();
        assert_eq!(kept["assignee"]["name"], "dev", "whoever may work keeps their work");
        app.forget_effects().await;
        ann.patch(&path(&dev), json!({ "role": "viewer" })).await.expect(200);
        let task = ann.get(&path_of(&task)).await.expect(200).json();
        assert_eq!(task["assignee"], json!(null));
        let me = dev.get("me").await.expect(200).json();
        let account = GithubAccountId(me["connection"]["github_id"].as_i64().unwrap());
        let subject = Subject::SyncAccess { repository: shop.id, account };
        assert!(app.is_enqueued(subject).await, "access is looked at again");
    }
}
