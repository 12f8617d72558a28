//! Brings GitHub into agreement with the records, effect by effect.
//!
//! Every effect looks before it acts and remembers before it asks, so it may be cut off anywhere
//! and started again. No transaction is ever open here across a call to GitHub.

mod acting;
mod ask_reviewers;
mod close_gap;
mod end_connection;
mod failure;
mod forget_connection;
mod give_back;
mod handover;
mod keep_hook;
mod make_hook;
mod outcome;
mod remember_access;
mod run;
mod save_task;
mod see_account;
mod see_branch;
mod see_repository;
mod settings;
mod stewards;
mod sync_access;
mod sync_hook;
mod sync_pull_request;
mod sync_repository;
mod sync_work;
mod take_step;
mod taken;
mod tokens;
mod worker;

pub use settings::Settings;
pub use worker::Reconciler;
