//! tasksource: the one binary.
//!
//! Settings and wiring live in this crate; no rule, no SQL and no knowledge of GitHub ever does.

mod check;
mod check_activity;
mod demo;
mod headers;
mod keys;
mod logs;
mod pages;
mod requests;
mod serve;
mod settings;
mod wiring;

use anyhow::Result;
use clap::Parser;
use settings::{Cli, Command};

#[tokio::main]
async fn main() -> Result<()> {
    match Cli::parse().command {
        Command::Serve(settings) => serve::serve(*settings).await,
        Command::Migrate(settings) => serve::migrate(&settings).await,
        Command::Openapi => print_openapi(),
        Command::Check(settings) => check::check(&settings).await,
    }
}

#[expect(clippy::print_stdout, reason = "the document is what was asked for")]
fn print_openapi() -> Result<()> {
    println!("{}", api::openapi().to_pretty_json()?);
    Ok(())
}
