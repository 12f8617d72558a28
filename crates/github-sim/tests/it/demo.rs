//! The demo world, as somebody who tries the product meets it.

use std::collections::BTreeSet;

use github_sim::{Seed, Settings, start};
use reqwest::Client;
use serde_json::{Value, json};

#[tokio::test]
async fn the_demo_world_gives_pickers_something_to_pick_from() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let data = tempfile::tempdir().unwrap();
    let settings = Settings {
        seed: Seed::Demo,
        ..Settings::for_tests(data.path().to_owned())
    };
    let simulator = start(settings).await.unwrap();
    let http = Client::builder()
        .user_agent("practice-tests")
        .no_proxy()
        .build()
        .unwrap();
    let web = simulator
        .web_url()
        .as_str()
        .trim_end_matches('/')
        .to_owned();
    let body = json!({ "login": "mona-manager", "scopes": ["repo", "read:org"] });
    let token = http
        .post(format!("{web}/_sim/tokens"))
        .json(&body)
        .send()
        .await
        .unwrap();
    let token: Value = token.json().await.unwrap();
    let token = token["access_token"].as_str().unwrap().to_owned();
    let get = async |path: &str| {
        let address = format!("{}{path}", simulator.api_url());
        let answer = http.get(address).bearer_auth(&token).send().await.unwrap();
        answer.json::<Value>().await.unwrap()
    };

    let recent = get("/user/repos?sort=pushed&direction=desc&per_page=100").await;
    let recent = recent.as_array().unwrap();
    assert!(recent.len() > 25);
    let dates: Vec<_> = recent
        .iter()
        .map(|one| one["pushed_at"].as_str().unwrap())
        .collect();
    assert!(dates.is_sorted_by(|one, next| one >= next));
    let distinct: BTreeSet<_> = dates.iter().map(|date| &date[..10]).collect();
    assert!(distinct.len() > 10, "spread over many days");
    let name = recent[0]["full_name"].as_str().unwrap();
    let commits = get(&format!("/repos/{name}/commits")).await;
    let authors = commits.as_array().unwrap().iter();
    let authors: BTreeSet<_> = authors
        .map(|commit| commit["commit"]["author"]["name"].to_string())
        .collect();
    assert!(authors.len() > 1, "written by several people");

    let world: Value = http
        .get(format!("{web}/_sim/world"))
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert!((55..=65).contains(&world["repositories"].as_array().unwrap().len()));
    assert_eq!(world["organizations"].as_array().unwrap().len(), 3);
    simulator.stop().await;
}
