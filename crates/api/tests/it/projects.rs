//! Projects: creating, changing, listing, and what is remembered of it.

use reqwest::Method;
use serde_json::json;

use crate::{answer::Answer, app::TestApp};

testbed::on_both! {
    async fn the_creator_owns_the_project(db: TestDatabase) {
        let app = TestApp::start_on(db).await;
        let ann = app.person("ann").await;
        let body = json!({ "key": "WEB", "name": "Website", "description": "All of it" });
        let made = ann.post("projects", body.clone()).await.expect(201);
        assert_eq!(made.header("etag"), "\"1\"");
        let made = made.json();
        assert_eq!(made["role"], "owner");
        let shown = ann.get("projects/WEB").await.expect(200);
        assert_eq!(shown.header("etag"), "\"1\"");
        assert_eq!(shown.json(), made);
        let ben = app.person("ben").await;
        let taken = ben.post("projects", body).await;
        taken.expect_problem(409, "key_taken");
    }

    async fn a_repeated_creation_makes_one_project(db: TestDatabase) {
        let app = TestApp::start_on(db).await;
        let ann = app.person("ann").await;
        let create = async |key: &str, body| {
            let request = ann.request(Method::POST, "projects").json(&body);
            Answer::read(request.header("Idempotency-Key", key)).await
        };
        let web = json!({ "key": "WEB", "name": "Website" });
        let first = create("k1", web.clone()).await.expect(201);
        let again = create("k1", web.clone()).await.expect(201);
        assert_eq!(first.text, again.text);
        let other = create("k1", json!({ "key": "API", "name": "Other" })).await;
        other.expect_problem(422, "key_reused");
        create("k2", web).await.expect_problem(409, "key_taken");
        // What failed may be tried again under its key.
        create("k2", json!({ "key": "API", "name": "Other" })).await.expect(201);
    }

    async fn two_people_editing_a_project_do_not_overwrite_each_other(db: TestDatabase) {
        let app = TestApp::start_on(db).await;
        let ann = app.person("ann").await;
        ann.project("WEB").await;
        let edit = async |version, name| {
            let body = json!({ "name": name });
            ann.change(Method::PATCH, "projects/WEB", &json!(version), body).await
        };
        let edited = edit(1, "First").await.expect(200);
        assert_eq!(edited.header("etag"), "\"2\"");
        edit(1, "Second").await.expect_problem(412, "outdated");
        let shown = ann.get("projects/WEB").await.expect(200).json();
        assert_eq!(shown["name"], "First");
        let blind = ann.patch("projects/WEB", json!({ "name": "X" })).await;
        blind.expect_problem(428, "version_needed");
    }
}

#[tokio::test]
async fn one_sees_the_projects_that_one_is_a_member_of_page_by_page() {
    let app = TestApp::start().await;
    let ann = app.person("ann").await;
    for key in ["CCC", "AAA", "BBB"] {
        ann.project(key).await;
    }
    app.person("ben").await.project("BEN").await;
    let first = ann.get("projects?limit=2").await.expect(200).json();
    let next = first["next"].as_str().unwrap();
    let second = ann.get(&format!("projects?limit=2&cursor={next}")).await;
    let second = second.expect(200).json();
    let keys: Vec<_> = [&first, &second]
        .into_iter()
        .flat_map(|page| page["items"].as_array().unwrap())
        .map(|project| project["key"].as_str().unwrap())
        .collect();
    assert_eq!(keys, ["AAA", "BBB", "CCC"]);
    assert!(second.get("next").is_none());
}

#[tokio::test]
async fn what_happened_is_told_with_who_did_it() {
    let app = TestApp::start().await;
    let ann = app.person("ann").await;
    ann.project("WEB").await;
    app.person("ben").await;
    ann.add("WEB", "ben", "developer").await;
    ann.task("WEB", "A task").await;
    let page = ann.get("projects/WEB/activity").await.expect(200).json();
    let told: Vec<_> = page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| {
            json!([
                entry["kind"],
                entry["actor"]["name"],
                entry["detail"],
                entry["task"]
            ])
        })
        .collect();
    insta::assert_compact_json_snapshot!(told, @r#"[["task_created", "ann", "", 1], ["member_added", "ann", "ben, developer", null], ["project_created", "ann", "", null]]"#);
}
