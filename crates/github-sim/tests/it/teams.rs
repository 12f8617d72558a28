//! Teams: who sees them, and what they say of themselves.

use reqwest::Method;
use serde_json::json;

use crate::practice::Practice;

/// `acme` of mona with dana, and the team `Web Core` of both, which may maintain `acme/app`.
async fn with_a_team() -> Practice {
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
    put(&practice, "maintain").await;
    practice
}

async fn put(practice: &Practice, permission: &str) {
    let repositories = json!({ "acme/app": permission });
    let team = json!({ "members": ["mona", "dana"], "repositories": repositories });
    let path = "/organizations/acme/teams/Web%20Core";
    practice.control(Method::PUT, path, team).await;
}

#[tokio::test]
async fn a_team_is_found_by_its_repository_its_name_and_its_number() {
    let practice = with_a_team().await;
    let mona = practice.caller("mona").await;
    let of_app = mona.get("/repos/acme/app/teams").await.body;
    assert_eq!(of_app[0]["permission"], "maintain");
    assert_eq!(of_app[0]["permissions"]["admin"], json!(false));
    let team = mona.get("/orgs/acme/teams/web-core").await.body;
    assert_eq!(team["name"], "Web Core");
    assert_eq!(
        (&team["members_count"], &team["repos_count"]),
        (&json!(2), &json!(1))
    );
    let same = mona.get(of_app[0]["url"].as_str().unwrap()).await.body;
    assert_eq!(same, team);
    let page = practice.http.get(team["html_url"].as_str().unwrap());
    let page = page.send().await.unwrap();
    assert_eq!(page.status(), 200);
    assert!(page.text().await.unwrap().contains("Web Core"));
    put(&practice, "triage").await;
    let changed = mona.get("/repos/acme/app/teams").await.body;
    assert_eq!(changed[0]["permission"], "triage");
    assert_eq!(changed[0]["id"], team["id"]);
}

#[tokio::test]
async fn owners_of_the_organization_maintain_its_teams() {
    let practice = with_a_team().await;
    let dana = practice.caller("dana").await;
    let members = "/orgs/acme/teams/web-core/members";
    let all = dana.get(members).await;
    assert_eq!(all.each("login"), ["mona", "dana"]);
    assert_eq!(all.each("role"), ["maintainer", "member"]);
    let maintainers = dana.get(&format!("{members}?role=maintainer")).await;
    assert_eq!(maintainers.each("login"), ["mona"]);
    let repositories = dana.get("/orgs/acme/teams/web-core/repos").await;
    assert_eq!(repositories.each("full_name"), ["acme/app"]);
}

#[tokio::test]
async fn teams_are_seen_within_the_organization_and_those_of_a_repository_by_its_administrators() {
    let practice = with_a_team().await;
    let id = practice.look_at("acme/app").await["id"].clone();
    let by_hand = format!("/repositories/{id}/collaborators/eve");
    let admin = json!({ "permission": "admin" });
    practice.control(Method::PUT, &by_hand, admin).await;
    let (dana, eve) = (practice.caller("dana").await, practice.caller("eve").await);
    assert_eq!(dana.get("/repos/acme/app/teams").await.status, 404);
    assert_eq!(dana.get("/orgs/acme/teams/web-core").await.status, 200);
    let outside = eve.get("/repos/acme/app/teams").await;
    assert_eq!((outside.status, outside.body), (200, json!([])));
    assert_eq!(eve.get("/orgs/acme/teams/web-core").await.status, 404);
    assert_eq!(eve.get("/orgs/acme/teams").await.status, 403);
    let little = practice.caller_with("dana", &["public_repo"]).await;
    assert_eq!(little.get("/orgs/acme/teams/web-core").await.status, 404);
    let restrict = json!({ "restricts_apps": true });
    let acme = "/organizations/acme";
    practice.control(Method::PATCH, acme, restrict).await;
    assert_eq!(dana.get("/orgs/acme/teams/web-core").await.status, 404);
}
