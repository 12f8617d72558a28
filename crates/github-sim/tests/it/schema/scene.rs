//! A practice GitHub whose every reply is written down, for one version of the API.
//! Whether a reply is right is never decided here, see `check`.

use std::collections::HashMap;

use reqwest::Method;
use serde_json::{Value, json};

use crate::practice::Practice;

/// One call after another, each with the status that it must have.
pub(super) struct Scene {
    pub(super) practice: Practice,
    pub(super) version: &'static str,
    tokens: HashMap<&'static str, String>,
    pub(super) replies: Vec<Value>,
}

/// Those who call, with their scopes; `dead` has a token that never lived, `nobody` has none.
const CALLERS: &[(&str, &str, &[&str])] = &[
    ("mona", "mona", &["repo", "read:org", "user"]),
    ("dana", "dana", &["repo", "read:org", "user:email"]),
    ("eve", "eve", &["repo", "read:org"]),
    ("mona without scopes", "mona", &[]),
];

impl Scene {
    /// A world of mona and her private `mona/site`, her organization `acme` with dana, and eve.
    pub(super) async fn open(version: &'static str) -> Self {
        let practice = Practice::with_a_repository().await;
        practice.user("eve").await;
        let members = json!([
            { "login": "mona", "role": "admin" },
            { "login": "dana", "role": "member" },
        ]);
        let acme = json!({ "login": "acme", "base_permission": "write", "members": members });
        practice.control(Method::POST, "/organizations", acme).await;
        practice.repository("acme", "app", true).await;
        let mut tokens = HashMap::from([("dead", "gho_dead".to_owned())]);
        for (name, login, scopes) in CALLERS {
            let token = practice.caller_with(login, scopes).await.token;
            tokens.insert(*name, token);
        }
        let replies = Vec::new();
        Self {
            practice,
            version,
            tokens,
            replies,
        }
    }

    /// A call without a body.
    pub(super) async fn call(&mut self, status: u16, who: &str, call: &str) -> Value {
        self.send(status, who, call, Value::Null).await
    }

    /// A call such as `PUT /repos/mona/site/collaborators/dana`.
    pub(super) async fn send(&mut self, status: u16, who: &str, call: &str, body: Value) -> Value {
        let (method, path) = call.split_once(' ').unwrap();
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let http = &self.practice.http;
        let mut request = http.request(method, self.practice.api(path));
        request = match (who, self.tokens.get(who)) {
            (_, Some(token)) => request.bearer_auth(token),
            ("app", None) => request.basic_auth("practice-client", Some("practice-secret")),
            ("nobody", None) => request,
            (token, None) => request.bearer_auth(token),
        };
        if !body.is_null() {
            request = request.json(&body);
        }
        self.record(status, call, request).await
    }

    /// Sends a request of any kind and writes its reply down.
    pub(super) async fn record(
        &mut self,
        status: u16,
        call: &str,
        request: reqwest::RequestBuilder,
    ) -> Value {
        let request = request.header("X-GitHub-Api-Version", self.version);
        let answer = crate::practice::Answer::of(request).await;
        assert_eq!(answer.status, status, "{call}: {}", answer.body);
        let (method, path) = call.split_once(' ').unwrap();
        self.replies.push(json!({
            "version": self.version,
            "method": method,
            "path": path.split('?').next(),
            "status": status,
            "type": answer.header("content-type"),
            "body": answer.body,
        }));
        answer.body
    }

    /// A control call that must succeed.
    pub(super) async fn control(&self, call: &str, body: Value) -> Value {
        let (method, path) = call.split_once(' ').unwrap();
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        self.practice.control(method, path, body).await
    }
}
