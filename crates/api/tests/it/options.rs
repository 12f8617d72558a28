//! What a project chooses about its work on GitHub.

use domain::effect::Subject;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{answer::Answer, app::TestApp, person::Person};

const OPTIONS: &str = "projects/WEB/options";

/// A choice based on the first version of the project, or on a later one.
async fn choose(person: &Person<'_>, version: i64, choice: Value) -> Answer {
    person
        .change(Method::PATCH, OPTIONS, &json!(version), choice)
        .await
}

fn closing(reviewers: &Value, logins: &Value) -> Value {
    json!({
        "title": "{key}: {title}", "text": "", "backlink": true, "draft": false,
        "until_merged": false, "reviewers": reviewers, "reviewer_logins": logins,
    })
}

testbed::on_both! {
    async fn a_project_begins_with_the_usual_choices_and_keeps_others(db: TestDatabase) {
        let app = TestApp::start_on(db).await;
        let ann = app.person("ann").await;
        ann.project("WEB").await;
        let shown = ann.get(OPTIONS).await.expect(200);
        assert_eq!(shown.header("etag"), "\"1\"");
        let follows = json!({ "branch": true, "pull_request": true, "merge": true });
        let usual = json!({
            "right": "push", "closing": closing(&json!([]), &json!([])), "follows": follows,
            "version": 1,
        });
        assert_eq!(shown.json(), usual);

        choose(&ann, 1, json!({ "right": "maintain" })).await.expect(200);
        let mut other = closing(&json!([ann.id]), &json!([]));
        other["title"] = json!("{number} {title}");
        other["until_merged"] = json!(true);
        choose(&ann, 2, json!({ "closing": other })).await.expect(200);
        let nothing = json!({ "branch": false, "pull_request": false, "merge": false });
        choose(&ann, 3, json!({ "follows": nothing })).await.expect(200);
        let shown = ann.get(OPTIONS).await.expect(200).json();
        let chosen = json!({
            "right": "maintain", "closing": other, "follows": nothing, "version": 4,
        });
        assert_eq!(shown, chosen);
    }

    async fn a_choice_has_what_was_given_looked_at(db: TestDatabase) {
        let app = TestApp::start_on(db).await;
        let ann = app.connected("ann").await;
        let shop = app.practice.repository("ann", "shop").await;
        ann.project("WEB").await;
        ann.link("WEB", &shop).await;
        let task = ann.task("WEB", "A task").await;
        ann.assign(&task, &ann.id).await;
        app.forget_effects().await;
        choose(&ann, 1, json!({ "right": "triage" })).await.expect(200);
        let me = ann.get("me").await.expect(200).json();
        let account = me["connection"]["github_id"].as_i64().unwrap();
        let account = domain::ids::GithubAccountId(account);
        let subject = Subject::SyncAccess { repository: shop.id, account };
        assert!(app.is_enqueued(subject).await);
        let told = ann.get("projects/WEB/activity").await.expect(200).json();
        let last = &told["items"][0];
        assert_eq!((&last["kind"], &last["detail"]), (&json!("options_changed"), &json!("tasks give triage")));
    }

    async fn a_reviewer_by_login_is_known_by_number_from_then_on(db: TestDatabase) {
        let app = TestApp::start_on(db).await;
        let ann = app.connected("ann").await;
        app.practice.user("octo-cat").await;
        ann.project("WEB").await;
        let logins = json!(["@octo-cat"]);
        let chosen = choose(&ann, 1, json!({ "closing": closing(&json!([]), &logins) })).await;
        assert_eq!(chosen.expect(200).json()["closing"]["reviewer_logins"], json!(["octo-cat"]));

        app.practice.rename_user("octo-cat", "octo-dog").await;
        app.practice.forget_calls().await;
        let same = closing(&json!([]), &json!(["octo-cat"]));
        choose(&ann, 2, json!({ "closing": same })).await.expect(200);
        assert!(app.practice.calls().await.is_empty(), "who was chosen before is not asked for");
        let nobody = closing(&json!([]), &json!(["nobody-here"]));
        let refused = choose(&ann, 3, json!({ "closing": nobody })).await;
        refused.expect_fault("closing.reviewer_logins");
    }

    async fn a_reviewer_who_leaves_the_project_is_none_any_more(db: TestDatabase) {
        let app = TestApp::start_on(db).await;
        let ann = app.person("ann").await;
        let ben = app.person("ben").await;
        ann.project("WEB").await;
        let stranger = choose(&ann, 1, json!({ "closing": closing(&json!([ben.id]), &json!([])) }));
        stranger.await.expect_fault("closing.reviewers.0");
        ann.add("WEB", "ben", "viewer").await;
        let member = choose(&ann, 1, json!({ "closing": closing(&json!([ben.id]), &json!([])) }));
        member.await.expect(200);
        ann.delete(&format!("projects/WEB/members/{}", ben.id)).await.expect(204);
        let shown = ann.get(OPTIONS).await.expect(200).json();
        assert_eq!(shown["closing"]["reviewers"], json!([]));
    }
}

#[tokio::test]
async fn only_managers_choose_and_nobody_is_overwritten() {
    let app = TestApp::start().await;
    let ann = app.person("ann").await;
    let ben = app.person("ben").await;
    ann.project("WEB").await;
    ann.add("WEB", "ben", "developer").await;
    ben.get(OPTIONS).await.expect(200);
    let refused = choose(&ben, 1, json!({ "right": "maintain" })).await;
    refused.expect_problem(403, "role_too_low");
    choose(&ann, 1, json!({ "right": "maintain" }))
        .await
        .expect(200);
    let late = choose(&ann, 1, json!({ "right": "triage" })).await;
    late.expect_problem(412, "outdated");
    let unversioned = ann.patch(OPTIONS, json!({ "right": "triage" })).await;
    unversioned.expect_problem(428, "version_needed");
}

#[tokio::test]
async fn a_choice_that_cannot_be_names_its_field() {
    let app = TestApp::start().await;
    let ann = app.person("ann").await;
    ann.project("WEB").await;
    let refused = choose(&ann, 1, json!({ "right": "admin" })).await;
    refused.expect_fault("right");
    let mut unknown = closing(&json!([]), &json!([]));
    unknown["title"] = json!("{key} {commits}");
    let refused = choose(&ann, 1, json!({ "closing": unknown })).await;
    let refused = refused.expect_fault("closing.title").json();
    let words = refused["errors"][0]["message"].as_str().unwrap();
    assert!(words.starts_with("there is no {commits}"), "{words}");
    let many = closing(&json!([]), &json!(vec!["octocat"; 21]));
    choose(&ann, 1, json!({ "closing": many }))
        .await
        .expect_fault("closing.reviewers");
    let stranger = closing(&json!([]), &json!(["octocat"]));
    let refused = choose(&ann, 1, json!({ "closing": stranger })).await;
    refused.expect_problem(403, "not_connected");
}
