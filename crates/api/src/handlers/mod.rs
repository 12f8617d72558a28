//! The handlers, one file a topic; each is named as its operation.

pub(crate) mod access;
pub(crate) mod access_export;
pub(crate) mod auth;
pub(crate) mod branch;
pub(crate) mod commits;
pub(crate) mod connection;
pub(crate) mod decisions;
pub(crate) mod docs;
pub(crate) mod events;
pub(crate) mod github;
pub(crate) mod health;
pub(crate) mod me;
pub(crate) mod members;
pub(crate) mod notifications;
pub(crate) mod options;
pub(crate) mod overview;
pub(crate) mod projects;
pub(crate) mod repositories;
pub(crate) mod service;
pub(crate) mod sessions;
pub(crate) mod tasks;
pub(crate) mod tokens;
pub(crate) mod webhooks;
