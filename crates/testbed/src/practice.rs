//! A practice GitHub of a test's own, and what people do on it by hand.
//!
//! Everything goes over HTTP, as with the real one. Nothing here reaches into its state, and
//! nothing here is the product: what a test wants to prove goes through `github`.

use std::time::Duration;

use domain::ids::{GithubAccountId, GithubRepositoryId};
use github_sim::Simulator;
use reqwest::{Client, Method};
use secrecy::SecretString;
use serde_json::{Value, json};
use tempfile::TempDir;
use url::Url;

/// How long the product waits for the practice GitHub, when the test says nothing else.
const PATIENCE: Duration = Duration::from_secs(5);

/// A practice GitHub that ends with the test.
pub struct Practice {
    simulator: Option<Simulator>,
    web_url: Url,
    api_url: Url,
    client_id: String,
    client_secret: String,
    redirect: Url,
    http: Client,
    _data: TempDir,
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
    /// A practice GitHub with nobody and nothing on it.
    pub async fn start() -> Self {
        Self::start_with(|_| ()).await
    }

    /// The same, with other settings.
    pub async fn start_with(change: impl FnOnce(&mut github_sim::Settings)) -> Self {
        // Whoever installs a provider first is fine: all we need is that there is one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let data = tempfile::tempdir().expect("a test may make folders");
        let mut settings = github_sim::Settings::for_tests(data.path().join("github"));
        change(&mut settings);
        let (client_id, client_secret) =
            (settings.client_id.clone(), settings.client_secret.clone());
        let redirect = settings.redirect_uris[0].parse();
        let simulator = github_sim::start(settings).await;
        let simulator = simulator.expect("the practice GitHub starts");
        Self {
            web_url: simulator.web_url().clone(),
            api_url: simulator.api_url().clone(),
            simulator: Some(simulator),
            client_id,
            client_secret,
            redirect: redirect.expect("the callback is an address"),
            http: Client::builder()
                .tls_certs_only([])
                .build()
                .expect("a plain client can be built"),
            _data: data,
        }
    }

    /// Where its pages are.
    pub fn web_url(&self) -> &Url {
        &self.web_url
    }

    /// Where its REST API is.
    pub fn api_url(&self) -> &Url {
        &self.api_url
    }

    /// Where the app may be called back.
    pub fn redirect(&self) -> &Url {
        &self.redirect
    }

    /// What the product's client needs to talk to it.
    pub fn settings(&self) -> github::Settings {
        github::Settings {
            web_url: self.web_url.clone(),
            api_url: self.api_url.clone(),
            client_id: self.client_id.clone(),
            client_secret: self.client_secret.clone().into(),
            timeout: PATIENCE,
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

    /// Somebody signs up.
    pub async fn user(&self, login: &str) -> GithubAccountId {
        let made = self.post("users", json!({ "login": login })).await;
        account_id(&made)
    }

    /// Somebody founds an organization; `members` come with `admin` or `member`.
    pub async fn organization(&self, login: &str, members: &[(&str, &str)]) -> GithubAccountId {
        self.found(json!({ "login": login, "members": listed(members), "base_permission": "none" }))
            .await
    }

    /// The same, with whatever the control API takes.
    pub async fn found(&self, body: Value) -> GithubAccountId {
        account_id(&self.post("organizations", body).await)
    }

    /// An organization that keeps apps out until it approves them.
    pub async fn restricting_organization(
        &self,
        login: &str,
        members: &[(&str, &str)],
    ) -> GithubAccountId {
        self.found(json!({ "login": login, "members": listed(members), "restricts_apps": true }))
            .await
    }

    /// The organization changes its mind about apps.
    pub async fn change_organization(&self, login: &str, change: Value) {
        self.send(Method::PATCH, &["organizations", login], Some(change))
            .await;
    }

    /// A private repository with one commit on `main`.
    pub async fn repository(&self, owner: &str, name: &str) -> MadeRepository {
        self.repository_with(json!({ "owner": owner, "name": name, "private": true }))
            .await
    }

    /// A repository with whatever the control API takes.
    pub async fn repository_with(&self, body: Value) -> MadeRepository {
        let made = self.post("repositories", body).await;
        let text = |field: &str| made[field].as_str().unwrap_or_default().to_owned();
        MadeRepository {
            id: GithubRepositoryId(number(&made)),
            full_name: text("full_name"),
            clone_url: text("clone_url"),
        }
    }

    /// Somebody changes a repository: `name`, `owner`, `archived`, `private`,
    /// `has_pull_requests`.
    pub async fn change_repository(&self, id: GithubRepositoryId, change: Value) {
        self.send(
            Method::PATCH,
            &["repositories", &id.to_string()],
            Some(change),
        )
        .await;
    }

    /// Somebody deletes a repository.
    pub async fn delete_repository(&self, id: GithubRepositoryId) {
        self.send(Method::DELETE, &["repositories", &id.to_string()], None)
            .await;
    }

    /// Somebody deletes a branch.
    pub async fn delete_branch(&self, id: GithubRepositoryId, name: &str) {
        let id = id.to_string();
        self.send(
            Method::DELETE,
            &["repositories", &id, "branches", name],
            None,
        )
        .await;
    }

    /// Somebody pushes a commit; gives its SHA.
    pub async fn commit(&self, id: GithubRepositoryId, branch: &str, message: &str) -> String {
        self.commit_with(json!({ "repository": id, "branch": branch, "message": message }))
            .await
    }

    /// A commit with whatever the control API takes.
    pub async fn commit_with(&self, body: Value) -> String {
        let made = self.post("commits", body).await;
        made["sha"].as_str().unwrap_or_default().to_owned()
    }

    /// Somebody gives a right by hand, without an invitation.
    pub async fn let_in(&self, id: GithubRepositoryId, login: &str, permission: &str) {
        let path = ["repositories", &id.to_string(), "collaborators", login];
        let body = json!({ "permission": permission });
        self.send(Method::PUT, &path, Some(body)).await;
    }

    /// Somebody takes a right by hand.
    pub async fn put_out(&self, id: GithubRepositoryId, login: &str) {
        let path = ["repositories", &id.to_string(), "collaborators", login];
        self.send(Method::DELETE, &path, None).await;
    }

    /// A token of that user, without a browser.
    pub async fn token(&self, login: &str, scopes: &[&str]) -> SecretString {
        let made = self
            .post("tokens", json!({ "login": login, "scopes": scopes }))
            .await;
        made["access_token"].as_str().unwrap_or_default().into()
    }

    /// The user agrees on GitHub's page, and lets the app into these organizations.
    pub async fn authorize(&self, login: &str, url: &Url, organizations: &[&str]) -> Callback {
        let body = json!({ "login": login, "url": url, "organizations": organizations });
        Callback::read(&self.post("authorize", body).await)
    }

    /// The user refuses on GitHub's page.
    pub async fn refuse(&self, login: &str, url: &Url) -> Callback {
        let body = json!({ "login": login, "url": url, "refuse": true });
        Callback::read(&self.post("authorize", body).await)
    }

    /// The whole world, as the control API shows it.
    pub async fn world(&self) -> Value {
        self.send(Method::GET, &["world"], None).await
    }

    /// One repository, as the control API shows it.
    pub async fn seen(&self, id: GithubRepositoryId) -> Value {
        let world = self.world().await;
        let repositories = world["repositories"].as_array().into_iter().flatten();
        let found = repositories.into_iter().find(|one| number(one) == id.0);
        found.cloned().unwrap_or_default()
    }

    /// How many live tokens this app has of the user; none without a grant.
    pub async fn live_tokens(&self, login: &str) -> Option<u64> {
        let world = self.world().await;
        let grants = world["grants"].as_array()?;
        grants.iter().find(|grant| grant["login"] == login)?["tokens"].as_u64()
    }

    /// The calls since the start, or since they were forgotten.
    pub async fn calls(&self) -> Vec<ReceivedCall> {
        let calls = self.send(Method::GET, &["calls"], None).await;
        let calls = calls.as_array().into_iter().flatten();
        calls.map(ReceivedCall::read).collect()
    }

    /// Forgets the calls so far.
    pub async fn forget_calls(&self) {
        self.send(Method::DELETE, &["calls"], None).await;
    }

    /// Orders a fault: `{method?, path, times?, skip?, fault}`.
    pub async fn order(&self, fault: Value) {
        self.post("faults", fault).await;
    }

    /// Orders that the next `times` calls to this path are answered with that status.
    pub async fn fail(&self, path: &str, status: u16, times: u64) {
        let fault = json!({ "kind": "status", "status": status, "body": { "message": "fault" } });
        self.order(json!({ "path": path, "times": times, "fault": fault }))
            .await;
    }

    /// Forgets all faults.
    pub async fn heal(&self) {
        self.send(Method::DELETE, &["faults"], None).await;
    }

    /// Lets a user make no more than so many calls in an hour.
    pub async fn limit(&self, core: u64) {
        self.post("limits", json!({ "core": core })).await;
    }

    /// Moves its clock forward.
    pub async fn advance(&self, by: Duration) {
        self.post("clock", json!({ "advance_seconds": by.as_secs() }))
            .await;
    }

    async fn post(&self, what: &str, body: Value) -> Value {
        self.send(Method::POST, &[what], Some(body)).await
    }

    async fn send(&self, method: Method, path: &[&str], body: Option<Value>) -> Value {
        let mut url = self.web_url.join("/_sim").expect("a path joins");
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

impl Callback {
    fn read(made: &Value) -> Self {
        let location = made["location"].as_str().unwrap_or_default();
        let location: Url = location.parse().expect("a browser is sent to an address");
        let of = |name: &str| {
            let mut pairs = location.query_pairs();
            pairs.find_map(|(key, value)| (key == name).then(|| value.into_owned()))
        };
        Self {
            code: of("code"),
            state: of("state").unwrap_or_default(),
            error: of("error"),
        }
    }
}

impl ReceivedCall {
    fn read(call: &Value) -> Self {
        let text = |field: &str| call[field].as_str().map(str::to_owned);
        Self {
            method: text("method").unwrap_or_default(),
            path: text("path").unwrap_or_default(),
            status: call["status"].as_u64().unwrap_or_default(),
            login: text("login"),
        }
    }
}

fn listed(members: &[(&str, &str)]) -> Vec<Value> {
    members
        .iter()
        .map(|(login, role)| json!({ "login": login, "role": role }))
        .collect()
}

fn account_id(made: &Value) -> GithubAccountId {
    GithubAccountId(number(made))
}

fn number(made: &Value) -> i64 {
    made["id"]
        .as_i64()
        .expect("everything on GitHub has a number")
}
