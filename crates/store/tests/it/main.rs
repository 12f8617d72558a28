//! The store on both databases, one file for each story. Nothing here is simulated.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod access_shown;
mod accounts;
mod attempts;
mod bell;
mod board;
mod by_hand;
mod chain;
mod comments;
mod connections;
mod consequences;
mod events;
mod given;
mod holding;
mod hooks;
mod law_of_access;
mod members;
mod migrations;
mod notifications;
mod paces;
mod pages;
mod queue;
mod repositories;
mod schema;
mod sessions;
mod tasks;
mod transactions;
