//! What GitHub's headers say of its limits: how long to wait, and what is left.
//!
//! Times are measured by GitHub's own clock, as the difference to the answer's date: ours may be
//! ahead or behind.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::pace::Quota;
use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};

use crate::error::Wait;

const REMAINING: &str = "x-ratelimit-remaining";
/// Clocks cut to seconds, so the limit is new for certain only a second later.
const MARGIN: TimeDelta = TimeDelta::seconds(1);

/// How long GitHub says to wait.
pub(crate) fn wait(headers: &HeaderMap) -> Wait {
    told(headers)
        .or_else(|| reset(headers).filter(|_| is_spent(headers)))
        .unwrap_or(Wait::Unsaid)
}

/// Whether no call is left.
pub(crate) fn is_spent(headers: &HeaderMap) -> bool {
    text(headers, REMAINING) == Some("0")
}

/// What is left of the calls to most of the API; search is counted apart and by the minute.
pub(crate) fn quota(headers: &HeaderMap) -> Option<Quota> {
    if text(headers, "x-ratelimit-resource").is_some_and(|resource| resource != "core") {
        return None;
    }
    Some(Quota {
        limit: text(headers, "x-ratelimit-limit")?.parse().ok()?,
        remaining: text(headers, REMAINING)?.parse().ok()?,
        renewed_in: reset_at(headers)? + MARGIN - date(headers)?,
    })
}

fn told(headers: &HeaderMap) -> Option<Wait> {
    let seconds = text(headers, RETRY_AFTER.as_str())?.parse().ok()?;
    Some(Wait::For(Duration::from_secs(seconds)))
}

fn reset(headers: &HeaderMap) -> Option<Wait> {
    let reset = reset_at(headers)? + MARGIN;
    Some(match date(headers) {
        Some(date) => Wait::For((reset - date).to_std().unwrap_or_default()),
        None => Wait::Until(reset),
    })
}

fn reset_at(headers: &HeaderMap) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(text(headers, "x-ratelimit-reset")?.parse().ok()?, 0)
}

fn date(headers: &HeaderMap) -> Option<DateTime<Utc>> {
    let date = DateTime::parse_from_rfc2822(text(headers, DATE.as_str())?);
    Some(date.ok()?.to_utc())
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

#[cfg(test)]
mod tests {
    use reqwest::header::{HeaderName, HeaderValue};

    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let pair = |(name, value): &(&'static str, &'static str)| {
            (
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            )
        };
        pairs.iter().map(pair).collect()
    }

    const SPENT: [(&str, &str); 4] = [
        ("x-ratelimit-limit", "5000"),
        ("x-ratelimit-remaining", "0"),
        ("x-ratelimit-reset", "1795330000"),
        ("x-ratelimit-resource", "core"),
    ];

    #[test]
    fn the_wait_is_measured_by_githubs_clock() {
        let mut spent = headers(&SPENT);
        let reset = DateTime::from_timestamp(1_795_330_001, 0).unwrap();
        assert_eq!(wait(&spent), Wait::Until(reset));
        let earlier = HeaderValue::from_static("Sun, 22 Nov 2026 06:36:40 GMT");
        spent.insert(DATE, earlier);
        assert_eq!(wait(&spent), Wait::For(Duration::from_secs(601)));
        let renewed_in = TimeDelta::seconds(601);
        let expected = Quota {
            limit: 5000,
            remaining: 0,
            renewed_in,
        };
        assert_eq!(quota(&spent), Some(expected));
    }

    #[test]
    fn a_wait_that_is_told_comes_first_and_one_that_is_not_is_unsaid() {
        let mut spent = headers(&SPENT);
        spent.insert(RETRY_AFTER, HeaderValue::from_static("7"));
        assert_eq!(wait(&spent), Wait::For(Duration::from_secs(7)));
        assert_eq!(
            wait(&headers(&[("x-ratelimit-remaining", "4711")])),
            Wait::Unsaid
        );
    }

    #[test]
    fn what_is_left_of_searches_is_not_what_is_left() {
        let mut search = headers(&SPENT);
        search.insert(
            DATE,
            HeaderValue::from_static("Sun, 22 Nov 2026 06:36:40 GMT"),
        );
        search.insert("x-ratelimit-resource", HeaderValue::from_static("search"));
        assert_eq!(quota(&search), None);
        assert_eq!(quota(&HeaderMap::new()), None);
    }
}
