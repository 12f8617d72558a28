//! The simulator's own time, which tests may push forward.
//! Nothing else in this crate may ask the system for the time of day.

use std::time::SystemTime;

use chrono::{DateTime, NaiveDateTime, SecondsFormat, TimeDelta, Utc};

const HTTP: &str = "%a, %d %b %Y %H:%M:%S GMT";

/// A moment of the simulated world.
pub(crate) type Time = DateTime<Utc>;

/// The present, `ahead` seconds before the machine's own clock.
pub(crate) fn now(ahead: i64) -> Time {
    Time::from(SystemTime::now()) + TimeDelta::seconds(ahead)
}

/// The notation of the `Date` header.
pub(crate) fn http(time: Time) -> String {
    time.format(HTTP).to_string()
}

/// A time in the notation of headers; nothing when it is none.
pub(crate) fn from_http(text: &str) -> Option<Time> {
    let time = NaiveDateTime::parse_from_str(text, HTTP).ok()?;
    Some(time.and_utc())
}

/// The notation that GitHub uses in replies: whole seconds, `Z`.
pub(crate) fn iso(time: Time) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}
