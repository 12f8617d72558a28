//! The tour through pull requests, reviews and merges.
//! It works in `acme/app`, where dana may push and eve sees nothing.

use serde_json::{Value, json};

use super::scene::Scene;

const PULLS: &str = "/repos/acme/app/pulls";

pub(super) async fn tour(scene: &mut Scene) {
    scene.practice.commit("acme/app", "work").await;
    making(scene).await;
    reading(scene).await;
    asking_for_reviews(scene).await;
    reviewing(scene).await;
    merging(scene).await;
    events(scene).await;
}

async fn making(scene: &mut Scene) {
    let open = format!("POST {PULLS}");
    let wish = |head: &str, base: &str| json!({ "title": "Work", "head": head, "base": base });
    scene.send(201, "dana", &open, wish("work", "main")).await;
    scene.send(422, "dana", &open, wish("work", "main")).await;
    scene.send(422, "dana", &open, wish("none", "main")).await;
    scene.send(422, "dana", &open, wish("work", "none")).await;
    scene.send(422, "dana", &open, wish("main", "main")).await;
    scene.send(422, "dana", &open, json!({})).await;
    scene.send(404, "eve", &open, wish("work", "main")).await;
    let elsewhere = "POST /repos/mona/open/pulls";
    scene
        .send(403, "eve", elsewhere, wish("main", "main"))
        .await;
}

async fn reading(scene: &mut Scene) {
    scene
        .call(200, "dana", &format!("GET {PULLS}?head=acme:work"))
        .await;
    scene.call(404, "eve", &format!("GET {PULLS}")).await;
    scene.call(200, "dana", &format!("GET {PULLS}/1")).await;
    scene.call(404, "dana", &format!("GET {PULLS}/9")).await;
    scene
        .call(200, "dana", &format!("GET {PULLS}/1/commits"))
        .await;
    scene
        .call(404, "dana", &format!("GET {PULLS}/9/commits"))
        .await;
    scene
        .call(200, "dana", &format!("GET {PULLS}/1/files"))
        .await;
    scene
        .call(404, "dana", &format!("GET {PULLS}/9/files"))
        .await;
    let change = format!("PATCH {PULLS}/1");
    scene
        .send(
            200,
            "dana",
            &change,
            json!({ "title": "Better", "body": "So" }),
        )
        .await;
    scene
        .send(422, "dana", &change, json!({ "state": "gone" }))
        .await;
    scene
        .send(422, "dana", &change, json!({ "base": "none" }))
        .await;
    scene.send(404, "eve", &change, json!({})).await;
}

async fn reviewing(scene: &mut Scene) {
    let reviews = format!("{PULLS}/1/reviews");
    let give = format!("POST {reviews}");
    let wish = |event: &str| json!({ "event": event, "body": "So" });
    let given = scene
        .send(200, "mona", &give, wish("REQUEST_CHANGES"))
        .await;
    scene.send(200, "dana", &give, wish("COMMENT")).await;
    scene.send(422, "dana", &give, wish("APPROVE")).await;
    scene.send(422, "mona", &give, json!({})).await;
    scene.send(404, "eve", &give, wish("COMMENT")).await;
    scene.call(200, "dana", &format!("GET {reviews}")).await;
    scene.call(404, "eve", &format!("GET {reviews}")).await;
    let dismiss = format!("PUT {reviews}/{}/dismissals", given["id"]);
    let because = json!({ "message": "It is done" });
    scene.send(200, "dana", &dismiss, because.clone()).await;
    scene
        .send(422, "dana", &dismiss, json!({ "message": "" }))
        .await;
    let none = format!("PUT {reviews}/0/dismissals");
    scene.send(404, "dana", &none, because).await;
}

async fn asking_for_reviews(scene: &mut Scene) {
    let reviewers = format!("{PULLS}/1/requested_reviewers");
    let asked = |login: &str| json!({ "reviewers": [login] });
    scene
        .send(201, "dana", &format!("POST {reviewers}"), asked("mona"))
        .await;
    scene
        .send(422, "dana", &format!("POST {reviewers}"), asked("dana"))
        .await;
    scene
        .send(404, "eve", &format!("POST {reviewers}"), asked("mona"))
        .await;
    scene.call(200, "dana", &format!("GET {reviewers}")).await;
    scene.call(404, "eve", &format!("GET {reviewers}")).await;
    scene
        .send(200, "dana", &format!("DELETE {reviewers}"), asked("mona"))
        .await;
    scene
        .send(
            422,
            "dana",
            &format!("DELETE {reviewers}"),
            asked("nobody-here"),
        )
        .await;
}

async fn merging(scene: &mut Scene) {
    let merge = format!("{PULLS}/1/merge");
    scene.call(404, "dana", &format!("GET {merge}")).await;
    scene.call(404, "eve", &format!("PUT {merge}")).await;
    let stale = json!({ "sha": "0".repeat(40) });
    scene
        .send(409, "dana", &format!("PUT {merge}"), stale)
        .await;
    let unknown = json!({ "merge_method": "octopus" });
    scene
        .send(422, "dana", &format!("PUT {merge}"), unknown)
        .await;
    scene
        .send(200, "dana", &format!("PUT {merge}"), json!({}))
        .await;
    scene
        .send(405, "dana", &format!("PUT {merge}"), json!({}))
        .await;
    scene.call(204, "dana", &format!("GET {merge}")).await;
    scene.call(200, "dana", &format!("GET {PULLS}/1")).await;
    let all: Value = scene
        .call(200, "dana", &format!("GET {PULLS}?state=all"))
        .await;
    assert_eq!(all.as_array().unwrap().len(), 1);
}

async fn events(scene: &mut Scene) {
    let issues = "GET /repos/acme/app/issues";
    let all = scene.call(200, "dana", &format!("{issues}/events")).await;
    scene.call(404, "eve", &format!("{issues}/events")).await;
    let one = format!("{issues}/events/{}", all[0]["id"]);
    scene.call(200, "dana", &one).await;
    scene.call(404, "eve", &one).await;
    scene.call(404, "dana", &format!("{issues}/events/7")).await;
    for list in ["events", "timeline"] {
        scene.call(200, "dana", &format!("{issues}/1/{list}")).await;
        scene.call(404, "dana", &format!("{issues}/9/{list}")).await;
    }
}
