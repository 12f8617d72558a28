//! What holds for the workspace as a whole, read from its files as cargo and the databases read them.
//! No product code is called here.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod arrows;
mod commands;
mod migrations;
