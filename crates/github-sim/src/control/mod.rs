//! The control API below `/_sim`: what tests do to the world on GitHub's behalf.
//! It asks for no credentials, so nothing real may ever be behind it.

mod changing;
mod granting;
mod looking;
mod making;
mod organizations;
mod renaming;
mod reporting;
mod routes;

pub(crate) use routes::answer;
