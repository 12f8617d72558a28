//! Running the git program on the bare repositories of the data folder.
//! Nothing in this folder knows users, rights or replies.

mod changes;
#[cfg(test)]
mod example;
mod history;
mod objects;
mod protect;
mod rebase;
mod refs;
mod repository;
mod serve;
mod write;

pub(crate) use changes::Change;
pub(crate) use history::{Commit, LogQuery, Signature};
pub(crate) use objects::Entry;
pub(crate) use repository::{Git, GitError, GitRepository};
pub(crate) use serve::Exchange;
pub(crate) use write::{NewCommit, Script};
