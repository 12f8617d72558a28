//! An answer of GitHub that is not an error.
//!
//! It has no `Debug`: a body can hold commits, and those are never written anywhere.

use bytes::Bytes;
use chrono::DateTime;
use domain::{Timestamp, activity::RequestId, ids::GithubAccountId};
use reqwest::{
    Response, StatusCode,
    header::{DATE, ETAG, HeaderMap, HeaderName, LINK},
};
use serde::de::DeserializeOwned;
use url::Url;

use crate::{
    classify::{self, Words},
    error::Error,
    link, transport,
};

/// A success, or "not modified".
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Reply {
    /// Reads the whole answer and tells success from failure.
    pub(crate) async fn read(answer: Response, words: Words) -> Result<Self, Error> {
        let status = answer.status();
        let headers = answer.headers().clone();
        let body = answer.bytes().await;
        let body = body.map_err(|error| transport::failure(&error))?;
        if status.is_success() || status == StatusCode::NOT_MODIFIED {
            Ok(Self {
                status,
                headers,
                body,
            })
        } else {
            Err(classify::classify(status, &headers, &body, words))
        }
    }

    /// Reads the body. What is wrong with it is not said: the reason would quote it.
    pub(crate) fn json<T: DeserializeOwned>(&self) -> Result<T, Error> {
        serde_json::from_slice(&self.body).map_err(|_| self.unexpected("a body of unknown form"))
    }

    /// This answer, as one that the contract does not know.
    pub(crate) fn unexpected(&self, message: &str) -> Error {
        Error::Unexpected {
            status: self.status.as_u16(),
            message: message.to_owned(),
            request_id: self.request_id(),
        }
    }

    /// The address of the next page, where there is one.
    pub(crate) fn next(&self) -> Option<Url> {
        link::next(self.header(&LINK)?)
    }

    /// The number of a further page: `next`, or `last`.
    pub(crate) fn page(&self, relation: &str) -> Option<u32> {
        link::page(self.header(&LINK)?, relation)
    }

    /// The organizations that a list leaves out, because they ask for a single sign-on.
    pub(crate) fn left_out(&self) -> Vec<GithubAccountId> {
        let header = self.headers.get("x-github-sso");
        let value = header.and_then(|value| value.to_str().ok());
        let ids = value.and_then(|value| value.strip_prefix("partial-results; organizations="));
        let ids = ids.unwrap_or_default().split(',');
        ids.filter_map(|id| id.trim().parse().ok().map(GithubAccountId))
            .collect()
    }

    /// The tag by which this answer can be asked for again.
    pub(crate) fn etag(&self) -> Option<String> {
        self.header(&ETAG).map(str::to_owned)
    }

    /// GitHub's id of the request.
    pub(crate) fn request_id(&self) -> Option<RequestId> {
        classify::request_id(&self.headers)
    }

    /// When GitHub answered, by its own clock.
    pub(crate) fn answered_at(&self) -> Option<Timestamp> {
        let date = DateTime::parse_from_rfc2822(self.header(&DATE)?);
        date.ok().map(Into::into)
    }

    fn header(&self, name: &HeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}
