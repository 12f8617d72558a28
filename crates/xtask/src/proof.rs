//! Proving: builds the program that plays histories, and gives it a PostgreSQL of its own.
//! What is played, and what of it breaks a law, is the program's business.

use std::process::Command;

use anyhow::{Context, Result};

use crate::postgres::Postgres;
use crate::process;
use crate::workspace::Workspace;

/// How much to prove.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Build optimized: worth it for long runs.
    #[arg(long)]
    release: bool,
    /// How much of what: `cargo xtask proof -- --help` tells.
    #[arg(last = true)]
    play: Vec<String>,
}

/// `cargo xtask proof`.
pub(crate) fn command(workspace: &Workspace, args: &Args) -> Result<()> {
    let mut build = process::cargo();
    build.args(["build", "--package", "proof"]);
    if args.release {
        build.arg("--release");
    }
    process::run(build.current_dir(&workspace.root))?;
    let profile = if args.release { "release" } else { "debug" };
    let postgres = Postgres::start().context("half of it is played on PostgreSQL")?;
    let mut proof = Command::new(workspace.target.join(profile).join("proof"));
    proof
        .arg("play")
        .args(&args.play)
        .env("TEST_POSTGRES_URL", postgres.url());
    process::run(&mut proof)
}
