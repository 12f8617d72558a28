//! `ETag`s: what a reader has already is not sent again.
//! What an answer says is never looked at here, only compared.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::reply::Reply;
use crate::request::Request;
use crate::rights::Viewer;
use crate::state::State;

/// Adds the `ETag` of this reader and answers 304 to a reader who has that already.
pub(super) fn unless_known(
    state: &State,
    mut reply: Reply,
    request: &Request,
    viewer: &Viewer,
) -> Reply {
    if request.method != "GET" || reply.status != 200 {
        return reply;
    }
    // Written out once: lists are long, and the tag is made of the same bytes.
    reply.body = reply
        .json
        .take()
        .map(|value| value.to_string().into_bytes())
        .unwrap_or_default();
    let content = hashed((viewer.user, request.header("Accept"), &reply.body));
    let token = hashed(&viewer.token);
    let sent = request.header("If-None-Match").unwrap_or_default();
    let mut sent = sent.split(',').filter_map(parts);
    // Only where another token's tag is sent does it matter what such a one is worth.
    let known =
        sent.any(|(same, of)| same == content && (of == token || !state.switches.etag_by_token()));
    if known {
        reply.status = 304;
        reply.body.clear();
        reply.headers.retain(|(name, _)| name != "Content-Type");
    }
    reply
        .with("ETag", &format!("W/\"{content}{token}\""))
        .with("Cache-Control", "private, max-age=60, s-maxage=60")
}

/// What a tag says of the content, and of the token that it was made for.
fn parts(tag: &str) -> Option<(&str, &str)> {
    let tag = tag.trim().trim_start_matches("W/");
    let tag = tag.strip_prefix('"')?.strip_suffix('"')?;
    tag.split_at_checked(16)
}

fn hashed(value: impl Hash) -> String {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
