//! A task's branch and commits: seen with the viewer's own eyes, or not at all.

use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::{Value, json};
use testbed::{database::TestDatabase, practice::MadeRepository};

use crate::{answer::Answer, app::TestApp, person::Person};

const COMMITS: &str = "projects/WEB/tasks/1/commits";

/// What nobody without access may learn.
const CONTENT: [&str; 3] = ["Hinge the door", "dev", "sha"];

/// A task with a branch that holds one commit: Ann's repository, in a project of hers.
async fn given_work(app: &TestApp) -> (Person<'_>, MadeRepository) {
    let ann = app.connected("ann").await;
    let shop = app.practice.repository("ann", "shop").await;
    ann.project("WEB").await;
    ann.link("WEB", &shop).await;
    ann.task("WEB", "Paint the door").await;
    let path = "projects/WEB/tasks/1/branch";
    ann.post(path, Value::Null).await.expect(201);
    let branch = "web-1-paint-the-door";
    app.practice.commit(shop.id, branch, "Hinge the door").await;
    (ann, shop)
}

fn hides_content(answer: &Answer) {
    for word in CONTENT {
        assert!(!answer.text.contains(word), "{}", answer.text);
    }
    assert!(!answer.text.contains("ahead"), "{}", answer.text);
    assert!(answer.headers.get("etag").is_none());
}

#[tokio::test]
async fn a_branch_is_created_from_the_development_branch_and_named_by_the_task() {
    let app = TestApp::start().await;
    let ann = app.connected("ann").await;
    let shop = app.practice.repository("ann", "shop").await;
    ann.project("WEB").await;
    ann.link("WEB", &shop).await;
    ann.task("WEB", "Paint the door").await;
    let path = "projects/WEB/tasks/1/branch";
    let made = ann.post(path, Value::Null).await.expect(201).json();
    assert_eq!(made["branch"], "web-1-paint-the-door");
    assert_eq!(made["status"], "in_progress");
    assert_eq!(made["version"], 2);
    let again = ann.post(path, Value::Null).await;
    again.expect_problem(409, "branch_exists");
}

#[tokio::test]
async fn law_6_checks_and_reviews_are_seen_with_the_viewers_own_account() {
    let app = TestApp::start().await;
    let (ann, shop) = given_work(&app).await;
    let path = "projects/WEB/tasks/1/verdicts";
    let none = ann.get(path).await.expect(200).json();
    assert_eq!(none, json!({ "checks": [], "reviews": [] }));
    let sha = app
        .practice
        .commit(shop.id, "web-1-paint-the-door", "Oil it")
        .await;
    app.practice.check(shop.id, &sha, "build", "failure").await;
    let seen = ann.get(path).await.expect(200).json();
    assert_eq!(seen["checks"][0]["name"], "build");
    assert_eq!(seen["checks"][0]["state"], "failed");

    let stranger = app.connected("eve").await;
    ann.add("WEB", "eve", "viewer").await;
    let hidden = stranger.get(path).await;
    let hidden = hidden.expect_problem(403, "no_github_access");
    assert!(!hidden.text.contains("build"), "{}", hidden.text);
    let nobody = app.person("ned").await;
    ann.add("WEB", "ned", "viewer").await;
    nobody.get(path).await.expect_problem(403, "not_connected");
}

#[tokio::test]
async fn a_branch_that_is_there_already_is_taken() {
    let app = TestApp::start().await;
    let ann = app.connected("ann").await;
    let shop = app.practice.repository("ann", "shop").await;
    ann.project("WEB").await;
    ann.link("WEB", &shop).await;
    ann.task("WEB", "Paint the door").await;
    app.practice
        .commit(shop.id, "web-1-paint-the-door", "By hand")
        .await;
    let made = ann.post("projects/WEB/tasks/1/branch", Value::Null).await;
    assert_eq!(made.expect(201).json()["branch"], "web-1-paint-the-door");
}

#[tokio::test]
async fn a_branch_needs_a_repository_a_development_branch_and_access() {
    let app = TestApp::start().await;
    let ann = app.connected("ann").await;
    ann.project("WEB").await;
    ann.task("WEB", "Paint the door").await;
    let path = "projects/WEB/tasks/1/branch";
    let answer = ann.post(path, Value::Null).await;
    answer.expect_problem(409, "no_repository");
    let shop = app.practice.repository("ann", "shop").await;
    let body = json!({ "github_id": shop.id });
    ann.post("projects/WEB/repositories", body)
        .await
        .expect(201);
    ann.task("WEB", "Paint the wall").await;
    let path = "projects/WEB/tasks/2/branch";
    let answer = ann.post(path, Value::Null).await;
    answer.expect_problem(409, "no_development_branch");
    let blog = app.practice.repository("ann", "blog").await;
    let blog = ann.link("WEB", &blog).await;
    let body = json!({ "title": "Write", "repository": blog });
    ann.post("projects/WEB/tasks", body).await.expect(201);
    app.connected("dev").await;
    ann.add("WEB", "dev", "developer").await;
    let body = json!({ "email": "dev@example.com", "password": crate::app::PASSWORD });
    let dev = Person::new(&app, &app.post("auth/login", body).await.expect(200));
    let answer = dev.post("projects/WEB/tasks/3/branch", Value::Null).await;
    answer.expect_problem(403, "no_github_access");
}

testbed::on_both! {
    async fn law_6_commits_are_seen_with_the_viewers_own_token(db: TestDatabase) {
        let app = TestApp::start_on(db).await;
        let (ann, shop) = given_work(&app).await;
        let seen = ann.get(COMMITS).await.expect(200);
        assert_eq!(seen.json()["commits"][0]["headline"], "Hinge the door");
        assert_eq!((&seen.json()["ahead"], &seen.json()["behind"]), (&json!(1), &json!(0)));
        let dev = app.connected("dev").await;
        ann.add("WEB", "dev", "developer").await;
        let stranger = dev.get(COMMITS).await.expect_problem(403, "no_github_access");
        hides_content(&stranger);
        let eve = app.person("eve").await;
        ann.add("WEB", "eve", "viewer").await;
        let unconnected = eve.get(COMMITS).await.expect_problem(403, "not_connected");
        hides_content(&unconnected);
        app.practice.let_in(shop.id, "dev", "read").await;
        dev.get(COMMITS).await.expect(200);
        let calls = app.practice.calls().await;
        let compared = calls.iter().filter(|call| call.path.contains("/compare/"));
        let by: Vec<_> = compared.map(|call| call.login.as_deref()).collect();
        assert_eq!(by, [Some("ann"), Some("dev"), Some("dev")]);
    }
}

#[tokio::test]
async fn law_5_commits_are_not_for_keeping_and_an_unchanged_list_is_not_sent_again() {
    let app = TestApp::start().await;
    let (ann, shop) = given_work(&app).await;
    let seen = ann.get(COMMITS).await.expect(200);
    assert_eq!(seen.header("cache-control"), "no-store");
    let etag = seen.header("etag").to_owned();
    assert!(!etag.is_empty());
    let ask = async || {
        let request = ann.request(Method::GET, COMMITS);
        Answer::read(request.header("If-None-Match", &etag)).await
    };
    let same = ask().await.expect(304);
    assert_eq!(
        (same.text.as_str(), same.header("cache-control")),
        ("", "no-store")
    );
    let branch = "web-1-paint-the-door";
    app.practice.commit(shop.id, branch, "Paint it").await;
    let changed = ask().await.expect(200).json();
    assert_eq!(changed["commits"][0]["headline"], "Paint it");
}

#[tokio::test]
async fn law_5_nothing_of_a_commit_gets_into_the_database() {
    let app = TestApp::start().await;
    let (ann, shop) = given_work(&app).await;
    let branch = "web-1-paint-the-door";
    let sha = app.practice.commit(shop.id, branch, "Oil the lock").await;
    let seen = ann.get(COMMITS).await.expect(200).text;
    assert!(seen.contains(&sha) && seen.contains("Oil the lock"));
    let file = app.db.url.strip_prefix("sqlite://").unwrap();
    for ending in ["", "-wal"] {
        let kept = std::fs::read(format!("{file}{ending}")).unwrap();
        let holds = |text: &str| kept.windows(text.len()).any(|part| part == text.as_bytes());
        assert!(!holds(&sha) && !holds("Oil the lock"), "{file}{ending}");
        assert!(!kept.is_empty());
    }
}

#[tokio::test]
async fn a_task_without_a_branch_has_no_commits_yet() {
    let app = TestApp::start().await;
    let ann = app.connected("ann").await;
    let shop = app.practice.repository("ann", "shop").await;
    ann.project("WEB").await;
    ann.link("WEB", &shop).await;
    ann.task("WEB", "Paint the door").await;
    let none = ann.get(COMMITS).await.expect(200).json();
    assert_eq!(none["commits"], json!([]));
}

#[tokio::test]
async fn what_is_gone_on_github_is_said_to_be_gone() {
    let app = TestApp::start().await;
    let (ann, shop) = given_work(&app).await;
    app.practice
        .delete_branch(shop.id, "web-1-paint-the-door")
        .await;
    let gone = ann.get(COMMITS).await;
    gone.expect_problem(404, "github_missing");
    let linked = ann
        .get("projects/WEB/repositories")
        .await
        .expect(200)
        .json();
    assert_eq!(
        linked[0]["trouble"],
        json!(null),
        "the repository is still there"
    );
    app.practice.delete_repository(shop.id).await;
    let gone = ann.get(COMMITS).await;
    gone.expect_problem(404, "github_missing");
    let linked = ann
        .get("projects/WEB/repositories")
        .await
        .expect(200)
        .json();
    assert_eq!(linked[0]["trouble"], "repository_missing");
}

#[tokio::test]
async fn law_8_a_slow_github_is_said_in_words_and_in_time() {
    let patience = Duration::from_millis(300);
    let app = TestApp::start_patiently(TestDatabase::sqlite().await, patience).await;
    let (ann, _) = given_work(&app).await;
    let late = json!({ "kind": "delay", "ms": 3000 });
    app.practice
        .order(json!({ "path": "/compare/", "fault": late }))
        .await;
    let begun = Instant::now();
    let answer = ann.get(COMMITS).await;
    assert!(begun.elapsed() < Duration::from_secs(10));
    let answer = answer.expect_problem(503, "github_unavailable");
    hides_content(&answer);
    app.practice.heal().await;
    ann.get(COMMITS).await.expect(200);
}

#[tokio::test]
async fn law_8_a_github_that_is_down_or_limiting_stops_no_write() {
    let app = TestApp::start().await;
    let (ann, _) = given_work(&app).await;
    app.practice.fail("/compare/", 502, 10).await;
    let down = ann.get(COMMITS).await;
    hides_content(&down.expect_problem(503, "github_unavailable"));
    app.practice.heal().await;
    app.practice.limit(0).await;
    let limited = ann.get(COMMITS).await;
    let limited = limited.expect_problem(503, "github_rate_limited");
    assert!(limited.header("retry-after").parse::<u64>().is_ok());
    let task = ann.get("projects/WEB/tasks/1").await.expect(200).json();
    ann.assign(&task, &ann.id).await;
}
