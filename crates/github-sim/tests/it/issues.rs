//! Issues, as far as people are assigned to them and lose that again.

use reqwest::Method;
use serde_json::{Value, json};

use crate::practice::{Answer, Caller, Practice};

const ISSUES: &str = "/repos/mona/site/issues";

/// `mona/site` with dana as a collaborator.
async fn with_dana() -> Practice {
    let practice = Practice::with_a_repository().await;
    let id = practice.look_at("mona/site").await["id"].clone();
    let by_hand = format!("/repositories/{id}/collaborators/dana");
    practice.control(Method::PUT, &by_hand, json!({})).await;
    practice
}

async fn open(caller: &Caller<'_>, title: &str, assignees: Value) -> Answer {
    let wish = json!({ "title": title, "body": "It broke.", "assignees": assignees });
    caller.post(ISSUES, wish).await
}

fn logins(issue: &Value) -> Vec<&str> {
    let assignees = issue["assignees"].as_array().unwrap();
    assignees
        .iter()
        .map(|user| user["login"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn issues_and_pull_requests_are_numbered_and_listed_together() {
    let practice = with_dana().await;
    let mona = practice.caller("mona").await;
    let first = open(&mona, "Broken", json!(["dana"])).await;
    assert_eq!((first.status, &first.body["number"]), (201, &json!(1)));
    assert_eq!(logins(&first.body), ["dana"]);
    let same = mona.get(first.header("location")).await.body;
    assert_eq!(same["body"], "It broke.");
    practice.commit("mona/site", "feature").await;
    let wish = json!({ "title": "Work", "head": "feature", "base": "main" });
    let pull = mona.post("/repos/mona/site/pulls", wish).await.body;
    assert_eq!(pull["number"], json!(2));
    let as_issue = mona.get(pull["issue_url"].as_str().unwrap()).await.body;
    assert_eq!(as_issue["pull_request"]["url"], pull["url"]);
    assert_eq!(open(&mona, "Again", json!([])).await.body["number"], 3);
    let listed = mona.get(ISSUES).await;
    assert_eq!(listed.each("title"), ["Again", "Work", "Broken"]);
    let danas = mona.get(&format!("{ISSUES}?assignee=dana")).await;
    assert_eq!(danas.each("title"), ["Broken"]);
    let none = mona
        .get(&format!("{ISSUES}?assignee=none&direction=asc"))
        .await;
    assert_eq!(none.each("title"), ["Work", "Again"]);
    let site = mona.get("/repos/mona/site").await.body;
    assert_eq!(site["open_issues_count"], json!(3));
    let page = practice.http.get(first.body["html_url"].as_str().unwrap());
    let page = page.send().await.unwrap().text().await.unwrap();
    assert!(page.contains("Broken #1") && page.contains("dana"));
}

#[tokio::test]
async fn an_issue_is_closed_and_opened_again() {
    let practice = with_dana().await;
    let (mona, dana) = (practice.caller("mona").await, practice.caller("dana").await);
    open(&mona, "Broken", json!([])).await;
    let one = format!("{ISSUES}/1");
    let closed = dana.patch(&one, json!({ "state": "closed" })).await.body;
    assert_eq!(
        (&closed["state"], &closed["state_reason"]),
        (&json!("closed"), &json!("completed"))
    );
    assert_eq!(mona.get(ISSUES).await.body, json!([]));
    let all = mona.get(&format!("{ISSUES}?state=all")).await;
    assert_eq!(all.each("title"), ["Broken"]);
    let opened = dana
        .patch(&one, json!({ "state": "open", "title": "Fixed" }))
        .await;
    assert_eq!(opened.body["closed_at"], Value::Null);
    assert_eq!(mona.get(&one).await.body["title"], "Fixed");
    let wrong = mona.patch(&one, json!({ "state": "gone" })).await;
    assert_eq!(wrong.status, 422);
}

#[tokio::test]
async fn only_who_may_push_assigns_and_only_who_belongs_is_assigned() {
    let practice = Practice::start().await;
    for login in ["mona", "dana"] {
        practice.user(login).await;
    }
    practice.repository("mona", "open", false).await;
    let (mona, dana) = (practice.caller("mona").await, practice.caller("dana").await);
    let issues = "/repos/mona/open/issues";
    let wish = json!({ "title": "Broken", "assignees": ["mona"] });
    let made = dana.post(issues, wish).await;
    assert_eq!((made.status, logins(&made.body).len()), (201, 0));
    let assignees = format!("{issues}/1/assignees");
    let both = json!({ "assignees": ["mona", "dana"] });
    let silent = dana.post(&assignees, both.clone()).await;
    assert_eq!((silent.status, logins(&silent.body).len()), (201, 0));
    let assigned = mona.post(&assignees, both.clone()).await;
    assert_eq!(logins(&assigned.body), ["mona"]);
    let stranger = json!({ "title": "Other", "assignees": ["dana"] });
    let refused = mona.post(issues, stranger).await;
    assert_eq!(
        (refused.status, &refused.body["errors"][0]["field"]),
        (422, &json!("assignees"))
    );
    let emptied = mona.request(Method::DELETE, &assignees).json(&both);
    let emptied = Answer::of(emptied).await;
    assert_eq!((emptied.status, logins(&emptied.body).len()), (200, 0));
    let others = dana.patch(&format!("{issues}/1"), json!({})).await;
    assert_eq!(others.status, 200, "their own");
    assert_eq!(mona.post(issues, json!({})).await.status, 422);
}

#[tokio::test]
async fn removing_a_collaborator_unassigns_them_everywhere_in_the_repository() {
    let practice = with_dana().await;
    let mona = practice.caller("mona").await;
    open(&mona, "Broken", json!(["mona", "dana"])).await;
    practice.commit("mona/site", "feature").await;
    let wish = json!({ "title": "Work", "head": "feature", "base": "main" });
    mona.post("/repos/mona/site/pulls", wish).await;
    let dana = json!({ "assignees": ["dana"] });
    let pull = mona.post(&format!("{ISSUES}/2/assignees"), dana).await;
    assert_eq!(logins(&pull.body), ["dana"]);
    let pull = "/repos/mona/site/pulls/2";
    assert_eq!(logins(&mona.get(pull).await.body), ["dana"]);
    mona.delete("/repos/mona/site/collaborators/dana").await;
    let issue = mona.get(&format!("{ISSUES}/1")).await.body;
    assert_eq!(logins(&issue), ["mona"]);
    assert_eq!(logins(&mona.get(pull).await.body).len(), 0);
}

#[tokio::test]
async fn leaving_the_organization_unassigns_a_member() {
    let practice = Practice::start().await;
    for login in ["mona", "dana"] {
        practice.user(login).await;
    }
    let members = json!([
        { "login": "mona", "role": "admin" },
        { "login": "dana", "role": "member" },
    ]);
    let acme = json!({ "login": "acme", "members": members });
    practice.control(Method::POST, "/organizations", acme).await;
    practice.repository("acme", "app", true).await;
    let mona = practice.caller("mona").await;
    let wish = json!({ "title": "Broken", "assignees": ["dana"] });
    let made = mona.post("/repos/acme/app/issues", wish).await.body;
    assert_eq!(logins(&made), ["dana"]);
    let member = "/organizations/acme/members/dana";
    practice.control(Method::DELETE, member, Value::Null).await;
    let issue = mona.get("/repos/acme/app/issues/1").await.body;
    assert_eq!(logins(&issue).len(), 0);
}
