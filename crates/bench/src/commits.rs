//! The commits of a task: through the product, beside asking the practice GitHub directly.

use anyhow::Result;
use serde_json::json;

use crate::{
    Programs,
    both::{Both, MANAGER},
    client::{Client, text},
    load::{self, Request},
};

const CALLS: usize = 300;
const COMMITS: usize = 10;

/// What the product adds to one call.
pub(crate) async fn measure(programs: &Programs) -> Result<String> {
    let both = Both::start(programs).await?;
    let client = both.person(MANAGER).await?;
    let compare = prepare(&both, &client).await?;
    let directly = Request {
        address: both.github.address,
        path: compare,
        token: Some(both.practice.token().await?),
    };
    let through_product = Request {
        address: both.product.address,
        path: "/api/v1/projects/BENCH/tasks/1/commits".into(),
        token: Some(client.token.clone()),
    };
    compare_both(&through_product, &directly).await
}

async fn compare_both(through_product: &Request, directly: &Request) -> Result<String> {
    let mut figures = Vec::new();
    // The first round warms both up, and is not counted.
    for _ in 0..4 {
        let direct = load::run(directly, 1, CALLS).await?.percentile(50);
        let product = load::run(through_product, 1, CALLS).await?.percentile(50);
        figures.push((product - direct, product, direct));
    }
    figures.remove(0);
    figures.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (added, product, direct) = figures[1];
    Ok(format!(
        "  through the product   p50 {product:.2} ms\n  practice GitHub       p50 {direct:.2} ms\n  \
         added                 {added:.2} ms (median of 3)\n"
    ))
}

/// A task with some commits on its branch; gives the path of the comparison on GitHub.
async fn prepare(both: &Both, client: &Client) -> Result<String> {
    let github_id = both.project(client).await?;
    client
        .post("projects/BENCH/tasks", &json!({"title": "Measure"}))
        .await?;
    let task = client
        .post("projects/BENCH/tasks/1/branch", &json!({}))
        .await?;
    let branch = text(&task, "branch")?;
    for n in 0..COMMITS {
        let commit =
            json!({"repository": github_id, "branch": branch, "message": format!("Commit {n}")});
        both.practice.control("commits", &commit).await?;
    }
    Ok(format!(
        "/api/v3/repositories/{github_id}/compare/main...{branch}"
    ))
}
