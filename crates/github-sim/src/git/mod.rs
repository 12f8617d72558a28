//! Running the git program on the bare repositories of the data folder.
//! Nothing in this folder knows users, rights or replies.

mod protect;
mod read;
mod repository;
mod serve;
mod write;

pub(crate) use read::{Change, Commit, LogQuery, Signature};
pub(crate) use repository::{Git, GitError, GitRepository};
pub(crate) use serve::Exchange;
pub(crate) use write::{NewCommit, Script};
