//! A whole server of a test's own: the API on a free port, a database, a practice GitHub.
//!
//! What happens on GitHub by itself is not turned here: a test sees what was recorded.

use std::{net::TcpListener, time::Duration};

use actix_web::{App, HttpServer, dev::ServerHandle};
use api::{Settings, SigningKeys, State};
use connections::{Connections, Keys};
use domain::{effect::Subject, ids::GithubRepositoryId};
use reqwest::{Client, Method};
use secrecy::SecretString;
use serde_json::{Value, json};
use store::hooks::HookRecord;
use testbed::{database::TestDatabase, practice::Practice};
use url::Url;

use crate::{answer::Answer, person::Person};

pub(crate) const PASSWORD: &str = "correct horse battery staple";

/// The server.
pub(crate) struct TestApp {
    pub(crate) db: TestDatabase,
    pub(crate) practice: Practice,
    pub(crate) connections: Connections,
    pub(crate) state: State,
    pub(crate) url: Url,
    pub(crate) http: Client,
    server: ServerHandle,
}

impl TestApp {
    /// A server on SQLite.
    pub(crate) async fn start() -> Self {
        Self::start_on(TestDatabase::sqlite().await).await
    }

    /// A server on this database.
    pub(crate) async fn start_on(db: TestDatabase) -> Self {
        Self::start_patiently(db, Duration::from_secs(5)).await
    }

    /// A server that waits for GitHub so long.
    pub(crate) async fn start_patiently(db: TestDatabase, patience: Duration) -> Self {
        let practice = Practice::start().await;
        let settings = github::Settings {
            timeout: patience,
            ..practice.settings()
        };
        let github = github::Github::new(settings).unwrap();
        let keys = Keys::parse(&"ab".repeat(32)).unwrap();
        let connections = Connections::new(db.store.clone(), github, keys);
        let state = State::new(
            db.store.clone(),
            connections.clone(),
            settings_for(&practice),
        );
        let (url, server) = serve(state.clone());
        Self {
            db,
            practice,
            connections,
            state,
            url,
            http: Client::builder().tls_certs_only([]).build().unwrap(),
            server,
        }
    }

    /// Another server on the same database, which has a store of its own; gives its address.
    pub(crate) async fn beside(&self) -> Url {
        let store = self.db.another_store().await;
        let state = State::new(
            store,
            self.connections.clone(),
            settings_for(&self.practice),
        );
        serve(state).0
    }

    /// Somebody who registered before, at another browser.
    pub(crate) async fn signed_in(&self, name: &str) -> Person<'_> {
        let body = json!({ "email": format!("{name}@example.com"), "password": PASSWORD });
        let answer = self.post("auth/login", body).await.expect(200);
        Person::new(self, &answer)
    }

    /// Somebody who just registered.
    pub(crate) async fn person(&self, name: &str) -> Person<'_> {
        let body = json!({
            "email": format!("{name}@example.com"), "name": name, "password": PASSWORD,
        });
        let answer = self.post("auth/register", body).await.expect(201);
        Person::new(self, &answer)
    }

    /// Somebody who also connected a GitHub account of the same name.
    pub(crate) async fn connected(&self, name: &str) -> Person<'_> {
        self.practice.user(name).await;
        let person = self.person(name).await;
        person.connect(name).await.expect(201);
        person
    }

    /// A call by nobody.
    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None).await
    }

    /// A call by nobody.
    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, Some(body)).await
    }

    async fn send(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        let mut request = self.http.request(method, self.at(path));
        if let Some(body) = &body {
            request = request.json(body);
        }
        Answer::read(request).await
    }

    /// An address below the prefix of the API, or one of its own where it begins with `/`.
    pub(crate) fn at(&self, path: &str) -> Url {
        let path = if path.starts_with('/') {
            path.to_owned()
        } else {
            format!("/api/v1/{path}")
        };
        self.url.join(&path).unwrap()
    }

    /// Whether something is to be brought into agreement on GitHub.
    pub(crate) async fn is_enqueued(&self, subject: Subject) -> bool {
        let found = self
            .db
            .store
            .read(async |tx| store::effects::find_of(tx, &subject).await);
        found.await.unwrap().is_some()
    }

    /// Does as if all that was enqueued so far had been done.
    pub(crate) async fn forget_effects(&self) {
        let store = &self.db.store;
        loop {
            let lease = std::time::Duration::from_mins(1);
            let done = store
                .write(async |tx| {
                    let Some(claimed) = store::effects::claim(tx, lease, "test").await? else {
                        return Ok::<_, store::Error>(true);
                    };
                    let attempt = domain::effect::Attempt::Done;
                    store::effects::finish(tx, &claimed, attempt).await?;
                    Ok(false)
                })
                .await;
            if done.unwrap() {
                return;
            }
        }
    }

    /// A webhook as the reconciler would have made it.
    pub(crate) async fn hook(&self, repository: GithubRepositoryId, secret: &str) {
        let secret = SecretString::from(secret);
        let sealed = self.connections.seal_hook_secret(repository, &secret);
        let hook = HookRecord::begun(repository, sealed.unwrap(), None);
        let saved = self
            .db
            .store
            .write(async |tx| store::hooks::save(tx, &hook).await);
        saved.await.unwrap();
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        // Asking is enough: the worker ends with the process at the latest.
        drop(self.server.stop(false));
    }
}

/// Serves on a free port, until the handle or the process ends.
fn serve(state: State) -> (Url, ServerHandle) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = HttpServer::new(move || App::new().configure(api::configure(state.clone())))
        .workers(1)
        .disable_signals()
        .listen(listener)
        .unwrap()
        .run();
    let handle = server.handle();
    tokio::spawn(server);
    (format!("http://127.0.0.1:{port}").parse().unwrap(), handle)
}

/// The public address is where the practice GitHub sends browsers back to.
fn settings_for(practice: &Practice) -> Settings {
    Settings {
        public_url: practice.redirect().join("/").unwrap(),
        signing_keys: SigningKeys::from_secrets(vec![[7; 32]]),
        proxies: 0,
        github_practice: true,
    }
}
