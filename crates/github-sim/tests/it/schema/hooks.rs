//! The tour through hooks and their deliveries.
//! How they are signed is left to `webhooks`.

use serde_json::{Value, json};

use super::scene::Scene;
use crate::receiver::Receiver;

const HOOKS: &str = "/repos/mona/site/hooks";

pub(super) async fn tour(scene: &mut Scene) {
    let mut receiver = Receiver::start().await;
    let hook = making(scene, &receiver.address).await;
    receiver.hear("ping").await;
    changing(scene, &hook, &receiver.address).await;
    deliveries(scene, &hook).await;
    let delete = format!("DELETE {HOOKS}/{}", hook["id"]);
    scene.call(404, "dana", &delete).await;
    scene.call(204, "mona", &delete).await;
    scene.call(404, "mona", &delete).await;
}

async fn making(scene: &mut Scene, address: &str) -> Value {
    let post = format!("POST {HOOKS}");
    let config = json!({ "url": address, "content_type": "json", "secret": "s3cret" });
    let wish = json!({ "name": "web", "events": ["push"], "config": config });
    scene.send(404, "dana", &post, wish.clone()).await;
    scene.send(401, "nobody", &post, wish.clone()).await;
    let hook = scene.send(201, "mona", &post, wish.clone()).await;
    scene.send(422, "mona", &post, wish).await;
    scene
        .send(422, "mona", &post, json!({ "config": {} }))
        .await;
    scene.call(200, "mona", &format!("GET {HOOKS}")).await;
    scene
        .call(404, "mona without scopes", &format!("GET {HOOKS}"))
        .await;
    hook
}

async fn changing(scene: &mut Scene, hook: &Value, address: &str) {
    let one = format!("{HOOKS}/{}", hook["id"]);
    scene.call(200, "mona", &format!("GET {one}")).await;
    scene.call(404, "mona", &format!("GET {HOOKS}/7")).await;
    let change = json!({ "config": { "url": address }, "events": ["push", "member"] });
    scene
        .send(200, "mona", &format!("PATCH {one}"), change)
        .await;
    let wrong = json!({ "config": { "url": "ftp://example.com" } });
    scene
        .send(422, "mona", &format!("PATCH {one}"), wrong)
        .await;
    scene
        .send(404, "mona", &format!("PATCH {HOOKS}/7"), json!({}))
        .await;
    for action in ["pings", "tests"] {
        scene
            .call(204, "mona", &format!("POST {one}/{action}"))
            .await;
        scene
            .call(404, "mona", &format!("POST {HOOKS}/7/{action}"))
            .await;
    }
}

async fn deliveries(scene: &mut Scene, hook: &Value) {
    let list = format!("{HOOKS}/{}/deliveries", hook["id"]);
    // A delivery is listed a moment after its receiver has answered: two pings and a push, in the
    // order in which they were answered.
    let call = format!("GET {list}");
    let push = loop {
        let request = scene.request("mona", &call, &Value::Null);
        let listed = scene.take(&call, request).await.body;
        let rows = listed.as_array().map_or(&[][..], Vec::as_slice);
        if rows.len() == 3 {
            let push = rows.iter().find(|row| row["event"] == "push");
            break push.unwrap()["id"].clone();
        }
    };
    scene.call(200, "mona", &format!("GET {list}")).await;
    let short = format!("GET {list}?per_page=1");
    scene.call(200, "mona", &short).await;
    let wrong = format!("GET {list}?cursor=2");
    scene.call(422, "mona", &wrong).await;
    scene
        .call(404, "mona", &format!("GET {HOOKS}/7/deliveries"))
        .await;
    let one = format!("{list}/{push}");
    scene.call(200, "mona", &format!("GET {one}")).await;
    scene.call(404, "mona", &format!("GET {list}/7")).await;
    scene
        .call(202, "mona", &format!("POST {one}/attempts"))
        .await;
    scene
        .call(404, "mona", &format!("POST {list}/7/attempts"))
        .await;
}
