//! The tour through forks and issues.
//! What removals do to them is left to `forks` and `issues`.

use serde_json::{Value, json};

use super::scene::Scene;

const ISSUES: &str = "/repos/mona/open/issues";

pub(super) async fn tour(scene: &mut Scene) {
    forks(scene).await;
    making(scene).await;
    assigning(scene).await;
    events(scene).await;
}

async fn forks(scene: &mut Scene) {
    let fork = "POST /repos/mona/open/forks";
    scene.call(202, "dana", fork).await;
    let wish = json!({ "organization": "acme" });
    scene.send(404, "eve", fork, wish).await;
    scene.call(401, "nobody", fork).await;
    scene.call(404, "eve", "POST /repos/mona/site/forks").await;
    scene
        .call(403, "mona", "POST /repos/mona/empty/forks")
        .await;
    scene.call(202, "eve", "POST /repos/dana/open/forks").await;
    scene.call(200, "mona", "GET /repos/mona/open/forks").await;
    scene.call(404, "eve", "GET /repos/mona/site/forks").await;
    scene.call(200, "eve", "GET /repos/eve/open").await;
}

async fn making(scene: &mut Scene) {
    let post = format!("POST {ISSUES}");
    let wish = |login: &str| json!({ "title": "Broken", "assignees": [login] });
    scene.send(201, "mona", &post, wish("mona")).await;
    scene.send(422, "mona", &post, wish("nobody-here")).await;
    scene.send(422, "mona", &post, json!({})).await;
    let hidden = "POST /repos/mona/site/issues";
    scene.send(404, "eve", hidden, wish("mona")).await;
    scene.call(200, "mona", &format!("GET {ISSUES}")).await;
    scene.call(404, "eve", "GET /repos/mona/site/issues").await;
    scene.call(200, "eve", &format!("GET {ISSUES}/1")).await;
    scene.call(404, "eve", &format!("GET {ISSUES}/9")).await;
    scene
        .call(200, "dana", "GET /repos/acme/app/issues/1")
        .await;
    let change = format!("PATCH {ISSUES}/1");
    let closed = json!({ "state": "closed" });
    scene.send(200, "mona", &change, closed.clone()).await;
    scene.send(403, "eve", &change, closed.clone()).await;
    let missing = format!("PATCH {ISSUES}/9");
    scene.send(404, "mona", &missing, closed).await;
    let gone = json!({ "state": "gone" });
    scene.send(422, "mona", &change, gone).await;
}

async fn assigning(scene: &mut Scene) {
    let assignees = |number: u8| format!("{ISSUES}/{number}/assignees");
    let mona = || -> Value { json!({ "assignees": ["mona"] }) };
    let (one, none) = (assignees(1), assignees(9));
    scene
        .send(201, "mona", &format!("POST {one}"), mona())
        .await;
    scene
        .send(404, "mona", &format!("POST {none}"), mona())
        .await;
    scene
        .send(200, "mona", &format!("DELETE {one}"), mona())
        .await;
    scene
        .send(404, "mona", &format!("DELETE {none}"), mona())
        .await;
}

/// Anybody reads what was done to the issues of a public repository.
async fn events(scene: &mut Scene) {
    for list in ["events", "1/events", "1/timeline"] {
        let list = format!("GET {ISSUES}/{list}");
        scene.call(200, "nobody", &list).await;
    }
}
