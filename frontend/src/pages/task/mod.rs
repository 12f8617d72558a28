//! The page of one task.

mod access;
mod actions;
mod branch;
mod comments;
mod commits;
mod days;
mod details;
mod editing;
mod handle;
mod page;
mod polling;
mod properties;
mod pull_request;
mod timeline;
mod undo;
mod verdicts;

pub(crate) use page::TaskPage;
