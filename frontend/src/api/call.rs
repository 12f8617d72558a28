//! One HTTP call: its form, its sending and the reading of its answer.
//!
//! Whether it is signed, and with what, is the client's business.

use domain::problem::Problem as Answer;
use gloo_net::http::{Method, RequestBuilder, Response};
use serde::{Serialize, de::DeserializeOwned};

use crate::{browser, problem::Problem};

const PREFIX: &str = "/api/v1";

/// A call to the server.
pub(super) struct Call {
    method: Method,
    url: String,
    headers: Vec<(&'static str, String)>,
    body: Option<String>,
}

impl Call {
    /// Asks for something.
    pub(super) fn get(path: &str) -> Self {
        Self::new(Method::GET, path)
    }

    /// Asks for a file that came with the pages.
    pub(super) fn file(path: &str) -> Self {
        let mut call = Self::get("");
        path.clone_into(&mut call.url);
        call
    }

    /// Has something done or created.
    pub(super) fn post(path: &str) -> Self {
        Self::new(Method::POST, path)
    }

    /// Puts something in another one's place.
    pub(super) fn put(path: &str) -> Self {
        Self::new(Method::PUT, path)
    }

    /// Changes something in part.
    pub(super) fn patch(path: &str) -> Self {
        Self::new(Method::PATCH, path)
    }

    /// Takes something away.
    pub(super) fn delete(path: &str) -> Self {
        Self::new(Method::DELETE, path)
    }

    fn new(method: Method, path: &str) -> Self {
        Self {
            method,
            url: format!("{PREFIX}{path}"),
            headers: Vec::new(),
            body: None,
        }
    }

    /// Adds what of these has a value to the address.
    pub(super) fn query(mut self, pairs: &[(&str, Option<&str>)]) -> Self {
        for (name, value) in pairs {
            let Some(value) = value.filter(|value| !value.is_empty()) else {
                continue;
            };
            self.url
                .push(if self.url.contains('?') { '&' } else { '?' });
            self.url.push_str(name);
            self.url.push('=');
            self.url.push_str(&browser::encode(value));
        }
        self
    }

    /// Says which version the change is based on.
    pub(super) fn based_on(mut self, version: i64) -> Self {
        self.headers.push(("If-Match", format!("\"{version}\"")));
        self
    }

    /// Asks only for what is other than this.
    pub(super) fn unless(mut self, etag: Option<String>) -> Self {
        self.headers
            .extend(etag.map(|etag| ("If-None-Match", etag)));
        self
    }

    /// Sends this along.
    pub(super) fn json<B: Serialize>(mut self, body: &B) -> Self {
        let body = serde_json::to_string(body).expect("wire types are made of what JSON can hold");
        self.body = Some(body);
        self.headers
            .push(("Content-Type", "application/json".to_owned()));
        self
    }

    /// Sends it, signed where there is something to sign with.
    pub(super) async fn send(&self, token: Option<String>) -> Result<Response, Problem> {
        let mut request = RequestBuilder::new(&self.url).method(self.method.clone());
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        if let Some(token) = token {
            request = request.header("Authorization", &format!("Bearer {token}"));
        }
        let request = match &self.body {
            Some(body) => request.body(body.as_str()),
            None => request.build(),
        };
        let request = request.map_err(|_| Problem::Garbled)?;
        request.send().await.map_err(|_| Problem::Unreachable)
    }
}

/// The text of a good answer, or the problem that came instead.
pub(super) async fn text(response: Response) -> Result<String, Problem> {
    let text = response.text().await.map_err(|_| Problem::Unreachable)?;
    if response.ok() {
        return Ok(text);
    }
    let answer = parse::<Answer>(&text)?;
    Err(Problem::Answered(Box::new(answer)))
}

/// Reads what is expected out of a text.
pub(super) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Problem> {
    serde_json::from_str(text).map_err(|_| Problem::Garbled)
}
