//! The JSON shapes of replies and events.
//! Nothing in this folder decides whether someone may see what it renders.

pub(crate) mod commits;
pub(crate) mod hooks;
pub(crate) mod invitations;
pub(crate) mod issue_events;
pub(crate) mod issues;
pub(crate) mod pulls;
pub(crate) mod refs;
pub(crate) mod reports;
pub(crate) mod repositories;
pub(crate) mod reviews;
pub(crate) mod teams;
pub(crate) mod users;
mod view;

pub(crate) use view::{View, lines_of_base64, node_id};
