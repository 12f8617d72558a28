//! What goes over our own wire: the bodies of the HTTP API, shared by server and pages.
//!
//! No rule lives here, and nothing of a commit is in any type but [`commits`].

pub mod access;
pub mod auth;
pub mod board;
pub mod comments;
pub mod commits;
pub mod effects;
pub mod github;
pub mod labels;
pub mod me;
pub mod notifications;
pub mod options;
pub mod page;
pub mod projects;
pub mod search;
pub mod service;
pub mod tasks;
pub mod undo;
