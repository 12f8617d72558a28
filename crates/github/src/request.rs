//! One request, sent until there is an answer or no point in asking again.
//!
//! Only a GET is ever repeated by itself: whether anything else took effect has to be looked at.

use domain::ids::GithubRepositoryId;
use rand::RngExt;
use reqwest::{
    Method, RequestBuilder,
    header::{CONTENT_LENGTH, IF_NONE_MATCH},
};
use secrecy::ExposeSecret;
use serde_json::Value;
use url::{Origin, Url};

use crate::{
    address,
    call::{Call, Credentials},
    classify::Words,
    error::Error,
    reply::Reply,
    transport,
};

/// How often a GET that met a fault is repeated.
const REPEATS: u32 = 2;

/// A request that is being put together.
pub(crate) struct Request<'c> {
    call: &'c Call,
    method: Method,
    url: Url,
    body: Option<Value>,
    known: Option<String>,
    words: Words,
}

impl Call {
    pub(crate) fn get(&self, segments: &[&str]) -> Request<'_> {
        self.request(Method::GET, segments)
    }

    pub(crate) fn request(&self, method: Method, segments: &[&str]) -> Request<'_> {
        Request {
            call: self,
            method,
            url: address::below(&self.transport.settings.api_url, segments),
            body: None,
            known: None,
            words: Words::Kept,
        }
    }

    /// A request about a repository, addressed by its id: a name can change hands (law 10).
    pub(crate) fn on(
        &self,
        method: Method,
        repository: GithubRepositoryId,
        segments: &[&str],
    ) -> Request<'_> {
        let id = repository.to_string();
        let segments = [&["repositories", id.as_str()], segments].concat();
        self.request(method, &segments)
    }
}

impl Request<'_> {
    pub(crate) fn query(mut self, name: &str, value: &str) -> Self {
        self.url.query_pairs_mut().append_pair(name, value);
        self
    }

    pub(crate) fn json(mut self, body: Value) -> Self {
        self.body = Some(body);
        self
    }

    /// Asks for an answer only if it differs from the one with this tag.
    pub(crate) fn unless_known(mut self, etag: Option<&str>) -> Self {
        self.known = etag.map(str::to_owned);
        self
    }

    /// The answer speaks of commits: none of its words may get into an error (law 5).
    pub(crate) fn about_commits(mut self) -> Self {
        self.words = Words::Withheld;
        self
    }

    /// The same request at another address, that of a further page.
    pub(crate) fn at(&self, url: Url) -> Self {
        Self {
            call: self.call,
            method: self.method.clone(),
            url,
            body: None,
            known: None,
            words: self.words,
        }
    }

    /// Where it goes, and where alone its further pages may be.
    pub(crate) fn origin(&self) -> Origin {
        self.url.origin()
    }

    /// Sends it, and gives every answer that is not an error.
    pub(crate) async fn send(&self) -> Result<Reply, Error> {
        let mut repeats = 0;
        loop {
            let outcome = self.once().await;
            let again = matches!(outcome, Err(Error::Unavailable { .. }))
                && self.method == Method::GET
                && repeats < REPEATS;
            let longest = self.call.transport.settings.pause * (1 << repeats);
            let pause = longest.mul_f64(rand::rng().random_range(0.5..1.0));
            if !again || self.call.left()? <= pause {
                return outcome;
            }
            tracing::debug!("GitHub did not answer; asking again");
            tokio::time::sleep(pause).await;
            repeats += 1;
        }
    }

    async fn once(&self) -> Result<Reply, Error> {
        let request = self.build()?;
        if let Credentials::User(_, meter) = &self.call.credentials {
            meter.count(&self.method, &self.url);
        }
        let answer = request.send().await;
        let answer = answer.map_err(|error| transport::failure(&error))?;
        if let Credentials::User(_, meter) = &self.call.credentials {
            meter.hear(&self.method, answer.status(), answer.headers());
        }
        Reply::read(answer, self.words).await
    }

    fn build(&self) -> Result<RequestBuilder, Error> {
        let transport = &self.call.transport;
        let mut request = transport
            .api
            .request(self.method.clone(), self.url.clone())
            .timeout(self.call.left()?);
        request = match &self.call.credentials {
            Credentials::User(token, _) => request.bearer_auth(token.expose_secret()),
            Credentials::App => {
                let settings = &transport.settings;
                let secret = settings.client_secret.expose_secret();
                request.basic_auth(&settings.client_id, Some(secret))
            }
            Credentials::Nobody => request,
        };
        if let Some(etag) = &self.known {
            request = request.header(IF_NONE_MATCH, etag);
        }
        Ok(match &self.body {
            Some(body) => request.json(body),
            None if self.method == Method::PUT => request.header(CONTENT_LENGTH, 0),
            None => request,
        })
    }
}
