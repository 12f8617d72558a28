//! Every call that pages can make, typed by `domain::wire`.

mod access;
mod auth;
mod board;
mod call;
mod client;
mod events;
mod github;
mod me;
mod notifications;
mod projects;
mod repositories;
mod talk;
mod tasks;

pub(crate) use board::TaskQuery;
pub(crate) use client::{Api, use_api};
pub(crate) use tasks::Fresh;
