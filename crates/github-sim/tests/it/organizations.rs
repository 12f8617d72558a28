//! Organizations: who belongs, what members may do, how apps are kept out.

use reqwest::Method;
use serde_json::json;

use crate::git_program::Clone;
use crate::practice::Practice;

/// `acme` of mona, with dana as a member, and the private repository `acme/app`.
async fn acme(restricts_apps: bool, base_permission: &str) -> Practice {
    let practice = Practice::start().await;
    for login in ["mona", "dana", "eve"] {
        practice.user(login).await;
    }
    let body = json!({
        "login": "acme",
        "restricts_apps": restricts_apps,
        "base_permission": base_permission,
        "members": [
            { "login": "mona", "role": "admin" },
            { "login": "dana", "role": "member" },
        ],
    });
    practice.control(Method::POST, "/organizations", body).await;
    practice.repository("acme", "app", true).await;
    practice
}

#[tokio::test]
async fn members_hold_the_base_permission_and_owners_everything() {
    let practice = acme(false, "read").await;
    let (mona, dana) = (practice.caller("mona").await, practice.caller("dana").await);
    assert_eq!(
        mona.get("/repos/acme/app").await.body["permissions"]["admin"],
        true
    );
    let seen = dana.get("/repos/acme/app").await.body;
    assert_eq!(seen["permissions"]["pull"], true);
    assert_eq!(seen["permissions"]["push"], false);
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
async fn a_member_is_let_in_at_once_and_an_outsider_is_invited() {
    let practice = acme(false, "read").await;
    let mona = practice.caller("mona").await;
    let dana = mona.put("/repos/acme/app/collaborators/dana").await;
    assert_eq!(dana.status, 204);
    let wish = json!({ "permission": "maintain" });
    let eve = mona
        .put_with("/repos/acme/app/collaborators/eve", wish)
        .await;
    assert_eq!(
        (eve.status, &eve.body["permissions"]),
        (201, &json!("maintain"))
    );
}

#[tokio::test]
async fn a_permission_below_the_base_permission_is_refused() {
    let practice = acme(false, "write").await;
    let mona = practice.caller("mona").await;
    let wish = json!({ "permission": "pull" });
    let refused = mona
        .put_with("/repos/acme/app/collaborators/dana", wish)
        .await;
    assert_eq!(refused.status, 422);
    assert_eq!(
        refused.first_error(),
        "Cannot assign dana permission of read"
    );
}

#[tokio::test]
async fn access_by_the_organization_survives_a_removal() {
    let practice = acme(false, "write").await;
    let mona = practice.caller("mona").await;
    mona.put("/repos/acme/app/collaborators/dana").await;
    assert_eq!(
        mona.delete("/repos/acme/app/collaborators/dana")
            .await
            .status,
        204
    );
    let left = mona
        .get("/repos/acme/app/collaborators/dana/permission")
        .await;
    assert_eq!(left.body["permission"], "write");
}

#[tokio::test]
async fn an_organization_that_restricts_apps_is_silently_absent() {
    let practice = acme(true, "read").await;
    let mona = practice.caller("mona").await;
    assert_eq!(mona.get("/user/orgs").await.body, json!([]));
    assert_eq!(mona.get("/user/repos").await.body, json!([]));
    assert_eq!(mona.get("/repos/acme/app").await.status, 404);
    assert!(Clone::make(&practice.web("/acme/app.git"), &mona.token).is_err());
}

#[tokio::test]
async fn writing_to_such_an_organization_is_refused_with_its_name() {
    let practice = acme(true, "read").await;
    let mona = practice.caller("mona").await;
    let refused = mona.put("/repos/acme/app/collaborators/eve").await;
    assert_eq!(refused.status, 403);
    let message = refused.body["message"].as_str().unwrap();
    assert!(
        message.contains("the `acme` organization has enabled OAuth App access restrictions"),
        "{message}"
    );
}

#[tokio::test]
async fn an_owner_grants_while_authorizing_and_a_member_only_asks() {
    let practice = acme(true, "read").await;
    let url = practice.web("/login/oauth/authorize?client_id=practice-client&scope=repo");
    let consent = |login: &str| json!({ "login": login, "url": url, "organizations": ["acme"] });
    let dana = practice.caller("dana").await;
    practice
        .control(Method::POST, "/authorize", consent("dana"))
        .await;
    assert_eq!(dana.get("/user/orgs").await.body, json!([]));
    practice
        .control(Method::POST, "/authorize", consent("mona"))
        .await;
    assert_eq!(dana.get("/user/orgs").await.each("login"), ["acme"]);
    assert_eq!(
        dana.get("/user/repos").await.each("full_name"),
        ["acme/app"]
    );
}

#[tokio::test]
async fn organizations_need_a_scope() {
    let practice = acme(false, "read").await;
    let narrow = practice.caller_with("mona", &["repo"]).await;
    let refused = narrow.get("/user/orgs").await;
    assert_eq!(refused.status, 403);
    assert!(
        refused
            .header("x-accepted-oauth-scopes")
            .contains("read:org")
    );
    assert_eq!(refused.header("x-oauth-scopes"), "repo");
}

#[tokio::test]
async fn memberships_tell_the_role() {
    let practice = acme(false, "read").await;
    let dana = practice.caller("dana").await;
    let memberships = dana.get("/user/memberships/orgs?state=active").await;
    assert_eq!(memberships.each("role"), ["member"]);
    assert_eq!(
        dana.get("/user/memberships/orgs/acme").await.body["state"],
        "active"
    );
    let eve = practice.caller("eve").await;
    assert_eq!(eve.get("/user/memberships/orgs/acme").await.status, 404);
}
