//! Answers that are a success.
//!
//! No answer of the API is ever kept by a cache on the way: the scope adds `no-store` to each.

use actix_web::{
    HttpRequest, HttpResponse, Responder,
    body::BoxBody,
    http::{StatusCode, header},
};
use serde::Serialize;

use crate::version;

/// A body of JSON, with a status and where it has one a version.
pub(crate) struct Answer<T> {
    status: StatusCode,
    version: Option<i64>,
    body: T,
}

impl<T> Answer<T> {
    /// Here it is.
    pub(crate) fn ok(body: T) -> Self {
        Self {
            status: StatusCode::OK,
            version: None,
            body,
        }
    }

    /// It was made.
    pub(crate) fn created(body: T) -> Self {
        Self {
            status: StatusCode::CREATED,
            ..Self::ok(body)
        }
    }

    /// What to send as `If-Match` with a change.
    pub(crate) fn version(mut self, version: i64) -> Self {
        self.version = Some(version);
        self
    }
}

impl<T: Serialize> Responder for Answer<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let mut answer = HttpResponse::build(self.status);
        if let Some(version) = self.version {
            answer.insert_header((header::ETAG, version::tag(version)));
        }
        answer.json(self.body)
    }
}
