//! Connecting a GitHub account, with everything that can go wrong on the way, and the way back.

use std::time::Duration;

use domain::effect::Subject;
use serde_json::{Value, json};
use store::connections::{self, UnconfirmedEnd};
use testbed::practice::Callback;

use crate::{app::TestApp, person::Person};

async fn is_connected(person: &Person<'_>) -> bool {
    let me = person.get("me").await.expect(200).json();
    me["connection"] != Value::Null
}

testbed::on_both! {
    async fn one_comes_back_connected_to_where_one_was(db: TestDatabase) {
        let app = TestApp::start_on(db).await;
        let ann = app.person("ann").await;
        app.practice.user("ann-gh").await;
        let none = ann.get("me/connection").await;
        none.expect_problem(403, "not_connected");
        let made = ann.connect("ann-gh").await.expect(201).json();
        assert_eq!(made["return_to"], "/profile/settings");
        assert_eq!(made["connection"]["login"], "ann-gh");
        assert_eq!(made["connection"]["missing_scopes"], json!([]));
        let shown = ann.get("me/connection").await.expect(200).json();
        assert_eq!(shown, made["connection"]);
    }

    async fn removing_a_connection_is_recorded_at_once(db: TestDatabase) {
        let app = TestApp::start_on(db).await;
        let ann = app.connected("ann").await;
        app.practice.forget_calls().await;
        ann.delete("me/connection").await.expect(202);
        let shown = ann.get("me/connection").await.expect(200).json();
        assert_eq!(shown["state"], "ending");
        let now = app.db.clock.now();
        let ends_by = now + chrono::TimeDelta::hours(1);
        let ending = json!({
            "asked_at": now, "ends_by": ends_by, "trouble": null, "attempts": 0,
            "next_try_at": null,
        });
        assert_eq!(shown["ending"], ending);
        let user = ann.id.parse().unwrap();
        assert!(app.is_enqueued(Subject::EndConnection { user }).await);
        assert_eq!(app.practice.calls().await, [], "law 8: no write waits for GitHub");
        let ben = app.person("ben").await;
        let none = ben.delete("me/connection").await;
        none.expect_problem(403, "not_connected");
    }
}

#[tokio::test]
async fn each_right_is_explained_before_github_asks_for_it() {
    let app = TestApp::start().await;
    let ann = app.person("ann").await;
    let body = json!({ "return_to": "/projects/WEB/settings" });
    let started = ann.post("me/connection/authorize", body).await.expect(200);
    let scopes = started.json()["scopes"].take();
    let named: Vec<_> = scopes.as_array().unwrap().iter().collect();
    assert_eq!(named.len(), 3);
    assert!(
        named
            .iter()
            .all(|scope| scope["why"].as_str().unwrap().len() > 20)
    );
}

#[tokio::test]
async fn a_state_that_was_not_begun_here_connects_nothing() {
    let app = TestApp::start().await;
    let ann = app.person("ann").await;
    app.practice.user("ann-gh").await;
    let url = ann.authorization().await;
    let good = app.practice.authorize("ann-gh", &url, &[]).await;
    let wrong = Callback {
        state: "made-up".into(),
        ..good.clone()
    };
    let answer = ann.come_back(&wrong).await;
    answer.expect_problem(400, "oauth_state_unknown");
    let ben = app.person("ben").await;
    let answer = ben.come_back(&good).await;
    answer.expect_problem(400, "oauth_state_unknown");
    assert!(!is_connected(&ann).await && !is_connected(&ben).await);
    ann.come_back(&good).await.expect(201);
    let replay = ann.come_back(&good).await;
    replay.expect_problem(400, "oauth_state_unknown");
}

#[tokio::test]
async fn a_state_lives_for_ten_minutes() {
    let app = TestApp::start().await;
    let ann = app.person("ann").await;
    app.practice.user("ann-gh").await;
    let url = ann.authorization().await;
    let callback = app.practice.authorize("ann-gh", &url, &[]).await;
    app.db.clock.advance(Duration::from_mins(9));
    let late = ann.authorization().await;
    let late = app.practice.authorize("ann-gh", &late, &[]).await;
    app.db.clock.advance(Duration::from_secs(59));
    ann.come_back(&late).await.expect(201);
    // The access token is over by now, too: sign in again, as a person would.
    app.db.clock.advance(Duration::from_mins(1));
    let body = json!({ "email": "ann@example.com", "password": crate::app::PASSWORD });
    let ann = Person::new(&app, &app.post("auth/login", body).await.expect(200));
    let answer = ann.come_back(&callback).await;
    answer.expect_problem(400, "oauth_state_unknown");
}

#[tokio::test]
async fn who_refuses_is_not_connected_and_may_begin_again() {
    let app = TestApp::start().await;
    let ann = app.person("ann").await;
    app.practice.user("ann-gh").await;
    let url = ann.authorization().await;
    let refused = app.practice.refuse("ann-gh", &url).await;
    let answer = ann.come_back(&refused).await;
    answer.expect_problem(403, "oauth_refused");
    assert!(!is_connected(&ann).await);
    ann.connect("ann-gh").await.expect(201);
}

#[tokio::test]
async fn a_code_that_was_used_is_rejected() {
    let app = TestApp::start().await;
    let ann = app.person("ann").await;
    app.practice.user("ann-gh").await;
    let first = ann.authorization().await;
    let first = app.practice.authorize("ann-gh", &first, &[]).await;
    ann.come_back(&first).await.expect(201);
    let second = ann.authorization().await;
    let second = app.practice.authorize("ann-gh", &second, &[]).await;
    let stolen = Callback {
        code: first.code,
        ..second
    };
    let answer = ann.come_back(&stolen).await;
    answer.expect_problem(400, "oauth_code_rejected");
}

#[tokio::test]
async fn an_account_serves_one_user() {
    let app = TestApp::start().await;
    app.connected("ann").await;
    let ben = app.person("ben").await;
    let answer = ben.connect("ann").await;
    answer.expect_problem(409, "account_taken");
    assert!(!is_connected(&ben).await);
}

#[tokio::test]
async fn the_warning_names_what_stops_working() {
    let app = TestApp::start().await;
    let ann = app.connected("ann").await;
    let shop = app.practice.repository("ann", "shop").await;
    ann.project("WEB").await;
    ann.link("WEB", &shop).await;
    let task = ann.task("WEB", "Paint the door").await;
    ann.assign(&task, &ann.id).await;
    let impact = ann.get("me/connection/impact").await.expect(200).json();
    let expected = json!({
        "live_grants": 0,
        "open_tasks": 1,
        "projects": [{
            "key": "WEB",
            "name": "Project WEB",
            "open_tasks": 1,
            "repositories": ["ann/shop"],
            "tasks": [{ "number": 1, "title": "Paint the door" }],
        }],
    });
    assert_eq!(impact, expected);
    let ben = app.person("ben").await;
    let none = ben.get("me/connection/impact").await;
    none.expect_problem(403, "not_connected");
}

testbed::on_both! {
    async fn what_is_left_to_be_finished_on_github_is_shown_until_it_is(db: TestDatabase) {
        let app = TestApp::start_on(db).await;
        let ann = app.connected("ann").await;
        let path = "me/connection/unconfirmed";
        ann.get(path).await.expect_problem(404, "not_found");
        let user = ann.id.parse().unwrap();
        let end = UnconfirmedEnd {
            login: "ann".to_owned(),
            ended_at: app.db.clock.now(),
            grant_deleted: false,
            live_grants: 2,
        };
        let left = app
            .db
            .store
            .write(async |tx| connections::leave_unconfirmed(tx, user, &end).await);
        left.await.unwrap();
        let shown = ann.get(path).await.expect(200).json();
        assert_eq!((&shown["grant_deleted"], &shown["live_grants"]), (&json!(false), &json!(2)));
        let review = shown["review_url"].as_str().unwrap();
        assert!(review.contains("/settings/connections/applications/"), "{review}");
        app.person("ben").await.get(path).await.expect(404);
        ann.delete(path).await.expect(204);
        ann.get(path).await.expect(404);
    }
}

#[tokio::test]
async fn law_9_no_answer_of_the_api_holds_a_token_of_github() {
    let app = TestApp::start().await;
    let ann = app.connected("ann").await;
    let shop = app.practice.repository("ann", "shop").await;
    ann.project("WEB").await;
    ann.link("WEB", &shop).await;
    ann.task("WEB", "A task").await;
    for path in [
        "me",
        "me/connection",
        "me/connection/impact",
        "me/sessions",
        "me/tokens",
        "github/owners",
        "github/repositories",
        "projects",
        "projects/WEB",
        "projects/WEB/members",
        "projects/WEB/repositories",
        "projects/WEB/access",
        "projects/WEB/activity",
        "projects/WEB/effects",
        "projects/WEB/tasks",
        "projects/WEB/tasks/1",
        "projects/WEB/tasks/1/commits",
        "service",
    ] {
        let answer = ann.get(path).await.expect(200);
        for secret in ["gho_", "ghr_", "ghu_", "client_secret", "argon2"] {
            assert!(!answer.text.contains(secret), "{path} holds {secret}");
        }
    }
}
