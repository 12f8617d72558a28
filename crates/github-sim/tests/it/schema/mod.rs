//! Every reply of every route against GitHub's own description of its API.
//! The description itself is never copied here: its package is installed beside this crate.

mod abilities;
mod accounts;
mod check;
mod every_reply;
mod forks;
mod hooks;
mod people;
mod pull_requests;
mod refs;
mod reports;
mod repositories;
mod scene;
