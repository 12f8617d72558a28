//! The tour through what no single route decides: limits, restrictions, known replies, versions.
//! It comes last, for it leaves the world restricted.

use serde_json::json;

use super::scene::Scene;
use crate::practice::Answer;

pub(super) async fn tour(scene: &mut Scene) {
    known_replies(scene).await;
    archived(scene).await;
    protected(scene).await;
    signed_on(scene).await;
    restricted(scene).await;
    named_faults(scene).await;
    limits(scene).await;
}

/// Refusals that only an order brings, each on a route that can meet it.
const ORDERED: &[(&str, u16, &str)] = &[
    ("too_many_bad_tokens", 403, "GET /user"),
    ("sso_required", 403, "GET /repos/mona/site"),
    ("integration", 403, "PUT /repos/mona/site/collaborators/eve"),
    ("base_modified", 405, "PUT /repos/mona/site/pulls/1/merge"),
    ("gone", 410, "GET /user"),
    ("no_commits", 422, "POST /repos/mona/site/pulls"),
    ("drafts_unsupported", 422, "POST /repos/mona/site/pulls"),
    ("hook_not_public", 422, "POST /repos/mona/site/hooks"),
    ("hook_limit", 422, "POST /repos/mona/site/hooks"),
    (
        "invitation_limit",
        422,
        "PUT /repos/mona/site/collaborators/eve",
    ),
    ("object_missing", 422, "POST /repos/mona/site/git/refs"),
    ("primary_limit_429", 429, "GET /user"),
    ("secondary_limit_429", 429, "POST /repos/mona/site/pulls"),
    ("secondary_limit", 403, "POST /repos/mona/site/pulls"),
    ("taken_down", 451, "GET /repos/mona/site"),
    (
        "server_error",
        500,
        "GET /repos/mona/site/compare/main...main",
    ),
    ("too_slow", 503, "GET /repos/mona/site/pulls/1/files"),
];

async fn named_faults(scene: &mut Scene) {
    for (name, status, call) in ORDERED {
        order(scene, name).await;
        scene.call(*status, "mona", call).await;
    }
    order(scene, "trade_block").await;
    let new = scene.version == "2026-03-10";
    let accept = "PATCH /user/repository_invitations/7";
    scene
        .call(if new { 451 } else { 403 }, "mona", accept)
        .await;
}

async fn order(scene: &Scene, name: &str) {
    let fault = json!({ "kind": "named", "name": name, "organization": "acme" });
    let order = json!({ "path": ".", "times": 1, "fault": fault });
    scene.control("POST /faults", order).await;
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

async fn signed_on(scene: &mut Scene) {
    let acme = "PATCH /organizations/acme";
    scene.control(acme, json!({ "demands_sso": true })).await;
    scene.call(403, "dana", "GET /repos/acme/app").await;
    scene.call(403, "dana", "GET /orgs/acme/repos").await;
    scene.call(200, "dana", "GET /user/orgs").await;
    scene.control(acme, json!({ "demands_sso": false })).await;
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
