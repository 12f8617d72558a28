//! Acting on the pages as other people of GitHub would: by plain forms, from our own pages only.

use reqwest::Method;
use reqwest::header::LOCATION;
use serde_json::{Value, json};

use crate::practice::Practice;
use crate::receiver::Receiver;

const SITE: &str = "/repos/mona/site";

async fn page(practice: &Practice, path: &str) -> String {
    let answer = practice.http.get(practice.web(path)).send().await.unwrap();
    answer.text().await.unwrap()
}

/// Sends a form as a browser does from our own page, and gives the status and the way back.
async fn act(practice: &Practice, act: &str, fields: &[(&str, &str)]) -> (u16, String) {
    let request = practice.form(&format!("/_page/{act}"), fields);
    let answer = request.header("Sec-Fetch-Site", "same-origin");
    let answer = answer.send().await.unwrap();
    let back = answer.headers().get(LOCATION);
    let back = back.map_or("", |back| back.to_str().unwrap()).to_owned();
    (answer.status().as_u16(), back)
}

async fn id(practice: &Practice) -> String {
    practice.look_at("mona/site").await["id"].to_string()
}

/// What is between two words of a page.
fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = page.split_once(before).unwrap();
    rest.split_once(after).unwrap().0
}

#[tokio::test]
async fn an_invitation_is_accepted_or_declined_in_the_name_of_the_invited() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    let dana = format!("{SITE}/collaborators/dana");
    for (answer, status) in [("decline", 404), ("accept", 204)] {
        let invited = mona.put(&dana).await.body["id"].to_string();
        let front = page(&practice, "/").await;
        assert!(front.contains("Accept mona/site as dana"));
        assert!(
            page(&practice, "/dana")
                .await
                .contains("Decline mona/site as dana")
        );
        let fields = [
            ("id", invited.as_str()),
            ("do", answer),
            ("return_to", "/dana"),
        ];
        assert_eq!(
            act(&practice, "invitation", &fields).await,
            (303, "/dana".to_owned())
        );
        assert_eq!(mona.get(&dana).await.status, status);
        assert_eq!(act(&practice, "invitation", &fields).await.0, 404);
    }
}

#[tokio::test]
async fn an_expired_invitation_lets_nobody_in() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    let dana = format!("{SITE}/collaborators/dana");
    let invited = mona.put(&dana).await.body["id"].to_string();
    let week = json!({ "advance_seconds": 7 * 86_400 + 1 });
    practice.control(Method::POST, "/clock", week).await;
    assert!(page(&practice, "/").await.contains("expired"));
    let fields = [("id", invited.as_str()), ("do", "accept")];
    act(&practice, "invitation", &fields).await;
    assert_eq!(mona.get(&dana).await.status, 404);
}

#[tokio::test]
async fn a_collaborator_is_added_and_removed_by_hand_and_hooks_hear_of_it() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    let mut receiver = Receiver::start().await;
    let config = json!({ "url": receiver.address, "content_type": "json" });
    let hook = json!({ "config": config, "events": ["member"] });
    mona.post(&format!("{SITE}/hooks"), hook).await;
    let id = id(&practice).await;
    let dana = [("repository", id.as_str()), ("login", "dana")];
    let add = [&dana[..], &[("do", "add"), ("permission", "triage")]].concat();
    assert_eq!(act(&practice, "collaborator", &add).await.0, 303);
    let permission = format!("{SITE}/collaborators/dana/permission");
    assert_eq!(mona.get(&permission).await.body["role_name"], "triage");
    assert!(page(&practice, "/mona/site").await.contains("Remove dana"));
    let body: Value = serde_json::from_str(&receiver.hear("member").await.body).unwrap();
    assert_eq!(body["action"], "added");
    let remove = [&dana[..], &[("do", "remove")]].concat();
    assert_eq!(act(&practice, "collaborator", &remove).await.0, 303);
    let body: Value = serde_json::from_str(&receiver.hear("member").await.body).unwrap();
    assert_eq!(body["action"], "removed");
    let gone = mona.get(&format!("{SITE}/collaborators/dana")).await;
    assert_eq!(gone.status, 404);
}

#[tokio::test]
async fn a_repository_is_renamed_and_deleted() {
    let practice = Practice::with_a_repository().await;
    practice.repository("mona", "taken", true).await;
    let id = id(&practice).await;
    let rename = |name| {
        [
            ("repository", id.as_str()),
            ("do", "rename"),
            ("name", name),
        ]
    };
    for wrong in ["", "two words", "taken", "TAKEN"] {
        assert_eq!(act(&practice, "repository", &rename(wrong)).await.0, 422);
    }
    let renamed = act(&practice, "repository", &rename("shop")).await;
    assert_eq!(renamed, (303, "/mona/shop".to_owned()));
    let mona = practice.caller("mona").await;
    assert_eq!(mona.get(SITE).await.status, 301);
    let delete = [
        ("repository", id.as_str()),
        ("do", "delete"),
        ("return_to", "/mona/shop"),
    ];
    let deleted = act(&practice, "repository", &delete).await;
    assert_eq!(deleted, (303, "/".to_owned()));
    assert_eq!(mona.get("/repos/mona/shop").await.status, 404);
    assert_eq!(act(&practice, "repository", &delete).await.0, 404);
}

#[tokio::test]
async fn an_organization_keeps_apps_out_approves_ours_and_takes_that_back() {
    let practice = Practice::with_a_repository().await;
    let members = json!([{ "login": "mona", "role": "admin" }]);
    let acme = json!({ "login": "acme", "members": members });
    practice.control(Method::POST, "/organizations", acme).await;
    practice.repository("acme", "app", true).await;
    let mona = practice.caller("mona").await;
    let mut seen = Vec::new();
    for what in ["restrict", "approve", "withdraw", "welcome"] {
        let fields = [("login", "acme"), ("do", what)];
        assert_eq!(act(&practice, "organization", &fields).await.0, 303);
        seen.push(mona.get("/repos/acme/app").await.status);
    }
    assert_eq!(seen, [404, 200, 404, 200]);
    let wrong = [("login", "acme"), ("do", "shout")];
    assert_eq!(act(&practice, "organization", &wrong).await.0, 404);
    let nobody = [("login", "mona"), ("do", "restrict")];
    assert_eq!(act(&practice, "organization", &nobody).await.0, 404);
}

#[tokio::test]
async fn a_fault_is_ordered_shown_met_and_taken_back() {
    let practice = Practice::with_a_repository().await;
    let front = page(&practice, "/").await;
    assert!(front.contains("Nothing is ordered to go wrong"));
    let choice = front
        .split("<option value=\"")
        .find(|one| one.contains("404 not found"));
    let value = choice.unwrap().split('"').next().unwrap();
    let value = value.replace("&quot;", "\"");
    let order = [
        ("fault", value.as_str()),
        ("method", ""),
        ("path", "^/user$"),
        ("times", "1"),
        ("return_to", "/#faults"),
    ];
    let ordered = act(&practice, "fault", &order).await;
    assert_eq!(ordered, (303, "/#faults".to_owned()));
    let front = page(&practice, "/").await;
    assert!(front.contains("1 × to come") && front.contains("^/user$"));
    let mona = practice.caller("mona").await;
    assert_eq!(mona.get("/user").await.status, 404);
    assert_eq!(mona.get("/user").await.status, 200);
    let everything = [("fault", r#"{"kind":"cut_before"}"#), ("path", ".")];
    act(&practice, "fault", &everything).await;
    assert!(mona.request(Method::GET, "/user").send().await.is_err());
    assert!(page(&practice, "/").await.contains("always"));
    assert_eq!(act(&practice, "health", &[]).await.0, 303);
    assert_eq!(mona.get("/user").await.status, 200);
    let wrong = [("fault", r#"{"kind":"cut_before"}"#), ("path", "(")];
    assert_eq!(act(&practice, "fault", &wrong).await.0, 422);
}

#[tokio::test]
async fn a_switch_is_turned_and_shown_to_stand_otherwise() {
    let practice = Practice::with_a_repository().await;
    assert!(!page(&practice, "/").await.contains("usually 400"));
    let fields = [
        ("name", "unknown_version"),
        ("answer", "410"),
        ("return_to", "/#switches"),
    ];
    let turned = act(&practice, "switch", &fields).await;
    assert_eq!(turned, (303, "/#switches".to_owned()));
    assert!(page(&practice, "/").await.contains("usually 400"));
    let switches = practice
        .control(Method::GET, "/switches", Value::Null)
        .await;
    assert_eq!(switches["unknown_version"], json!(410));
    let wrong = [("name", "unknown_version"), ("answer", "418")];
    assert_eq!(act(&practice, "switch", &wrong).await.0, 422);
}

#[tokio::test]
async fn a_delivery_is_sent_again_under_its_guid() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    let mut receiver = Receiver::start().await;
    let config = json!({ "url": receiver.address, "content_type": "json" });
    let hook = json!({ "config": config, "events": ["push"] });
    let hook = mona.post(&format!("{SITE}/hooks"), hook).await.body["id"].to_string();
    let first = receiver.hear("ping").await;
    // A delivery is shown a moment after its receiver has answered.
    let shown = loop {
        let shown = page(&practice, "/mona/site").await;
        if shown.contains("Deliver ping again") {
            break shown;
        }
    };
    let delivery = between(&shown, "name=\"delivery\" value=\"", "\"");
    let id = id(&practice).await;
    let fields = [
        ("repository", id.as_str()),
        ("hook", hook.as_str()),
        ("delivery", delivery),
    ];
    assert_eq!(act(&practice, "delivery", &fields).await.0, 303);
    let again = receiver.hear("ping").await;
    assert_eq!(
        again.headers["x-github-delivery"],
        first.headers["x-github-delivery"]
    );
    let unknown = [
        ("repository", id.as_str()),
        ("hook", "7"),
        ("delivery", "7"),
    ];
    assert_eq!(act(&practice, "delivery", &unknown).await.0, 404);
}

#[tokio::test]
async fn a_form_of_another_site_is_refused() {
    let practice = Practice::with_a_repository().await;
    let id = id(&practice).await;
    let fields = [("repository", id.as_str()), ("do", "delete")];
    let send = async |headers: &[(&str, &str)]| {
        let request = practice.form("/_page/repository", &fields);
        let request = headers.iter().fold(request, |request, (name, value)| {
            request.header(*name, *value)
        });
        request.send().await.unwrap().status().as_u16()
    };
    for foreign in [
        [("Sec-Fetch-Site", "cross-site"), ("Accept", "*/*")],
        [("Sec-Fetch-Site", "same-site"), ("Accept", "*/*")],
        [("Origin", "https://elsewhere.example"), ("Accept", "*/*")],
        [("Origin", "null"), ("Accept", "*/*")],
    ] {
        assert_eq!(send(&foreign).await, 403, "{foreign:?}");
    }
    let mona = practice.caller("mona").await;
    assert_eq!(mona.get(SITE).await.status, 200);
    let own = practice.web("");
    assert_eq!(send(&[("Origin", own.as_str())]).await, 303);
    assert_eq!(mona.get(SITE).await.status, 404);
}

#[tokio::test]
async fn another_site_reaches_neither_the_control_api_nor_a_consent() {
    let practice = Practice::with_a_repository().await;
    let consent = format!(
        "client_id=practice-client&scope=repo&state={}",
        "x".repeat(9)
    );
    let there = format!("/login/oauth/authorize?{consent}");
    let cookie = practice.sign_in("mona", "/").await;
    let allow = [("return_to", there.as_str()), ("decision", "authorize")];
    for (path, site, status) in [
        ("/login/oauth/authorize", "cross-site", 403),
        ("/login/oauth/authorize", "same-origin", 303),
        ("/session", "cross-site", 403),
    ] {
        let request = practice.form(path, &allow).header("Cookie", &cookie);
        let answer = request.header("Sec-Fetch-Site", site).send().await.unwrap();
        assert_eq!(answer.status(), status, "{path} {site}");
    }
    let users = practice.http.post(practice.web("/_sim/users"));
    let eve = users
        .body(r#"{"login":"eve"}"#)
        .header("Origin", "https://elsewhere.example");
    assert_eq!(eve.send().await.unwrap().status(), 403);
    let missing = practice
        .http
        .get(practice.web("/eve"))
        .send()
        .await
        .unwrap();
    assert_eq!(missing.status(), 404);
}

#[tokio::test]
async fn no_form_leads_the_browser_to_strangers() {
    let practice = Practice::with_a_repository().await;
    for stranger in [
        "https://elsewhere.example/",
        "//elsewhere.example",
        "/\\elsewhere",
    ] {
        let back = act(&practice, "health", &[("return_to", stranger)]).await;
        assert_eq!(back, (303, "/".to_owned()));
    }
    assert_eq!(act(&practice, "nothing", &[]).await.0, 404);
}
