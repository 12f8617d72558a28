//! A program that uses the API, as a third party would.

use anyhow::{Context, Result, bail};
use reqwest::{Method, Url};
use serde_json::{Value, json};

/// Somebody who is signed in.
pub(crate) struct Client {
    http: reqwest::Client,
    base: Url,
    /// What is sent as `Authorization: Bearer`.
    pub(crate) token: String,
}

impl Client {
    /// Registers an account of this name on the server at `base`.
    pub(crate) async fn register(base: Url, name: &str) -> Result<Self> {
        let http = reqwest::Client::builder().user_agent("bench").build()?;
        let mut client = Self {
            http,
            base,
            token: String::new(),
        };
        let account = json!({"email": format!("{name}@example.com"), "name": name, "password": "long-enough-to-measure"});
        let signed_in = client.post("auth/register", &account).await?;
        client.token = text(&signed_in, "access_token")?;
        Ok(client)
    }

    pub(crate) async fn get(&self, path: &str) -> Result<Value> {
        self.send(Method::GET, path, None).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Result<Value> {
        self.send(Method::POST, path, Some((body, None))).await
    }

    /// Changes what has this version.
    pub(crate) async fn change(
        &self,
        method: Method,
        path: &str,
        version: i64,
        body: &Value,
    ) -> Result<Value> {
        self.send(method, path, Some((body, Some(version)))).await
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<(&Value, Option<i64>)>,
    ) -> Result<Value> {
        let url = self.base.join(&format!("/api/v1/{path}"))?;
        let mut request = self.http.request(method, url).bearer_auth(&self.token);
        if let Some((body, version)) = body {
            request = request.json(body);
            if let Some(version) = version {
                request = request.header("If-Match", format!("\"{version}\""));
            }
        }
        let answer = request.send().await?;
        let status = answer.status();
        let body = answer.text().await?;
        if !status.is_success() {
            bail!("{path}: {status}: {body}");
        }
        serde_json::from_str(&body).with_context(|| format!("{path} did not answer with JSON"))
    }
}

/// A member of an answer that is text.
pub(crate) fn text(answer: &Value, name: &str) -> Result<String> {
    let value = answer[name].as_str();
    value
        .map(str::to_owned)
        .with_context(|| format!("the answer has no {name}"))
}

/// A member of an answer that is a whole number.
pub(crate) fn number(answer: &Value, name: &str) -> Result<i64> {
    answer[name]
        .as_i64()
        .with_context(|| format!("the answer has no {name}"))
}
