//! Who can push now, because of which task: live, held back, and as a file.

use std::time::{Duration, Instant};

use domain::{effect::Subject, ids::GithubAccountId};
use serde_json::{Value, json};
use testbed::{database::TestDatabase, practice::MadeRepository};

use crate::{
    app::TestApp,
    person::{Person, path_of},
    story::turn,
};

const LIVE: &str = "projects/WEB/access/live";

/// Ann's shop in her project; Old could push before, Dev can because of a task.
async fn given_access(app: &TestApp) -> (Person<'_>, Person<'_>, MadeRepository, Value) {
    let ann = app.connected("ann").await;
    let dev = app.connected("dev").await;
    let shop = app.practice.repository("ann", "shop").await;
    for login in ["old", "eve"] {
        app.practice.user(login).await;
    }
    app.practice.let_in(shop.id, "old", "push").await;
    ann.project("WEB").await;
    ann.link("WEB", &shop).await;
    ann.add("WEB", "dev", "developer").await;
    let task = ann.task("WEB", "Paint the door").await;
    let task = ann.assign(&task, &dev.id).await;
    turn(app).await;
    (ann, dev, shop, task)
}

/// Login, cause and drift of each line of the project's one repository.
fn lines(seen: &Value) -> Vec<(String, String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let accesses = seen[0]["accesses"].as_array().unwrap().iter();
    accesses
        .map(|one| {
            (
                text(&one["login"]),
                text(&one["cause"]),
                text(&one["drift"]),
            )
        })
        .collect()
}

fn line(login: &str, cause: &str, drift: &str) -> (String, String, String) {
    (login.to_owned(), cause.to_owned(), drift.to_owned())
}

/// The path of the hold on a person's access to the project's one repository.
async fn hold_on(ann: &Person<'_>, person: &Person<'_>) -> String {
    let linked = ann.get("projects/WEB/repositories").await.expect(200);
    let repository = linked.json()[0]["id"].as_str().unwrap().to_owned();
    format!("projects/WEB/repositories/{repository}/holds/{}", person.id)
}

async fn can_push(app: &TestApp, shop: &MadeRepository, login: &str) -> bool {
    let seen = app.practice.seen(shop.id).await;
    let mut there = seen["collaborators"].as_array().unwrap().iter();
    there.any(|one| one["login"] == login)
}

testbed::on_both! {
    async fn everybody_who_can_push_is_shown_with_the_reason_and_what_was_done_by_hand(db: TestDatabase) {
        let app = TestApp::start_on(db).await;
        let (ann, dev, shop, task) = given_access(&app).await;
        let seen = ann.get(LIVE).await.expect(200).json();
        assert_eq!(seen[0]["live"], true);
        assert_eq!(
            lines(&seen),
            [line("ann", "owner", "-"), line("dev", "tasks", "-"), line("old", "before", "-")]
        );
        let of_dev = &seen[0]["accesses"][1];
        assert_eq!(of_dev["tasks"][0]["number"], task["number"]);
        assert_eq!((&of_dev["seen"], &of_dev["person"]["id"]), (&json!("write"), &json!(dev.id)));
        assert!(of_dev["since"].is_string());

        app.practice.let_in(shop.id, "eve", "push").await;
        app.practice.put_out(shop.id, "dev").await;
        let seen = ann.get(LIVE).await.expect(200).json();
        assert_eq!(
            lines(&seen)[..2],
            [line("dev", "tasks", "removed"), line("eve", "hand", "added")]
        );
        assert_eq!(seen[0]["accesses"][0]["seen"], "none");

        let account = GithubAccountId(seen[0]["accesses"][0]["account"].as_i64().unwrap());
        let body = json!({ "repository": seen[0]["id"], "account": account });
        ann.post("projects/WEB/access/look", body).await.expect(202);
        let subject = Subject::SyncAccess { repository: shop.id, account };
        assert!(app.is_enqueued(subject).await);
        turn(&app).await;
        assert!(can_push(&app, &shop, "dev").await, "their task asks for it still");
        assert!(can_push(&app, &shop, "eve").await, "what is not ours is left alone");
    }

    async fn what_a_manager_revokes_stays_revoked_until_they_give_it_back(db: TestDatabase) {
        let app = TestApp::start_on(db).await;
        let (ann, dev, shop, task) = given_access(&app).await;
        let hold = hold_on(&ann, &dev).await;
        let refused = dev.put(&hold, json!(null)).await;
        refused.expect_problem(403, "role_too_low");
        ann.put(&hold, json!(null)).await.expect(204);
        ann.put(&hold, json!(null)).await.expect(204);
        turn(&app).await;
        assert!(!can_push(&app, &shop, "dev").await);
        let seen = dev.get(&path_of(&task)).await.expect(200).json();
        assert_eq!(seen["access"]["state"], "held");

        let more = ann.task("WEB", "Oil the lock").await;
        ann.assign(&more, &dev.id).await;
        ann.post("projects/WEB/access/look", json!({})).await.expect(202);
        turn(&app).await;
        assert!(!can_push(&app, &shop, "dev").await, "no task and no look brings it back");
        let listed = ann.get("projects/WEB/access").await.expect(200).json();
        let of_dev = &listed[0]["accesses"][0];
        assert_eq!((&of_dev["state"], &of_dev["held"]["by"]["id"]), (&json!("held"), &json!(ann.id)));
        assert_eq!(of_dev["tasks"].as_array().unwrap().len(), 2);

        ann.delete(&hold).await.expect(204);
        turn(&app).await;
        assert!(can_push(&app, &shop, "dev").await);
        let told = ann.get("projects/WEB/activity").await.expect(200).json();
        let told: Vec<_> = told["items"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|entry| matches!(entry["kind"].as_str(), Some("access_held" | "access_released")))
            .map(|entry| (entry["kind"].clone(), entry["detail"].clone(), entry["actor"]["id"].clone()))
            .collect();
        let (what, who) = (json!("dev on ann/shop"), json!(ann.id));
        assert_eq!(
            told,
            [
                (json!("access_released"), what.clone(), who.clone()),
                (json!("access_held"), what, who),
            ]
        );
    }
}

#[tokio::test]
async fn what_was_there_before_is_not_taken_by_revoking() {
    let app = TestApp::start().await;
    let (ann, _, shop, _) = given_access(&app).await;
    let old = app.person("old").await;
    old.connect("old").await.expect(201);
    ann.add("WEB", "old", "developer").await;
    let task = ann.task("WEB", "Oil the lock").await;
    ann.assign(&task, &old.id).await;
    turn(&app).await;
    let hold = hold_on(&ann, &old).await;
    ann.put(&hold, json!(null)).await.expect(204);
    turn(&app).await;
    assert!(can_push(&app, &shop, "old").await);
}

#[tokio::test]
async fn nobody_is_revoked_who_has_no_part_in_the_repository() {
    let app = TestApp::start().await;
    let (ann, dev, ..) = given_access(&app).await;
    let stranger = app.connected("stranger").await;
    let hold = hold_on(&ann, &stranger).await;
    ann.put(&hold, json!(null)).await.expect(404);
    let elsewhere = hold_on(&ann, &dev).await.replace("WEB", "APP");
    ann.project("APP").await;
    ann.put(&elsewhere, json!(null)).await.expect(404);
}

#[tokio::test]
async fn law_6_who_may_not_see_it_on_github_is_shown_the_records_alone() {
    let app = TestApp::start().await;
    let (ann, dev, shop, _) = given_access(&app).await;
    app.practice.let_in(shop.id, "eve", "push").await;
    let max = app.person("max").await;
    ann.add("WEB", "max", "manager").await;
    let unconnected = max.get(LIVE).await.expect(200);
    assert_eq!(unconnected.json()[0]["problem"]["code"], "not_connected");
    app.practice.user("max").await;
    max.connect("max").await.expect(201);
    let outside = max.get(LIVE).await.expect(200);
    assert_eq!(outside.json()[0]["problem"]["code"], "no_github_access");
    for seen in [unconnected, outside] {
        assert_eq!(lines(&seen.json()), [line("dev", "tasks", "-")]);
        assert_eq!(seen.json()[0]["live"], false);
        assert!(
            !seen.text.contains("eve") && !seen.text.contains("old"),
            "{}",
            seen.text
        );
    }
    let pusher = dev.get(LIVE).await.expect(200).json();
    assert_eq!(pusher[0]["live"], true);
    assert_eq!(
        pusher[0]["invitations_hidden"], true,
        "these are for administrators"
    );
}

#[tokio::test]
async fn law_8_one_slow_repository_keeps_no_other_waiting_and_its_records_are_shown() {
    let patience = Duration::from_millis(300);
    let app = TestApp::start_patiently(TestDatabase::sqlite().await, patience).await;
    let (ann, _, shop, _) = given_access(&app).await;
    let blog = app.practice.repository("ann", "blog").await;
    ann.link("WEB", &blog).await;
    let late = json!({ "kind": "delay", "ms": 3000 });
    let path = format!("/repositories/{}/collaborators", shop.id);
    app.practice
        .order(json!({ "path": path, "fault": late }))
        .await;
    let begun = Instant::now();
    let seen = ann.get(LIVE).await.expect(200).json();
    assert!(begun.elapsed() < Duration::from_secs(10));
    let repositories = seen.as_array().unwrap();
    let named = |name: &str| {
        let found = repositories.iter().find(|one| one["full_name"] == name);
        found.unwrap().clone()
    };
    let slow = named("ann/shop");
    assert_eq!(slow["problem"]["code"], "github_unavailable");
    assert_eq!(slow["accesses"][0]["login"], "dev");
    assert_eq!(named("ann/blog")["live"], true);
}

#[tokio::test]
async fn a_look_costs_as_many_calls_as_is_said() {
    let app = TestApp::start().await;
    let (ann, ..) = given_access(&app).await;
    app.practice.forget_calls().await;
    ann.get(LIVE).await.expect(200);
    assert_eq!(app.practice.calls().await.len(), 2);

    app.practice.organization("acme", &[("ann", "admin")]).await;
    let site = app.practice.repository("acme", "site").await;
    ann.project("APP").await;
    ann.link("APP", &site).await;
    app.practice.forget_calls().await;
    let seen = ann.get("projects/APP/access/live").await.expect(200).json();
    assert_eq!(app.practice.calls().await.len(), 3);
    assert_eq!(lines(&seen), [line("ann", "organization", "-")]);
}

#[tokio::test]
async fn an_access_review_has_a_line_for_each_account_and_no_formula() {
    let app = TestApp::start().await;
    let (ann, dev, shop, _) = given_access(&app).await;
    dev.patch("me", json!({ "name": "=cmd|'/c calc'!A1" }))
        .await
        .expect(200);
    app.practice.let_in(shop.id, "eve", "push").await;
    let file = ann.get("projects/WEB/access.csv").await.expect(200);
    assert_eq!(
        file.header("content-type"),
        "text/csv; charset=utf-8; header=present"
    );
    assert_eq!(
        file.header("content-disposition"),
        "attachment; filename=\"WEB-access-2027-01-15.csv\""
    );
    let rows: Vec<Vec<_>> = file
        .text
        .trim_end()
        .split("\r\n")
        .map(|row| row.split(',').collect())
        .collect();
    let columns = [
        "person",
        "github_login",
        "github_account",
        "repository",
        "right",
        "invited_to",
        "because",
        "since",
        "tasks",
        "state",
        "drift",
        "held_back_by",
        "last_looked_at",
        "source",
    ];
    assert_eq!(rows[0], columns);
    assert!(
        rows.iter().all(|row| row.len() == columns.len()),
        "{}",
        file.text
    );
    let column = |name: &str| columns.iter().position(|one| *one == name).unwrap();
    let of = |login: &str| rows.iter().find(|row| row[1] == login).unwrap();
    let of_dev = of("dev");
    assert_eq!(of_dev[0], "'=cmd|'/c calc'!A1");
    assert_eq!(of_dev[3..5], ["ann/shop", "write"]);
    assert_eq!(of_dev[column("tasks")], "WEB-1");
    assert_eq!(of_dev[column("since")], "2027-01-15T08:00:00Z");
    let of_eve = of("eve");
    assert_eq!(
        of_eve[column("because")..],
        [
            "hand",
            "",
            "",
            "not_asked",
            "added",
            "",
            "2027-01-15T08:00:00Z",
            "github"
        ]
    );
}

#[tokio::test]
async fn a_person_sees_what_they_reach_and_why() {
    let app = TestApp::start().await;
    let (_, dev, _, task) = given_access(&app).await;
    let own = dev.get("me/access").await.expect(200).json();
    assert_eq!(own[0]["key"], "WEB");
    let access = &own[0]["repositories"][0]["accesses"][0];
    assert_eq!(
        (&access["state"], &access["tasks"][0]["number"]),
        (&json!("granted"), &task["number"])
    );
    let other = app.person("other").await;
    assert_eq!(other.get("me/access").await.expect(200).json(), json!([]));
}
