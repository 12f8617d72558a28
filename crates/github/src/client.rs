//! The two faces of the client: the app's own, and one user's.
//!
//! What a call does is in the file of its subject; here is only what all share.

use std::sync::Arc;

use reqwest::Client;
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use crate::{
    call::{Call, Credentials},
    error::Error,
    settings::Settings,
    transport,
};

/// GitHub, as the app that we are there. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Github {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    settings: Settings,
    api: Client,
    oauth: Client,
}

/// GitHub, as one user: every call carries this user's token.
#[derive(Clone, Debug)]
pub struct UserClient {
    github: Github,
    token: SecretString,
}

impl Github {
    /// A client for the GitHub that the settings name.
    pub fn new(settings: Settings) -> Result<Self, Error> {
        let api = transport::api(&settings)?;
        let oauth = transport::oauth(&settings)?;
        let inner = Inner {
            settings,
            api,
            oauth,
        };
        Ok(Self {
            inner: Arc::new(inner),
        })
    }

    /// Where GitHub's pages are.
    pub fn web_url(&self) -> &Url {
        &self.settings().web_url
    }

    /// The page on GitHub where a user reviews what this app may reach, and asks an organization
    /// to approve it.
    pub fn review_url(&self) -> Url {
        let id = &self.settings().client_id;
        address(
            self.web_url(),
            &["settings", "connections", "applications", id],
        )
    }

    /// The same GitHub through the eyes of the user whose token this is.
    pub fn as_user(&self, token: SecretString) -> UserClient {
        UserClient {
            github: self.clone(),
            token,
        }
    }

    /// Asks GitHub for a sign of life.
    pub async fn ping(&self) -> Result<(), Error> {
        let call = Call::begin(self.clone(), Credentials::Nobody);
        call.get(&["rate_limit"]).send().await.map(drop)
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    pub(crate) fn api_client(&self) -> &Client {
        &self.inner.api
    }

    pub(crate) fn oauth_client(&self) -> &Client {
        &self.inner.oauth
    }

    /// The beginning of a call that carries the app's own credentials.
    pub(crate) fn call(&self) -> Call {
        Call::begin(self.clone(), Credentials::App)
    }
}

impl UserClient {
    /// Whether this client goes by that token.
    pub fn carries(&self, token: &SecretString) -> bool {
        self.token.expose_secret() == token.expose_secret()
    }

    /// The beginning of a call: its time runs from here, over all its requests.
    pub(crate) fn call(&self) -> Call {
        Call::begin(self.github.clone(), Credentials::User(self.token.clone()))
    }
}

/// An address below `base`, each segment encoded, slashes within a branch's name included.
pub(crate) fn address(base: &Url, segments: &[&str]) -> Url {
    let mut url = base.clone();
    url.path_segments_mut()
        .expect("an http address has a path")
        .pop_if_empty()
        .extend(segments);
    url
}
