//! What a practice GitHub is started with, and the addresses that follow from it.
//! Nothing here reads the environment: `main` does, and tests say what they want.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use url::Url;

use crate::switches::Switches;

/// All that a practice GitHub must know before it starts.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where to listen; port 0 takes any free one.
    pub listen: SocketAddr,
    /// The folder that keeps the world and its git repositories between two runs.
    pub data: PathBuf,
    /// The id of the one OAuth app that is registered here.
    pub client_id: String,
    /// The secret of that app.
    pub client_secret: String,
    /// Where the app may be called back; matched exactly, the first one takes refusals.
    pub redirect_uris: Vec<String>,
    /// How long an expiring access token lives.
    pub token_lifetime: Duration,
    /// What an empty data folder is filled with.
    pub seed: Seed,
    /// How the unsure facts about GitHub are answered from the start.
    pub switches: Switches,
    /// The file in which each switch is noted when it is asked for the first time: a run in which
    /// one was not asked would be the same with its other answers.
    pub asked: Option<PathBuf>,
}

/// The world that an empty data folder starts with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seed {
    /// Nobody and nothing: a test makes what it needs.
    Empty,
    /// People, organizations and some sixty repositories with history.
    Demo,
    /// 300 owners with 5,000 repositories, one with 2,000 branches, one with 10,000 commits.
    Scale,
}

impl Settings {
    /// Settings of a test: any free port, an empty world, the practice client.
    pub fn for_tests(data: PathBuf) -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            data,
            client_id: "practice-client".to_owned(),
            client_secret: "practice-secret".to_owned(),
            redirect_uris: vec!["http://localhost:8080/github/callback".to_owned()],
            token_lifetime: Duration::from_hours(8),
            seed: Seed::Empty,
            switches: Switches::default(),
            asked: None,
        }
    }
}

/// The addresses that every reply is built from.
#[derive(Debug, Clone)]
pub(crate) struct Urls {
    pub(crate) web: String,
    pub(crate) api: String,
    pub(crate) web_url: Url,
    pub(crate) api_url: Url,
}

impl Urls {
    /// The addresses of a simulator that listens on `address`.
    pub(crate) fn at(address: SocketAddr) -> Self {
        let web = format!("http://{address}");
        let api = format!("{web}/api/v3");
        Self {
            web_url: Url::parse(&web).expect("a socket address makes a valid URL"),
            api_url: Url::parse(&api).expect("a socket address makes a valid URL"),
            web,
            api,
        }
    }
}
