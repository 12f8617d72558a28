//! A practice GitHub: OAuth pages, REST, webhooks and real git repositories over HTTP.
//!
//! One port serves all: pages at `/`, the REST API at `/api/v3` (the address shape of GitHub
//! Enterprise Server), git at `/{owner}/{repo}.git`, and the control API at `/_sim`. It shares no
//! type with the client that is tested against it: two independent readings of GitHub's documents
//! must meet. Nothing of the product may ever be imported here.
//!
//! # Control API
//!
//! JSON, without credentials. A repository is named by its id or, in a body, by `owner/name`.
//!
//! | call | body | answer |
//! |---|---|---|
//! | `POST /_sim/users` | `login, name?` | `id, login` |
//! | `POST /_sim/organizations` | `login, restricts_apps?, base_permission?, members?: [{login, role: admin\|member}]` | `id, login` |
//! | `PATCH /_sim/organizations/{login}` | `restricts_apps?, app_approved?` | – |
//! | `POST /_sim/repositories` | `owner, name, private?, commits? (1), branches?, description?` | `id, full_name, default_branch, clone_url` |
//! | `PATCH /_sim/repositories/{id}` | `name?, owner?, archived?, private?, has_pull_requests?` | the repository as in the world |
//! | `DELETE /_sim/repositories/{id}` | – | – |
//! | `PUT`, `DELETE /_sim/repositories/{id}/collaborators/{login}` | `permission? (push)` | – |
//! | `DELETE /_sim/repositories/{id}/branches/{name}` | – | – |
//! | `POST /_sim/commits` | `repository, branch, author?, email?, message` | `sha` |
//! | `POST /_sim/tokens` | `login, scopes, expires_in?` | as the token endpoint answers |
//! | `POST /_sim/authorize` | `login, url, organizations?, refuse?` | `location` |
//! | `GET /_sim/world` | – | users, organizations, repositories, grants |
//! | `GET`, `DELETE /_sim/calls` | – | `[{method, path, status, login}]`, oldest first |
//! | `POST`, `DELETE /_sim/faults` | `method?, path, times?, skip?, fault` | – |
//! | `POST /_sim/limits` | `core?, search?` | – |
//! | `POST /_sim/clock` | `advance_seconds` | `now` |
//!
//! `path` of a fault is a regular expression on the path below `/api/v3`, or on a web path. A
//! `fault` is one of `{"kind":"delay","ms":…}`, `{"kind":"status","status":…,"body":…,"headers":…}`,
//! `{"kind":"cut_before"}`, `{"kind":"cut_after"}` and `{"kind":"token_error","error":…}`.

mod accounts;
mod calls;
mod clock;
mod control;
mod courier;
mod dispatch;
mod errors;
mod faults;
mod git;
mod git_http;
mod grants;
mod hooks;
mod limits;
mod oauth_pages;
mod oauth_request;
mod oauth_tokens;
mod pages;
mod paging;
mod permission;
mod persistence;
mod pulls;
mod push_events;
mod pushes;
mod random;
mod refusals;
mod render;
mod reply;
mod repositories;
mod request;
mod rest;
mod rights;
mod scopes;
mod seed;
mod seed_names;
mod server;
mod settings;
mod simulator;
mod state;
mod webhooks;
mod world;

pub use errors::Error;
pub use settings::{Seed, Settings};
pub use simulator::{Simulator, start};
