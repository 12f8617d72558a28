//! The whole tour through all routes, once for each version of the API.
//! A status that a route can give and that is not on the tour is missing in `schema/known`.

use super::check::check;
use super::scene::Scene;
use super::{
    abilities, accounts, forks, hooks, people, pull_requests, refs, reports, repositories,
};

async fn tour(version: &'static str) {
    let mut scene = Scene::open(version).await;
    accounts::tour(&mut scene).await;
    repositories::tour(&mut scene).await;
    refs::tour(&mut scene).await;
    people::tour(&mut scene).await;
    pull_requests::tour(&mut scene).await;
    forks::tour(&mut scene).await;
    reports::tour(&mut scene).await;
    hooks::tour(&mut scene).await;
    abilities::tour(&mut scene).await;
    check(&scene);
}

#[tokio::test]
async fn every_reply_is_as_github_describes_the_version_of_2022() {
    tour("2022-11-28").await;
}

#[tokio::test]
async fn every_reply_is_as_github_describes_the_version_of_2026() {
    tour("2026-03-10").await;
}
