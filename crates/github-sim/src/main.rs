//! The practice GitHub as a program.
//! It only reads settings, starts and waits; all that it does is in the library.

use std::io::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context as _;
use clap::{Parser, ValueEnum};
use github_sim::{Seed, Settings, Switches};
use tokio::signal::unix::{SignalKind, signal};

/// A practice GitHub: OAuth pages, REST API, webhooks and git over HTTP, all on one port.
///
/// It needs no account and no network. Web pages are at `/`, the REST API at `/api/v3`, and what
/// tests need to act on GitHub's behalf at `/_sim`.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// Where to listen; port 0 takes any free one.
    #[arg(long, env = "GITHUB_SIM_LISTEN", default_value = "127.0.0.1:4000")]
    listen: SocketAddr,
    /// The folder that keeps the practice world between two runs.
    #[arg(
        long,
        env = "GITHUB_SIM_DATA",
        required_unless_present = "list_switches"
    )]
    data: Option<PathBuf>,
    /// The id of the OAuth app that may connect.
    #[arg(long, env = "GITHUB_SIM_CLIENT_ID", default_value = "practice-client")]
    client_id: String,
    /// The secret of that app; it guards nothing but a practice world.
    #[arg(
        long,
        env = "GITHUB_SIM_CLIENT_SECRET",
        default_value = "practice-secret"
    )]
    client_secret: String,
    /// Where the app is called back, matched exactly; may be given several times.
    #[arg(
        long = "redirect-uri",
        env = "GITHUB_SIM_REDIRECT_URIS",
        value_delimiter = ',',
        default_value = "http://localhost:8080/github/callback"
    )]
    redirect_uris: Vec<String>,
    /// How many seconds an expiring access token lives.
    #[arg(long, env = "GITHUB_SIM_TOKEN_LIFETIME", default_value_t = 28_800)]
    token_lifetime: u64,
    /// What an empty data folder is filled with.
    #[arg(long, env = "GITHUB_SIM_SEED", value_enum, default_value = "demo")]
    seed: SeedArgument,
    /// Answers an unsure fact about GitHub in another way, as `name=answer`; may be given several
    /// times.
    #[arg(
        long = "switch",
        env = "GITHUB_SIM_SWITCHES",
        value_delimiter = ',',
        value_name = "NAME=ANSWER"
    )]
    switches: Vec<String>,
    /// Prints every switch with its answers, the usual one first, and ends.
    #[arg(long)]
    list_switches: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum SeedArgument {
    /// People, organizations and some sixty repositories with history.
    Demo,
    /// Nobody and nothing.
    Empty,
    /// 300 owners with 5,000 repositories, to measure with.
    Scale,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let logs = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    tracing_subscriber::fmt()
        .with_env_filter(logs)
        .with_writer(std::io::stderr)
        .init();
    let arguments = Arguments::parse();
    if arguments.list_switches {
        return list_switches();
    }
    let simulator = github_sim::start(arguments.into_settings()?).await?;
    let address = simulator.web_url().as_str().trim_end_matches('/');
    writeln!(std::io::stdout(), "practice GitHub ready at {address}")?;
    wait_for_the_end().await?;
    simulator.stop().await;
    Ok(())
}

fn list_switches() -> anyhow::Result<()> {
    for (name, answers) in Switches::questions() {
        writeln!(std::io::stdout(), "{name} {}", answers.join(" "))?;
    }
    Ok(())
}

async fn wait_for_the_end() -> anyhow::Result<()> {
    let mut terminate = signal(SignalKind::terminate()).context("cannot listen for SIGTERM")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("cannot listen for ctrl-c")?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}

impl Arguments {
    fn into_settings(self) -> anyhow::Result<Settings> {
        let mut switches = Switches::default();
        for wished in &self.switches {
            switches.turn(wished)?;
        }
        Ok(Settings {
            listen: self.listen,
            data: self.data.context("the folder of the world is missing")?,
            client_id: self.client_id,
            client_secret: self.client_secret,
            redirect_uris: self.redirect_uris,
            token_lifetime: Duration::from_secs(self.token_lifetime),
            seed: match self.seed {
                SeedArgument::Demo => Seed::Demo,
                SeedArgument::Empty => Seed::Empty,
                SeedArgument::Scale => Seed::Scale,
            },
            switches,
            asked: None,
        })
    }
}
