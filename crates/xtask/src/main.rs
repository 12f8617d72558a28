//! What cargo alone cannot do: set-up, the front-end build, run, test and bench.
//! Nothing lives here that a library or a test of the product could hold.
#![expect(clippy::print_stdout, reason = "a command-line tool speaks on stdout")]

mod bench;
mod browser;
mod budget;
mod bundle;
mod clients;
mod debian;
mod npm;
mod postgres;
mod process;
mod progress;
mod proof;
mod run;
mod services;
mod setup;
mod site;
mod split;
mod switches;
mod test;
mod wasm_std;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

use crate::workspace::Workspace;

/// Tasksource's own commands, beside cargo's.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
enum Command {
    /// Get what building needs: the wasm standard library and the style sheet's tools.
    Setup,
    /// Build the pages into frontend/dist.
    Site(site::Args),
    /// Run the whole product here, with a practice GitHub unless credentials are set.
    Run(run::Args),
    /// Pass all tests.
    Test(test::Args),
    /// Play random histories, faults and kills, and compare with the law of access.
    Proof(proof::Args),
    /// Measure what the product costs.
    Bench,
    /// Measure the pages as on a phone, and hold them to their bounds.
    Lighthouse,
}

fn main() -> ExitCode {
    let command = Command::parse();
    match progress::total(|| command.run()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

impl Command {
    fn run(self) -> Result<()> {
        process::stop_children_on_signals()?;
        let workspace = Workspace::find()?;
        match self {
            Self::Setup => progress::stage("setup", || setup::ensure(&workspace)),
            Self::Site(args) => site::command(&workspace, &args),
            Self::Run(args) => run::command(&workspace, &args),
            Self::Test(args) => test::command(&workspace, &args),
            Self::Proof(args) => proof::command(&workspace, &args),
            Self::Bench => bench::command(&workspace),
            Self::Lighthouse => browser::lighthouse(&workspace),
        }
    }
}
