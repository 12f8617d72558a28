//! How long the lists of a large world take, over real HTTP and in an optimized build.
//! It fails when one takes longer than a picker may wait, so it is no mere table.

use std::io::Write as _;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use github_sim::{Seed, Settings, start};
use reqwest::Client;
use serde_json::{Value, json};

/// How long the world may take, and how long a list.
const WORLD: Duration = Duration::from_mins(1);
const LIST: Duration = Duration::from_millis(50);

/// How often each list is asked for.
const TIMES: usize = 21;

/// What a picker or a page of commits asks for, by what it is called.
const LISTS: &[(&str, &str)] = &[
    (
        "own repositories by push, page 1",
        "/user/repos?sort=pushed&per_page=100",
    ),
    (
        "own repositories by push, last page",
        "/user/repos?sort=pushed&per_page=100&page=9",
    ),
    ("own organizations", "/user/orgs?per_page=100"),
    (
        "repositories of an organization",
        "/orgs/org-1/repos?sort=pushed&per_page=100",
    ),
    (
        "2,000 branches, page 1",
        "/repos/org-1/repository-251/branches?per_page=100",
    ),
    (
        "2,000 branches, last page",
        "/repos/org-1/repository-251/branches?per_page=100&page=21",
    ),
    (
        "branches by their beginning",
        "/repos/org-1/repository-251/git/matching-refs/heads/branch-19",
    ),
    (
        "10,000 commits, page 1",
        "/repos/user-1/repository-1/commits?per_page=30",
    ),
    (
        "10,000 commits, last page",
        "/repos/user-1/repository-1/commits?per_page=100&page=100",
    ),
    (
        "search for a name",
        "/search/repositories?q=repository-25+in:name&per_page=100",
    ),
    (
        "collaborators",
        "/repos/org-1/repository-251/collaborators?per_page=100",
    ),
];

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let mut settings = Settings::for_tests(folder.path().to_owned());
    settings.seed = Seed::Scale;
    let started = Instant::now();
    let practice = start(settings).await?;
    let made = started.elapsed();
    let mut out = std::io::stdout();
    writeln!(out, "{made:>9.1?}  the world is made")?;
    let http = Client::builder().no_proxy().user_agent("bench").build()?;
    let token = token(&http, practice.web_url().as_str()).await?;
    let mut slow = Vec::new();
    for (name, path) in LISTS {
        let address = format!("{}{path}", practice.api_url());
        let mut times = Vec::new();
        for _ in 0..TIMES {
            times.push(ask(&http, &address, &token).await?);
        }
        times.sort_unstable();
        let (best, median, worst) = (times[0], times[TIMES / 2], times[TIMES - 1]);
        writeln!(out, "{median:>9.1?}  {name} ({best:.1?} to {worst:.1?})")?;
        if median > LIST {
            slow.push(*name);
        }
    }
    ensure!(made < WORLD, "the world took {made:?}");
    ensure!(slow.is_empty(), "longer than {LIST:?}: {slow:?}");
    Ok(())
}

async fn token(http: &Client, web: &str) -> anyhow::Result<String> {
    let wish = json!({ "login": "user-1", "scopes": ["repo", "read:org"] });
    let request = http.post(format!("{web}_sim/tokens")).json(&wish);
    let answer: Value = request.send().await?.json().await?;
    let token = answer["access_token"].as_str();
    Ok(token.context("no token was given")?.to_owned())
}

/// How long it takes until the last byte is there.
async fn ask(http: &Client, address: &str, token: &str) -> anyhow::Result<Duration> {
    let started = Instant::now();
    let answer = http.get(address).bearer_auth(token).send().await?;
    let answer = answer.error_for_status()?;
    let body = answer.bytes().await?;
    let time = started.elapsed();
    ensure!(body.len() > 100, "{address} gave almost nothing");
    Ok(time)
}
