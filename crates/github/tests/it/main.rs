#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
//! The client against the practice GitHub, over real HTTP.

mod branches;
mod collaborators;
mod commits;
mod holders;
mod oauth;
mod pickers;
mod pull_requests;
mod renames;
mod trouble;
mod webhooks;
