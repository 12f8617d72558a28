//! The API as its callers see it: over HTTP, on a real database, beside a practice GitHub.
//!
//! Nothing here reaches into the crate: what cannot be seen from outside is not tested here.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod access;
mod answer;
mod app;
mod bad_input;
mod board;
mod comments;
mod commits;
mod connecting;
mod document;
mod events;
mod members;
mod notifications;
mod options;
mod outsiders;
mod person;
mod projects;
mod repositories;
mod signing_in;
mod story;
mod tasks;
mod tokens;
mod webhooks;
