//! Reading what callers send: bodies, queries and paths, as types that cannot be wrong.
//!
//! No value gets past here that its type does not allow; what is refused is named by its field.

use std::future::{Ready, ready};

use actix_web::{
    FromRequest, HttpRequest,
    body::{BodyStream, to_bytes_limited},
    dev::Payload,
    http::header,
    web::{Bytes, PathConfig},
};
use domain::problem::ProblemCode;
use futures_util::future::LocalBoxFuture;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::error::Error;

/// The most bytes of a JSON body.
const JSON_LIMIT: usize = 256 * 1024;

/// A body of JSON.
pub(crate) struct Json<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest for Json<T> {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self, Error>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_json = says_json(request);
        let payload = payload.take();
        Box::pin(async move {
            let body = read_body(payload, JSON_LIMIT).await?;
            if !is_json {
                return Err(Error::field("Content-Type", "send application/json"));
            }
            let value = serde_json::from_slice(&body)
                .map_err(|error| Error::field("", format!("this is not JSON: {error}")))?;
            parse(value).map(Json)
        })
    }
}

/// The query behind the path.
pub(crate) struct Query<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(fields(request.query_string()).and_then(parse).map(Query))
    }
}

fn fields(query: &str) -> Result<Value, Error> {
    url::form_urlencoded::parse(query.as_bytes())
        .map(|(name, value)| {
            if value.contains('\0') {
                return Err(Error::field(name, "a zero character cannot be looked for"));
            }
            Ok((name.into_owned(), Value::String(value.into_owned())))
        })
        .collect::<Result<Map<_, _>, _>>()
        .map(Value::Object)
}

/// How paths are read: a part that cannot be an id names nothing, so it is not found.
pub(crate) fn paths() -> PathConfig {
    PathConfig::default().error_handler(|_, _| Error::NOT_FOUND.into())
}

/// The whole body, as long as it keeps within `limit`.
pub(crate) async fn read_body(payload: Payload, limit: usize) -> Result<Bytes, Error> {
    to_bytes_limited(BodyStream::new(payload), limit)
        .await
        .map_err(|_| ProblemCode::TooLarge)?
        .map_err(|_| Error::field("", "the body broke off"))
}

fn says_json(request: &HttpRequest) -> bool {
    let named = request.headers().get(header::CONTENT_TYPE);
    named
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|mime| mime.trim().eq_ignore_ascii_case("application/json"))
}

fn parse<T: DeserializeOwned>(value: Value) -> Result<T, Error> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let message = error.inner().to_string();
        let at = error.path().to_string();
        let field = field_of(&message).map_or_else(
            || at.clone(),
            |field| match at.as_str() {
                "." => field.to_owned(),
                at if at.ends_with(field) => at.to_owned(),
                at => format!("{at}.{field}"),
            },
        );
        Error::field(field, message)
    })
}

/// The field that serde names only in its message: a missing or an unknown one.
fn field_of(message: &str) -> Option<&str> {
    let rest = message
        .strip_prefix("missing field `")
        .or_else(|| message.strip_prefix("unknown field `"))?;
    rest.split_once('`').map(|(field, _)| field)
}
