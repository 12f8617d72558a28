//! The REST API below `/api/v3`.
//! Nothing in this folder runs without a decided viewer, see `answer`.

mod absent;
mod answer;
mod applications;
mod assignees;
mod branches;
mod call;
mod checks;
mod collaborators;
mod commits;
mod compare;
mod contents;
mod credentials;
mod entity_tags;
mod forks;
mod headers;
mod hook_deliveries;
mod hooks;
mod invitations;
mod issue_events;
mod issues;
mod members;
mod merges;
mod new_pull;
mod objects;
mod organizations;
mod own_invitations;
mod people;
mod pulls;
mod refs;
mod repositories;
mod repository_routes;
mod reviewers;
mod reviews;
mod routes;
mod routing;
mod search;
mod statuses;
mod tags;
mod target;
mod teams;
mod users;

pub(crate) use answer::answer;
pub(crate) use routing::list as routes;
