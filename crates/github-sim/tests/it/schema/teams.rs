//! The tour through teams.
//! The one of `acme` may no more than its members may without it.

use serde_json::json;

use super::scene::Scene;

pub(super) async fn tour(scene: &mut Scene) {
    let repositories = json!({ "acme/app": "push" });
    let team = json!({ "members": ["mona", "dana"], "repositories": repositories });
    let core = "PUT /organizations/acme/teams/core";
    scene.control(core, team).await;
    of_repositories(scene).await;
    by_name(scene).await;
    by_number(scene).await;
}

async fn of_repositories(scene: &mut Scene) {
    let teams = "GET /repos/acme/app/teams";
    let found = scene.call(200, "mona", teams).await;
    assert_eq!(found[0]["permission"], "push");
    scene.call(404, "dana", teams).await;
    scene.call(404, "eve", teams).await;
    scene.call(200, "mona", "GET /repos/mona/site/teams").await;
}

async fn by_name(scene: &mut Scene) {
    let teams = "GET /orgs/acme/teams";
    scene.call(200, "dana", teams).await;
    scene.call(403, "eve", teams).await;
    scene.call(403, "mona without scopes", teams).await;
    scene.call(401, "nobody", teams).await;
    for part in ["", "/members", "/repos"] {
        scene
            .call(200, "dana", &format!("{teams}/core{part}"))
            .await;
        scene
            .call(404, "dana", &format!("{teams}/none{part}"))
            .await;
        scene.call(404, "eve", &format!("{teams}/core{part}")).await;
    }
}

async fn by_number(scene: &mut Scene) {
    let core = scene.call(200, "mona", "GET /orgs/acme/teams/core").await;
    let (organization, id) = (&core["organization"]["id"], &core["id"]);
    let core = format!("GET /organizations/{organization}/team/{id}");
    for part in ["", "/members", "/repos"] {
        scene.call(200, "mona", &format!("{core}{part}")).await;
        scene.call(404, "eve", &format!("{core}{part}")).await;
    }
    scene
        .call(204, "mona", &format!("{core}/members/dana"))
        .await;
    scene
        .call(404, "mona", &format!("{core}/members/eve"))
        .await;
}
