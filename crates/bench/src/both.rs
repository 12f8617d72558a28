//! The product beside a practice GitHub of its own, both as their built programs.

use std::{ffi::OsStr, path::Path};

use anyhow::{Context, Result};
use reqwest::{Method, Url};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{
    Programs,
    client::{Client, number, text},
    process::{self, Running},
};

/// Who manages what is measured.
pub(crate) const MANAGER: &str = "mona-manager";

/// Both, for as long as this lives.
pub(crate) struct Both {
    pub(crate) product: Running,
    pub(crate) github: Running,
    pub(crate) practice: Practice,
    _folder: TempDir,
}

impl Both {
    /// Starts both with nothing but GitHub's demo world.
    pub(crate) async fn start(programs: &Programs) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let server = process::free_address()?;
        let github = practice_github(&programs.github_sim, folder.path(), server.port()).await?;
        let web = format!("http://{}", github.address);
        Ok(Self {
            product: product(&programs.tasksource, folder.path(), server, &web).await?,
            practice: Practice {
                http: reqwest::Client::builder().user_agent("bench").build()?,
                web,
            },
            github,
            _folder: folder,
        })
    }

    /// Somebody new, who has connected this account.
    pub(crate) async fn person(&self, login: &str) -> Result<Client> {
        let base = Url::parse(&format!("http://{}", self.product.address))?;
        let client = Client::register(base, login).await?;
        connect(&client, &self.practice, login).await?;
        Ok(client)
    }

    /// A project `BENCH` of this manager with a fresh repository, whose number on GitHub it gives.
    pub(crate) async fn project(&self, client: &Client) -> Result<i64> {
        let new = json!({"owner": MANAGER, "name": "measured", "private": true, "commits": 5});
        let made = self.practice.control("repositories", &new).await?;
        let github_id = number(&made, "id")?;
        client
            .post("projects", &json!({"key": "BENCH", "name": "Bench"}))
            .await?;
        let link = json!({"github_id": github_id});
        let linked = client.post("projects/BENCH/repositories", &link).await?;
        let repository = format!("projects/BENCH/repositories/{}", text(&linked, "id")?);
        let main = json!({"development_branch": "main"});
        let version = number(&linked, "version")?;
        client
            .change(Method::PATCH, &repository, version, &main)
            .await?;
        Ok(github_id)
    }
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
pub(crate) struct Practice {
    http: reqwest::Client,
    web: String,
}

impl Practice {
    /// Asks it to do something that no client could.
    pub(crate) async fn control(&self, path: &str, body: &Value) -> Result<Value> {
        let answer = self
            .http
            .post(format!("{}/_sim/{path}", self.web))
            .json(body)
            .send()
            .await?;
        Ok(answer.error_for_status()?.json().await?)
    }

    /// What it noted of itself.
    pub(crate) async fn noted(&self, path: &str) -> Result<Value> {
        let answer = self.http.get(format!("{}/_sim/{path}", self.web)).send();
        Ok(answer.await?.error_for_status()?.json().await?)
    }

    /// What its API answers to whom that token is.
    pub(crate) async fn asked(&self, token: &str, path: &str) -> Result<Value> {
        let url = format!("{}/api/v3/{path}", self.web);
        let answer = self.http.get(url).bearer_auth(token).send();
        Ok(answer.await?.error_for_status()?.json().await?)
    }

    /// A token of the manager's, without a browser.
    pub(crate) async fn token(&self) -> Result<String> {
        let granted = self
            .control(
                "tokens",
                &json!({"login": MANAGER, "scopes": ["repo", "read:org"]}),
            )
            .await?;
        text(&granted, "access_token")
    }
}

async fn connect(client: &Client, practice: &Practice, login: &str) -> Result<()> {
    let started = client
        .post(
            "me/connection/authorize",
            &json!({"return_to": "/projects"}),
        )
        .await?;
    let consent = json!({"login": login, "url": text(&started, "url")?});
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
