//! Whom git lets in, told by the real program: wrong tokens, no rights, rights that end in between.

use reqwest::Method;
use serde_json::json;

use crate::git_program::Clone;
use crate::practice::Practice;

const APP: (&str, Option<&str>) = ("practice-client", Some("practice-secret"));

#[tokio::test]
async fn a_wrong_token_and_a_stranger_get_no_clone() {
    let practice = Practice::with_a_repository().await;
    let address = practice.web("/mona/site.git");
    let wrong = Clone::make(&address, "gho_dead").err().unwrap();
    assert!(
        wrong.contains("remote: Invalid username or token."),
        "{wrong}"
    );
    assert!(wrong.contains("Authentication failed"), "{wrong}");
    let dana = practice.caller("dana").await;
    let stranger = Clone::make(&address, &dana.token).err().unwrap();
    assert!(
        stranger.contains("remote: Repository not found."),
        "{stranger}"
    );
    let none = Clone::make(&practice.web("/mona/none.git"), &dana.token);
    let none = none.err().unwrap();
    assert_eq!(
        none.replace("none", "site"),
        stranger,
        "hidden and missing look the same"
    );
}

#[tokio::test]
async fn a_reader_clones_and_cannot_push() {
    let practice = Practice::with_a_repository().await;
    practice.repository("mona", "open", false).await;
    let dana = practice.caller("dana").await;
    let clone = Clone::make(&practice.web("/mona/open.git"), &dana.token).unwrap();
    clone.commit("feature", "Not mine");
    let refused = clone.push(&["feature"]).unwrap_err();
    let words = "remote: Permission to mona/open.git denied to dana.";
    assert!(refused.contains(words), "{refused}");
    assert!(
        refused.contains("The requested URL returned error: 403"),
        "{refused}"
    );
    assert_eq!(
        practice.look_at("mona/open").await["branches"],
        json!(["main"])
    );
}

#[tokio::test]
async fn access_that_ends_after_the_clone_ends_fetch_and_push() {
    let practice = Practice::with_a_repository().await;
    let (mona, dana) = (practice.caller("mona").await, practice.caller("dana").await);
    let id = practice.look_at("mona/site").await["id"].clone();
    let path = format!("/repositories/{id}/collaborators/dana");
    practice.control(Method::PUT, &path, json!({})).await;
    let clone = Clone::make(&practice.web("/mona/site.git"), &dana.token).unwrap();
    clone.commit("feature", "In time");
    clone.push(&["feature"]).unwrap();
    let removed = mona.delete("/repos/mona/site/collaborators/dana").await;
    assert_eq!(removed.status, 204);
    clone.commit("feature", "Too late");
    let refused = clone.push(&["feature"]).unwrap_err();
    assert!(
        refused.contains("remote: Repository not found."),
        "{refused}"
    );
    assert!(clone.git(&["fetch", "--quiet", "origin"]).is_err());
    let tip = mona.get("/repos/mona/site/commits/feature").await;
    assert_eq!(tip.body["commit"]["message"], "In time");
}

#[tokio::test]
async fn a_grant_that_ends_after_the_clone_ends_fetch_and_push() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    let clone = Clone::make(&practice.web("/mona/site.git"), &mona.token).unwrap();
    clone.commit("feature", "Too late");
    let grant = practice.api("/applications/practice-client/grant");
    let request = practice.http.delete(grant).basic_auth(APP.0, APP.1);
    let body = json!({ "access_token": mona.token });
    assert_eq!(request.json(&body).send().await.unwrap().status(), 204);
    let refused = clone.push(&["feature"]).unwrap_err();
    assert!(refused.contains("Authentication failed"), "{refused}");
    let fetch = clone.git(&["fetch", "--quiet", "origin"]).unwrap_err();
    assert!(fetch.contains("Authentication failed"), "{fetch}");
}
