//! Picking and linking repositories, with the caller's own eyes on GitHub.

use domain::effect::Subject;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{answer::Answer, app::TestApp, person::Person};

async fn link(person: &Person<'_>, id: impl Into<Value>) -> Answer {
    let body = json!({ "github_id": id.into() });
    person.post("projects/WEB/repositories", body).await
}

#[tokio::test]
async fn one_picks_from_what_the_own_account_sees() {
    let app = TestApp::start().await;
    let ann = app.connected("ann").await;
    app.practice.organization("acme", &[("ann", "admin")]).await;
    let url = ann.authorization().await;
    let callback = app.practice.authorize("ann", &url, &["acme"]).await;
    ann.come_back(&callback).await.expect(201);
    for (owner, name) in [("ann", "shop"), ("ann", "blog"), ("acme", "engine")] {
        app.practice.repository(owner, name).await;
    }
    app.practice.user("bob").await;
    app.practice.repository("bob", "secret").await;
    let owners = ann.get("github/owners").await.expect(200).json();
    let logins: Vec<_> = owners["owners"].as_array().unwrap().iter().collect();
    assert_eq!(
        (&logins[0]["login"], &logins[1]["login"]),
        (&json!("ann"), &json!("acme"))
    );
    assert!(
        owners["review_url"]
            .as_str()
            .unwrap()
            .contains("/settings/connections/")
    );
    let names = async |query: &str| {
        let found = ann.get(&format!("github/repositories{query}")).await;
        let found = found.expect(200).json();
        let items = found["items"].as_array().unwrap().iter();
        let mut names: Vec<_> = items
            .map(|one| one["name"].as_str().unwrap().to_owned())
            .collect();
        names.sort_unstable();
        names
    };
    assert_eq!(names("").await, ["blog", "engine", "shop"]);
    assert_eq!(names("?owner=ann").await, ["blog", "shop"]);
    assert_eq!(names("?owner=acme").await, ["engine"]);
    assert_eq!(names("?page=2").await, [""; 0]);
    assert_eq!(owners["owners"][1]["state"], "connected");
    let acme = ann.get("github/owners/acme").await.expect(200).json();
    assert_eq!(
        (&acme["login"], &acme["state"]),
        (&json!("acme"), &json!("connected"))
    );
    let unknown = ann.get("github/owners/nobody").await;
    unknown.expect_problem(404, "github_missing");
    let nowhere = ann.get("github/repositories?owner=nobody").await;
    nowhere.expect_problem(404, "github_missing");
}

#[tokio::test]
async fn branches_are_listed_the_default_one_first() {
    let app = TestApp::start().await;
    let ann = app.connected("ann").await;
    let shop = app.practice.repository("ann", "shop").await;
    app.practice.commit(shop.id, "a-feature", "Begin").await;
    let path = format!("github/repositories/{}/branches", shop.id);
    let found = ann.get(&path).await.expect(200).json();
    assert_eq!(found["items"][0]["name"], "main");
    assert_eq!(found["items"][1]["name"], "a-feature");
    let found = ann.get(&format!("{path}?q=feat")).await.expect(200).json();
    assert_eq!(found["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn without_a_connection_there_is_nothing_to_pick_from() {
    let app = TestApp::start().await;
    let ann = app.person("ann").await;
    ann.project("WEB").await;
    for path in [
        "github/owners",
        "github/repositories",
        "github/repositories/1/branches",
    ] {
        ann.get(path).await.expect_problem(403, "not_connected");
    }
    link(&ann, 1).await.expect_problem(403, "not_connected");
}

#[tokio::test]
async fn a_linked_repository_has_its_linker_as_steward_and_gets_a_hook() {
    let app = TestApp::start().await;
    let ann = app.connected("ann").await;
    let shop = app.practice.repository("ann", "shop").await;
    ann.project("WEB").await;
    let linked = link(&ann, shop.id.0).await.expect(201).json();
    assert_eq!(linked["steward"]["github_login"], "ann");
    assert_eq!(linked["development_branch"], json!(null));
    let hook = Subject::SyncHook {
        repository: shop.id,
    };
    assert!(app.is_enqueued(hook).await);
    link(&ann, shop.id.0)
        .await
        .expect_problem(409, "already_linked");
    let path = format!(
        "projects/WEB/repositories/{}",
        linked["id"].as_str().unwrap()
    );
    let task = ann.task("WEB", "A task").await;
    assert_eq!(task["repository"]["full_name"], "ann/shop");
    ann.delete(&path).await.expect(204);
    let task = ann.get("projects/WEB/tasks/1").await.expect(200).json();
    assert_eq!(task["repository"], json!(null));
    ann.delete(&path).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn only_an_administrator_links_and_only_what_can_be_changed() {
    let app = TestApp::start().await;
    let ann = app.connected("ann").await;
    ann.project("WEB").await;
    app.practice.user("bob").await;
    let hidden = app.practice.repository("bob", "hidden").await;
    link(&ann, hidden.id.0)
        .await
        .expect_problem(403, "no_github_access");
    link(&ann, 987_654)
        .await
        .expect_problem(403, "no_github_access");
    app.practice.let_in(hidden.id, "ann", "write").await;
    link(&ann, hidden.id.0)
        .await
        .expect_problem(403, "github_admin_needed");
    let old = app.practice.repository("ann", "old").await;
    app.practice
        .change_repository(old.id, json!({ "archived": true }))
        .await;
    link(&ann, old.id.0)
        .await
        .expect_problem(409, "github_refused");
    let linked = ann
        .get("projects/WEB/repositories")
        .await
        .expect(200)
        .json();
    assert_eq!(linked, json!([]));
}

#[tokio::test]
async fn the_development_branch_must_exist_and_nobody_is_overwritten() {
    let app = TestApp::start().await;
    let ann = app.connected("ann").await;
    let shop = app.practice.repository("ann", "shop").await;
    ann.project("WEB").await;
    let linked = link(&ann, shop.id.0).await.expect(201).json();
    let path = format!(
        "projects/WEB/repositories/{}",
        linked["id"].as_str().unwrap()
    );
    let pick = async |version: i64, branch: &str| {
        let body = json!({ "development_branch": branch });
        ann.change(Method::PATCH, &path, &json!(version), body)
            .await
    };
    pick(1, "nowhere").await.expect_fault("development_branch");
    pick(1, "not..allowed")
        .await
        .expect_fault("development_branch");
    let picked = pick(1, "main").await.expect(200);
    assert_eq!(picked.header("etag"), "\"2\"");
    assert_eq!(picked.json()["development_branch"], "main");
    pick(1, "main").await.expect_problem(412, "outdated");
}

#[tokio::test]
async fn a_repository_that_vanished_says_so_and_another_can_be_picked() {
    let app = TestApp::start().await;
    let ann = app.connected("ann").await;
    let shop = app.practice.repository("ann", "shop").await;
    ann.project("WEB").await;
    let id = ann.link("WEB", &shop).await;
    app.practice.delete_repository(shop.id).await;
    let path = format!("projects/WEB/repositories/{id}");
    let body = json!({ "development_branch": "other" });
    let gone = ann.change(Method::PATCH, &path, &json!(2), body).await;
    gone.expect_problem(404, "github_missing");
    let linked = ann
        .get("projects/WEB/repositories")
        .await
        .expect(200)
        .json();
    assert_eq!(linked[0]["trouble"], "repository_missing");
    ann.delete(&path).await.expect(204);
    let other = app.practice.repository("ann", "other").await;
    ann.link("WEB", &other).await;
}

#[tokio::test]
async fn another_administrator_takes_a_repository_over() {
    let app = TestApp::start().await;
    let ann = app.connected("ann").await;
    let max = app.connected("max").await;
    app.practice
        .organization("acme", &[("ann", "admin"), ("max", "member")])
        .await;
    for (person, login) in [(&ann, "ann"), (&max, "max")] {
        let url = person.authorization().await;
        let callback = app.practice.authorize(login, &url, &["acme"]).await;
        person.come_back(&callback).await.expect(201);
    }
    let shop = app.practice.repository("acme", "shop").await;
    ann.project("WEB").await;
    ann.add("WEB", "max", "manager").await;
    let id = ann.link("WEB", &shop).await;
    let path = format!("projects/WEB/repositories/{id}");
    let take = async || {
        let body = json!({ "take_over": true });
        max.change(Method::PATCH, &path, &json!(2), body).await
    };
    app.practice.let_in(shop.id, "max", "write").await;
    take().await.expect_problem(403, "github_admin_needed");
    app.practice.let_in(shop.id, "max", "admin").await;
    let taken = take().await.expect(200).json();
    assert_eq!(taken["steward"]["github_login"], "max");
}
