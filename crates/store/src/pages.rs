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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_ends_with_the_way_to_the_next_if_there_is_more() {
        let read = vec![5, 4, 3];
        assert_eq!(rows(2), 3);
        let next = page(read, 2, |number| *number).next;
        assert_eq!(next.as_deref(), Some("4"));
        assert_eq!(after(next.as_deref(), 99).unwrap(), 4);
    }

    #[test]
    fn the_last_page_leads_nowhere() {
        assert_eq!(page(vec![5, 4], 2, |number| *number).next, None);
        assert_eq!(page(Vec::<i64>::new(), 2, |number| *number).next, None);
    }

    #[test]
    fn a_list_begins_at_its_start() {
        assert_eq!(after(None, 99).unwrap(), 99);
        assert!(matches!(after::<i64>(Some("x"), 99), Err(Error::BadCursor)));
    }
}
