//! All that Tasksource knows of GitHub's wire: OAuth, the REST calls of the product, and what
//! GitHub's answers mean.
//!
//! Nothing is kept here: no cache, no log of bodies, no token beyond the call that carries it.

mod accounts;
mod address;
mod branches;
mod call;
mod classify;
mod client;
mod collaborators;
mod compare;
mod error;
mod holders;
mod hooks;
mod invitations;
mod limits;
mod link;
mod meter;
mod oauth;
mod owners;
mod paging;
mod pull_requests;
mod refusals;
mod reply;
mod repositories;
mod request;
mod reviews;
mod scopes;
mod settings;
mod transport;
mod verdicts;

pub use accounts::Account;
pub use branches::{BranchHead, CreatedBranch};
pub use client::{Github, UserClient};
pub use collaborators::Added;
pub use compare::Conditional;
pub use error::{Error, FieldError, Wait};
pub use holders::Holders;
pub use hooks::{LostDelivery, SeenHook};
pub use meter::Reading;
pub use oauth::{Authorization, Tokens};
pub use pull_requests::{FoundPullRequest, NewPullRequest, PullRequestStanding};
pub use repositories::Repository;
pub use settings::Settings;
