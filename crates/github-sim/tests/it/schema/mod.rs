//! Every reply of every route against GitHub's own description of its API.
//! The description itself is never copied here: its package is installed beside this crate.

mod abilities;
mod accounts;
mod addresses;
mod every_reply;
mod every_route;
mod forks;
mod hooks;
mod judge;
mod known;
mod ordered;
mod people;
mod pull_requests;
mod refs;
mod reports;
mod repositories;
mod routes;
mod scene;
mod table;
mod teams;
mod token_endpoint;
