//! What every handler works with: one shared state.
//!
//! Nothing here belongs to one request.

use std::{future::Future, sync::Arc, time::Duration};

use connections::Connections;
use domain::{Timestamp, ids::UserId};
use github::UserClient;
use store::{ReadTx, Store, Tx};
use tokio::time::{Instant, timeout_at};
use url::Url;

use crate::{
    access_token::SigningKeys, error::Error, hub::Hub, passwords::Passwords, rate_limit::RateLimit,
};

/// How long a page waits for GitHub before it says so.
const GITHUB_PATIENCE: Duration = Duration::from_secs(9);

/// What the owner of a server decides about its API.
pub struct Settings {
    /// The address under which people reach the server.
    pub public_url: Url,
    /// The keys that sign access tokens.
    pub signing_keys: SigningKeys,
    /// How many proxies of the owner's stand before the server.
    pub proxies: usize,
    /// Whether GitHub is the practice GitHub, which the pages say.
    pub github_practice: bool,
}

/// What every handler works with. Clones share all of it.
#[derive(Clone)]
pub struct State {
    pub(crate) store: Store,
    pub(crate) connections: Connections,
    pub(crate) settings: Arc<Settings>,
    pub(crate) passwords: Passwords,
    pub(crate) rate_limit: Arc<RateLimit>,
    pub(crate) hub: Arc<Hub>,
}

impl State {
    /// A state over these records and connections, within a runtime: events are told from now on.
    pub fn new(store: Store, connections: Connections, settings: Settings) -> Self {
        Self {
            hub: Arc::new(Hub::new(store.clone())),
            store,
            connections,
            settings: Arc::new(settings),
            passwords: Passwords::new(),
            rate_limit: Arc::new(RateLimit::new()),
        }
    }

    /// Ends all streams of events: the server is about to stop, and would wait for them.
    pub fn end_streams(&self) {
        self.hub.end();
    }

    /// Reads the records.
    pub(crate) async fn read<T>(
        &self,
        work: impl AsyncFnOnce(&mut ReadTx) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.store.read(work).await
    }

    /// Changes the records, all or nothing.
    pub(crate) async fn write<T>(
        &self,
        work: impl AsyncFnOnce(&mut Tx) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.store.write(work).await
    }

    /// Now, by the clock of the records.
    pub(crate) fn now(&self) -> Timestamp {
        self.store.clock().now()
    }

    /// Who issues our access tokens.
    pub(crate) fn issuer(&self) -> String {
        self.settings.public_url.origin().ascii_serialization()
    }

    /// Asks GitHub as a user, for somebody who waits. The answer comes within ten seconds, or a
    /// problem does.
    pub(crate) async fn ask_github<T>(
        &self,
        user: UserId,
        question: impl AsyncFn(UserClient) -> Result<T, github::Error>,
    ) -> Result<T, Error> {
        // What asking takes lies apart: the futures of handlers stay small.
        let asked = Box::pin(async { Ok(self.connections.as_user(user, question).await?) });
        self.in_time(asked).await
    }

    /// Waits for GitHub, but not for ever.
    pub(crate) fn in_time<T>(
        &self,
        answer: impl Future<Output = Result<T, Error>>,
    ) -> impl Future<Output = Result<T, Error>> {
        self.by(Self::deadline(), answer)
    }

    /// When a page that asks now has waited long enough.
    pub(crate) fn deadline() -> Instant {
        Instant::now() + GITHUB_PATIENCE
    }

    /// Waits for GitHub until then: several answers may share one patience.
    pub(crate) async fn by<T>(
        &self,
        deadline: Instant,
        answer: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        let answer = timeout_at(deadline, answer).await;
        answer
            .unwrap_or(Err(Error::GithubTooSlow))
            .map_err(|error| match error {
                Error::Github(github::Error::RateLimited { wait }) => {
                    let wait = wait.end(self.now()) - self.now();
                    Error::GithubRateLimited(wait.to_std().unwrap_or_default())
                }
                error => error,
            })
    }
}
