//! Git itself against the simulator: protocols, names, wrong words.

use reqwest::Method;
use serde_json::json;

use crate::git_program::{Clone, list_remote};
use crate::practice::Practice;

#[tokio::test]
async fn a_push_moves_the_branch_and_the_date() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    let before = mona.get("/repos/mona/site").await.body["pushed_at"].clone();
    practice
        .control(Method::POST, "/clock", json!({ "advance_seconds": 60 }))
        .await;
    let clone = Clone::make(&practice.web("/mona/site.git"), &mona.token).unwrap();
    clone.commit("feature", "One");
    clone.commit("feature", "Two");
    clone.push(&["feature"]).unwrap();
    let commits = mona
        .get("/repos/mona/site/commits?sha=feature&per_page=2")
        .await;
    assert_eq!(commits.body[0]["commit"]["message"], "Two");
    assert_eq!(commits.body[1]["commit"]["message"], "One");
    assert_ne!(mona.get("/repos/mona/site").await.body["pushed_at"], before);

    clone
        .git(&["commit", "--quiet", "--amend", "--message", "Two, again"])
        .unwrap();
    assert!(
        clone
            .push(&["feature"])
            .unwrap_err()
            .contains("non-fast-forward")
    );
    clone.push(&["--force", "feature"]).unwrap();
    clone.push(&["--delete", "feature"]).unwrap();
    assert_eq!(
        mona.get("/repos/mona/site/branches").await.each("name"),
        ["main"]
    );
}

#[tokio::test]
async fn both_spellings_of_the_address_work() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    for path in ["/mona/site.git", "/mona/site"] {
        let refs = list_remote(&practice.web(path), &mona.token).unwrap();
        assert!(refs.contains("refs/heads/main"));
    }
}

#[tokio::test]
async fn both_protocols_clone_fetch_push_and_delete() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    let address = practice.web("/mona/site.git");
    for version in ["0", "2"] {
        let clone = Clone::make_by_protocol(&address, &mona.token, version).unwrap();
        let sha = practice.commit("mona/site", "theirs").await;
        let said = clone.packets(&["fetch", "--prune", "origin"]);
        assert_eq!(said.contains("version 2"), version == "2", "{said}");
        let fetched = clone.git(&["rev-parse", "origin/theirs"]).unwrap();
        assert_eq!(fetched.trim(), sha);
        clone.commit("ours", version);
        clone.push(&["--force", "ours"]).unwrap();
        let tip = mona.get("/repos/mona/site/commits/ours").await;
        assert_eq!(tip.body["commit"]["message"], version);
        clone.push(&["--delete", "ours", "theirs"]).unwrap();
        let branches = mona.get("/repos/mona/site/branches").await;
        assert_eq!(branches.each("name"), ["main"]);
    }
}

#[tokio::test]
async fn a_large_push_is_sent_in_pieces_and_arrives_whole() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    let clone = Clone::make(&practice.web("/mona/site.git"), &mona.token).unwrap();
    let noise: Vec<_> = (0..60_000_u64)
        .map(|n| format!("{:x}", n * n * 7919))
        .collect();
    let noise = noise.concat();
    clone.commit("large", &noise[..100]);
    clone.git(&["config", "http.postBuffer", "1024"]).unwrap();
    clone
        .git(&[
            "commit",
            "--quiet",
            "--allow-empty",
            "--message",
            &noise[..90_000],
        ])
        .unwrap();
    clone.push(&["large"]).unwrap();
    let tip = mona.get("/repos/mona/site/commits/large").await;
    assert_eq!(
        tip.body["commit"]["message"].as_str().unwrap().len(),
        90_000
    );
}

#[tokio::test]
async fn the_first_push_to_an_empty_repository_names_its_default_branch() {
    let practice = Practice::with_a_repository().await;
    let empty = json!({ "owner": "mona", "name": "empty", "private": true, "commits": 0 });
    practice.control(Method::POST, "/repositories", empty).await;
    let mona = practice.caller("mona").await;
    let clone = Clone::make(&practice.web("/mona/empty.git"), &mona.token).unwrap();
    clone.commit("trunk", "First");
    clone.push(&["trunk"]).unwrap();
    assert_eq!(
        mona.get("/repos/mona/empty").await.body["default_branch"],
        "trunk"
    );
}

#[tokio::test]
async fn a_dead_token_is_401_and_a_strangers_is_404() {
    let practice = Practice::with_a_repository().await;
    let dana = practice.caller("dana").await;
    let address = practice.web("/mona/site.git/info/refs?service=git-upload-pack");
    let ask = |token: &str| {
        practice
            .http
            .get(&address)
            .basic_auth("x", Some(token))
            .send()
    };
    let dead = ask("gho_dead").await.unwrap();
    assert_eq!(dead.status(), 401);
    assert_eq!(dead.headers()["www-authenticate"], "Basic realm=\"GitHub\"");
    let stranger = ask(&dana.token).await.unwrap();
    assert_eq!(stranger.status(), 404);
    assert_eq!(stranger.text().await.unwrap(), "Repository not found.\n");
    let nobody = practice.http.get(&address).send().await.unwrap();
    assert_eq!(nobody.status(), 401, "git asks for a name only after a 401");
}

#[tokio::test]
async fn a_token_revoked_after_the_clone_no_longer_pushes() {
    let practice = Practice::with_a_repository().await;
    let body = json!({ "login": "mona", "scopes": ["repo"], "expires_in": 60 });
    let token = practice.control(Method::POST, "/tokens", body).await;
    let token = token["access_token"].as_str().unwrap();
    let clone = Clone::make(&practice.web("/mona/site.git"), token).unwrap();
    clone.commit("feature", "Late");
    practice
        .control(Method::POST, "/clock", json!({ "advance_seconds": 61 }))
        .await;
    let refused = clone.push(&["feature"]).unwrap_err();
    assert!(refused.contains("Authentication failed"), "{refused}");
}

#[tokio::test]
async fn a_renamed_repository_is_still_cloned_by_its_old_name() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    let id = practice.look_at("mona/site").await["id"].clone();
    let path = format!("/repositories/{id}");
    practice
        .control(Method::PATCH, &path, json!({ "name": "shop" }))
        .await;
    let clone = Clone::make(&practice.web("/mona/site.git"), &mona.token).unwrap();
    clone.commit("feature", "After the move");
    clone.push(&["feature"]).unwrap();
    assert!(practice.look_at("mona/shop").await["branches"][0] == "feature");
}

#[tokio::test]
async fn an_archived_repository_takes_no_push() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    let id = practice.look_at("mona/site").await["id"].clone();
    let path = format!("/repositories/{id}");
    practice
        .control(Method::PATCH, &path, json!({ "archived": true }))
        .await;
    let clone = Clone::make(&practice.web("/mona/site.git"), &mona.token).unwrap();
    clone.commit("feature", "Too late");
    assert!(clone.push(&["feature"]).unwrap_err().contains("read-only"));
    let refused = mona.put("/repos/mona/site/collaborators/dana").await;
    assert_eq!(
        refused.body["message"],
        "Repository was archived so is read-only."
    );
}

#[tokio::test]
async fn anybody_clones_a_public_repository_and_a_token_may_stand_as_the_name() {
    let practice = Practice::with_a_repository().await;
    practice.repository("mona", "open", false).await;
    let mona = practice.caller("mona").await;
    let advertised = async |path: &str, name: &str, word: Option<&str>| {
        let address = practice.web(&format!("{path}/info/refs?service=git-upload-pack"));
        let request = practice.http.get(address);
        let request = if name.is_empty() {
            request
        } else {
            request.basic_auth(name, word)
        };
        request.send().await.unwrap().status().as_u16()
    };
    assert_eq!(advertised("/mona/open.git", "", None).await, 200);
    assert_eq!(advertised("/mona/site.git", "", None).await, 401);
    assert_eq!(
        advertised("/mona/site.git", &mona.token, Some("x-oauth-basic")).await,
        200
    );
    assert_eq!(advertised("/mona/site.git", &mona.token, None).await, 200);
    assert_eq!(
        advertised("/mona/site.git", "mona", Some(&mona.token)).await,
        200
    );
}

#[tokio::test]
async fn a_token_without_the_scope_cannot_push_even_for_the_owner() {
    let practice = Practice::with_a_repository().await;
    practice.repository("mona", "open", false).await;
    let narrow = practice.caller_with("mona", &["read:org"]).await;
    let clone = Clone::make(&practice.web("/mona/open.git"), &narrow.token).unwrap();
    clone.commit("feature", "Not with this token");
    let refused = clone.push(&["feature"]).unwrap_err();
    assert!(
        refused.contains("Write access to repository not granted."),
        "{refused}"
    );
}

#[tokio::test]
async fn pull_requests_cannot_be_forged_by_pushing_their_refs() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    let clone = Clone::make(&practice.web("/mona/site.git"), &mona.token).unwrap();
    assert!(clone.push(&["HEAD:refs/pull/1/head"]).is_err());
    clone.push(&["HEAD:refs/tags/v1"]).unwrap();
    let tag = mona.get("/repos/mona/site/git/ref/tags/v1").await;
    assert_eq!(tag.body["ref"], "refs/tags/v1");
    assert_eq!(
        mona.get("/repos/mona/site/commits?sha=v1").await.status,
        200
    );
}
