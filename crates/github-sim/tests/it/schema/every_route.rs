//! The refusals that every route can give, asked of every route.
//! What only one route refuses is in the part of the tour that is about it.

use serde_json::{Value, json};

use super::scene::Scene;

pub(super) async fn tour(scene: &mut Scene) {
    doors(scene).await;
    limits(scene).await;
    strangers(scene).await;
    missing(scene).await;
    moved(scene).await;
    archived(scene).await;
    signed_on(scene).await;
    restricted(scene).await;
}

/// No agent, no such version, no living token.
async fn doors(scene: &mut Scene) {
    for (_, call) in scene.routes.calls() {
        refused(scene, 401, "dead", &call).await;
        let nameless = scene.request("mona", &call, &Value::Null);
        let nameless = nameless.header("User-Agent", "");
        assert_eq!(scene.take(&call, nameless).await.status, 403, "{call}");
    }
    for status in [400, 410] {
        let switch = json!({ "unknown_version": status });
        scene.control("PATCH /switches", switch).await;
        for (_, call) in scene.routes.calls() {
            let request = scene.bare("mona", &call);
            let request = request.header("X-GitHub-Api-Version", "1999-01-01");
            assert_eq!(scene.take(&call, request).await.status, status, "{call}");
        }
    }
    let usual = json!({ "unknown_version": 400 });
    scene.control("PATCH /switches", usual).await;
}

async fn limits(scene: &mut Scene) {
    for (limits, status) in [
        (json!({ "core": 0, "search": 0 }), 403),
        (json!({ "core": 0, "search": 0, "status": 429 }), 429),
        (json!({ "points": 0 }), 403),
        (
            json!({ "points": 0, "status": 429, "retry_after": 60 }),
            429,
        ),
    ] {
        let primary = limits["core"] == 0;
        scene.control("POST /limits", limits).await;
        for (_, call) in scene.routes.calls() {
            let free = primary && call == "GET /rate_limit";
            refused(scene, if free { 200 } else { status }, "mona", &call).await;
        }
    }
    scene.control("POST /limits", json!({})).await;
}

/// A private repository is not there for those who may not see it.
async fn strangers(scene: &mut Scene) {
    for call in scene.routes.calls_below("mona/site") {
        refused(scene, 404, "eve", &call).await;
        refused(scene, 404, "mona without scopes", &call).await;
        let status = if reads(&call) { 404 } else { 401 };
        refused(scene, status, "nobody", &call).await;
    }
}

/// Neither is an account that does not exist.
async fn missing(scene: &mut Scene) {
    for (_, call) in scene.routes.calls() {
        let account = ["GET /orgs/acme", "GET /users/dana"];
        if let Some(rest) = account.iter().find_map(|start| call.strip_prefix(start)) {
            let kind = call.split('/').nth(1).unwrap();
            let call = format!("GET /{kind}/nobody-here{rest}");
            refused(scene, 404, "mona", &call).await;
        }
    }
}

/// Whoever reads a repository by a former name is led on for ever, whoever writes for now.
async fn moved(scene: &mut Scene) {
    let old = scene.practice.repository("mona", "former", true).await;
    let rename = format!("PATCH /repositories/{old}");
    scene.control(&rename, json!({ "name": "latter" })).await;
    for call in scene.routes.calls_below("mona/former") {
        let status = if reads(&call) { 301 } else { 307 };
        refused(scene, status, "mona", &call).await;
        refused(scene, 404, "eve", &call).await;
    }
}

async fn archived(scene: &mut Scene) {
    let id = scene.practice.repository("mona", "shelf", true).await;
    let archive = format!("PATCH /repositories/{id}");
    scene.control(&archive, json!({ "archived": true })).await;
    for call in scene.routes.calls_below("mona/shelf") {
        // A fork changes nothing in what is forked.
        if !reads(&call) && !call.ends_with("/forks") {
            refused(scene, 403, "mona", &call).await;
        }
    }
}

async fn signed_on(scene: &mut Scene) {
    let acme = "PATCH /organizations/acme";
    scene.control(acme, json!({ "demands_sso": true })).await;
    for call in scene.routes.calls_below("acme/app") {
        refused(scene, 403, "dana", &call).await;
    }
    scene.control(acme, json!({ "demands_sso": false })).await;
}

async fn restricted(scene: &mut Scene) {
    let acme = "PATCH /organizations/acme";
    scene.control(acme, json!({ "restricts_apps": true })).await;
    for status in [403, 404] {
        let switch = json!({ "restricted_read": status });
        scene.control("PATCH /switches", switch).await;
        for call in scene.routes.calls_below("acme/app") {
            let status = if reads(&call) { status } else { 403 };
            refused(scene, status, "dana", &call).await;
        }
    }
    scene
        .control(acme, json!({ "restricts_apps": false }))
        .await;
}

async fn refused(scene: &mut Scene, status: u16, who: &str, call: &str) {
    let request = scene.request(who, call, &Value::Null);
    let answer = scene.take(call, request).await;
    assert_eq!(answer.status, status, "{who}: {call}: {}", answer.body);
}

fn reads(call: &str) -> bool {
    call.starts_with("GET ")
}
