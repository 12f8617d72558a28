//! The tour through collaborators and invitations.
//! What removals do beyond their reply is left to `access`.

use serde_json::{Value, json};

use super::scene::Scene;

pub(super) async fn tour(scene: &mut Scene) {
    let invited = inviting(scene).await;
    answering(scene, &invited).await;
    collaborators(scene).await;
    removing(scene).await;
}

async fn inviting(scene: &mut Scene) -> Value {
    let eve = "PUT /repos/mona/site/collaborators/eve";
    scene.call(404, "dana", eve).await;
    let invited = scene.call(201, "mona", eve).await;
    scene
        .send(422, "mona", eve, json!({ "permission": "pull" }))
        .await;
    scene
        .call(422, "mona", "PUT /repos/mona/site/collaborators/mona")
        .await;
    scene
        .call(
            404,
            "mona",
            "PUT /repos/mona/site/collaborators/nobody-here",
        )
        .await;
    scene
        .call(403, "dana", "PUT /repos/acme/app/collaborators/eve")
        .await;
    scene
        .call(204, "mona", "PUT /repos/acme/app/collaborators/dana")
        .await;
    let app = "PUT /repos/acme/app/collaborators/eve";
    scene
        .send(201, "mona", app, json!({ "permission": "triage" }))
        .await;
    scene
        .send(422, "mona", app, json!({ "permission": "all" }))
        .await;
    let invitations = "GET /repos/mona/site/invitations";
    scene.call(200, "mona", invitations).await;
    scene.call(404, "eve", invitations).await;
    scene
        .call(403, "dana", "GET /repos/acme/app/invitations")
        .await;
    invited
}

async fn answering(scene: &mut Scene, invited: &Value) {
    let own = "/user/repository_invitations";
    scene.call(200, "eve", &format!("GET {own}")).await;
    scene
        .call(403, "mona without scopes", &format!("GET {own}"))
        .await;
    scene.call(401, "nobody", &format!("GET {own}")).await;
    let id = &invited["id"];
    let change = format!("PATCH /repos/mona/site/invitations/{id}");
    scene
        .send(200, "mona", &change, json!({ "permissions": "read" }))
        .await;
    scene
        .send(
            404,
            "mona",
            "PATCH /repos/mona/site/invitations/7",
            json!({}),
        )
        .await;
    scene
        .send(422, "mona", &change, json!({ "permissions": "all" }))
        .await;
    scene.call(404, "dana", &format!("PATCH {own}/{id}")).await;
    scene
        .call(403, "mona without scopes", &format!("PATCH {own}/{id}"))
        .await;
    scene.call(204, "eve", &format!("PATCH {own}/{id}")).await;
    scene.call(404, "eve", &format!("PATCH {own}/{id}")).await;
    let again = scene
        .call(201, "mona", "PUT /repos/mona/open/collaborators/eve")
        .await;
    let decline = format!("DELETE {own}/{}", again["id"]);
    scene.call(404, "dana", &decline).await;
    scene.call(403, "mona without scopes", &decline).await;
    scene.call(204, "eve", &decline).await;
    let last = scene
        .call(201, "mona", "PUT /repos/mona/open/collaborators/dana")
        .await;
    let withdraw = format!("DELETE /repos/mona/open/invitations/{}", last["id"]);
    scene.call(403, "eve", &withdraw).await;
    scene.call(204, "mona", &withdraw).await;
    scene.call(404, "mona", &withdraw).await;
}

async fn collaborators(scene: &mut Scene) {
    let all = "GET /repos/mona/site/collaborators";
    scene.call(200, "mona", all).await;
    scene
        .call(
            403,
            "mona without scopes",
            "GET /repos/mona/open/collaborators",
        )
        .await;
    scene.call(404, "dana", all).await;
    scene.call(204, "mona", &format!("{all}/eve")).await;
    scene.call(404, "mona", &format!("{all}/dana")).await;
    scene
        .call(403, "eve", "GET /repos/mona/open/collaborators/mona")
        .await;
    scene
        .call(200, "mona", &format!("{all}/eve/permission"))
        .await;
    scene
        .call(404, "mona", &format!("{all}/nobody-here/permission"))
        .await;
    scene
        .call(
            403,
            "eve",
            "GET /repos/mona/open/collaborators/mona/permission",
        )
        .await;
}

async fn removing(scene: &mut Scene) {
    let eve = "DELETE /repos/mona/site/collaborators/eve";
    scene.call(404, "dana", eve).await;
    scene.call(204, "mona", eve).await;
    scene
        .call(403, "eve", "DELETE /repos/mona/open/collaborators/dana")
        .await;
}
