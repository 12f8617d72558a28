//! What Tasksource costs, measured in one run on one machine.
//!
//! It uses the built programs from outside, as people do; no figure is ever written down here.

mod bare;
mod both;
mod client;
mod closing;
mod commits;
mod listing;
mod load;
mod process;
mod sizes;
mod webhooks;

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::{Parser, Subcommand};

/// What is measured, and with which programs.
#[derive(Parser)]
#[command(name = "bench", about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Measure everything
    All(Programs),
    /// Serve the list of tasks with nothing around it: what the API is compared with
    Bare(bare::Settings),
}

/// The programs as they were built.
#[derive(clap::Args)]
struct Programs {
    /// The server
    #[arg(long)]
    tasksource: PathBuf,
    /// The practice GitHub
    #[arg(long)]
    github_sim: PathBuf,
    /// The folder of the built pages
    #[arg(long)]
    dist: PathBuf,
}

#[tokio::main]
async fn main() -> Result<()> {
    // An error only says that one was chosen before, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    match Cli::parse().command {
        Command::All(programs) => measure(&programs).await,
        Command::Bare(settings) => bare::serve(settings).await,
    }
}

#[expect(clippy::print_stdout, reason = "the figures are what was asked for")]
async fn measure(programs: &Programs) -> Result<()> {
    if cfg!(debug_assertions) {
        bail!("measure what people use: run `cargo xtask bench`, which builds with --release");
    }
    println!(
        "Idle server\n{}",
        process::measure(&programs.tasksource).await?
    );
    println!(
        "Listing 50 of 10,000 tasks\n{}",
        listing::measure(&programs.tasksource).await?
    );
    println!("Commits of a task\n{}", commits::measure(programs).await?);
    println!(
        "Closing a task in an idle system\n{}",
        closing::measure(programs).await?
    );
    println!(
        "Answering GitHub's messages\n{}",
        webhooks::measure(programs).await?
    );
    println!(
        "Download, compressed with brotli\n{}",
        sizes::measure(&programs.dist)?
    );
    Ok(())
}
