//! A request as every part of the simulator reads it: decoded once, at the door.
//! Who sent it is never decided here.

use std::collections::HashMap;

use actix_web::HttpRequest;
use actix_web::http::header::HeaderMap;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use serde::de::DeserializeOwned;
use serde_json::Value;
use url::form_urlencoded;

use crate::refusals::Refusal;

/// One HTTP request, read whole.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// The path as it was sent, before decoding.
    pub(crate) raw_path: String,
    pub(crate) raw_query: String,
    /// The decoded parts of the path; a `%2F` stays within its part.
    pub(crate) segments: Vec<String>,
    query: Vec<(String, String)>,
    headers: HeaderMap,
    pub(crate) body: Bytes,
    /// Whether more calls of the same user are under way than may be.
    pub(crate) crowded: bool,
}

/// A name and a password of an `Authorization: Basic` header.
pub(crate) type BasicCredentials = (String, String);

impl Request {
    /// Reads what actix received.
    pub(crate) fn read(request: &HttpRequest, body: Bytes) -> Self {
        let raw_path = request.uri().path().to_owned();
        let raw_query = request.uri().query().unwrap_or_default().to_owned();
        // What HEAD asks for is worked out as for GET; actix leaves the body away.
        let method = request.method().as_str();
        Self {
            method: if method == "HEAD" { "GET" } else { method }.to_owned(),
            segments: raw_path
                .trim_start_matches('/')
                .split('/')
                .map(decode)
                .collect(),
            query: form_urlencoded::parse(raw_query.as_bytes())
                .into_owned()
                .collect(),
            headers: request.headers().clone(),
            raw_path,
            raw_query,
            body,
            crowded: false,
        }
    }

    /// The parts of the path, ready for a slice pattern.
    pub(crate) fn parts(&self) -> Vec<&str> {
        self.segments.iter().map(String::as_str).collect()
    }

    /// The decoded path.
    pub(crate) fn path(&self) -> String {
        format!("/{}", self.segments.join("/"))
    }

    /// A parameter of the query; an empty one counts as missing.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        let mut found = self
            .query
            .iter()
            .filter(|(key, value)| key == name && !value.is_empty());
        found.next().map(|(_, value)| value.as_str())
    }

    /// All parameters of the query, in order.
    pub(crate) fn query_pairs(&self) -> &[(String, String)] {
        &self.query
    }

    /// A header, when it is text.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// A cookie.
    pub(crate) fn cookie(&self, name: &str) -> Option<&str> {
        let pairs = self
            .header("Cookie")?
            .split(';')
            .filter_map(|pair| pair.trim().split_once('='));
        pairs
            .into_iter()
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value)
    }

    /// The name and password of HTTP Basic authentication.
    pub(crate) fn basic(&self) -> Option<BasicCredentials> {
        let encoded = self.authorization("basic")?;
        let text = String::from_utf8(BASE64_STANDARD.decode(encoded).ok()?).ok()?;
        let (name, password) = text.split_once(':')?;
        Some((name.to_owned(), password.to_owned()))
    }

    /// The token of `Authorization: Bearer …` or `Authorization: token …`.
    pub(crate) fn token(&self) -> Option<&str> {
        self.authorization("bearer")
            .or_else(|| self.authorization("token"))
    }

    /// Whether the method only reads.
    pub(crate) fn only_reads(&self) -> bool {
        self.method == "GET"
    }

    /// Whether a browser sent this from a page of another site; programs say nothing about it.
    pub(crate) fn is_from_elsewhere(&self) -> bool {
        if let Some(site) = self.header("Sec-Fetch-Site") {
            return !matches!(site, "same-origin" | "none");
        }
        let host = self.header("Host").unwrap_or_default();
        let foreign = |origin: &str| {
            origin
                .split_once("://")
                .is_none_or(|(_, from)| from != host)
        };
        self.header("Origin").is_some_and(foreign)
    }

    /// The fields of a form or, equally, of a flat JSON object.
    pub(crate) fn fields(&self) -> HashMap<String, String> {
        if self
            .header("Content-Type")
            .is_some_and(|kind| kind.starts_with("application/json"))
        {
            let object: HashMap<String, Value> =
                serde_json::from_slice(&self.body).unwrap_or_default();
            let text = |(key, value): (String, Value)| Some((key, value.as_str()?.to_owned()));
            return object.into_iter().filter_map(text).collect();
        }
        form_urlencoded::parse(&self.body).into_owned().collect()
    }

    /// The JSON body; a missing one reads as an empty object.
    pub(crate) fn json<T: DeserializeOwned>(&self) -> Result<T, Refusal> {
        let body: &[u8] = if self.body.is_empty() {
            b"{}"
        } else {
            &self.body
        };
        let value: Value = serde_json::from_slice(body)
            .map_err(|_| Refusal::Plain(400, "Problems parsing JSON".to_owned()))?;
        if !value.is_object() && !value.is_null() {
            let message = "Body should be a JSON object";
            return Err(Refusal::Plain(400, message.to_owned()));
        }
        serde_json::from_value(value)
            .map_err(|error| Refusal::Plain(422, format!("Invalid request.\n\n{error}")))
    }

    fn authorization(&self, scheme: &str) -> Option<&str> {
        let (found, rest) = self.header("Authorization")?.split_once(' ')?;
        found.eq_ignore_ascii_case(scheme).then(|| rest.trim())
    }
}

fn decode(part: &str) -> String {
    // A form decoder gives `+`, `=` and `&` a meaning that they do not have in a path.
    let shielded = part
        .replace('+', "%2B")
        .replace('=', "%3D")
        .replace('&', "%26");
    form_urlencoded::parse(shielded.as_bytes())
        .map(|(key, _)| key)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn a_path_is_decoded_part_by_part() {
        assert_eq!(decode("feature%2Flogin"), "feature/login");
        assert_eq!(decode("a+b=c&d"), "a+b=c&d");
        assert_eq!(decode(""), "");
    }
}
