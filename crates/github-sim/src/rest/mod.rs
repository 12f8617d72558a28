//! The REST API below `/api/v3`.
//! Nothing in this folder runs without a decided viewer, see `answer`.

mod answer;
mod applications;
mod branches;
mod call;
mod collaborators;
mod commits;
mod compare;
mod hook_deliveries;
mod hooks;
mod invitations;
mod merges;
mod new_pull;
mod organizations;
mod own_invitations;
mod pulls;
mod refs;
mod repositories;
mod repository_routes;
mod reviewers;
mod routes;
mod routing;
mod search;
mod target;
mod users;

pub(crate) use answer::answer;
pub(crate) use collaborators::{take_out, tell_member};
pub(crate) use routing::list as routes;
