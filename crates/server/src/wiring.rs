//! Puts the rooms together from the settings.
//!
//! Every command that needs the database or GitHub gets them here, so they agree.

use std::time::Duration;

use anyhow::{Context, Result};
use connections::{Connections, Keys};
use github::Github;
use secrecy::ExposeSecret;
use store::{Clock, Store};

use crate::{
    keys,
    settings::{self, Serve, Storage},
};

/// How long one call to GitHub may take: a token that is renewed first, and the call itself, stay
/// within the ten seconds that a page may wait.
const GITHUB_TIMEOUT: Duration = Duration::from_millis(4_500);

/// What a server works with.
pub(crate) struct Wired {
    pub(crate) store: Store,
    pub(crate) connections: Connections,
    pub(crate) keys: Keys,
}

/// Opens the database, brings it to this version and connects the rooms to it.
pub(crate) async fn wire(settings: &Serve) -> Result<Wired> {
    let store = open_store(&settings.storage).await?;
    store
        .migrate()
        .await
        .context("the database cannot be brought to this version")?;
    let keys = keys::load_or_create(&settings.storage)?;
    let connections = Connections::new(store.clone(), github(&settings.github)?, keys.clone());
    Ok(Wired {
        store,
        connections,
        keys,
    })
}

/// Opens the database that the settings name; makes the data folder if it is needed.
pub(crate) async fn open_store(storage: &Storage) -> Result<Store> {
    std::fs::create_dir_all(&storage.data)
        .with_context(|| format!("the data folder {} cannot be made", storage.data.display()))?;
    let url = database_url(storage)?;
    Store::open(&url, Clock::system())
        .await
        .context("the database cannot be opened")
}

/// The client for the GitHub that the settings name.
pub(crate) fn github(settings: &settings::Github) -> Result<Github> {
    let settings = github::Settings {
        web_url: settings.web_url.clone(),
        api_url: settings.api_url.clone(),
        client_id: settings.client_id.clone(),
        client_secret: settings.client_secret.clone(),
        timeout: GITHUB_TIMEOUT,
    };
    Github::new(settings).context("the client for GitHub cannot be made")
}

fn database_url(storage: &Storage) -> Result<String> {
    if let Some(url) = &storage.database_url {
        return Ok(url.expose_secret().to_owned());
    }
    let folder = std::fs::canonicalize(&storage.data)?;
    Ok(format!(
        "sqlite://{}",
        folder.join("tasksource.db").display()
    ))
}
