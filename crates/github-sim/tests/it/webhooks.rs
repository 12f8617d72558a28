//! Webhooks: greeted, signed, told what happened, delivered again.

use reqwest::Method;
use serde_json::{Value, json};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::practice::{Caller, Practice};
use crate::receiver::{Heard, Receiver};

const HOOKS: &str = "/repos/mona/site/hooks";

async fn hook(mona: &Caller<'_>, receiver: &Receiver) -> Value {
    let wish = json!({
        "name": "web",
        "active": true,
        "events": ["push", "create", "pull_request", "member", "repository"],
        "config": { "url": receiver.address, "content_type": "json", "secret": "s3cret" },
    });
    let made = mona.post(HOOKS, wish).await;
    assert_eq!(made.status, 201);
    made.body
}

fn json_of(heard: &Heard) -> Value {
    let mut mac = Hmac::<Sha256>::new_from_slice(b"s3cret").unwrap();
    mac.update(heard.body.as_bytes());
    let right = format!("sha256={}", hex::encode(mac.finalize().into_bytes()));
    assert_eq!(heard.headers["x-hub-signature-256"], right);
    assert_eq!(heard.headers["content-type"], "application/json");
    assert!(heard.headers["user-agent"].starts_with("GitHub-Hookshot/"));
    serde_json::from_str(&heard.body).unwrap()
}

#[tokio::test]
async fn a_new_hook_is_pinged_and_keeps_its_secret() {
    let practice = Practice::with_a_repository().await;
    let (mona, mut receiver) = (practice.caller("mona").await, Receiver::start().await);
    let made = hook(&mona, &receiver).await;
    assert_eq!(made["config"]["secret"], "********");
    let ping = receiver.hear("ping").await;
    assert_eq!(ping.headers["x-github-hook-id"], made["id"].to_string());
    assert_eq!(json_of(&ping)["hook_id"], made["id"]);
    let again = mona
        .post(&format!("{HOOKS}/{}/pings", made["id"]), json!({}))
        .await;
    assert_eq!(again.status, 204);
    receiver.hear("ping").await;
}

#[tokio::test]
async fn a_push_is_told_with_its_commits() {
    let practice = Practice::with_a_repository().await;
    let (mona, mut receiver) = (practice.caller("mona").await, Receiver::start().await);
    hook(&mona, &receiver).await;
    let sha = practice.commit("mona/site", "main").await;
    let push = json_of(&receiver.hear("push").await);
    assert_eq!(
        (&push["ref"], &push["after"]),
        (&json!("refs/heads/main"), &json!(sha))
    );
    assert_eq!(push["commits"][0]["id"], json!(sha));
    assert!(
        push["repository"]["pushed_at"].is_i64(),
        "seconds in this event"
    );
    practice.commit("mona/site", "feature").await;
    let created = json_of(&receiver.hear("create").await);
    assert_eq!(
        (&created["ref"], &created["ref_type"]),
        (&json!("feature"), &json!("branch"))
    );
}

#[tokio::test]
async fn a_push_names_what_is_new_and_where_it_ended() {
    let practice = Practice::with_a_repository().await;
    let (mona, mut receiver) = (practice.caller("mona").await, Receiver::start().await);
    hook(&mona, &receiver).await;
    let main = mona.get("/repos/mona/site/git/ref/heads/main").await.body["object"]["sha"].clone();
    let topic = json!({ "ref": "refs/heads/topic", "sha": main });
    mona.post("/repos/mona/site/git/refs", topic).await;
    let made = json_of(&receiver.hear("push").await);
    assert_eq!(made["commits"], json!([]), "nothing that was not there");
    assert_eq!(made["head_commit"]["id"], main);
    assert!(
        made["compare"]
            .as_str()
            .unwrap()
            .ends_with("/mona/site/compare/topic")
    );
    let sha = practice.commit("mona/site", "topic").await;
    let moved = json_of(&receiver.hear("push").await);
    let range = format!(
        "/compare/{}...{}",
        &main.as_str().unwrap()[..12],
        &sha[..12]
    );
    assert!(moved["compare"].as_str().unwrap().ends_with(&range));
    assert_eq!(moved["commits"][0]["id"], moved["head_commit"]["id"]);
    mona.delete("/repos/mona/site/git/refs/heads/topic").await;
    let gone = json_of(&receiver.hear("push").await);
    assert_eq!(
        (&gone["deleted"], &gone["head_commit"]),
        (&json!(true), &Value::Null)
    );
}

#[tokio::test]
async fn members_and_pull_requests_are_told() {
    let practice = Practice::with_a_repository().await;
    let (mona, dana) = (practice.caller("mona").await, practice.caller("dana").await);
    let mut receiver = Receiver::start().await;
    hook(&mona, &receiver).await;
    let invited = mona.put("/repos/mona/site/collaborators/dana").await;
    let path = format!("/user/repository_invitations/{}", invited.body["id"]);
    dana.patch(&path, json!({})).await;
    let member = json_of(&receiver.hear("member").await);
    assert_eq!(
        (&member["action"], &member["member"]["login"]),
        (&json!("added"), &json!("dana"))
    );
    practice.commit("mona/site", "feature").await;
    let wish = json!({ "title": "Work", "head": "feature", "base": "main" });
    mona.post("/repos/mona/site/pulls", wish).await;
    let pull = json_of(&receiver.hear("pull_request").await);
    assert_eq!(
        (&pull["action"], &pull["number"]),
        (&json!("opened"), &json!(1))
    );
}

#[tokio::test]
async fn a_rename_is_told_with_the_old_name() {
    let practice = Practice::with_a_repository().await;
    let (mona, mut receiver) = (practice.caller("mona").await, Receiver::start().await);
    hook(&mona, &receiver).await;
    let id = practice.look_at("mona/site").await["id"].clone();
    let path = format!("/repositories/{id}");
    practice
        .control(Method::PATCH, &path, json!({ "name": "shop" }))
        .await;
    let told = json_of(&receiver.hear("repository").await);
    assert_eq!(told["action"], "renamed");
    assert_eq!(told["changes"]["repository"]["name"]["from"], "site");
    assert_eq!(told["repository"]["name"], "shop");
}

#[tokio::test]
async fn a_redelivery_has_the_same_guid() {
    let practice = Practice::with_a_repository().await;
    let (mona, mut receiver) = (practice.caller("mona").await, Receiver::start().await);
    let made = hook(&mona, &receiver).await;
    let first = receiver.hear("ping").await;
    let deliveries = format!("{HOOKS}/{}/deliveries", made["id"]);
    // The receiver hears of a delivery a moment before it is written down.
    let delivery = loop {
        let list = mona.get(&deliveries).await.body;
        if let Some(found) = list.as_array().unwrap().first() {
            break found.clone();
        }
        tokio::task::yield_now().await;
    };
    assert_eq!(
        (&delivery["status"], &delivery["status_code"]),
        (&json!("OK"), &json!(200))
    );
    let attempt = format!("{deliveries}/{}/attempts", delivery["id"]);
    assert_eq!(mona.post(&attempt, json!({})).await.status, 202);
    let second = receiver.hear("ping").await;
    assert_eq!(
        first.headers["x-github-delivery"],
        second.headers["x-github-delivery"]
    );
}

#[tokio::test]
async fn changing_a_configuration_without_its_secret_removes_the_secret() {
    let practice = Practice::with_a_repository().await;
    let (mona, mut receiver) = (practice.caller("mona").await, Receiver::start().await);
    let made = hook(&mona, &receiver).await;
    receiver.hear("ping").await;
    let path = format!("{HOOKS}/{}", made["id"]);
    let config = json!({ "config": { "url": receiver.address, "content_type": "form" } });
    let changed = mona.patch(&path, config).await;
    assert!(changed.body["config"].get("secret").is_none());
    practice.commit("mona/site", "main").await;
    let push = receiver.hear("push").await;
    assert!(!push.headers.contains_key("x-hub-signature-256"));
    assert!(push.body.starts_with("payload=%7B"), "a form");
    assert_eq!(mona.delete(&path).await.status, 204);
    assert_eq!(mona.get(&path).await.status, 404);
}

#[tokio::test]
async fn hooks_are_hidden_from_all_but_admins_and_refused_when_doubled() {
    let practice = Practice::with_a_repository().await;
    let (mona, receiver) = (practice.caller("mona").await, Receiver::start().await);
    hook(&mona, &receiver).await;
    let id = practice.look_at("mona/site").await["id"].clone();
    let dana = format!("/repositories/{id}/collaborators/dana");
    practice.control(Method::PUT, &dana, json!({})).await;
    assert_eq!(practice.caller("dana").await.get(HOOKS).await.status, 404);
    let wish = json!({
        "events": ["push", "create", "pull_request", "member", "repository"],
        "config": { "url": receiver.address },
    });
    let doubled = mona.post(HOOKS, wish).await;
    assert_eq!(doubled.status, 422);
    assert_eq!(
        doubled.first_error(),
        "Hook already exists on this repository"
    );
    assert_eq!(
        mona.post(HOOKS, json!({})).await.first_error(),
        "url cannot be blank"
    );
}
