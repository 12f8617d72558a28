//! The commits of a task: through the product, beside asking the practice GitHub directly.

use std::{ffi::OsStr, path::Path};

use anyhow::{Context, Result};
use reqwest::{Method, Url};
use serde_json::{Value, json};

use crate::{
    Programs,
    client::{Client, number, text},
    load::{self, Request},
    process::{self, Running},
};

const CALLS: usize = 300;
const COMMITS: usize = 10;
const LOGIN: &str = "mona-manager";

/// What the product adds to one call.
pub(crate) async fn measure(programs: &Programs) -> Result<String> {
    let folder = tempfile::tempdir()?;
    let server = process::free_address()?;
    let github = practice_github(&programs.github_sim, folder.path(), server.port()).await?;
    let web = format!("http://{}", github.address);
    let product = product(&programs.tasksource, folder.path(), server, &web).await?;
    let client = Client::register(Url::parse(&format!("http://{}", product.address))?).await?;
    let practice = Practice {
        http: reqwest::Client::builder().user_agent("bench").build()?,
        web,
    };
    let compare = prepare(&client, &practice).await?;

    let directly = Request {
        address: github.address,
        path: compare,
        token: Some(practice.token().await?),
    };
    let through_product = Request {
        address: product.address,
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

async fn practice_github(program: &Path, folder: &Path, server_port: u16) -> Result<Running> {
    let address = process::free_address()?;
    let data = folder.join("github");
    let listen = address.to_string();
    let callback = format!("http://localhost:{server_port}/github/callback");
    let mut words: Vec<&OsStr> = ["--listen", &listen, "--redirect-uri", &callback, "--data"]
        .into_iter()
        .map(OsStr::new)
        .collect();
    words.push(data.as_os_str());
    words.extend(
        [
            "--client-id",
            "practice",
            "--client-secret",
            "secret",
            "--seed",
            "demo",
        ]
        .map(OsStr::new),
    );
    process::start(program, &words, address, "/_sim/world").await
}

async fn product(
    program: &Path,
    folder: &Path,
    listen: std::net::SocketAddr,
    web: &str,
) -> Result<Running> {
    let data = folder.join("data");
    let public = format!("http://localhost:{}", listen.port());
    let (listen_on, api) = (listen.to_string(), format!("{web}/api/v3"));
    let mut words: Vec<&OsStr> = [
        "serve",
        "--log",
        "error",
        "--listen",
        &listen_on,
        "--public-url",
        &public,
        "--data",
    ]
    .into_iter()
    .map(OsStr::new)
    .collect();
    words.push(data.as_os_str());
    words.extend(
        [
            "--github-client-id",
            "practice",
            "--github-client-secret",
            "secret",
        ]
        .map(OsStr::new),
    );
    words.extend(["--github-web-url", web, "--github-api-url", &api].map(OsStr::new));
    process::start(program, &words, listen, "/readyz").await
}

/// The practice GitHub by its own control calls.
struct Practice {
    http: reqwest::Client,
    web: String,
}

impl Practice {
    async fn control(&self, path: &str, body: &Value) -> Result<Value> {
        let answer = self
            .http
            .post(format!("{}/_sim/{path}", self.web))
            .json(body)
            .send()
            .await?;
        Ok(answer.error_for_status()?.json().await?)
    }

    async fn token(&self) -> Result<String> {
        let granted = self
            .control(
                "tokens",
                &json!({"login": LOGIN, "scopes": ["repo", "read:org"]}),
            )
            .await?;
        text(&granted, "access_token")
    }
}

/// A task with some commits on its branch; gives the path of the comparison on GitHub.
async fn prepare(client: &Client, practice: &Practice) -> Result<String> {
    let made = practice
        .control(
            "repositories",
            &json!({"owner": LOGIN, "name": "measured", "private": true, "commits": 5}),
        )
        .await?;
    let github_id = number(&made, "id")?;
    connect(client, practice).await?;
    client
        .post("projects", &json!({"key": "BENCH", "name": "Bench"}))
        .await?;
    let linked = client
        .post(
            "projects/BENCH/repositories",
            &json!({"github_id": github_id}),
        )
        .await?;
    let repository = format!("projects/BENCH/repositories/{}", text(&linked, "id")?);
    let main = json!({"development_branch": "main"});
    client
        .change(
            Method::PATCH,
            &repository,
            number(&linked, "version")?,
            &main,
        )
        .await?;
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
        practice.control("commits", &commit).await?;
    }
    Ok(format!(
        "/api/v3/repositories/{github_id}/compare/main...{branch}"
    ))
}

async fn connect(client: &Client, practice: &Practice) -> Result<()> {
    let started = client
        .post(
            "me/connection/authorize",
            &json!({"return_to": "/projects"}),
        )
        .await?;
    let consent = json!({"login": LOGIN, "url": text(&started, "url")?});
    let location = text(&practice.control("authorize", &consent).await?, "location")?;
    let callback = Url::parse(&location)?;
    let part = |name: &str| {
        let found = callback.query_pairs().find(|(key, _)| key == name);
        found
            .map(|(_, value)| value.into_owned())
            .with_context(|| format!("no {name} came back"))
    };
    let finish = json!({"state": part("state")?, "code": part("code")?});
    client.post("me/connection", &finish).await.map(drop)
}
