//! The large world: made within a minute, and whole.

use std::time::{Duration, Instant};

use github_sim::Seed;

use crate::practice::Practice;

#[tokio::test]
async fn a_large_world_is_made_within_a_minute_and_is_whole() {
    let started = Instant::now();
    let practice = Practice::filled(Seed::Scale).await;
    assert!(started.elapsed() < Duration::from_mins(1));
    let user = practice.caller("user-1").await;
    // Their own, those of fifty organizations, and those that others let them in to.
    let own = user.get("/user/repos?sort=pushed&per_page=100").await;
    assert!(
        own.header("link").contains("page=50>; rel=\"last\""),
        "{}",
        own.header("link")
    );
    let branches = user
        .get("/repos/org-1/repository-251/branches?per_page=100")
        .await;
    assert!(branches.header("link").contains("page=21>; rel=\"last\""));
    let commits = user
        .get("/repos/user-1/repository-1/commits?per_page=100")
        .await;
    assert!(commits.header("link").contains("page=100>; rel=\"last\""));
    let copy = user.get("/repos/org-50/repository-300/commits").await;
    assert_eq!(copy.each("sha").len(), 1);
}
