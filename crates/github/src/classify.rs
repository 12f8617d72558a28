//! What an answer that is not a success means: the ordered classifier.
//!
//! The order carries meaning, since GitHub uses 403 for six different things. No route is known
//! here.

use domain::activity::RequestId;
use reqwest::{
    StatusCode,
    header::{HeaderMap, RETRY_AFTER},
};
use serde::Deserialize;

use crate::{
    error::{Error, FieldError},
    limits, scopes,
};

/// Texts by which GitHub's limits are known, in lower case.
const LIMIT_BEGINNINGS: [&str; 2] = [
    "api rate limit exceeded",
    "you have exceeded a secondary rate limit",
];
const LIMIT_ENDINGS: [&str; 2] = [
    "please retry your request again later.",
    "please wait a few minutes before you try again.",
];
const APP_RESTRICTED: &str = "has enabled OAuth App access restrictions";
const SAML_ENFORCED: &str = "organization SAML enforcement";
const VERSION_REFUSED: &str = "supported version";
const NOT_BY_INTEGRATION: &str = "Resource not accessible by integration";

/// Whether GitHub's own words may become part of an error.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Words {
    /// They help whoever reads the error.
    Kept,
    /// They could speak of a commit.
    Withheld,
}

/// The body of an error, as far as it is one.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Body {
    message: String,
    errors: Vec<Reason>,
}

/// Most reasons are objects; a few are bare sentences.
#[derive(Deserialize)]
#[serde(untagged)]
enum Reason {
    Field(FieldError),
    Sentence(String),
}

/// What the answer means.
pub(crate) fn classify(
    status: StatusCode,
    headers: &HeaderMap,
    body: &[u8],
    words: Words,
) -> Error {
    let body: Body = serde_json::from_slice(body).unwrap_or_default();
    let special = if status == StatusCode::UNAUTHORIZED {
        Some(Error::Unauthorized)
    } else {
        limit(status, headers, &body)
            .or_else(|| sign_on(headers, &body))
            .or_else(|| restriction(&body))
            .or_else(|| lacking_right(status, headers, &body))
    };
    special.unwrap_or_else(|| by_status(status, headers, body, words))
}

/// GitHub's id of a request.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<RequestId> {
    text(headers, "x-github-request-id").and_then(RequestId::read)
}

fn limit(status: StatusCode, headers: &HeaderMap, body: &Body) -> Option<Error> {
    let message = body.message.to_lowercase();
    let limited = status == StatusCode::TOO_MANY_REQUESTS
        || (status == StatusCode::FORBIDDEN
            && (limits::is_spent(headers)
                || headers.contains_key(RETRY_AFTER)
                || LIMIT_BEGINNINGS
                    .iter()
                    .any(|text| message.starts_with(text))
                || LIMIT_ENDINGS.iter().any(|text| message.ends_with(text))));
    limited.then(|| Error::RateLimited {
        wait: limits::wait(headers),
    })
}

fn sign_on(headers: &HeaderMap, body: &Body) -> Option<Error> {
    let header = text(headers, "x-github-sso").filter(|value| value.starts_with("required"));
    let required = header.is_some() || body.message.contains(SAML_ENFORCED);
    let url = header
        .and_then(|value| value.split_once("url="))
        .and_then(|(_, url)| url.trim().parse().ok());
    required.then_some(Error::SsoRequired { url })
}

fn restriction(body: &Body) -> Option<Error> {
    if !body.message.contains(APP_RESTRICTED) {
        return None;
    }
    let organization = body.message.split('`').nth(1).map(str::to_owned);
    Some(Error::OrganizationRestrictsApp { organization })
}

fn lacking_right(status: StatusCode, headers: &HeaderMap, body: &Body) -> Option<Error> {
    if body.message.contains(NOT_BY_INTEGRATION) {
        let needed = text(headers, "x-accepted-github-permissions").unwrap_or_default();
        return Some(Error::ScopeMissing {
            needed: needed.to_owned(),
        });
    }
    let refused = status == StatusCode::FORBIDDEN || status == StatusCode::NOT_FOUND;
    let granted = text(headers, "x-oauth-scopes").filter(|_| refused)?;
    let accepted = text(headers, "x-accepted-oauth-scopes")?;
    (!scopes::suffice(granted, accepted)).then(|| Error::ScopeMissing {
        needed: accepted.to_owned(),
    })
}

fn by_status(status: StatusCode, headers: &HeaderMap, body: Body, words: Words) -> Error {
    let empty = body.message.contains("is empty");
    // Nothing is gone then: it is we who have become too old.
    let version = body.message.contains(VERSION_REFUSED);
    let message = match words {
        Words::Kept => body.message,
        Words::Withheld => String::new(),
    };
    match status.as_u16() {
        403 => Error::Forbidden { message },
        404 => Error::NotFound,
        409 if empty => Error::Empty,
        409 => Error::Conflict,
        410 | 451 if !version => Error::Gone,
        422 => Error::Invalid {
            errors: reasons(body.errors, message, words),
        },
        408 | 500.. => Error::unavailable(format!("status {}", status.as_u16())),
        other => Error::Unexpected {
            status: other,
            message,
            request_id: request_id(headers),
        },
    }
}

/// The reasons of a 422; where GitHub lists none, its sentence is the reason.
fn reasons(reasons: Vec<Reason>, message: String, words: Words) -> Vec<FieldError> {
    let sentence = |message: String| FieldError {
        code: "custom".to_owned(),
        message: Some(message),
        ..FieldError::default()
    };
    let mut errors: Vec<_> = reasons
        .into_iter()
        .map(|reason| match reason {
            Reason::Field(error) => error,
            Reason::Sentence(message) => sentence(message),
        })
        .collect();
    if errors.is_empty() {
        errors.push(sentence(message));
    }
    if words == Words::Withheld {
        for error in &mut errors {
            error.message = None;
        }
    }
    errors
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

#[cfg(test)]
#[path = "classify_tests.rs"]
mod tests;
