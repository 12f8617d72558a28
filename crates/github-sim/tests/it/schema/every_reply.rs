//! The whole tour through all routes, once for each version of the API.
//! A status that a route can give and that is not on the tour is missing in `schema/known`.

use super::judge::Proof;
use super::known::compare;
use super::scene::Scene;
use super::table::{self, Tour};
use super::{
    abilities, accounts, every_route, forks, hooks, ordered, people, pull_requests, refs, reports,
    repositories, teams, token_endpoint,
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_reply_is_as_github_describes_it_and_every_address_in_it_works() {
    let (old, new) = ("2022-11-28", "2026-03-10");
    let (old, new) = tokio::join!(tokio::spawn(tour(old)), tokio::spawn(tour(new)));
    let (old, new) = (old.unwrap(), new.unwrap());
    for tour in [&old, &new] {
        check(tour);
    }
    let unused = table::refusals_never_given(&old, &new);
    none("both versions", "refusals are never given", &unused);
    compare("routes.md", &table::of(&old, &new));
}

async fn tour(version: &'static str) -> Tour {
    let mut scene = Scene::open(version).await;
    every_route::tour(&mut scene).await;
    ordered::tour(&mut scene).await;
    token_endpoint::tour(&mut scene).await;
    accounts::tour(&mut scene).await;
    repositories::tour(&mut scene).await;
    refs::tour(&mut scene).await;
    people::tour(&mut scene).await;
    pull_requests::tour(&mut scene).await;
    forks::tour(&mut scene).await;
    reports::tour(&mut scene).await;
    hooks::tour(&mut scene).await;
    abilities::tour(&mut scene).await;
    teams::tour(&mut scene).await;
    let described = scene.judge.described().clone();
    let (report, followed) = scene.close().await;
    eprintln!(
        "{version}: {} replies judged; {} addresses followed, {} of them pages; \
         {} fields taken out, {} statuses bent",
        report.judged,
        followed.len(),
        followed.pages,
        report.without_fields.tried,
        report.other_statuses.tried
    );
    Tour {
        version,
        described,
        report,
        followed,
    }
}

fn check(tour: &Tour) {
    let (version, report) = (tour.version, &tour.report);
    none(
        version,
        "are not as GitHub describes them",
        &report.failures,
    );
    none(version, "do not work", &tour.followed.failures);
    let never = tour.followed.never_met();
    none(version, "are said not to work, but never met", &never);
    compare(&format!("fields-{version}.txt"), &table::fields(report));
    let silent = tour.routes_without_success();
    none(version, "never gave what they are there for", &silent);
    let proof = |what: &str, proof: &Proof| {
        assert!(proof.tried > 1000, "{version}: too little was bent");
        none(version, what, &proof.unnoticed);
    };
    proof("could go missing without notice", &report.without_fields);
    proof("could be given without notice", &report.other_statuses);
}

fn none(version: &str, what: &str, found: &[String]) {
    let many = found.len();
    assert!(many == 0, "{version}: {many} {what}:\n{}", found.join("\n"));
}
