//! The tour through what no single route decides: limits, restrictions, known replies, versions.
//! It comes last, for it leaves the world restricted.

use serde_json::json;

use super::scene::Scene;
use crate::practice::Answer;

pub(super) async fn tour(scene: &mut Scene) {
    known_replies(scene).await;
    archived(scene).await;
    restricted(scene).await;
    limits(scene).await;
}

async fn known_replies(scene: &mut Scene) {
    for path in ["/user", "/user/orgs", "/user/repos", "/rate_limit"] {
        let mona = scene.practice.caller("mona").await.token;
        let request = |tag: &str| {
            let address = scene.practice.api(path);
            let request = scene.practice.http.get(address).bearer_auth(&mona);
            request.header("If-None-Match", tag)
        };
        let first = request("\"unknown\"").header("X-GitHub-Api-Version", scene.version);
        let first = Answer::of(first).await;
        let again = request(first.header("etag"));
        scene.record(304, &format!("GET {path}"), again).await;
    }
}

async fn archived(scene: &mut Scene) {
    let id = scene.practice.repository("mona", "kept", true).await;
    let archive = format!("PATCH /repositories/{id}");
    scene.control(&archive, json!({ "archived": true })).await;
    scene
        .call(403, "mona", "PUT /repos/mona/kept/collaborators/eve")
        .await;
    scene
        .call(403, "mona", "DELETE /repos/mona/kept/collaborators/eve")
        .await;
    scene
        .send(403, "mona", "POST /repos/mona/kept/hooks", json!({}))
        .await;
    scene
        .send(403, "mona", "POST /repos/mona/kept/git/refs", json!({}))
        .await;
}

async fn restricted(scene: &mut Scene) {
    let on = json!({ "restricts_apps": true });
    scene.control("PATCH /organizations/acme", on).await;
    scene.call(404, "dana", "GET /repos/acme/app").await;
    scene
        .call(403, "mona", "PUT /repos/acme/app/collaborators/eve")
        .await;
    scene
        .send(403, "dana", "POST /repos/acme/app/pulls", json!({}))
        .await;
    scene
        .send(403, "mona", "POST /repos/acme/app/hooks", json!({}))
        .await;
    scene
        .send(403, "dana", "PUT /repos/acme/app/pulls/1/merge", json!({}))
        .await;
}

async fn limits(scene: &mut Scene) {
    let none = json!({ "core": 0, "search": 0 });
    scene.control("POST /limits", none).await;
    scene.call(403, "mona", "GET /user").await;
    scene.call(403, "mona", "GET /repos/mona/site").await;
    scene
        .call(403, "mona", "GET /search/repositories?q=x")
        .await;
    scene.call(200, "mona", "GET /rate_limit").await;
}
