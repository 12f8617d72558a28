//! Webhooks: made once, found again, deleted.

use github::Error;
use serde_json::json;
use testbed::practice::Practice;
use url::Url;

#[tokio::test]
async fn a_hook_is_made_found_and_deleted() {
    let practice = Practice::start().await;
    practice.user("ann").await;
    let id = practice.repository("ann", "web").await.id;
    let client = practice.client("ann").await;
    let url: Url = "http://127.0.0.1:9/hooks/1".parse().unwrap();
    assert_eq!(client.find_hook(id, &url).await, Ok(None));
    let hook = client
        .create_hook(id, &url, &"hush".into(), &["push", "member"])
        .await
        .unwrap();
    assert_eq!(client.find_hook(id, &url).await, Ok(Some(hook)));
    let seen = practice.seen(id).await;
    assert_eq!(seen["hooks"][0]["events"], json!(["push", "member"]));
    client.delete_hook(id, hook).await.unwrap();
    assert_eq!(client.find_hook(id, &url).await, Ok(None));
    assert_eq!(client.delete_hook(id, hook).await, Err(Error::NotFound));
}

#[tokio::test]
async fn an_address_that_github_cannot_reach_is_told() {
    let practice = Practice::start().await;
    practice.user("ann").await;
    let id = practice.repository("ann", "web").await.id;
    let message = "url is not supported because it isn't reachable over the public Internet \
                   (localhost)";
    let errors = json!([{ "resource": "Hook", "code": "custom", "message": message }]);
    let body = json!({ "message": "Validation Failed", "errors": errors });
    let fault = json!({ "kind": "status", "status": 422, "body": body });
    practice
        .order(json!({ "method": "POST", "path": "/hooks$", "fault": fault }))
        .await;
    let client = practice.client("ann").await;
    let url: Url = "http://localhost:1/hooks".parse().unwrap();
    let refused = client
        .create_hook(id, &url, &"hush".into(), &["push"])
        .await;
    assert_eq!(refused, Err(Error::AddressNotPublic));
}

#[tokio::test]
async fn a_hook_is_seen_as_it_is_and_changed() {
    let practice = Practice::start().await;
    practice.user("ann").await;
    let id = practice.repository("ann", "web").await.id;
    let client = practice.client("ann").await;
    let url: Url = "http://127.0.0.1:9/hooks/1".parse().unwrap();
    let secret = "hush".into();
    let made = client.create_hook(id, &url, &secret, &["push"]);
    let hook = made.await.unwrap();
    let other: Url = "http://127.0.0.1:9/hooks/2".parse().unwrap();
    let changed = client.change_hook(id, hook, &other, &secret, &["push", "member"]);
    changed.await.unwrap();
    let seen = client.hook(id, hook).await.unwrap().unwrap();
    assert_eq!(seen.url, other.as_str());
    assert_eq!(seen.events, ["push", "member"]);
    assert!(seen.active);
    client.delete_hook(id, hook).await.unwrap();
    assert_eq!(client.hook(id, hook).await, Ok(None));
}

#[tokio::test]
async fn a_message_that_was_lost_is_known_and_delivered_again() {
    let practice = Practice::start().await;
    practice.user("ann").await;
    let id = practice.repository("ann", "web").await.id;
    let client = practice.client("ann").await;
    let url: Url = "http://127.0.0.1:9/hooks/1".parse().unwrap();
    let secret = "hush".into();
    let made = client.create_hook(id, &url, &secret, &["push"]);
    let hook = made.await.unwrap();
    let lost = async |number: usize| {
        loop {
            let lost = client.lost_deliveries(id, hook).await.unwrap();
            if lost.len() >= number {
                return lost;
            }
            tokio::task::yield_now().await;
        }
    };
    let ping = lost(1).await[0];
    client.redeliver(id, hook, ping).await.unwrap();
    let again = lost(2).await;
    assert_eq!(
        again[0].guid, ping.guid,
        "the newest comes first, and is the same message"
    );
    assert!(again[0].id > ping.id);
}
