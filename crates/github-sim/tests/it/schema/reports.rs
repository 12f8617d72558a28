//! The tour through statuses and checks.
//! It reports about `main` of `mona/site`, and its addresses lead to the simulator.

use serde_json::json;

use super::scene::Scene;

const SITE: &str = "/repos/mona/site";

pub(super) async fn tour(scene: &mut Scene) {
    let main = format!("GET {SITE}/commits/main");
    let sha = scene.call(200, "mona", &main).await["sha"].clone();
    let sha = sha.as_str().unwrap();
    statuses(scene, sha).await;
    checks(scene).await;
}

async fn statuses(scene: &mut Scene, sha: &str) {
    let post = format!("POST {SITE}/statuses/{sha}");
    let target = scene.practice.web("/mona/site");
    let status = json!({ "state": "success", "context": "ci", "target_url": target });
    scene.send(201, "mona", &post, status.clone()).await;
    scene.send(422, "mona", &post, json!({})).await;
    scene.send(404, "eve", &post, status.clone()).await;
    scene.send(401, "nobody", &post, status).await;
    let commits = format!("GET {SITE}/commits");
    for part in ["status", "statuses"] {
        let of_main = format!("{commits}/main/{part}");
        scene.call(200, "mona", &of_main).await;
        scene.call(404, "eve", &of_main).await;
        let of_none = format!("{commits}/none/{part}");
        scene.call(422, "mona", &of_none).await;
    }
}

async fn checks(scene: &mut Scene) {
    let site = scene.practice.look_at("mona/site").await["id"].clone();
    let control = format!("POST /repositories/{site}/check-runs");
    let details = scene.practice.web("/mona/site");
    let run = json!({
        "commit": "main",
        "name": "test",
        "details_url": details,
        "title": "Fine",
        "summary": "All of it",
    });
    let made = scene.control(&control, run).await;
    let waiting = json!({ "commit": "main", "name": "lint", "status": "queued" });
    scene.control(&control, waiting).await;
    let create = format!("POST {SITE}/check-runs");
    scene.send(403, "mona", &create, json!({})).await;
    let change = format!("PATCH {SITE}/check-runs/7");
    scene.send(403, "mona", &change, json!({})).await;
    for part in ["check-runs", "check-suites"] {
        let of_main = format!("GET {SITE}/commits/main/{part}");
        scene.call(200, "mona", &of_main).await;
        scene.call(404, "eve", &of_main).await;
        let of_none = format!("GET {SITE}/commits/none/{part}");
        scene.call(422, "mona", &of_none).await;
        let missing = format!("GET {SITE}/{part}/7");
        scene.call(404, "mona", &missing).await;
    }
    let run = format!("GET {SITE}/check-runs/{}", made["id"]);
    scene.call(200, "mona", &run).await;
    scene.call(200, "mona", &format!("{run}/annotations")).await;
    scene
        .call(404, "mona", &format!("GET {SITE}/check-runs/7/annotations"))
        .await;
    let one = format!("GET {SITE}/check-suites/{}", made["check_suite"]);
    scene.call(200, "mona", &one).await;
    scene.call(200, "mona", &format!("{one}/check-runs")).await;
    scene
        .call(
            404,
            "mona",
            &format!("GET {SITE}/check-suites/7/check-runs"),
        )
        .await;
}
