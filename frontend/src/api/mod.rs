//! Every call that pages can make, typed by `domain::wire`.

mod access;
mod auth;
mod call;
mod client;
mod events;
mod github;
mod me;
mod notifications;
mod projects;
mod repositories;
mod tasks;

pub(crate) use client::{Api, use_api};
pub(crate) use tasks::{Fresh, TaskQuery};
