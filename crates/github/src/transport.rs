//! The HTTP clients: time-outs, headers of every call, and where redirects may lead.
//!
//! A token must never travel to another origin than the one it was made for.

use std::time::Duration;

use reqwest::{
    Client, ClientBuilder,
    header::{ACCEPT, HeaderMap, HeaderValue},
    redirect::Policy,
};
use url::{Origin, Url};

use crate::{error::Error, settings::Settings};

/// The version of GitHub's REST API that is spoken here.
const API_VERSION: HeaderValue = HeaderValue::from_static("2026-03-10");
const MEDIA_TYPE: HeaderValue = HeaderValue::from_static("application/vnd.github+json");
const USER_AGENT: &str = concat!("tasksource/", env!("CARGO_PKG_VERSION"));
const MOST_REDIRECTS: usize = 5;
const CONNECT_TIMEOUT: Duration = Duration::from_secs(4);

/// The way to one GitHub, shared by all who talk to it.
#[derive(Debug)]
pub(crate) struct Transport {
    pub(crate) settings: Settings,
    /// For the REST API.
    pub(crate) api: Client,
    /// For the token endpoint.
    pub(crate) oauth: Client,
}

impl Transport {
    pub(crate) fn new(settings: Settings) -> Result<Self, Error> {
        Ok(Self {
            api: api(&settings)?,
            oauth: oauth(&settings)?,
            settings,
        })
    }
}

fn api(settings: &Settings) -> Result<Client, Error> {
    let mut headers = HeaderMap::new();
    headers.insert(ACCEPT, MEDIA_TYPE);
    headers.insert("x-github-api-version", API_VERSION);
    let origin = settings.api_url.origin();
    build(&settings.api_url, |client| {
        client.default_headers(headers).redirect(within(origin))
    })
}

/// It follows no redirect: the body of its requests holds our secret.
fn oauth(settings: &Settings) -> Result<Client, Error> {
    build(&settings.web_url, |client| client.redirect(Policy::none()))
}

/// What a failure of the connection means. The address is left out: it can hold a code.
pub(crate) fn failure(error: &reqwest::Error) -> Error {
    let reason = if error.is_timeout() {
        "no answer in time"
    } else if error.is_connect() {
        "no connection"
    } else {
        "the connection broke"
    };
    Error::unavailable(reason)
}

fn build(url: &Url, with: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Result<Client, Error> {
    // Whoever installs a provider first is fine: all we need is that there is one.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = Client::builder()
        .user_agent(USER_AGENT)
        .connect_timeout(CONNECT_TIMEOUT);
    // The practice GitHub must also run where no certificates are installed.
    let client = if url.scheme() == "https" {
        client.https_only(true)
    } else {
        client.tls_certs_only([])
    };
    with(client)
        .build()
        .map_err(|error| Error::Settings(error.to_string()))
}

/// Follows to the same origin only, as when a repository was renamed.
fn within(origin: Origin) -> Policy {
    Policy::custom(move |attempt| {
        if attempt.previous().len() > MOST_REDIRECTS || attempt.url().origin() != origin {
            attempt.stop()
        } else {
            attempt.follow()
        }
    })
}
