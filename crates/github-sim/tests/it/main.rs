//! The practice GitHub from outside: real HTTP, the real git program.
//! No test here may look into the simulator by any way that the product has not.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod access;
mod acts;
mod authorization;
mod branches;
mod clients;
mod clock;
mod clone_and_push;
mod commits;
mod control;
mod deliveries;
mod demo;
mod faults;
mod forks;
mod git_access;
mod git_program;
mod issue_events;
mod issues;
mod limits;
mod merging;
mod mishaps;
mod organizations;
mod pages;
mod practice;
mod program;
mod protection;
mod pull_requests;
mod receiver;
mod reports;
mod repositories;
mod restart;
mod reviews;
mod rules_of_the_api;
mod scale;
mod schema;
mod sign_on;
mod switches;
mod teams;
mod tokens;
mod webhooks;
