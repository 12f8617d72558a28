//! The tour through users, organizations and tokens.
//! Repositories are left to the other parts of the tour.

use serde_json::json;

use super::scene::Scene;

pub(super) async fn tour(scene: &mut Scene) {
    users(scene).await;
    organizations(scene).await;
    tokens(scene).await;
}

async fn users(scene: &mut Scene) {
    let mona = scene.call(200, "mona", "GET /user").await;
    scene.call(200, "mona without scopes", "GET /user").await;
    scene.call(401, "dead", "GET /user").await;
    scene.call(401, "nobody", "GET /user").await;
    let by_id = format!("GET /user/{}", mona["id"]);
    scene.call(200, "eve", &by_id).await;
    scene.call(404, "eve", "GET /user/7").await;
    scene.call(200, "eve", "GET /users/mona").await;
    scene.call(200, "nobody", "GET /users/acme").await;
    scene.call(404, "eve", "GET /users/nobody-here").await;
    scene.call(200, "dana", "GET /user/emails").await;
    scene.call(404, "eve", "GET /user/emails").await;
    scene.call(401, "nobody", "GET /user/emails").await;
    scene.call(200, "nobody", "GET /users/dana/orgs").await;
    scene.call(200, "nobody", "GET /rate_limit").await;
    scene.call(200, "mona", "GET /rate_limit").await;
}

async fn organizations(scene: &mut Scene) {
    scene.call(200, "mona", "GET /user/orgs").await;
    scene
        .call(403, "mona without scopes", "GET /user/orgs")
        .await;
    scene.call(401, "nobody", "GET /user/orgs").await;
    scene.call(200, "eve", "GET /orgs/acme").await;
    scene.call(404, "eve", "GET /orgs/mona").await;
    scene
        .call(200, "mona with hooks", "GET /orgs/acme/hooks")
        .await;
    scene.call(404, "mona", "GET /orgs/acme/members/eve").await;
    scene
        .call(404, "mona", "GET /orgs/acme/memberships/eve")
        .await;
    let memberships = "GET /user/memberships/orgs";
    scene.call(200, "dana", memberships).await;
    scene.call(403, "mona without scopes", memberships).await;
    scene.call(401, "nobody", memberships).await;
    let membership = "GET /user/memberships/orgs/acme";
    scene.call(200, "dana", membership).await;
    scene.call(403, "mona without scopes", membership).await;
    scene.call(404, "eve", membership).await;
}

async fn tokens(scene: &mut Scene) {
    let token = |token: &str| json!({ "access_token": token });
    let wish = json!({ "login": "eve", "scopes": ["repo"], "expires_in": 60 });
    let eves = scene.control("POST /tokens", wish).await;
    let eves = eves["access_token"].as_str().unwrap().to_owned();
    let check = "POST /applications/practice-client/token";
    scene.send(200, "app", check, token(&eves)).await;
    scene.send(404, "app", check, token("gho_dead")).await;
    scene.send(404, "eve", check, token(&eves)).await;
    scene.send(422, "app", check, json!({})).await;
    let reset = "PATCH /applications/practice-client/token";
    let fresh = scene.send(200, "app", reset, token(&eves)).await;
    scene.send(422, "app", reset, token(&eves)).await;
    let eves = fresh["token"].as_str().unwrap().to_owned();
    let end = "DELETE /applications/practice-client/token";
    scene.send(204, "app", end, token(&eves)).await;
    scene.send(422, "app", end, token(&eves)).await;
    scene.practice.user("zoe").await;
    let last = scene.practice.caller("zoe").await.token;
    let end = "DELETE /applications/practice-client/grant";
    scene.send(204, "app", end, token(&last)).await;
    scene.send(422, "app", end, token(&last)).await;
    leaked(scene).await;
}

async fn leaked(scene: &mut Scene) {
    let revoke = "POST /credentials/revoke";
    let wish = json!({ "login": "eve", "scopes": ["repo"], "expires_in": 60 });
    let eves = scene.control("POST /tokens", wish).await;
    let found = json!({ "credentials": [eves["access_token"], "gho_unknown"] });
    scene.send(403, "mona", revoke, found.clone()).await;
    scene.send(202, "nobody", revoke, found).await;
    let ended = eves["access_token"].as_str().unwrap();
    scene.call(401, ended, "GET /user").await;
    scene.send(422, "nobody", revoke, json!({})).await;
}
