//! The tour through refs: matching, reading, making, deleting.
//! Branches as such are in `repositories`.

use serde_json::{Value, json};

use super::scene::Scene;

pub(super) async fn tour(scene: &mut Scene) {
    let main = scene
        .call(200, "mona", "GET /repos/mona/site/git/ref/heads/main")
        .await;
    reading(scene).await;
    making(scene, &main["object"]["sha"]).await;
    deleting(scene).await;
}

async fn reading(scene: &mut Scene) {
    let git = "GET /repos/mona/site/git";
    scene
        .call(200, "mona", &format!("{git}/refs/heads/main"))
        .await;
    scene
        .call(404, "mona", &format!("{git}/ref/heads/none"))
        .await;
    scene
        .call(409, "mona", "GET /repos/mona/empty/git/ref/heads/main")
        .await;
    let matching = format!("{git}/matching-refs/heads/fe");
    scene.call(200, "mona", &matching).await;
    scene.call(404, "eve", &matching).await;
    let empty = "GET /repos/mona/empty/git/matching-refs/heads/m";
    scene.call(409, "mona", empty).await;
}

async fn making(scene: &mut Scene, sha: &Value) {
    let refs = "POST /repos/mona/site/git/refs";
    let named = |name: &str| json!({ "ref": name, "sha": sha });
    scene
        .send(201, "mona", refs, named("refs/heads/fresh"))
        .await;
    scene
        .send(422, "mona", refs, named("refs/heads/fresh"))
        .await;
    scene.send(422, "mona", refs, named("fresh")).await;
    scene.send(422, "mona", refs, json!({ "sha": sha })).await;
    let unknown = json!({ "ref": "refs/heads/x", "sha": "0".repeat(40) });
    scene.send(422, "mona", refs, unknown).await;
    scene.send(404, "eve", refs, named("refs/heads/x")).await;
    scene.send(401, "nobody", refs, named("refs/heads/x")).await;
    let open = "POST /repos/mona/open/git/refs";
    scene.send(403, "eve", open, named("refs/heads/x")).await;
    let empty = "POST /repos/mona/empty/git/refs";
    scene.send(409, "mona", empty, named("refs/heads/x")).await;
}

async fn deleting(scene: &mut Scene) {
    let fresh = "DELETE /repos/mona/site/git/refs/heads/fresh";
    scene.call(404, "eve", fresh).await;
    scene.call(204, "mona", fresh).await;
    scene.call(422, "mona", fresh).await;
    let open = "DELETE /repos/mona/open/git/refs/heads/main";
    scene.call(403, "eve", open).await;
}
