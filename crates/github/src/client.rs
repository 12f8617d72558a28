//! The two faces of the client: the app's own, and one user's.
//!
//! What a call does is in the file of its subject; here is only what all share.

use std::sync::Arc;

use domain::activity::RequestId;
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use crate::{
    address,
    call::{Call, Credentials},
    error::Error,
    meter::{Meter, Reading},
    settings::Settings,
    transport::Transport,
};

/// GitHub, as the app that we are there. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Github {
    pub(crate) transport: Arc<Transport>,
}

/// GitHub, as one user: every call carries this user's token.
#[derive(Clone, Debug)]
pub struct UserClient {
    github: Github,
    token: SecretString,
    meter: Arc<Meter>,
}

impl Github {
    /// A client for the GitHub that the settings name.
    pub fn new(settings: Settings) -> Result<Self, Error> {
        Ok(Self {
            transport: Arc::new(Transport::new(settings)?),
        })
    }

    /// Where GitHub's pages are.
    pub fn web_url(&self) -> &Url {
        &self.transport.settings.web_url
    }

    /// The page on GitHub where a user reviews what this app may reach, and asks an organization
    /// to approve it.
    pub fn review_url(&self) -> Url {
        let id = &self.transport.settings.client_id;
        address::below(
            self.web_url(),
            &["settings", "connections", "applications", id],
        )
    }

    /// The same GitHub through the eyes of the user whose token this is.
    pub fn as_user(&self, token: SecretString) -> UserClient {
        UserClient {
            github: self.clone(),
            token,
            meter: Arc::default(),
        }
    }

    /// Asks GitHub for a sign of life.
    pub async fn ping(&self) -> Result<(), Error> {
        let call = Call::begin(&self.transport, Credentials::Nobody);
        call.get(&["rate_limit"]).send().await.map(drop)
    }

    /// The beginning of a call that carries the app's own credentials.
    pub(crate) fn call(&self) -> Call {
        Call::begin(&self.transport, Credentials::App)
    }
}

impl UserClient {
    /// Where GitHub's pages are.
    pub(crate) fn web_url(&self) -> &Url {
        self.github.web_url()
    }

    /// The page on GitHub where the user reviews what this app may reach.
    pub(crate) fn review_url(&self) -> Url {
        self.github.review_url()
    }

    /// Whether this client goes by that token.
    pub fn carries(&self, token: &SecretString) -> bool {
        self.token.expose_secret() == token.expose_secret()
    }

    /// What this client and its clones have asked of GitHub so far.
    pub fn reading(&self) -> Reading {
        self.meter.read()
    }

    /// GitHub's id of the last request by which this client or a clone changed something or was
    /// refused.
    pub fn last_request(&self) -> Option<RequestId> {
        self.meter.told()
    }

    /// The beginning of a call: its time runs from here, over all its requests.
    pub(crate) fn call(&self) -> Call {
        Call::begin(
            &self.github.transport,
            Credentials::User(self.token.clone(), self.meter.clone()),
        )
    }
}
