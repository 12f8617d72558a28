//! All SQL of Tasksource, on SQLite and PostgreSQL by one implementation.
//!
//! One module for each table, with functions as `tasks::find(tx, …)`; rows become domain types
//! here. No decision is taken here, and nothing here reaches the network while a transaction is
//! open. No SQL lives outside this crate.

mod access_facts;
mod access_list;
mod adopt;
mod bell;
mod chain;
mod chain_keys;
mod chains;
mod claim;
mod claims;
mod clock;
mod concerns;
mod dialect;
mod enqueue;
mod error;
mod following;
mod impact;
mod leads;
mod migrations;
mod own_access;
mod pages;
mod places;
mod pools;
mod query;
mod queue;
mod repository_names;
mod row;
mod sightings;
mod store;
mod sweep;
mod task_accesses;
mod task_list;
mod task_pages;
mod told;
mod transaction;
mod unconfirmed_ends;
mod verify;
mod wakes;
mod walk;

pub mod accesses;
pub mod activity;
pub mod attempts;
pub mod comments;
pub mod connections;
pub mod deliveries;
pub mod effects;
pub mod events;
pub mod holds;
pub mod hooks;
pub mod idempotency;
pub mod labels;
pub mod members;
pub mod notifications;
pub mod paces;
pub mod projects;
pub mod repositories;
pub mod reviewers;
pub mod search;
pub mod sessions;
pub mod tasks;
pub mod tokens;
pub mod users;

pub use self::{
    bell::{Bell, Listener},
    chain_keys::ChainKeys,
    clock::{Clock, ManualClock},
    error::{
        AccountTaken, AlreadyLinked, AlreadyMember, EmailTaken, Error, KeyTaken, LabelTaken,
        Outdated, Result,
    },
    migrations::fingerprint,
    store::Store,
    transaction::{ReadTx, Tx},
};
