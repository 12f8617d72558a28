//! The page of one task.

mod access;
mod actions;
mod branch;
mod commits;
mod editing;
mod handle;
mod page;
mod polling;
mod properties;
mod pull_request;
mod undo;

pub(crate) use page::TaskPage;
