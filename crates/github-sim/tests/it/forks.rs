//! Forks: made from real commits, shown in replies, ended together with the access to the original.

use reqwest::Method;
use serde_json::{Value, json};

use crate::git_program::Clone;
use crate::practice::{Caller, Practice};

const FORKS: &str = "/repos/mona/site/forks";

/// Lets dana in without an invitation.
async fn with_dana() -> Practice {
    let practice = Practice::with_a_repository().await;
    let id = practice.look_at("mona/site").await["id"].clone();
    let by_hand = format!("/repositories/{id}/collaborators/dana");
    practice.control(Method::PUT, &by_hand, json!({})).await;
    practice
}

async fn status(caller: &Caller<'_>, repository: &str) -> u16 {
    caller.get(&format!("/repos/{repository}")).await.status
}

/// `acme/app` with dana and eve as members, who may read everything, and dana's fork of it.
async fn acme() -> Practice {
    let practice = Practice::start().await;
    for login in ["mona", "dana", "eve"] {
        practice.user(login).await;
    }
    let members = json!([
        { "login": "mona", "role": "admin" },
        { "login": "dana", "role": "member" },
    ]);
    let acme = json!({ "login": "acme", "base_permission": "none", "members": members });
    practice.control(Method::POST, "/organizations", acme).await;
    practice.repository("acme", "app", true).await;
    team(&practice, json!(["dana"])).await;
    let dana = practice.caller("dana").await;
    let forked = dana.post("/repos/acme/app/forks", Value::Null).await;
    assert_eq!(forked.status, 202);
    practice
}

async fn team(practice: &Practice, members: Value) {
    let team = json!({ "members": members, "repositories": { "acme/app": "push" } });
    let path = "/organizations/acme/teams/core";
    practice.control(Method::PUT, path, team).await;
}

#[tokio::test]
async fn a_fork_has_the_commits_and_tells_where_it_is_from() {
    let practice = with_dana().await;
    let tip = practice.commit("mona/site", "feature/web").await;
    let dana = practice.caller("dana").await;
    let forked = dana.post(FORKS, Value::Null).await;
    assert_eq!(
        (forked.status, &forked.body["full_name"]),
        (202, &json!("dana/site"))
    );
    assert_eq!(
        (&forked.body["fork"], &forked.body["private"]),
        (&json!(true), &json!(true))
    );
    assert_eq!(forked.body["parent"]["full_name"], "mona/site");
    assert_eq!(forked.body["permissions"]["admin"], true);
    let branch = dana.get("/repos/dana/site/branches/feature/web").await;
    assert_eq!(branch.body["commit"]["sha"], json!(tip));
    let clone = Clone::make(&practice.web("/dana/site.git"), &dana.token).unwrap();
    clone.commit("mine", "Only here");
    clone.push(&["mine"]).unwrap();
    let upstream = dana.get("/repos/mona/site/branches/mine").await;
    assert_eq!(upstream.status, 404);
    let listed = dana.get(FORKS).await;
    assert_eq!(listed.each("full_name"), ["dana/site"]);
    assert_eq!(
        dana.get("/repos/mona/site").await.body["forks_count"],
        json!(1)
    );
}

#[tokio::test]
async fn a_fork_of_a_fork_knows_both_and_asking_again_makes_no_second_one() {
    let practice = Practice::start().await;
    for login in ["mona", "dana", "eve"] {
        practice.user(login).await;
    }
    practice.repository("mona", "open", false).await;
    let (dana, eve) = (practice.caller("dana").await, practice.caller("eve").await);
    dana.post("/repos/mona/open/forks", json!({})).await;
    let wish = json!({ "name": "mine", "default_branch_only": true });
    let eves = eve.post("/repos/dana/open/forks", wish).await.body;
    assert_eq!(eves["full_name"], "eve/mine");
    assert_eq!(eves["parent"]["full_name"], "dana/open");
    assert_eq!(eves["source"]["full_name"], "mona/open");
    let again = eve.post("/repos/mona/open/forks", json!({})).await;
    assert_eq!((again.status, &again.body["id"]), (202, &eves["id"]));
    let mona = practice.caller("mona").await;
    let own = mona.post("/repos/eve/mine/forks", json!({})).await;
    assert_eq!(own.body["full_name"], "mona/open");
}

#[tokio::test]
async fn a_name_that_is_taken_gets_a_number_and_nothing_cannot_be_forked() {
    let practice = with_dana().await;
    practice.repository("dana", "site", true).await;
    let dana = practice.caller("dana").await;
    let forked = dana.post(FORKS, Value::Null).await;
    assert_eq!(forked.body["full_name"], "dana/site-1");
    let empty = json!({ "owner": "mona", "name": "empty", "commits": 0 });
    practice.control(Method::POST, "/repositories", empty).await;
    let refused = dana.post("/repos/mona/empty/forks", Value::Null).await;
    assert_eq!(refused.status, 403);
    let message = refused.body["message"].as_str().unwrap();
    assert!(
        message.ends_with("Empty repositories cannot be forked."),
        "{message}"
    );
    let stranger = practice.caller("mona").await;
    let hidden = stranger.post("/repos/dana/site/forks", Value::Null).await;
    assert_eq!(hidden.status, 404);
}

#[tokio::test]
async fn removing_a_collaborator_deletes_their_private_fork() {
    let practice = with_dana().await;
    let (mona, dana) = (practice.caller("mona").await, practice.caller("dana").await);
    dana.post(FORKS, Value::Null).await;
    assert_eq!(status(&dana, "dana/site").await, 200);
    mona.delete("/repos/mona/site/collaborators/dana").await;
    assert_eq!(status(&dana, "dana/site").await, 404);
    assert!(Clone::make(&practice.web("/dana/site.git"), &dana.token).is_err());
    assert_eq!(mona.get(FORKS).await.body, json!([]));
}

#[tokio::test]
async fn a_fork_stays_while_a_team_still_lets_its_owner_read() {
    let practice = acme().await;
    let (mona, dana) = (practice.caller("mona").await, practice.caller("dana").await);
    let collaborator = "/repos/acme/app/collaborators/dana";
    mona.put(collaborator).await;
    mona.delete(collaborator).await;
    let permission = mona.get(&format!("{collaborator}/permission")).await;
    assert_eq!(permission.body["role_name"], "write");
    assert_eq!(status(&dana, "dana/app").await, 200);
    team(&practice, json!([])).await;
    assert_eq!(status(&dana, "dana/app").await, 404);
}

#[tokio::test]
async fn leaving_the_organization_deletes_the_fork_and_ends_every_access() {
    let practice = acme().await;
    let (mona, dana) = (practice.caller("mona").await, practice.caller("dana").await);
    mona.put("/repos/acme/app/collaborators/dana").await;
    let member = "/organizations/acme/members/dana";
    practice.control(Method::DELETE, member, Value::Null).await;
    assert_eq!(status(&dana, "dana/app").await, 404);
    assert_eq!(status(&dana, "acme/app").await, 404);
    assert_eq!(dana.get("/user/orgs").await.body, json!([]));
    let role = json!({ "role": "admin" });
    practice.control(Method::PUT, member, role).await;
    assert_eq!(status(&dana, "acme/app").await, 200);
    assert_eq!(status(&dana, "dana/app").await, 404);
}

#[tokio::test]
async fn forks_follow_the_original_when_it_is_deleted_or_shown_to_all() {
    let practice = with_dana().await;
    let dana = practice.caller("dana").await;
    dana.post(FORKS, Value::Null).await;
    let id = practice.look_at("mona/site").await["id"].clone();
    let path = format!("/repositories/{id}");
    let public = json!({ "private": false });
    practice.control(Method::PATCH, &path, public).await;
    let own = dana.get("/repos/dana/site").await.body;
    assert_eq!(
        (&own["fork"], &own["private"]),
        (&json!(false), &json!(true))
    );
    practice.control(Method::DELETE, &path, Value::Null).await;
    assert_eq!(status(&dana, "dana/site").await, 200);
    let practice = with_dana().await;
    let dana = practice.caller("dana").await;
    dana.post(FORKS, Value::Null).await;
    let id = practice.look_at("mona/site").await["id"].clone();
    let path = format!("/repositories/{id}");
    practice.control(Method::DELETE, &path, Value::Null).await;
    assert_eq!(status(&dana, "dana/site").await, 404);
}

#[tokio::test]
async fn searches_and_lists_tell_forks_apart() {
    let practice = Practice::start().await;
    for login in ["mona", "dana"] {
        practice.user(login).await;
    }
    let members = json!([{ "login": "dana", "role": "admin" }]);
    let acme = json!({ "login": "acme", "members": members });
    practice.control(Method::POST, "/organizations", acme).await;
    practice.repository("mona", "open", false).await;
    practice.repository("acme", "app", false).await;
    let dana = practice.caller("dana").await;
    let wish = json!({ "organization": "acme" });
    let forked = dana.post("/repos/mona/open/forks", wish).await;
    assert_eq!(forked.body["full_name"], "acme/open");
    for (kind, names) in [("forks", ["acme/open"]), ("sources", ["acme/app"])] {
        let listed = dana.get(&format!("/orgs/acme/repos?type={kind}")).await;
        assert_eq!(listed.each("full_name"), names);
    }
    for (query, found) in [("", 1), ("+fork:true", 2), ("+fork:only", 1)] {
        let path = format!("/search/repositories?q=open{query}");
        assert_eq!(dana.get(&path).await.body["total_count"], json!(found));
    }
    let stranger = practice.caller("mona").await;
    let wish = json!({ "organization": "acme" });
    let refused = stranger.post("/repos/acme/app/forks", wish).await;
    assert_eq!(refused.status, 404);
}
