//! Words, rules and wire types of Tasksource.
//!
//! Everything here is pure: no input or output, no clock, no randomness. That lets the browser
//! enable a button by the very rule by which the server allows the call.

pub mod access;
pub mod activity;
pub mod branch;
pub mod connection;
pub mod effect;
pub mod event;
pub mod gap;
pub mod ids;
pub mod label;
pub mod mention;
pub mod names;
pub mod notification;
pub mod options;
pub mod pace;
pub mod place;
pub mod priority;
pub mod problem;
pub mod progress;
pub mod project;
pub mod pull_request;
pub mod refusal;
pub mod standing;
pub mod task;
pub mod wire;
pub mod work;

/// An instant, in UTC. The clock that makes them cuts to microseconds, PostgreSQL's resolution.
pub type Timestamp = chrono::DateTime<chrono::Utc>;

/// A day, wherever one is.
pub type Date = chrono::NaiveDate;
