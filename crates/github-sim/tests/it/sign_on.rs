//! Organizations that demand a single sign-on, and teams.

use reqwest::Method;
use serde_json::json;

use crate::git_program::Clone;
use crate::practice::Practice;

/// `acme` of mona with dana and the private `acme/app`; members may only read.
async fn acme() -> Practice {
    let practice = Practice::start().await;
    for login in ["mona", "dana", "eve"] {
        practice.user(login).await;
    }
    let members = json!([
        { "login": "mona", "role": "admin" },
        { "login": "dana", "role": "member" },
    ]);
    let body = json!({ "login": "acme", "base_permission": "read", "members": members });
    practice.control(Method::POST, "/organizations", body).await;
    practice.repository("acme", "app", true).await;
    practice
}

#[tokio::test]
async fn without_a_session_a_member_is_sent_to_the_sign_on() {
    let practice = acme().await;
    let demand = json!({ "demands_sso": true, "sso_sessions": ["mona"] });
    practice
        .control(Method::PATCH, "/organizations/acme", demand)
        .await;
    let dana = practice.caller("dana").await;
    for path in [
        "/repos/acme/app",
        "/repos/acme/app/branches",
        "/orgs/acme/repos",
    ] {
        let refused = dana.get(path).await;
        assert_eq!(refused.status, 403, "{path}");
        let header = refused.header("x-github-sso");
        assert!(
            header.starts_with("required; url=https://github.com/orgs/acme/sso"),
            "{header}"
        );
    }
    assert!(Clone::make(&practice.web("/acme/app.git"), &dana.token).is_err());
    assert_eq!(
        practice
            .caller("mona")
            .await
            .get("/repos/acme/app")
            .await
            .status,
        200
    );
    assert_eq!(
        practice
            .caller("eve")
            .await
            .get("/repos/acme/app")
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn lists_say_which_organization_is_left_away() {
    let practice = acme().await;
    let demand = json!({ "demands_sso": true });
    practice
        .control(Method::PATCH, "/organizations/acme", demand)
        .await;
    let dana = practice.caller("dana").await;
    for path in ["/user/repos", "/user/orgs", "/user/memberships/orgs"] {
        let list = dana.get(path).await;
        assert_eq!((list.status, &list.body), (200, &json!([])), "{path}");
        let header = list.header("x-github-sso");
        assert!(
            header.starts_with("partial-results; organizations="),
            "{header}"
        );
    }
    let session = json!({ "sso_sessions": ["dana"] });
    practice
        .control(Method::PATCH, "/organizations/acme", session)
        .await;
    let whole = dana.get("/user/repos").await;
    assert_eq!(whole.each("full_name"), ["acme/app"]);
    assert_eq!(whole.header("x-github-sso"), "");
}

#[tokio::test]
async fn access_by_a_team_survives_a_removal() {
    let practice = acme().await;
    let team = json!({ "members": ["dana"], "repositories": { "acme/app": "maintain" } });
    practice
        .control(Method::PUT, "/organizations/acme/teams/web", team)
        .await;
    let mona = practice.caller("mona").await;
    let dana = "/repos/acme/app/collaborators/dana";
    let level = format!("{dana}/permission");
    assert_eq!(mona.get(&level).await.body["role_name"], "maintain");
    let admin = json!({ "permission": "admin" });
    assert_eq!(mona.put_with(dana, admin).await.status, 204);
    assert_eq!(mona.get(&level).await.body["role_name"], "admin");
    assert_eq!(mona.delete(dana).await.status, 204);
    assert_eq!(mona.get(&level).await.body["role_name"], "maintain");
}
