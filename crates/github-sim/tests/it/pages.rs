//! The pages for people.

use reqwest::header::{COOKIE, LOCATION};

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
        "/api/v3/repos/mona/site/collaborators/dana",
    ] {
        assert!(page.contains(expected), "{expected}");
    }
    assert!(!page.contains(&mona.token));
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
