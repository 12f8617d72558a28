//! Letting a developer in and out again.

use reqwest::Method;
use serde_json::{Value, json};

use crate::git_program::Clone;
use crate::practice::Practice;

const DANA: &str = "/repos/mona/site/collaborators/dana";

#[tokio::test]
async fn an_accepted_invitation_lets_push_and_a_removal_ends_it() {
    let practice = Practice::with_a_repository().await;
    let (mona, dana) = (practice.caller("mona").await, practice.caller("dana").await);
    let address = practice.web("/mona/site.git");
    assert!(
        Clone::make(&address, &dana.token).is_err(),
        "a stranger cannot clone"
    );

    let invited = mona.put(DANA).await;
    assert_eq!(
        (invited.status, &invited.body["permissions"]),
        (201, &json!("write"))
    );
    let id = invited.body["id"].as_u64().unwrap();
    assert!(
        invited
            .header("location")
            .ends_with(&format!("/user/repository_invitations/{id}"))
    );
    assert!(
        Clone::make(&address, &dana.token).is_err(),
        "nor can the merely invited"
    );

    let waiting = dana.get("/user/repository_invitations").await;
    assert_eq!(waiting.body[0]["repository"]["full_name"], "mona/site");
    let accepted = dana
        .patch(&format!("/user/repository_invitations/{id}"), json!({}))
        .await;
    assert_eq!(accepted.status, 204);
    let permission = mona.get(&format!("{DANA}/permission")).await;
    assert_eq!(permission.body["role_name"], "write");

    let clone = Clone::make(&address, &dana.token).unwrap();
    clone.commit("feature", "First work");
    clone.push(&["feature"]).unwrap();

    assert_eq!(mona.delete(DANA).await.status, 204);
    assert_eq!(
        mona.get(&format!("{DANA}/permission")).await.body["permission"],
        "none"
    );
    clone.commit("feature", "Too late");
    let refused = clone.push(&["feature"]).unwrap_err();
    assert!(refused.contains("Repository not found"), "{refused}");
}

#[tokio::test]
async fn a_reader_of_a_public_repository_is_told_that_pushing_is_denied() {
    let practice = Practice::start().await;
    practice.user("mona").await;
    practice.user("dana").await;
    practice.repository("mona", "open", false).await;
    let dana = practice.caller("dana").await;
    let clone = Clone::make(&practice.web("/mona/open.git"), &dana.token).unwrap();
    clone.commit("feature", "Not mine");
    let refused = clone.push(&["feature"]).unwrap_err();
    assert!(
        refused.contains("Permission to mona/open.git denied to dana."),
        "{refused}"
    );
    assert!(refused.contains("403"), "{refused}");
}

#[tokio::test]
async fn a_personal_repository_takes_no_permission() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    let refused = mona.put_with(DANA, json!({ "permission": "push" })).await;
    assert_eq!(refused.status, 422);
    assert_eq!(refused.body["errors"][0]["code"], "custom");
    assert_eq!(
        refused.first_error(),
        "You can only update permissions on organization-owned repositories and their forks"
    );
}

#[tokio::test]
async fn inviting_twice_keeps_the_one_invitation() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    let (first, second) = (mona.put(DANA).await, mona.put(DANA).await);
    assert_eq!(first.body["id"], second.body["id"]);
    let invitations = mona.get("/repos/mona/site/invitations").await;
    assert_eq!(invitations.body.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn an_expired_invitation_cannot_be_accepted_and_is_replaced() {
    let practice = Practice::with_a_repository().await;
    let (mona, dana) = (practice.caller("mona").await, practice.caller("dana").await);
    let first = mona.put(DANA).await.body;
    let week = json!({ "advance_seconds": 7 * 86_400 + 1 });
    practice.control(Method::POST, "/clock", week).await;
    let invitations = mona.get("/repos/mona/site/invitations").await;
    assert_eq!(invitations.body[0]["expired"], true);
    let path = format!("/user/repository_invitations/{}", first["id"]);
    assert_eq!(dana.patch(&path, json!({})).await.status, 404);
    let second = mona.put(DANA).await;
    assert_eq!(second.status, 201);
    assert_ne!(second.body["id"], first["id"]);
}

#[tokio::test]
async fn a_withdrawn_or_declined_invitation_is_gone() {
    let practice = Practice::with_a_repository().await;
    let (mona, dana) = (practice.caller("mona").await, practice.caller("dana").await);
    let id = mona.put(DANA).await.body["id"].clone();
    let path = format!("/repos/mona/site/invitations/{id}");
    assert_eq!(mona.delete(&path).await.status, 204);
    assert_eq!(mona.delete(&path).await.status, 404);
    let id = mona.put(DANA).await.body["id"].clone();
    let path = format!("/user/repository_invitations/{id}");
    assert_eq!(dana.delete(&path).await.status, 204);
    assert_eq!(
        practice.look_at("mona/site").await["invitations"],
        json!([])
    );
}

#[tokio::test]
async fn the_fifty_first_invitation_of_a_day_is_refused() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    for number in 0..51 {
        let login = format!("guest-{number}");
        practice.user(&login).await;
        let answer = mona
            .put(&format!("/repos/mona/site/collaborators/{login}"))
            .await;
        assert_eq!(answer.status, if number < 50 { 201 } else { 422 });
    }
}

#[tokio::test]
async fn only_an_admin_lets_others_in_but_everybody_may_leave() {
    let practice = Practice::with_a_repository().await;
    let id = practice.look_at("mona/site").await["id"].clone();
    let by_hand = format!("/repositories/{id}/collaborators/dana");
    practice.control(Method::PUT, &by_hand, json!({})).await;
    practice.user("eve").await;
    let dana = practice.caller("dana").await;
    assert_eq!(
        dana.put("/repos/mona/site/collaborators/eve").await.status,
        403
    );
    assert_eq!(dana.get("/repos/mona/site/invitations").await.status, 403);
    assert_eq!(dana.delete(DANA).await.status, 204);
    assert_eq!(dana.get("/repos/mona/site").await.status, 404);
}

#[tokio::test]
async fn removing_a_collaborator_withdraws_what_they_had_sent() {
    let practice = Practice::start().await;
    for login in ["mona", "dana", "eve"] {
        practice.user(login).await;
    }
    let members = json!([{ "login": "mona", "role": "admin" }]);
    let acme = json!({ "login": "acme", "members": members });
    practice.control(Method::POST, "/organizations", acme).await;
    let id = practice.repository("acme", "app", true).await;
    let dana = format!("/repositories/{id}/collaborators/dana");
    practice
        .control(Method::PUT, &dana, json!({ "permission": "admin" }))
        .await;
    practice
        .caller("dana")
        .await
        .put("/repos/acme/app/collaborators/eve")
        .await;
    assert_eq!(
        practice.look_at("acme/app").await["invitations"][0]["login"],
        "eve"
    );
    practice
        .caller("mona")
        .await
        .delete("/repos/acme/app/collaborators/dana")
        .await;
    assert_eq!(
        practice.look_at("acme/app").await["invitations"],
        Value::Array(Vec::new())
    );
}

#[tokio::test]
async fn collaborators_are_listed_to_those_who_may_push() {
    let practice = Practice::with_a_repository().await;
    let id = practice.look_at("mona/site").await["id"].clone();
    let dana = format!("/repositories/{id}/collaborators/dana");
    practice.control(Method::PUT, &dana, json!({})).await;
    let caller = practice.caller("dana").await;
    let list = caller.get("/repos/mona/site/collaborators").await;
    assert_eq!(list.each("login"), ["mona", "dana"]);
    assert_eq!(list.each("role_name"), ["admin", "write"]);
    let direct = caller
        .get("/repos/mona/site/collaborators?affiliation=direct")
        .await;
    assert_eq!(direct.each("login"), ["dana"]);
    assert_eq!(
        caller
            .get("/repos/mona/site/collaborators/mona")
            .await
            .status,
        204
    );
    let narrow = practice.caller_with("dana", &["repo"]).await;
    assert_eq!(
        narrow.get("/repos/mona/site/collaborators").await.status,
        403
    );
}
