//! How deliveries are waited for, and how they are listed.

use std::time::Instant;

use reqwest::Method;
use serde_json::{Value, json};
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpListener;

use crate::practice::{Caller, Practice};

const HOOKS: &str = "/repos/mona/site/hooks";

/// A hook that tells this address; where its deliveries are listed.
async fn hook(mona: &Caller<'_>, address: &str) -> String {
    let config = json!({ "url": address, "content_type": "json" });
    let made = mona.post(HOOKS, json!({ "config": config })).await;
    assert_eq!(made.status, 201);
    format!("{HOOKS}/{}/deliveries", made.body["id"])
}

/// The list, once it has so many: a delivery is written down when it has ended.
async fn listed(mona: &Caller<'_>, list: &str, many: usize) -> Vec<Value> {
    loop {
        let found = mona.get(list).await.body;
        let found = found.as_array().unwrap();
        if found.len() == many {
            return found.clone();
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_receiver_has_ten_seconds_to_answer() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    let receiver = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/", receiver.local_addr().unwrap());
    let list = hook(&mona, &address).await;
    let (mut ping, _) = receiver.accept().await.unwrap();
    let heard = Instant::now();
    // It ends when the other side gives up.
    ping.read_to_end(&mut Vec::new()).await.unwrap();
    let patience = heard.elapsed().as_secs_f64();
    assert!((9.0..20.0).contains(&patience), "{patience}");
    let deliveries = listed(&mona, &list, 1).await;
    assert_eq!(deliveries[0]["status"], "timed out");
}

#[tokio::test]
async fn pages_of_deliveries_stay_when_more_is_delivered() {
    let practice = Practice::with_a_repository().await;
    let mona = practice.caller("mona").await;
    let mishap = json!({ "mishap": { "kind": "lost" } });
    practice.control(Method::POST, "/mishaps", mishap).await;
    let list = hook(&mona, "http://127.0.0.1:1/").await;
    let greet = list.replace("deliveries", "pings");
    for _ in 0..2 {
        mona.post(&greet, json!({})).await;
    }
    let all = listed(&mona, &list, 3).await;
    let first = mona.get(&format!("{list}?per_page=2")).await;
    assert_eq!(first.body, json!(all[..2]));
    let next = first.header("link").to_owned();
    assert!(next.ends_with(">; rel=\"next\"") && next.contains("cursor="));

    mona.post(&greet, json!({})).await;
    listed(&mona, &list, 4).await;
    let next = next.trim_start_matches('<').split('>').next().unwrap();
    let second = mona.get(next).await;
    assert_eq!(second.body, json!(all[2..]));
    let back = second.header("link");
    assert!(back.ends_with(">; rel=\"prev\""), "{back}");
    let wrong = mona.get(&format!("{list}?cursor=2")).await;
    assert_eq!(wrong.status, 422);
}
