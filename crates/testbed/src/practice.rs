//! A practice GitHub of a test's own, over HTTP as the real one.
//!
//! What people do on it is in `deeds`, what a test sees and orders in `watching`. Nothing reaches
//! into its state, and nothing here is the product.

use std::{path::PathBuf, time::Duration};

use domain::ids::GithubRepositoryId;
use github_sim::Simulator;
use reqwest::{Client, Method};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tempfile::TempDir;
use url::Url;

/// What names one switch of the practice GitHub, as `name=answer`, with which every test runs:
/// so are the same tests run under each answer to what is unsure about GitHub.
pub const SWITCH: &str = "PRACTICE_SWITCH";

/// What names a folder in which every test leaves a file of its own name, with the switches that
/// its practice GitHub had to ask: with other answers to any other it would be the same test.
pub const ASKED: &str = "PRACTICE_ASKED";

/// How long the product waits for the practice GitHub, when the test says nothing else.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long the product rests before it repeats a call: a GitHub that is down for days is asked
/// hundreds of times.
const PAUSE: Duration = Duration::from_millis(2);

/// A practice GitHub that ends with the test.
pub struct Practice {
    simulator: Option<Simulator>,
    address: Address,
    pub(crate) http: Client,
    _data: Option<TempDir>,
}

/// Where a practice GitHub is, and as which app it is talked to.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Address {
    web_url: Url,
    api_url: Url,
    client_id: String,
    client_secret: String,
    redirect: Url,
}

/// A repository that was made.
#[derive(Clone, Debug)]
pub struct MadeRepository {
    /// GitHub's durable number.
    pub id: GithubRepositoryId,
    /// `owner/name`.
    pub full_name: String,
    /// What to clone.
    pub clone_url: String,
}

/// What GitHub sends a browser back with.
#[derive(Clone, Debug, Default)]
pub struct Callback {
    /// The code to exchange.
    pub code: Option<String>,
    /// The state as it was sent there.
    pub state: String,
    /// Why there is no code.
    pub error: Option<String>,
}

/// One call that the practice GitHub received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceivedCall {
    /// The method.
    pub method: String,
    /// The path below the API's address, or a web path.
    pub path: String,
    /// The status of the answer; 0 when the connection was cut.
    pub status: u64,
    /// Whose token it carried.
    pub login: Option<String>,
}

impl Practice {
    /// A practice GitHub with nobody and nothing on it, which answers one unsure fact as
    /// [`SWITCH`] has it.
    pub async fn start() -> Self {
        Self::start_with(|_| ()).await
    }

    /// The same, with other settings.
    pub async fn start_with(change: impl FnOnce(&mut github_sim::Settings)) -> Self {
        // Whoever installs a provider first is fine: all we need is that there is one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let data = tempfile::tempdir().expect("a test may make folders");
        let mut settings = github_sim::Settings::for_tests(data.path().join("github"));
        settings.asked = told(ASKED).zip(test_name()).map(|(folder, test)| {
            let folder = PathBuf::from(folder);
            folder.join(test)
        });
        if let Some(wished) = told(SWITCH) {
            let turned = settings.switches.turn(&wished);
            turned.unwrap_or_else(|error| panic!("{SWITCH}={wished}: {error}"));
        }
        change(&mut settings);
        let (client_id, client_secret) =
            (settings.client_id.clone(), settings.client_secret.clone());
        let redirect = settings.redirect_uris[0].parse();
        let simulator = github_sim::start(settings).await;
        let simulator = simulator.expect("the practice GitHub starts");
        let address = Address {
            web_url: simulator.web_url().clone(),
            api_url: simulator.api_url().clone(),
            client_id,
            client_secret,
            redirect: redirect.expect("the callback is an address"),
        };
        Self {
            simulator: Some(simulator),
            _data: Some(data),
            ..Self::attach(address)
        }
    }

    /// The practice GitHub of another process, which ends with that.
    pub fn attach(address: Address) -> Self {
        Self {
            simulator: None,
            address,
            http: Client::builder()
                .tls_certs_only([])
                .build()
                .expect("a plain client can be built"),
            _data: None,
        }
    }

    /// What another process needs to attach to it.
    pub fn address(&self) -> Address {
        self.address.clone()
    }

    /// Where its pages are.
    pub fn web_url(&self) -> &Url {
        &self.address.web_url
    }

    /// Where its REST API is.
    pub fn api_url(&self) -> &Url {
        &self.address.api_url
    }

    /// Where the app may be called back.
    pub fn redirect(&self) -> &Url {
        &self.address.redirect
    }

    /// What the product's client needs to talk to it.
    pub fn settings(&self) -> github::Settings {
        github::Settings {
            web_url: self.address.web_url.clone(),
            api_url: self.address.api_url.clone(),
            client_id: self.address.client_id.clone(),
            client_secret: self.address.client_secret.clone().into(),
            timeout: PATIENCE,
            pause: PAUSE,
        }
    }

    /// The product's client.
    pub fn github(&self) -> github::Github {
        github::Github::new(self.settings()).expect("the settings of a practice GitHub are good")
    }

    /// GitHub as that user, with all that the product asks for granted.
    pub async fn client(&self, login: &str) -> github::UserClient {
        let token = self.token(login, &["repo", "read:org"]).await;
        self.github().as_user(token)
    }

    /// Ends it, as if GitHub were unreachable from now on.
    pub async fn vanish(&mut self) {
        if let Some(simulator) = self.simulator.take() {
            simulator.stop().await;
        }
    }

    pub(crate) async fn post(&self, what: &str, body: Value) -> Value {
        self.send(Method::POST, &[what], Some(body)).await
    }

    pub(crate) async fn send(&self, method: Method, path: &[&str], body: Option<Value>) -> Value {
        let mut url = self.address.web_url.join("/_sim").expect("a path joins");
        url.path_segments_mut()
            .expect("an http address has a path")
            .extend(path);
        let mut request = self.http.request(method, url);
        if let Some(body) = &body {
            request = request.json(body);
        }
        let answer = request.send().await.expect("the practice GitHub answers");
        let status = answer.status();
        let text = answer.text().await.expect("the answer is whole");
        assert!(status.is_success(), "{path:?} {body:?}: {status} {text}");
        serde_json::from_str(&text).unwrap_or_default()
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "tests have no settings: unsure facts are told by whoever runs them"
)]
fn told(variable: &str) -> Option<String> {
    std::env::var(variable).ok()
}

/// The test that this process runs, where it runs no other, as with nextest.
fn test_name() -> Option<String> {
    let mut arguments = std::env::args();
    arguments.find(|argument| argument == "--exact")?;
    arguments.next()
}

/// GitHub's number of something that was made.
pub(crate) fn number(made: &Value) -> i64 {
    made["id"]
        .as_i64()
        .expect("everything on GitHub has a number")
}
