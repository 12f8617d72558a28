//! Settings: one clap struct a topic, each field from a flag or the environment.
//!
//! This is the only place of the product that reads the environment.

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};
use secrecy::SecretString;
use url::Url;

/// A task tracker whose tasks carry GitHub access.
#[derive(Debug, Parser)]
#[command(name = "tasksource", version, about, long_about = None)]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What the binary does.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve the pages and the API, and bring GitHub into agreement with the records
    Serve(Box<Serve>),
    /// Bring the database to this version and stop
    Migrate(Storage),
    /// Print the OpenAPI description of the API
    Openapi,
    /// Say what is missing or unsafe in the settings, and stop
    Check(Box<Check>),
}

/// What is looked at.
#[derive(Debug, Args)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) serve: Serve,

    /// A file, best on another machine, that bears witness to the activity: what it holds of the
    /// last check must still be there, then it is written anew
    #[arg(long, env = "TASKSOURCE_WITNESS")]
    pub(crate) witness: Option<PathBuf>,
}

/// All settings of a server.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// The address to listen on
    #[arg(long, env = "TASKSOURCE_LISTEN", default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,

    /// The address under which people reach the server; GitHub sends them back there
    #[arg(
        long,
        env = "TASKSOURCE_PUBLIC_URL",
        default_value = "http://localhost:8080"
    )]
    pub(crate) public_url: Url,

    /// How many reverse proxies of yours stand before the server, each of which appends to
    /// X-Forwarded-For; without it, everybody behind a proxy shares one limit at sign-in
    #[arg(long, env = "TASKSOURCE_PROXIES", default_value_t = 0)]
    pub(crate) proxies: usize,

    #[command(flatten)]
    pub(crate) storage: Storage,

    #[command(flatten)]
    pub(crate) github: Github,

    #[command(flatten)]
    pub(crate) logs: Logs,

    /// How many effects on GitHub are worked on at once
    #[arg(long, env = "TASKSOURCE_EFFECT_WORKERS", default_value_t = 4)]
    pub(crate) effect_workers: usize,

    /// Create two accounts to try the product with; never on a server that others reach
    #[arg(long, env = "TASKSOURCE_DEMO")]
    pub(crate) demo: bool,
}

/// Where the records and their keys are.
#[derive(Debug, Args)]
pub(crate) struct Storage {
    /// The folder of the embedded database and the key file
    #[arg(long, env = "TASKSOURCE_DATA", default_value = "data")]
    pub(crate) data: PathBuf,

    /// `sqlite:///path/file.db` or `postgres://user@host/name`; left out, a file in the data folder
    #[arg(long, env = "TASKSOURCE_DATABASE_URL", hide_env_values = true)]
    pub(crate) database_url: Option<SecretString>,

    /// The keys that seal tokens, one of 64 hexadecimal digits a line, the newest first; left
    /// out, they are in the key file
    #[arg(long, env = "TASKSOURCE_KEYS", hide_env_values = true)]
    pub(crate) keys: Option<SecretString>,

    /// The key file; left out, `tasksource.key` in the data folder, made at the first start
    #[arg(long, env = "TASKSOURCE_KEY_FILE")]
    pub(crate) key_file: Option<PathBuf>,
}

/// Which GitHub, and as which app.
#[derive(Debug, Args)]
pub(crate) struct Github {
    /// The client id of the OAuth app
    #[arg(
        id = "github_client_id",
        long = "github-client-id",
        env = "TASKSOURCE_GITHUB_CLIENT_ID",
        default_value = ""
    )]
    pub(crate) client_id: String,

    /// The client secret of the OAuth app; better in the environment than on the command line
    #[arg(
        id = "github_client_secret",
        long = "github-client-secret",
        env = "TASKSOURCE_GITHUB_CLIENT_SECRET",
        hide_env_values = true,
        default_value = ""
    )]
    pub(crate) client_secret: SecretString,

    /// Where GitHub's pages are
    #[arg(
        id = "github_web_url",
        long = "github-web-url",
        env = "TASKSOURCE_GITHUB_WEB_URL",
        default_value = "https://github.com"
    )]
    pub(crate) web_url: Url,

    /// Where GitHub's API is
    #[arg(
        id = "github_api_url",
        long = "github-api-url",
        env = "TASKSOURCE_GITHUB_API_URL",
        default_value = "https://api.github.com"
    )]
    pub(crate) api_url: Url,

    /// GitHub sets no limits: an Enterprise Server with rate limits switched off. Then nothing
    /// is spaced; a wait that it asks for is obeyed all the same
    #[arg(
        id = "github_unlimited",
        long = "github-unlimited",
        env = "TASKSOURCE_GITHUB_UNLIMITED"
    )]
    pub(crate) unlimited: bool,

    /// Say on every page that this is the practice GitHub
    #[arg(
        id = "github_practice",
        long = "github-practice",
        env = "TASKSOURCE_GITHUB_PRACTICE"
    )]
    pub(crate) practice: bool,
}

/// What is logged, and how.
#[derive(Debug, Args)]
pub(crate) struct Logs {
    /// What to log: a level, or levels by target such as `info,reconciler=debug`
    #[arg(long, env = "TASKSOURCE_LOG", default_value = "info")]
    pub(crate) log: String,

    /// Lines for people or for programs
    #[arg(long, env = "TASKSOURCE_LOG_FORMAT", value_enum, default_value_t = LogFormat::Text)]
    pub(crate) log_format: LogFormat,
}

/// The form of a log line.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum LogFormat {
    /// For people
    Text,
    /// One JSON object a line
    Json,
}
