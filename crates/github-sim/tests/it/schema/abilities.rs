//! The tour through what comes last: protection, and what the world must not have before.
//! Refusals that every route can give are in `every_route`.

use serde_json::json;

use super::scene::Scene;

pub(super) async fn tour(scene: &mut Scene) {
    protected(scene).await;
    signed_on(scene).await;
    searches(scene).await;
}

async fn protected(scene: &mut Scene) {
    let site = scene.practice.look_at("mona/site").await["id"].clone();
    let protect = format!("PATCH /repositories/{site}");
    scene
        .control(&protect, json!({ "protected": ["main"] }))
        .await;
    let branch = "GET /repos/mona/site/branches";
    scene
        .call(200, "mona", &format!("{branch}?protected=true"))
        .await;
    scene.call(200, "mona", &format!("{branch}/main")).await;
    scene
        .call(200, "mona", &format!("{branch}/main/protection"))
        .await;
    let wish = json!({ "title": "Work", "head": "feature/web", "base": "main" });
    scene
        .send(201, "mona", "POST /repos/mona/site/pulls", wish)
        .await;
    let merge = "PUT /repos/mona/site/pulls/1/merge";
    scene.send(405, "mona", merge, json!({})).await;
}

/// Lists leave an organization away that demands a sign-on, its own list is refused.
async fn signed_on(scene: &mut Scene) {
    let acme = "PATCH /organizations/acme";
    scene.control(acme, json!({ "demands_sso": true })).await;
    scene.call(403, "dana", "GET /orgs/acme/repos").await;
    scene.call(200, "dana", "GET /user/orgs").await;
    scene.control(acme, json!({ "demands_sso": false })).await;
}

/// Searches have a limit of their own.
async fn searches(scene: &mut Scene) {
    scene.control("POST /limits", json!({ "search": 0 })).await;
    scene
        .call(403, "mona", "GET /search/repositories?q=x")
        .await;
    scene.call(200, "mona", "GET /user").await;
}
