//! The tour through repositories and their history.
//! Nothing is changed here but by the control API.

use serde_json::json;

use super::scene::Scene;

pub(super) async fn tour(scene: &mut Scene) {
    lists(scene).await;
    one(scene).await;
    scene.practice.commit("mona/site", "feature/web").await;
    branches(scene).await;
    commits(scene).await;
    files(scene).await;
    comparisons(scene).await;
}

async fn lists(scene: &mut Scene) {
    scene
        .call(200, "mona", "GET /user/repos?sort=pushed&per_page=1")
        .await;
    scene.call(401, "nobody", "GET /user/repos").await;
    scene
        .call(422, "mona", "GET /user/repos?type=owner&visibility=all")
        .await;
    scene.call(200, "dana", "GET /orgs/acme/repos").await;
    scene.call(404, "dana", "GET /orgs/mona/repos").await;
    scene.practice.repository("mona", "open", false).await;
    scene.call(200, "nobody", "GET /users/mona/repos").await;
    scene.call(200, "nobody", "GET /users/acme/repos").await;
    scene
        .call(
            200,
            "mona",
            "GET /search/repositories?q=s+in:name+user:mona",
        )
        .await;
    scene.call(422, "mona", "GET /search/repositories").await;
}

async fn one(scene: &mut Scene) {
    let site = scene.call(200, "mona", "GET /repos/mona/site").await;
    let by_id = format!("GET /repositories/{}", site["id"]);
    scene.call(200, "mona", &by_id).await;
    scene.call(200, "mona", "GET /repos/acme/app").await;
    scene.call(200, "nobody", "GET /repos/mona/open").await;
    scene.call(200, "eve", "GET /repos/mona/open").await;
    scene.call(404, "eve", "GET /repos/mona/site").await;
    scene.call(404, "eve", &by_id).await;
    let old = scene.practice.repository("mona", "old", true).await;
    let rename = format!("PATCH /repositories/{old}");
    scene.control(&rename, json!({ "name": "new" })).await;
    scene.call(301, "mona", "GET /repos/mona/old").await;
    scene
        .call(301, "mona", "GET /repos/mona/old/branches")
        .await;
    let put = "PUT /repos/mona/old/collaborators/dana";
    scene.call(307, "mona", put).await;
}

async fn branches(scene: &mut Scene) {
    scene
        .call(200, "mona", "GET /repos/mona/site/branches?per_page=1")
        .await;
    scene
        .call(404, "eve", "GET /repos/mona/site/branches")
        .await;
    let branch = "GET /repos/mona/site/branches";
    scene
        .call(200, "mona", &format!("{branch}/feature%2Fweb"))
        .await;
    scene
        .call(200, "mona", &format!("{branch}/feature/web"))
        .await;
    scene.call(404, "mona", &format!("{branch}/none")).await;
    scene
        .call(200, "mona", "GET /repos/mona/site/rules/branches/main")
        .await;
    scene
        .call(404, "mona", &format!("{branch}/main/protection"))
        .await;
}

async fn commits(scene: &mut Scene) {
    let commits = "GET /repos/mona/site/commits";
    let list = scene
        .call(200, "mona", &format!("{commits}?per_page=2"))
        .await;
    let sha = list[0]["sha"].as_str().unwrap();
    scene
        .call(404, "mona", &format!("{commits}?sha=none"))
        .await;
    scene.call(200, "mona", &format!("{commits}/{sha}")).await;
    scene
        .call(200, "mona", &format!("{commits}/feature/web"))
        .await;
    scene.call(422, "mona", &format!("{commits}/none")).await;
    scene.call(404, "eve", &format!("{commits}/{sha}")).await;
    for part in ["status", "check-runs"] {
        scene
            .call(200, "mona", &format!("{commits}/main/{part}"))
            .await;
        scene
            .call(422, "mona", &format!("{commits}/none/{part}"))
            .await;
        scene
            .call(404, "eve", &format!("{commits}/main/{part}"))
            .await;
    }
    let empty = json!({ "owner": "mona", "name": "empty", "commits": 0 });
    scene.control("POST /repositories", empty).await;
    scene.call(200, "mona", "GET /repos/mona/empty").await;
    scene
        .call(409, "mona", "GET /repos/mona/empty/commits")
        .await;
    scene
        .call(409, "mona", "GET /repos/mona/empty/commits/main")
        .await;
}

async fn files(scene: &mut Scene) {
    let site = "GET /repos/mona/site";
    scene.call(200, "mona", &format!("{site}/contents")).await;
    let none = format!("{site}/contents/README.md?ref=none");
    scene.call(404, "mona", &none).await;
    for archive in ["zipball", "zipball/feature/web"] {
        scene.call(302, "mona", &format!("{site}/{archive}")).await;
    }
    scene
        .call(404, "mona", &format!("{site}/zipball/none"))
        .await;
}

async fn comparisons(scene: &mut Scene) {
    let compare = "GET /repos/mona/site/compare";
    scene
        .call(200, "mona", &format!("{compare}/main...feature/web"))
        .await;
    scene
        .call(200, "mona", &format!("{compare}/main...main?per_page=1"))
        .await;
    scene
        .call(404, "mona", &format!("{compare}/main...none"))
        .await;
    scene
        .call(404, "eve", &format!("{compare}/main...main"))
        .await;
}
