//! Puts the rooms together from the settings.
//!
//! Every command that needs the database or GitHub gets them here, so they agree.

use std::time::Duration;

use anyhow::{Context, Result};
use connections::{Connections, Keys};
use github::Github;
use secrecy::ExposeSecret;
use store::{ChainKeys, Clock, Store};

use crate::{
    keys,
    settings::{self, Serve, Storage},
};

/// How long one call to GitHub may take: a token that is renewed first, and the call itself, stay
/// within the ten seconds that a page may wait.
const GITHUB_TIMEOUT: Duration = Duration::from_millis(4_500);
/// How long the first repeat of a call that GitHub did not answer waits, at most.
const GITHUB_PAUSE: Duration = Duration::from_millis(300);

/// What a server works with.
pub(crate) struct Wired {
    pub(crate) store: Store,
    pub(crate) connections: Connections,
    pub(crate) keys: Keys,
}

/// Opens the database, brings it to this version and connects the rooms to it.
pub(crate) async fn wire(settings: &Serve) -> Result<Wired> {
    let keys = keys::load_or_create(&settings.storage)?;
    let store = open_store(&settings.storage, keys.for_activity()).await?;
    store
        .migrate()
        .await
        .context("the database cannot be brought to this version")?;
    let connections = Connections::new(store.clone(), github(&settings.github)?, keys.clone());
    Ok(Wired {
        store,
        connections,
        keys,
    })
}

/// Opens the database that the settings name; makes the data folder if it is needed.
pub(crate) async fn open_store(storage: &Storage, keys: ChainKeys) -> Result<Store> {
    keys::make_folder(storage)?;
    let url = database_url(storage)?;
    Store::open(&url, Clock::system(), keys)
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
        pause: GITHUB_PAUSE,
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
