//! Repositories: lists, order, visibility, moving house.

use reqwest::Method;
use serde_json::json;

use crate::practice::Practice;

#[tokio::test]
async fn the_repository_worked_on_last_comes_first() {
    let practice = Practice::with_a_repository().await;
    practice.repository("mona", "attic", true).await;
    practice
        .control(Method::POST, "/clock", json!({ "advance_seconds": 60 }))
        .await;
    practice.commit("mona/site", "main").await;
    let mona = practice.caller("mona").await;
    let by_name = mona.get("/user/repos").await;
    assert_eq!(by_name.each("full_name"), ["mona/attic", "mona/site"]);
    let recent = mona.get("/user/repos?sort=pushed&direction=desc").await;
    assert_eq!(recent.each("full_name"), ["mona/site", "mona/attic"]);
}

#[tokio::test]
async fn repositories_are_filtered_by_how_one_belongs_to_them() {
    let practice = Practice::with_a_repository().await;
    let id = practice.repository("dana", "open", false).await;
    let path = format!("/repositories/{id}/collaborators/mona");
    practice.control(Method::PUT, &path, json!({})).await;
    let mona = practice.caller("mona").await;
    let list = async |query: &str| {
        let answer = mona.get(&format!("/user/repos?{query}")).await;
        answer.each("full_name").join(" ")
    };
    assert_eq!(list("affiliation=owner").await, "mona/site");
    assert_eq!(
        list("affiliation=collaborator,organization_member").await,
        "dana/open"
    );
    assert_eq!(list("visibility=private").await, "mona/site");
    assert_eq!(list("type=public").await, "dana/open");
    let both = mona.get("/user/repos?type=owner&visibility=all").await;
    assert_eq!(both.status, 422);
}

#[tokio::test]
async fn without_the_scope_private_repositories_are_not_there() {
    let practice = Practice::with_a_repository().await;
    practice.repository("mona", "open", false).await;
    let narrow = practice.caller_with("mona", &["read:org"]).await;
    assert_eq!(narrow.get("/user/repos").await.each("name"), ["open"]);
    assert_eq!(narrow.get("/repos/mona/site").await.status, 404);
    assert_eq!(
        narrow
            .put("/repos/mona/open/collaborators/dana")
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn a_renamed_repository_redirects_to_its_id() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    let id = practice.look_at("mona/site").await["id"].clone();
    let path = format!("/repositories/{id}");
    practice
        .control(Method::PATCH, &path, json!({ "name": "shop" }))
        .await;
    let moved = mona.get("/repos/mona/site/branches?per_page=1").await;
    assert_eq!(moved.status, 301);
    let target = practice.api(&format!("/repositories/{id}/branches?per_page=1"));
    assert_eq!(moved.header("location"), target);
    assert_eq!(mona.get(&target).await.each("name"), ["main"]);
    let write = mona.put("/repos/mona/site/collaborators/dana").await;
    assert_eq!(write.status, 307);
    assert_eq!(mona.put(write.header("location")).await.status, 201);
    let dana = practice.caller("dana").await;
    assert_eq!(
        dana.get("/repos/mona/site").await.status,
        404,
        "no redirect tells a stranger"
    );
    practice.repository("mona", "site", true).await;
    assert_eq!(
        mona.get("/repos/mona/site").await.status,
        200,
        "the name was free again"
    );
}

#[tokio::test]
async fn a_transferred_repository_is_found_by_id_and_a_deleted_one_is_not() {
    let practice = Practice::with_a_repository().await;
    let id = practice.look_at("mona/site").await["id"].clone();
    let path = format!("/repositories/{id}");
    practice
        .control(Method::PATCH, &path, json!({ "owner": "dana" }))
        .await;
    let dana = practice.caller("dana").await;
    assert_eq!(dana.get(&path).await.body["full_name"], "dana/site");
    practice.control(Method::DELETE, &path, json!({})).await;
    assert_eq!(dana.get(&path).await.status, 404);
    assert_eq!(
        practice
            .caller("mona")
            .await
            .get("/repos/mona/site")
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn the_search_finds_by_part_of_the_name_and_by_owner() {
    let practice = Practice::with_a_repository().await;
    practice.repository("mona", "website", true).await;
    practice.repository("dana", "sitemap", false).await;
    let mona = practice.caller("mona").await;
    let found = mona
        .get("/search/repositories?q=site+in:name+user:mona+fork:true")
        .await
        .body;
    assert_eq!(found["total_count"], 2);
    let dana = practice.caller("dana").await;
    let found = dana.get("/search/repositories?q=site").await.body;
    assert_eq!(found["items"][0]["full_name"], "dana/sitemap");
    assert_eq!(found["total_count"], 1);
}

#[tokio::test]
async fn users_are_found_by_login_and_by_id() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    let dana = mona.get("/users/DANA").await.body;
    assert_eq!(dana["login"], "dana");
    assert_eq!(
        mona.get(&format!("/user/{}", dana["id"])).await.body["login"],
        "dana"
    );
    assert_eq!(mona.get("/users/nobody").await.status, 404);
    assert_eq!(
        mona.get("/user/emails").await.status,
        404,
        "the scope is missing"
    );
    let open = practice.caller_with("mona", &["user:email"]).await;
    assert_eq!(
        open.get("/user/emails").await.body[0]["email"],
        "mona@example.com"
    );
}
