#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
//! Connections on real databases, against the practice GitHub.

mod connecting;
mod ending;
mod renewing;
mod secrets;
mod story;
