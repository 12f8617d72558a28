//! Statuses and checks: reported, combined, told to hooks, and seen on pull requests.

use reqwest::Method;
use serde_json::{Value, json};

use crate::practice::{Answer, Caller, Practice};
use crate::receiver::Receiver;

const SITE: &str = "/repos/mona/site";

async fn report(caller: &Caller<'_>, sha: &str, status: Value) -> Answer {
    caller.post(&format!("{SITE}/statuses/{sha}"), status).await
}

async fn check(practice: &Practice, check: Value) -> Value {
    let id = practice.look_at("mona/site").await["id"].clone();
    let path = format!("/repositories/{id}/check-runs");
    practice.control(Method::POST, &path, check).await
}

async fn combined(caller: &Caller<'_>, name: &str) -> Value {
    caller
        .get(&format!("{SITE}/commits/{name}/status"))
        .await
        .body
}

async fn runs(caller: &Caller<'_>, query: &str) -> Value {
    let path = format!("{SITE}/commits/main/check-runs{query}");
    caller.get(&path).await.body
}

#[tokio::test]
async fn the_newest_status_of_every_context_counts() {
    let practice = Practice::with_a_repository().await;
    let sha = practice.commit("mona/site", "main").await;
    let mona = practice.caller("mona").await;
    let first = json!({ "state": "failure", "context": "ci/test", "description": "Two broke" });
    let made = report(&mona, &sha, first).await;
    assert_eq!(
        (made.status, &made.body["creator"]["login"]),
        (201, &json!("mona"))
    );
    report(&mona, &sha, json!({ "state": "success" })).await;
    assert_eq!(combined(&mona, "main").await["state"], "failure");
    report(
        &mona,
        &sha,
        json!({ "state": "success", "context": "CI/Test" }),
    )
    .await;
    let all = combined(&mona, &sha).await;
    assert_eq!(
        (&all["state"], &all["total_count"]),
        (&json!("success"), &json!(2))
    );
    assert_eq!(all["statuses"][0]["context"], "default");
    let listed = mona.get(made.header("location")).await;
    assert_eq!(listed.each("state"), ["success", "success", "failure"]);
    let by_branch = mona.get(&format!("{SITE}/commits/main/statuses")).await;
    assert_eq!(by_branch.body, listed.body);
    report(&mona, &sha, json!({ "state": "pending" })).await;
    assert_eq!(combined(&mona, "main").await["state"], "pending");
}

#[tokio::test]
async fn a_status_needs_a_known_commit_a_known_state_and_the_right_to_push() {
    let practice = Practice::with_a_repository().await;
    let sha = practice.commit("mona/site", "main").await;
    let (mona, dana) = (practice.caller("mona").await, practice.caller("dana").await);
    let good = json!({ "state": "success" });
    let unknown = report(&mona, &"0".repeat(40), good.clone()).await;
    assert_eq!(
        (unknown.status, &unknown.body["message"]),
        (
            422,
            &json!(format!("No commit found for SHA: {}", "0".repeat(40)))
        )
    );
    let branch = report(&mona, "main", good.clone()).await;
    assert_eq!(branch.status, 422);
    for wrong in [json!({}), json!({ "state": "great" })] {
        let refused = report(&mona, &sha, wrong).await;
        assert_eq!(refused.first_error(), "state is not included in the list");
    }
    let long = json!({ "state": "success", "description": "x".repeat(141) });
    let refused = report(&mona, &sha, long).await;
    assert_eq!(
        refused.first_error(),
        "description is too long (maximum is 140 characters)"
    );
    let id = practice.look_at("mona/site").await["id"].clone();
    let by_hand = format!("/repositories/{id}/collaborators/dana");
    let pull = json!({ "permission": "pull" });
    practice.control(Method::PUT, &by_hand, pull).await;
    assert_eq!(report(&dana, &sha, good).await.status, 404);
}

#[tokio::test]
async fn a_status_is_told_with_the_branches_that_hold_the_commit() {
    let practice = Practice::with_a_repository().await;
    let sha = practice.commit("mona/site", "topic").await;
    let mut receiver = Receiver::start().await;
    let mona = practice.caller("mona").await;
    let config = json!({ "url": receiver.address, "content_type": "json" });
    let events = json!(["status", "check_suite"]);
    let hook = json!({ "config": config, "events": events });
    mona.post(&format!("{SITE}/hooks"), hook).await;
    report(
        &mona,
        &sha,
        json!({ "state": "success", "context": "ci/test" }),
    )
    .await;
    let heard = receiver.hear("status").await;
    let body: Value = serde_json::from_str(&heard.body).unwrap();
    assert_eq!(
        (&body["sha"], &body["state"], &body["name"]),
        (&json!(sha), &json!("success"), &json!("mona/site"))
    );
    assert_eq!(body["branches"][0]["name"], "topic");
    assert_eq!(body["branches"].as_array().unwrap().len(), 1);
    assert_eq!(body["commit"]["sha"], json!(sha));
    let queued = json!({ "commit": "topic", "name": "test", "status": "queued" });
    check(&practice, queued).await;
    let failed = json!({ "commit": "topic", "name": "test", "conclusion": "failure" });
    check(&practice, failed).await;
    let heard = receiver.hear("check_suite").await;
    let body: Value = serde_json::from_str(&heard.body).unwrap();
    let suite = &body["check_suite"];
    assert_eq!(
        (&body["action"], &suite["conclusion"], &suite["head_branch"]),
        (&json!("completed"), &json!("failure"), &json!("topic"))
    );
    assert_eq!(suite["head_sha"], json!(sha));
}

#[tokio::test]
async fn checks_are_looked_at_but_never_made_with_a_user_s_token() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    for (method, path) in [(Method::POST, ""), (Method::PATCH, "/7")] {
        let call = mona.request(method, &format!("{SITE}/check-runs{path}"));
        let refused = Answer::of(call.json(&json!({}))).await;
        assert_eq!(
            (refused.status, &refused.body["message"]),
            (403, &json!("You must authenticate via a GitHub App."))
        );
    }
    let queued = json!({ "commit": "main", "name": "test", "status": "queued" });
    let made = check(&practice, queued).await;
    let run = &runs(&mona, "").await["check_runs"][0];
    assert_eq!(
        (&run["id"], &run["status"], &run["conclusion"]),
        (&made["id"], &json!("queued"), &Value::Null)
    );
    let done = json!({ "commit": "main", "name": "test", "title": "Fine", "summary": "All of it" });
    assert_eq!(check(&practice, done).await["id"], made["id"]);
    let run = mona.get(run["url"].as_str().unwrap()).await.body;
    assert_eq!(
        (&run["status"], &run["conclusion"]),
        (&json!("completed"), &json!("success"))
    );
    for address in [&run["html_url"], &run["app"]["html_url"]] {
        let page = practice.http.get(address.as_str().unwrap()).send().await;
        assert_eq!(page.unwrap().status(), 200, "{address}");
    }
    let none = mona.get(run["output"]["annotations_url"].as_str().unwrap());
    assert_eq!(none.await.body, json!([]));
}

#[tokio::test]
async fn the_newest_run_of_a_name_counts_and_all_are_shown_on_demand() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    for (name, conclusion) in [
        ("test", "failure"),
        ("lint", "neutral"),
        ("test", "success"),
    ] {
        let run = json!({ "commit": "main", "name": name, "conclusion": conclusion });
        check(&practice, run).await;
    }
    assert_eq!(runs(&mona, "").await["total_count"], 2);
    assert_eq!(runs(&mona, "?filter=all").await["total_count"], 3);
    let tests = runs(&mona, "?check_name=test").await;
    assert_eq!(tests["check_runs"][0]["conclusion"], "success");
    assert_eq!(runs(&mona, "?status=queued").await["total_count"], 0);
    let suites = mona
        .get(&format!("{SITE}/commits/main/check-suites"))
        .await
        .body;
    assert_eq!(
        (
            &suites["total_count"],
            &suites["check_suites"][0]["conclusion"]
        ),
        (&json!(1), &json!("success"))
    );
    let suite = &suites["check_suites"][0];
    let same = mona.get(suite["url"].as_str().unwrap()).await.body;
    assert_eq!(same["latest_check_runs_count"], 2);
    let of_suite = mona.get(suite["check_runs_url"].as_str().unwrap()).await;
    assert_eq!(of_suite.body["total_count"], 2);
    let missing = mona.get(&format!("{SITE}/check-suites/7")).await;
    assert_eq!(missing.status, 404);
    let named = "check-suites?check_name=none";
    let none = mona.get(&format!("{SITE}/commits/main/{named}")).await.body;
    assert_eq!(none["total_count"], 0);
}

#[tokio::test]
async fn what_is_not_well_makes_a_pull_request_unstable() {
    let practice = Practice::with_a_repository().await;
    let sha = practice.commit("mona/site", "topic").await;
    let mona = practice.caller("mona").await;
    let wish = json!({ "title": "Work", "head": "topic", "base": "main" });
    mona.post(&format!("{SITE}/pulls"), wish).await;
    let state = async || {
        let pull = mona.get(&format!("{SITE}/pulls/1")).await.body;
        pull["mergeable_state"].as_str().unwrap().to_owned()
    };
    assert_eq!(state().await, "clean");
    report(&mona, &sha, json!({ "state": "failure" })).await;
    assert_eq!(state().await, "unstable");
    report(&mona, &sha, json!({ "state": "success" })).await;
    assert_eq!(state().await, "clean");
    let queued = json!({ "commit": "topic", "name": "test", "status": "in_progress" });
    check(&practice, queued).await;
    assert_eq!(state().await, "unstable");
    let run = mona
        .get(&format!("{SITE}/commits/topic/check-runs"))
        .await
        .body;
    let listed = &run["check_runs"][0]["pull_requests"][0];
    assert_eq!(listed["number"], json!(1));
    let page = practice.http.get(practice.web("/mona/site/pull/1"));
    let page = page.send().await.unwrap().text().await.unwrap();
    assert!(page.contains("default: success") && page.contains("test: in progress"));
    check(&practice, json!({ "commit": "topic", "name": "test" })).await;
    assert_eq!(state().await, "clean");
}
