//! A clock that is ahead or behind, as others see it.

use std::time::SystemTime;

use chrono::{DateTime, Utc};
use reqwest::Method;
use serde_json::json;

use crate::practice::Practice;

/// By how many seconds the `Date` of a reply is ahead of this machine's clock.
async fn ahead(practice: &Practice, path: &str) -> i64 {
    let answer = practice.http.get(practice.web(path)).send().await.unwrap();
    let date = answer.headers()["date"].to_str().unwrap();
    seconds_from_now(DateTime::parse_from_rfc2822(date).unwrap().to_utc())
}

fn seconds_from_now(moment: DateTime<Utc>) -> i64 {
    (moment - DateTime::<Utc>::from(SystemTime::now())).num_seconds()
}

async fn advance(practice: &Practice, seconds: i64) {
    let body = json!({ "advance_seconds": seconds });
    practice.control(Method::POST, "/clock", body).await;
}

const PATHS: &[&str] = &[
    "/",
    "/api/v3/rate_limit",
    "/api/v3/user",
    "/mona/site.git/info/refs?service=git-upload-pack",
    "/login/oauth/access_token",
];

#[tokio::test]
async fn every_reply_is_dated_by_the_simulated_clock() {
    let practice = Practice::with_a_repository().await;
    for (advanced, stands) in [(0, 0), (7200, 7200), (-9000, -1800)] {
        advance(&practice, advanced).await;
        for path in PATHS {
            let off = ahead(&practice, path).await - stands;
            assert!(off.abs() <= 5, "{path} is off by {off} s");
        }
    }
}

#[tokio::test]
async fn the_end_of_a_limit_is_told_by_that_clock_too() {
    let practice = Practice::with_a_repository().await;
    advance(&practice, -3600).await;
    let limits = practice.caller("mona").await.get("/rate_limit").await;
    let reset = limits.header("x-ratelimit-reset").parse().unwrap();
    let reset = DateTime::from_timestamp(reset, 0).unwrap();
    let off = seconds_from_now(reset);
    assert!(off.abs() <= 10, "{off} s");
}
