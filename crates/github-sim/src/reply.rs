//! A reply on its way out, before it becomes actix's.
//! Rules of GitHub's API (headers, error bodies) are never here, see `rest`.

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::web::Bytes;
use actix_web::{HttpResponse, HttpResponseBuilder};
use futures_util::stream::{self, StreamExt as _};
use serde_json::Value;

/// Status, headers and body of an answer.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    /// The body while it is still JSON, so that it can be adapted to the API version.
    pub(crate) json: Option<Value>,
}

impl Reply {
    /// An answer without a body.
    pub(crate) fn empty(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Vec::new(),
            json: None,
        }
    }

    /// A JSON answer.
    pub(crate) fn json(status: u16, value: Value) -> Self {
        let mut reply = Self::empty(status);
        reply.json = Some(value);
        reply.with("Content-Type", "application/json; charset=utf-8")
    }

    /// A page.
    pub(crate) fn html(status: u16, page: String) -> Self {
        Self::bytes(status, "text/html; charset=utf-8", page.into_bytes())
    }

    /// Plain text.
    pub(crate) fn text(status: u16, text: &str) -> Self {
        Self::bytes(
            status,
            "text/plain; charset=utf-8",
            text.as_bytes().to_vec(),
        )
    }

    /// A body of any kind.
    pub(crate) fn bytes(status: u16, kind: &str, body: Vec<u8>) -> Self {
        Self {
            body,
            ..Self::empty(status)
        }
        .with("Content-Type", kind)
    }

    /// Sends the browser elsewhere, to be asked for with GET.
    pub(crate) fn see_other(location: &str) -> Self {
        Self::empty(303).with("Location", location)
    }

    /// Adds a header.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The bytes to send, whichever form the body has.
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        match self.json {
            Some(value) => value.to_string().into_bytes(),
            None => self.body,
        }
    }

    /// Hands the reply to actix.
    pub(crate) fn into_response(self) -> HttpResponse {
        let mut response = self.head();
        response.body(self.into_bytes())
    }

    /// Announces the whole body, sends half of it, and ends the connection.
    pub(crate) fn into_truncated_response(self) -> HttpResponse {
        let mut response = self.head();
        let whole = self.into_bytes();
        response.no_chunking(u64::try_from(whole.len()).unwrap_or(u64::MAX));
        let half = Bytes::copy_from_slice(&whole[..whole.len() / 2]);
        let end = async {
            // What is there is sent only when nothing more comes for a moment.
            tokio::time::sleep(Duration::from_millis(20)).await;
            Err(aborted())
        };
        response.streaming(stream::once(async { Ok(half) }).chain(stream::once(end)))
    }

    fn head(&self) -> HttpResponseBuilder {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = HttpResponse::build(status);
        for (name, value) in &self.headers {
            response.append_header((name.as_str(), value.as_str()));
        }
        response
    }
}

/// An answer that never comes: the connection ends before its first byte.
pub(crate) fn cut() -> HttpResponse {
    let broken = stream::once(async { Err::<Bytes, _>(aborted()) });
    HttpResponse::Ok().streaming(broken)
}

fn aborted() -> std::io::Error {
    std::io::Error::new(std::io::ErrorKind::ConnectionAborted, "cut on demand")
}
