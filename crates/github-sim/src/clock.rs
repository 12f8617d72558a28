//! The simulator's own time, which tests may push forward.
//! Nothing else in this crate may ask the system for the time of day.

use std::time::SystemTime;

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};

/// A moment of the simulated world.
pub(crate) type Time = DateTime<Utc>;

/// The present, `ahead` seconds before the machine's own clock.
pub(crate) fn now(ahead: i64) -> Time {
    Time::from(SystemTime::now()) + TimeDelta::seconds(ahead)
}

/// The notation of the `Date` header.
pub(crate) fn http(time: Time) -> String {
    time.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

/// The notation that GitHub uses in replies: whole seconds, `Z`.
pub(crate) fn iso(time: Time) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}
