//! One call of the product: any number of requests under one credential and one deadline.
//!
//! No request may outlive the deadline, or a page would wait for GitHub without bound.

use std::time::Duration;

use domain::ids::GithubRepositoryId;
use reqwest::Method;
use secrecy::SecretString;
use tokio::time::Instant;

use crate::{client::Github, error::Error, request::Request};

/// Who a call is made as.
#[derive(Clone)]
pub(crate) enum Credentials {
    /// A user, by token.
    User(SecretString),
    /// The app itself, by id and secret.
    App,
    /// Anybody.
    Nobody,
}

/// A call that has begun.
#[derive(Clone)]
pub(crate) struct Call {
    pub(crate) github: Github,
    pub(crate) credentials: Credentials,
    deadline: Instant,
}

impl Call {
    pub(crate) fn begin(github: Github, credentials: Credentials) -> Self {
        let deadline = Instant::now() + github.settings().timeout;
        Self {
            github,
            credentials,
            deadline,
        }
    }

    /// The time that is left for further requests.
    pub(crate) fn left(&self) -> Result<Duration, Error> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            Err(Error::unavailable("no answer in time"))
        } else {
            Ok(left)
        }
    }

    pub(crate) fn get(&self, segments: &[&str]) -> Request<'_> {
        self.request(Method::GET, segments)
    }

    pub(crate) fn request(&self, method: Method, segments: &[&str]) -> Request<'_> {
        let api = &self.github.settings().api_url;
        Request::new(self, method, crate::client::address(api, segments))
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
