//! The room's one object, and the secrets of webhooks.
//!
//! Everything that a connection can do is in the file of its verb.

use std::{fmt, sync::Arc};

use domain::ids::GithubRepositoryId;
use github::Github;
use secrecy::SecretString;
use store::Store;

use crate::{error::Error, keys::Keys, seal::Purpose, turns::Turns};

/// The GitHub connections of all users. Cheap to clone.
#[derive(Clone)]
pub struct Connections {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    github: Github,
    keys: Keys,
    turns: Turns,
}

impl Connections {
    /// The connections that this database keeps, to that GitHub, sealed with these keys.
    pub fn new(store: Store, github: Github, keys: Keys) -> Self {
        let inner = Inner {
            store,
            github,
            keys,
            turns: Turns::default(),
        };
        Self {
            inner: Arc::new(inner),
        }
    }

    /// GitHub, as the app that we are there.
    pub fn github(&self) -> &Github {
        &self.inner.github
    }

    /// Seals the secret of a repository's webhook.
    pub fn seal_hook_secret(
        &self,
        repository: GithubRepositoryId,
        secret: &SecretString,
    ) -> Result<Vec<u8>, Error> {
        self.keys().seal(Purpose::Hook(repository), secret)
    }

    /// Opens the secret of a repository's webhook.
    pub fn open_hook_secret(
        &self,
        repository: GithubRepositoryId,
        sealed: &[u8],
    ) -> Result<SecretString, Error> {
        self.keys().open(Purpose::Hook(repository), sealed)
    }

    pub(crate) fn store(&self) -> &Store {
        &self.inner.store
    }

    pub(crate) fn keys(&self) -> &Keys {
        &self.inner.keys
    }

    pub(crate) fn turns(&self) -> &Turns {
        &self.inner.turns
    }
}

impl fmt::Debug for Connections {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Connections({:?})", self.inner.keys)
    }
}
