//! What a test sees of the practice GitHub, and which faults it orders.
//!
//! Nothing here changes what is on it.

use std::time::Duration;

use domain::ids::GithubRepositoryId;
use reqwest::Method;
use serde_json::{Value, json};

use crate::practice::{Practice, ReceivedCall, number};

impl Practice {
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

    /// How one switch stands: what this practice GitHub does where nobody is sure of the real one.
    pub async fn switch(&self, name: &str) -> Value {
        let switches = self.send(Method::GET, &["switches"], None).await;
        switches.get(name).cloned().expect("the switch is there")
    }

    /// Turns one switch.
    pub async fn turn(&self, name: &str, answer: Value) {
        let body = json!({ name: answer });
        self.send(Method::PATCH, &["switches"], Some(body)).await;
    }

    /// Lets the time pass that it may take to end access after this was taken away.
    pub async fn let_access_end(&self) {
        let seconds = self.switch("removal_delay").await.as_u64();
        let delay = Duration::from_secs(seconds.unwrap_or_default());
        self.advance(delay).await;
    }

    /// Enforces limits: whatever the control API takes.
    pub async fn post_limits(&self, limits: Value) {
        self.post("limits", limits).await;
    }

    /// Moves its clock forward.
    pub async fn advance(&self, by: Duration) {
        self.post("clock", json!({ "advance_seconds": by.as_secs() }))
            .await;
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
