//! Registering, signing in, staying signed in, and the ends of all that.

use std::time::Duration;

use serde_json::json;
use tokio::task::JoinSet;

use crate::{
    answer::Answer,
    app::{PASSWORD, TestApp},
    person::Person,
};

const NAME: &str = "__Host-tasksource_refresh";

async fn renew(app: &TestApp, secret: &str) -> Answer {
    let request = app.http.post(app.at("auth/refresh"));
    Answer::read(request.header("Cookie", format!("{NAME}={secret}"))).await
}

async fn sign_in(app: &TestApp, email: &str, password: &str) -> Answer {
    let body = json!({ "email": email, "password": password });
    app.post("auth/login", body).await
}

testbed::on_both! {
    async fn who_registers_is_signed_in_and_can_sign_in_again(db: TestDatabase) {
        let app = TestApp::start_on(db).await;
        let ann = app.person("ann").await;
        let me = ann.get("me").await.expect(200).json();
        assert_eq!(me["email"], "ann@example.com");
        assert_eq!(me["connection"], json!(null));
        let again = sign_in(&app, "Ann@Example.com", PASSWORD).await.expect(200);
        let again = Person::new(&app, &again);
        assert_eq!(again.get("me").await.expect(200).json(), me);
    }

    async fn a_refresh_token_is_good_once_and_a_replay_ends_the_session(db: TestDatabase) {
        let app = TestApp::start_on(db).await;
        let ann = app.person("ann").await;
        let renewed = renew(&app, &ann.cookie).await.expect(200);
        let renewed = Person::new(&app, &renewed);
        renewed.get("me").await.expect(200);
        app.db.clock.advance(Duration::from_secs(31));
        renew(&app, &ann.cookie).await.expect_problem(401, "sign_in_needed");
        renew(&app, &renewed.cookie).await.expect_problem(401, "sign_in_needed");
        renewed.get("me").await.expect_problem(401, "sign_in_needed");
    }
}

#[tokio::test]
async fn an_address_registers_once() {
    let app = TestApp::start().await;
    app.person("ann").await;
    let body = json!({ "email": "ANN@example.com", "name": "Other", "password": PASSWORD });
    let answer = app.post("auth/register", body).await;
    answer.expect_problem(409, "email_taken");
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_look_the_same() {
    let app = TestApp::start().await;
    app.person("ann").await;
    let wrong = sign_in(&app, "ann@example.com", "not the password").await;
    let unknown = sign_in(&app, "nobody@example.com", "not the password").await;
    let wrong = wrong.expect_problem(401, "wrong_credentials");
    assert_eq!(wrong.text, unknown.text);
    insta::assert_json_snapshot!(wrong.json(), @r#"
    {
      "code": "wrong_credentials",
      "status": 401,
      "title": "E-mail and password do not fit together.",
      "type": "/problems/wrong_credentials"
    }
    "#);
}

#[tokio::test]
async fn an_access_token_lasts_ten_minutes_and_a_session_thirty_days() {
    let app = TestApp::start().await;
    let ann = app.person("ann").await;
    app.db.clock.advance(Duration::from_mins(10));
    let over = ann.get("me").await.expect_problem(401, "sign_in_needed");
    assert_eq!(over.header("www-authenticate"), "Bearer");
    let renewed = Person::new(&app, &renew(&app, &ann.cookie).await.expect(200));
    renewed.get("me").await.expect(200);
    app.db.clock.advance(Duration::from_hours(24 * 30));
    let late = renew(&app, &renewed.cookie).await;
    late.expect_problem(401, "sign_in_needed");
}

#[tokio::test]
async fn signing_out_ends_the_session_and_takes_the_cookie_away() {
    let app = TestApp::start().await;
    let ann = app.person("ann").await;
    let request = app.http.post(app.at("auth/logout"));
    let request = request.header("Cookie", format!("{NAME}={}", ann.cookie));
    let answer = Answer::read(request).await.expect(204);
    assert!(answer.header("set-cookie").contains("Max-Age=0"));
    ann.get("me").await.expect_problem(401, "sign_in_needed");
    renew(&app, &ann.cookie).await.expect(401);
}

#[tokio::test]
async fn another_site_cannot_renew_and_a_cookie_opens_nothing_else() {
    let app = TestApp::start().await;
    let ann = app.person("ann").await;
    let cookie = format!("{NAME}={}", ann.cookie);
    for (header, value) in [
        ("Sec-Fetch-Site", "cross-site"),
        ("Origin", "https://evil.example"),
    ] {
        let request = app.http.post(app.at("auth/refresh"));
        let request = request.header("Cookie", &cookie).header(header, value);
        let answer = Answer::read(request).await;
        answer.expect_problem(401, "sign_in_needed");
    }
    let request = app.http.get(app.at("me")).header("Cookie", &cookie);
    let answer = Answer::read(request).await;
    answer.expect_problem(401, "sign_in_needed");
    renew(&app, &ann.cookie).await.expect(200);
}

#[tokio::test]
async fn a_new_password_ends_every_other_session() {
    let app = TestApp::start().await;
    let here = app.person("ann").await;
    let there = sign_in(&app, "ann@example.com", PASSWORD).await;
    let there = Person::new(&app, &there);
    let wrong = json!({ "current": "not this one", "new": "a quite different one" });
    here.put("me/password", wrong).await.expect_fault("current");
    let right = json!({ "current": PASSWORD, "new": "a quite different one" });
    here.put("me/password", right).await.expect(204);
    here.get("me").await.expect(200);
    there.get("me").await.expect(401);
    sign_in(&app, "ann@example.com", PASSWORD).await.expect(401);
    let new = sign_in(&app, "ann@example.com", "a quite different one").await;
    new.expect(200);
}

#[tokio::test]
async fn one_sees_where_one_is_signed_in_and_ends_it_there() {
    let app = TestApp::start().await;
    let here = app.person("ann").await;
    let there = sign_in(&app, "ann@example.com", PASSWORD).await;
    let there = Person::new(&app, &there);
    let sessions = here.get("me/sessions").await.expect(200).json();
    let sessions = sessions.as_array().unwrap();
    assert_eq!(sessions.len(), 2);
    let other = sessions.iter().find(|one| one["current"] == false).unwrap();
    let path = format!("me/sessions/{}", other["id"].as_str().unwrap());
    let ben = app.person("ben").await;
    ben.delete(&path).await.expect_problem(404, "not_found");
    here.delete(&path).await.expect(204);
    there.get("me").await.expect(401);
    here.delete(&path).await.expect(404);
}

#[tokio::test]
async fn the_own_name_can_be_changed() {
    let app = TestApp::start().await;
    let ann = app.person("ann").await;
    let changed = ann.patch("me", json!({ "name": " Ann Other " })).await;
    assert_eq!(changed.expect(200).json()["name"], "Ann Other");
}

#[tokio::test]
async fn guessing_a_password_is_slowed_down() {
    let app = TestApp::start().await;
    for _ in 0..10 {
        let wrong = sign_in(&app, "ann@example.com", "wrong").await;
        wrong.expect_problem(401, "wrong_credentials");
    }
    let slowed = sign_in(&app, "ann@example.com", "wrong").await;
    let slowed = slowed.expect_problem(429, "too_many_requests");
    let wait: u64 = slowed.header("retry-after").parse().unwrap();
    assert!((1..=30).contains(&wait), "{wait}");
    let other = sign_in(&app, "ben@example.com", "wrong").await;
    other.expect_problem(401, "wrong_credentials");
}

#[tokio::test]
async fn a_forwarded_address_does_not_help_against_the_limit() {
    let app = TestApp::start().await;
    let mut tries = JoinSet::new();
    for n in 0..60 {
        let request = app.http.post(app.at("auth/login"));
        let request = request
            .header("X-Forwarded-For", format!("10.0.0.{n}"))
            .json(&json!({ "email": format!("p{n}@example.com"), "password": "x" }));
        tries.spawn(Answer::read(request));
    }
    let answers = tries.join_all().await;
    assert!(answers.iter().any(|answer| answer.status == 429));
}

#[tokio::test]
async fn what_happens_with_an_account_is_written_down_for_its_owner() {
    let app = TestApp::start().await;
    let ann = app.person("ann").await;
    app.person("ben").await;
    sign_in(&app, "ann@example.com", "not the password").await;
    let there = sign_in(&app, "ann@example.com", PASSWORD).await.expect(200);
    let there = Person::new(&app, &there);
    let request = app.http.post(app.at("auth/logout"));
    let out = request.header("Cookie", format!("{NAME}={}", there.cookie));
    Answer::read(out).await.expect(204);
    ann.patch("me", json!({ "name": "Anna" })).await.expect(200);
    let made = json!({ "name": "Report", "scope": "read", "days": 7 });
    let made = ann.post("me/tokens", made).await.expect(201).json();
    let id = made["token"]["id"].as_str().unwrap();
    ann.delete(&format!("me/tokens/{id}")).await.expect(204);
    renew(&app, &ann.cookie).await.expect(200);
    app.db.clock.advance(Duration::from_secs(31));
    renew(&app, &ann.cookie).await.expect(401);

    let again = sign_in(&app, "ann@example.com", PASSWORD).await.expect(200);
    let ann = Person::new(&app, &again);
    let listed = ann.get("me/activity?limit=200").await.expect(200).json();
    let told = listed["items"].as_array().unwrap().iter().rev();
    let words = |field: &serde_json::Value| field.as_str().unwrap().to_owned();
    let told = told.map(|entry| format!("{}: {}", words(&entry["kind"]), words(&entry["detail"])));
    let told = told.map(|line| line.trim_end().to_owned());
    insta::assert_snapshot!(told.collect::<Vec<_>>().join("\n"), @r"
    account_created:
    signed_in:
    sign_in_refused:
    signed_in:
    signed_out:
    account_edited: name
    token_created: Report, read
    token_deleted: Report
    session_replayed:
    signed_in:
    ");
}
