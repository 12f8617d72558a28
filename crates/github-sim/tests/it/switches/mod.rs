//! Every switch with every answer, and the panel on which they are.
//! What is known of GitHub is never tested here.

mod git;
mod invitations;
mod panel;
mod pulls;
mod reading;
mod sign_in;
