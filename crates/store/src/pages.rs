//! Lists that come in pages: one more row is read than is shown, to know whether there are more.
//!
//! A cursor is the key of the last row shown, so that rows added meanwhile neither hide nor repeat
//! another one.

use std::str::FromStr;

use domain::wire::page::Page;

use crate::{Error, Result};

/// How many rows to read for a page of `limit`.
pub(crate) fn rows(limit: u32) -> i64 {
    i64::from(limit) + 1
}

/// The key to go on from; `start` at the beginning of the list.
pub(crate) fn after<K: FromStr>(cursor: Option<&str>, start: K) -> Result<K> {
    match cursor {
        None => Ok(start),
        Some(text) => text.parse().map_err(|_| Error::BadCursor),
    }
}

/// The page of what was read.
pub(crate) fn page<T, K: ToString>(
    mut items: Vec<T>,
    limit: u32,
    key: impl FnOnce(&T) -> K,
) -> Page<T> {
    let limit = limit as usize;
    let more = items.len() > limit;
    items.truncate(limit);
    let last = items.last().filter(|_| more);
    let next = last.map(|last| key(last).to_string());
    Page { items, next }
}
