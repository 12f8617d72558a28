//! Listing 50 of 10,000 tasks: the API beside the bare handler, in turns.

use std::{ffi::OsStr, path::Path};

use anyhow::{Context, Result, ensure};
use domain::ids::{ProjectId, UserId};
use reqwest::Url;
use serde_json::json;
use store::{ChainKeys, Clock, Store, tasks};

use crate::{
    client::{Client, text},
    load::{self, Outcome, Request},
    process::{self, Running},
};

const TASKS: usize = 10_000;
const CONNECTIONS: usize = 8;
/// Requests over each connection in a round.
const REQUESTS: usize = 1_000;
const ROUNDS: usize = 5;

/// The rates and latencies of both, and their ratio.
pub(crate) async fn measure(server: &Path) -> Result<String> {
    let data = tempfile::tempdir()?;
    let api = process::tasksource(server, data.path(), &[]).await?;
    let url = Url::parse(&format!("http://{}", api.address))?;
    let client = Client::register(url, "bench").await?;
    let project = client
        .post("projects", &json!({"key": "BENCH", "name": "Bench"}))
        .await?;
    let database = format!("sqlite://{}", data.path().join("tasksource.db").display());
    let project: ProjectId = text(&project, "id")?.parse()?;
    fill(
        &database,
        project,
        text(&client.get("me").await?, "id")?.parse()?,
    )
    .await?;

    let path = "projects/BENCH/tasks?limit=50";
    let page = client.get(path).await?;
    ensure!(
        page["items"]
            .as_array()
            .is_some_and(|items| items.len() == 50),
        "not a full page"
    );
    let bare = bare(&database, project, &text(&page, "next")?).await?;
    let through_api = Request {
        address: api.address,
        path: format!("/api/v1/{path}"),
        token: Some(client.token.clone()),
    };
    let directly = Request {
        address: bare.address,
        path: "/tasks".into(),
        token: None,
    };
    compare(&through_api, &directly).await
}

/// Creates the tasks with the store itself: ten thousand calls would measure something else.
async fn fill(database: &str, project: ProjectId, user: UserId) -> Result<()> {
    // Nothing of what is made here is told, so nothing is sealed.
    let store = Store::open(database, Clock::system(), ChainKeys::new(Vec::new())).await?;
    store
        .write(async |tx| {
            for number in 1..=TASKS {
                let title = format!("Task {number} of many, with a title as long as titles are");
                let new = tasks::NewTask {
                    project,
                    title: title.parse().expect("the title is short and in one line"),
                    text: "What should be different afterwards?"
                        .parse()
                        .expect("a short text"),
                    repository: None,
                    created_by: user,
                };
                let mut task = tasks::create(tx, new).await?;
                task.assignee = (number % 3 > 0).then_some(user);
                let _ = tasks::save(tx, &task).await?;
            }
            Ok::<_, store::Error>(())
        })
        .await?;
    store.close().await;
    Ok(())
}

async fn bare(database: &str, project: ProjectId, next: &str) -> Result<Running> {
    let address = process::free_address()?;
    let this = std::env::current_exe().context("this program does not know where it is")?;
    let (listen, project) = (address.to_string(), project.to_string());
    let words = [
        "bare",
        "--listen",
        &listen,
        "--database",
        database,
        "--project",
        &project,
    ];
    let mut words: Vec<&OsStr> = words.iter().map(OsStr::new).collect();
    words.extend(["--next", next].map(OsStr::new));
    process::start(&this, &words, address, "/tasks").await
}

async fn compare(through_api: &Request, directly: &Request) -> Result<String> {
    let mut rounds = Vec::new();
    // The first round warms both up, and is not counted.
    for _ in 0..=ROUNDS {
        let bare = load::run(directly, CONNECTIONS, REQUESTS).await?;
        let api = load::run(through_api, CONNECTIONS, REQUESTS).await?;
        ensure!(
            bare.body == api.body,
            "{} and {} bytes: not the same",
            bare.body,
            api.body
        );
        rounds.push((api, bare));
    }
    rounds.remove(0);
    rounds.sort_by(|a, b| ratio(a).total_cmp(&ratio(b)));
    let median = &rounds[ROUNDS / 2];
    Ok(format!(
        "  API          {}\n  bare handler {}\n  ratio        {:.2} (median of {ROUNDS}, {:.2} to {:.2})\n",
        line(&median.0),
        line(&median.1),
        ratio(median),
        ratio(&rounds[0]),
        ratio(&rounds[ROUNDS - 1]),
    ))
}

fn ratio((api, bare): &(Outcome, Outcome)) -> f64 {
    api.rate() / bare.rate()
}

fn line(outcome: &Outcome) -> String {
    format!(
        "{:>6.0} requests/s   p50 {:.2} ms   p99 {:.2} ms",
        outcome.rate(),
        outcome.percentile(50),
        outcome.percentile(99)
    )
}
