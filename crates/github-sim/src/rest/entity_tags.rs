//! `ETag`s: what a reader has already is not sent again.
//! What an answer says is never looked at here, only compared.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::headers;
use crate::clock::{self, Time};
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
    path: &[&str],
) -> Reply {
    if !(200..300).contains(&reply.status) {
        return reply;
    }
    let reads = request.method == "GET";
    let modified = headers::last_modified(path, &reply).filter(|_| reads);
    // Written out once: lists are long, and the tag is made of the same bytes.
    let Some(body) = reply.json.take() else {
        return reply;
    };
    reply.body = body.to_string().into_bytes();
    let content = hashed((viewer.user, request.header("Accept"), &reply.body));
    let token = hashed(&viewer.token);
    let known = match request.header("If-None-Match") {
        // A tag says so more exactly than a time.
        Some(tags) => is_among(state, tags, &content, &token),
        None => is_older(request, modified),
    };
    if reads && known {
        reply.status = 304;
        reply.body.clear();
        reply.headers.retain(|(name, _)| name != "Content-Type");
    }
    let whose = match viewer.user {
        Some(_) => "private",
        None => "public",
    };
    let reply = reply.with("ETag", &format!("W/\"{content}{token}\"")).with(
        "Cache-Control",
        &format!("{whose}, max-age=60, s-maxage=60"),
    );
    match modified {
        Some(time) => reply.with("Last-Modified", &clock::http(time)),
        None => reply,
    }
}

fn is_among(state: &State, tags: &str, content: &str, token: &str) -> bool {
    let mut tags = tags.split(',').filter_map(parts);
    // Only where another token's tag is sent does it matter what such a one is worth.
    tags.any(|(same, of)| same == content && (of == token || !state.switches.etag_by_token()))
}

fn is_older(request: &Request, modified: Option<Time>) -> bool {
    let since = request
        .header("If-Modified-Since")
        .and_then(clock::from_http);
    modified
        .zip(since)
        .is_some_and(|(modified, since)| modified <= since)
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
