//! The server as a process: what operators and browsers meet before any rule does.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod checking;
mod keys;
mod pages;
mod process;
mod running;
