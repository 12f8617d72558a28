//! What effects do on GitHub, on both databases: one file for each story.
//!
//! The reconciler is turned by hand and the clock is the tests' own. Nothing here sleeps.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod closing;
mod crashing;
mod disconnecting;
mod do_no_harm;
mod giving;
mod hooks;
mod running;
mod rush;
mod scene;
mod taking;
mod trouble;
mod twice;
