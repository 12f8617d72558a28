//! The pages for people.

use reqwest::Method;
use reqwest::header::{COOKIE, LOCATION};
use serde_json::json;

use crate::practice::Practice;

async fn text(practice: &Practice, path: &str) -> String {
    practice
        .http
        .get(practice.web(path))
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap()
}

#[tokio::test]
async fn the_front_page_shows_the_world() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    mona.put("/repos/mona/site/collaborators/dana").await;
    let page = text(&practice, "/").await;
    for expected in [
        "mona/site",
        "dana",
        "<strong>PUT</strong> <code>/repos/mona/site/collaborators/dana</code>",
    ] {
        assert!(page.contains(expected), "{expected}");
    }
    assert!(!page.contains(&mona.token));
}

#[tokio::test]
async fn the_front_page_marks_what_is_unusual_and_hides_every_secret() {
    let practice = Practice::with_a_repository().await;
    let acme = json!({
        "login": "acme",
        "restricts_apps": true,
        "members": [{ "login": "mona", "role": "admin" }, { "login": "dana", "role": "member" }],
    });
    practice.control(Method::POST, "/organizations", acme).await;
    practice.repository("acme", "app", true).await;
    let sign_on = json!({ "sso_sessions": ["mona"] });
    practice
        .control(Method::PATCH, "/organizations/acme", sign_on)
        .await;
    let team = json!({ "members": ["dana"], "repositories": { "acme/app": "push" } });
    practice
        .control(Method::PUT, "/organizations/acme/teams/core", team)
        .await;
    let mona = practice.caller("mona").await;
    let config = json!({ "url": "http://127.0.0.1:1/hook", "secret": "open sesame" });
    mona.post("/repos/mona/site/hooks", json!({ "config": config }))
        .await;
    practice.commit("mona/site", "topic").await;
    let wish = json!({ "title": "<b>Work</b>", "head": "topic", "base": "main" });
    mona.post("/repos/mona/site/pulls", wish).await;
    let late = json!({ "event": "push", "mishap": { "kind": "late", "ms": 70 } });
    practice.control(Method::POST, "/mishaps", late).await;
    let switch = json!({ "unknown_version": 410 });
    practice.control(Method::PATCH, "/switches", switch).await;
    let hour = json!({ "advance_seconds": 3600 });
    practice.control(Method::POST, "/clock", hour).await;
    let page = text(&practice, "/").await;
    for expected in [
        "keeps apps out",
        "demands sign-on, 1 without",
        "Team <strong>core</strong>: dana",
        "app (write)",
        "app kept out",
        "&lt;b&gt;Work&lt;/b&gt;",
        "http://127.0.0.1:1/hook",
        "late 70 ms",
        "usually 400",
        "3600 s ahead",
        "tokens alive: 1",
        "/repos/mona/site/pulls",
    ] {
        assert!(page.contains(expected), "{expected}");
    }
    for secret in ["open sesame", mona.token.as_str(), "<b>Work"] {
        assert!(!page.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn every_page_has_an_icon() {
    let practice = Practice::with_a_repository().await;
    for path in ["/", "/mona/site", "/mona/none"] {
        let page = text(&practice, path).await;
        assert!(page.contains("<link rel=\"icon\" href=\"/favicon.ico\">"));
    }
    let icon = practice.http.get(practice.web("/favicon.ico"));
    let icon = icon.send().await.unwrap();
    assert_eq!(icon.status(), 200);
    assert_eq!(icon.headers()["content-type"], "image/svg+xml");
    assert!(icon.text().await.unwrap().starts_with("<svg"));
}

#[tokio::test]
async fn links_of_replies_lead_to_readable_pages() {
    let practice = Practice::with_a_repository().await;
    let sha = practice.commit("mona/site", "feature").await;
    assert!(text(&practice, "/mona/site").await.contains("feature"));
    assert!(
        text(&practice, "/mona/site/tree/feature")
            .await
            .contains("Work")
    );
    assert!(
        text(&practice, &format!("/mona/site/commit/{sha}"))
            .await
            .contains("+Work")
    );
    assert!(
        text(&practice, "/mona/site/compare/main...feature")
            .await
            .contains("Work")
    );
    assert!(text(&practice, "/mona").await.contains("site"));
    let missing = practice
        .http
        .get(practice.web("/mona/none"))
        .send()
        .await
        .unwrap();
    assert_eq!(missing.status(), 404);
}

#[tokio::test]
async fn a_user_takes_a_grant_back_on_the_connection_page() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    let cookie = practice.sign_in("mona", "/").await;
    let address = practice.web("/settings/connections/applications/practice-client");
    let page = practice
        .http
        .get(&address)
        .header(COOKIE, &cookie)
        .send()
        .await
        .unwrap();
    assert!(page.text().await.unwrap().contains("Revoke access"));
    practice
        .http
        .post(&address)
        .header(COOKIE, &cookie)
        .send()
        .await
        .unwrap();
    assert_eq!(mona.get("/user").await.status, 401);
}

#[tokio::test]
async fn signing_in_never_sends_the_browser_to_strangers() {
    let practice = Practice::with_a_repository().await;
    for stranger in ["https://elsewhere.example/", "//elsewhere.example/"] {
        let form = [("login", "mona"), ("return_to", stranger)];
        let answer = practice.form("/session", &form).send().await.unwrap();
        assert_eq!(answer.headers()[LOCATION], "/");
    }
}
