//! What cargo alone cannot do: set-up, the front-end build, run and test.
//! Nothing lives here that a library or a test of the product could hold.
#![expect(clippy::print_stdout, reason = "a command-line tool speaks on stdout")]

mod bundle;
mod debian;
mod npm;
mod postgres;
mod process;
mod progress;
mod run;
mod services;
mod setup;
mod site;
mod test;
mod wasm_std;
mod workspace;

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
}

fn main() -> anyhow::Result<()> {
    let command = Command::parse();
    process::stop_children_on_signals()?;
    let workspace = Workspace::find()?;
    progress::total(|| match command {
        Command::Setup => setup::ensure(&workspace),
        Command::Site(args) => site::command(&workspace, &args),
        Command::Run(args) => run::command(&workspace, &args),
        Command::Test(args) => test::command(&workspace, &args),
    })
}
