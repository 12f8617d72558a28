//! Everything that must hold before a change is taken, stage by stage.
//! A stage that cannot be run fails: nothing is skipped in silence.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use clap::ValueEnum;

use crate::postgres::Postgres;
use crate::site::{self, Flavour};
use crate::switches::Notes;
use crate::workspace::{OTHERS, Workspace};
use crate::{browser, budget, clients, process, progress, setup, switches};

const DENY: &str = "cargo-deny";
const DENY_VERSION: &str = "0.20.2";

/// Which stages to run.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Run these stages instead of all.
    #[arg(long, num_args = 1.., value_delimiter = ',')]
    only: Vec<Stage>,
}

/// The stages, in their order: cheap refusals first, and nothing is built before what it embeds.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Stage {
    /// The code is formatted.
    Format,
    /// What building needs is there.
    Setup,
    /// The pages build and are light; beside them, what later stages need is installed and begun.
    Site,
    /// No lint complains.
    Lint,
    /// Licences, banned crates and sources are as .deny.toml says.
    Deny,
    /// Real clients, which are tried on the practice GitHub, are there.
    Clients,
    /// All Rust tests, on SQLite and on a private PostgreSQL.
    Tests,
    /// The tests of the GitHub client, once under each answer to what is unsure about GitHub.
    Switches,
    /// The journeys through the real programs in Chromium.
    E2e,
}

/// `cargo xtask test`.
pub(crate) fn command(workspace: &Workspace, args: &Args) -> Result<()> {
    let stages = if args.only.is_empty() {
        Stage::value_variants()
    } else {
        &args.only
    };
    let notes = Notes::new()?;
    let mut times = Vec::new();
    for stage in stages {
        let started = Instant::now();
        let result = progress::stage(&stage.name(), || stage.run(workspace, &notes));
        times.push((stage.name(), started.elapsed(), result.is_ok()));
        if let Err(error) = result {
            print_table(&times);
            let name = stage.name();
            return Err(error.context(format!(
                "stage {name}; again: cargo xtask test --only {name}"
            )));
        }
    }
    print_table(&times);
    Ok(())
}

impl Stage {
    fn name(self) -> String {
        self.to_possible_value()
            .map(|value| value.get_name().to_owned())
            .unwrap_or_default()
    }

    fn run(self, workspace: &Workspace, notes: &Notes) -> Result<()> {
        match self {
            Self::Format => cargo(workspace, "fmt --all --check"),
            Self::Setup => setup::ensure(workspace),
            Self::Site => site_and_tools(workspace),
            Self::Lint => lint(workspace),
            Self::Deny => deny(workspace),
            Self::Clients => clients::ensure(workspace),
            Self::Tests => tests(workspace, notes),
            Self::Switches => switches::test(workspace, notes),
            Self::E2e => e2e(workspace),
        }
    }
}

/// The pages' last crate keeps one core busy for long: the other one has work meanwhile.
fn site_and_tools(workspace: &Workspace) -> Result<()> {
    thread::scope(|scope| {
        let tools = scope.spawn(|| -> Result<()> {
            install_deny(workspace)?;
            clients::ensure(workspace)?;
            begin_lint(workspace);
            Ok(())
        });
        let site = site::build(workspace, Flavour::Release)
            .and_then(|()| budget::check(&workspace.root.join("frontend/dist")));
        let tools = tools.join().unwrap_or_else(|panic| resume_unwind(panic));
        site.and(tools)
    })
}

fn lint(workspace: &Workspace) -> Result<()> {
    site::ensure_some(workspace)?;
    cargo(workspace, "clippy --workspace --all-targets -- -D warnings")
}

/// Looks at all that does not need the pages. What it finds, or misses, the stage itself says.
fn begin_lint(workspace: &Workspace) {
    let mut clippy =
        workspace.cargo("clippy --workspace --all-targets --keep-going -- -D warnings");
    clippy.stdout(Stdio::null()).stderr(Stdio::null());
    process::run(&mut clippy).ok();
}

/// Advisories need a database from the network: the public workflow asks for them.
fn deny(workspace: &Workspace) -> Result<()> {
    let mut check = Command::new(install_deny(workspace)?);
    check.args([
        "--workspace",
        "check",
        "--hide-inclusion-graph",
        "bans",
        "licenses",
        "sources",
    ]);
    process::run(check.current_dir(&workspace.root))
}

/// Where cargo-deny is, once it is there.
fn install_deny(workspace: &Workspace) -> Result<PathBuf> {
    if process::exists(DENY) {
        return Ok(PathBuf::from(DENY));
    }
    let tools = workspace.target.join("tools");
    let program = tools.join("bin").join(DENY);
    if !program.is_file() {
        progress::say("installing cargo-deny into the target folder: it reads all licences");
        let mut install = process::cargo();
        install
            .args(["install", DENY, "--version", DENY_VERSION])
            .args(["--locked", "--debug", "--root"])
            .arg(tools);
        process::quiet("cargo install cargo-deny", &mut install)?;
    }
    Ok(program)
}

fn tests(workspace: &Workspace, notes: &Notes) -> Result<()> {
    site::ensure_some(workspace)?;
    clients::ensure(workspace)?;
    let postgres = Postgres::start().context("the storage tests need PostgreSQL")?;
    let run = |arguments: &str| {
        let mut command = workspace.cargo(arguments);
        command.env("TEST_POSTGRES_URL", postgres.url());
        process::run(notes.taken_by(&mut command))
    };
    if !process::exists("cargo-nextest") {
        run("test --package xtask --profile xtask --no-fail-fast")?;
        return run(&format!("test {OTHERS} --no-fail-fast"));
    }
    run("nextest run --package xtask --cargo-profile xtask")?;
    // Much of a test is waiting: for git, for a database, for an answer.
    let threads = thread::available_parallelism().map_or(2, NonZero::get) + 1;
    run(&format!("nextest run {OTHERS} --test-threads {threads}"))?;
    run(&format!("test {OTHERS} --doc --quiet"))
}

fn e2e(workspace: &Workspace) -> Result<()> {
    site::ensure_some(workspace)?;
    // The programs that the tests built: by themselves they would stand on other dependencies.
    cargo(workspace, &format!("test {OTHERS} --no-run --quiet"))?;
    let mut playwright = browser::playwright(workspace, "debug")?;
    let postgres = Postgres::start().context("several servers share a PostgreSQL")?;
    playwright
        .env("TEST_POSTGRES_URL", postgres.url())
        .env("PSQL_BIN", postgres.client());
    process::run(&mut playwright)
}

fn cargo(workspace: &Workspace, arguments: &str) -> Result<()> {
    process::run(&mut workspace.cargo(arguments))
}

fn print_table(times: &[(String, Duration, bool)]) {
    println!("\n  stage        seconds");
    for (name, time, passed) in times {
        let word = if *passed { "" } else { "  FAILED" };
        println!("  {name:<10} {:>9.1}{word}", time.as_secs_f64());
    }
    println!();
}
