//! Whether the law of access holds whatever happens.
//!
//! Random histories are played against the practice GitHub with the product's own store and
//! reconciler: with nothing in the way, with faults at GitHub, and with processes that are killed.
//! After each, everything comes to rest and GitHub is compared with the pure law. A seed that
//! breaks a law is printed with all that led there, and plays the same history again.

mod cast;
mod deeds;
mod dice;
mod hands;
mod history;
mod kill;
mod law;
mod stage;
mod suite;
mod worker;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "proof", about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Play random histories, with faults and without, and kill processes; tell what was found
    Play(suite::Amounts),
    /// Decide and act until killed; what `play` starts and kills
    #[command(hide = true)]
    Worker {
        /// What to work on
        task: PathBuf,
    },
}

#[tokio::main]
async fn main() -> Result<()> {
    // An error only says that one was chosen before, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    match Cli::parse().command {
        Command::Play(amounts) => suite::play(&amounts).await,
        Command::Worker { task } => worker::run(&task).await,
    }
}
