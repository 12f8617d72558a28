//! A practice GitHub for one test, and short words for calling it.
//! Wires live here, so that a test reads in the words of GitHub.

use github_sim::{Seed, Settings, Simulator, start};
use reqwest::header::{HeaderMap, SET_COOKIE};
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};
use tempfile::TempDir;
use url::form_urlencoded;

/// A running simulator with a data folder of its own.
pub(crate) struct Practice {
    simulator: Simulator,
    data: TempDir,
    pub(crate) http: Client,
}

/// A user with a token.
pub(crate) struct Caller<'a> {
    practice: &'a Practice,
    pub(crate) token: String,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
}

impl Practice {
    /// Starts an empty one.
    pub(crate) async fn start() -> Self {
        Self::start_with(|_| ()).await
    }

    /// Starts one that is filled with a world.
    pub(crate) async fn filled(seed: Seed) -> Self {
        Self::start_with(|settings| settings.seed = seed).await
    }

    /// Starts one with other settings than a test's usual ones.
    pub(crate) async fn start_with(change: impl FnOnce(&mut Settings)) -> Self {
        let data = tempfile::tempdir().unwrap();
        let mut settings = Settings::for_tests(data.path().to_owned());
        change(&mut settings);
        Self {
            simulator: start(settings).await.unwrap(),
            data,
            http: client(),
        }
    }

    /// One in which mona owns `mona/site`, and dana has nothing.
    pub(crate) async fn with_a_repository() -> Self {
        let practice = Self::start().await;
        practice.user("mona").await;
        practice.user("dana").await;
        practice.repository("mona", "site", true).await;
        practice
    }

    /// Stops it and starts another one on the same data.
    pub(crate) async fn restart(self) -> Self {
        let Self {
            simulator,
            data,
            http,
        } = self;
        simulator.stop().await;
        let simulator = start(Settings::for_tests(data.path().to_owned()))
            .await
            .unwrap();
        Self {
            simulator,
            data,
            http,
        }
    }

    /// The address of a page or of a control call.
    pub(crate) fn web(&self, path: &str) -> String {
        format!(
            "{}{path}",
            self.simulator.web_url().as_str().trim_end_matches('/')
        )
    }

    /// The address of a REST call.
    pub(crate) fn api(&self, path: &str) -> String {
        format!("{}{path}", self.simulator.api_url())
    }

    /// A form that is being sent from a page.
    pub(crate) fn form(&self, path: &str, fields: &[(&str, &str)]) -> RequestBuilder {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let request = self.http.post(self.web(path)).body(body);
        request.header("Content-Type", "application/x-www-form-urlencoded")
    }

    /// Signs a browser in and gives its cookie.
    pub(crate) async fn sign_in(&self, login: &str, return_to: &str) -> String {
        let form = [("login", login), ("return_to", return_to)];
        let answer = self.form("/session", &form).send().await.unwrap();
        answer.headers()[SET_COOKIE].to_str().unwrap().to_owned()
    }

    /// A control call that must succeed.
    pub(crate) async fn control(&self, method: Method, path: &str, body: Value) -> Value {
        let request = self
            .http
            .request(method, self.web(&format!("/_sim{path}")))
            .json(&body);
        let answer = Answer::of(request).await;
        assert!(answer.status < 300, "{path}: {answer:?}");
        answer.body
    }

    /// Turns a switch.
    pub(crate) async fn turn(&self, switch: &str, to: Value) {
        let body = json!({ switch: to });
        self.control(Method::PATCH, "/switches", body).await;
    }

    /// A user without anything.
    pub(crate) async fn user(&self, login: &str) -> u64 {
        let made = self
            .control(Method::POST, "/users", json!({ "login": login }))
            .await;
        made["id"].as_u64().unwrap()
    }

    /// A repository with three commits on `main`.
    pub(crate) async fn repository(&self, owner: &str, name: &str, private: bool) -> u64 {
        let body = json!({ "owner": owner, "name": name, "private": private, "commits": 3 });
        self.control(Method::POST, "/repositories", body).await["id"]
            .as_u64()
            .unwrap()
    }

    /// A commit on a branch, made by somebody else than the caller.
    pub(crate) async fn commit(&self, repository: &str, branch: &str) -> String {
        let body = json!({ "repository": repository, "branch": branch, "message": "Work" });
        let made = self.control(Method::POST, "/commits", body).await;
        made["sha"].as_str().unwrap().to_owned()
    }

    /// A caller with the scopes that the product asks for.
    pub(crate) async fn caller(&self, login: &str) -> Caller<'_> {
        self.caller_with(login, &["repo", "read:org"]).await
    }

    /// A caller with these scopes.
    pub(crate) async fn caller_with(&self, login: &str, scopes: &[&str]) -> Caller<'_> {
        let body = json!({ "login": login, "scopes": scopes });
        let answer = self.control(Method::POST, "/tokens", body).await;
        self.caller_by_token(answer["access_token"].as_str().unwrap())
    }

    /// A caller with a token from elsewhere.
    pub(crate) fn caller_by_token(&self, token: &str) -> Caller<'_> {
        Caller {
            practice: self,
            token: token.to_owned(),
        }
    }

    /// What the control API tells of a repository.
    pub(crate) async fn look_at(&self, full_name: &str) -> Value {
        let world = self.control(Method::GET, "/world", Value::Null).await;
        let mut found = world["repositories"].as_array().unwrap().iter();
        found
            .find(|one| one["full_name"] == full_name)
            .cloned()
            .unwrap()
    }
}

impl Caller<'_> {
    /// A REST call; the path is one below the API's address, or a whole address.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let whole = path.starts_with("http");
        let address = if whole {
            path.to_owned()
        } else {
            self.practice.api(path)
        };
        self.practice
            .http
            .request(method, address)
            .bearer_auth(&self.token)
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        Answer::of(self.request(Method::GET, path)).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        Answer::of(self.request(Method::POST, path).json(&body)).await
    }

    pub(crate) async fn put(&self, path: &str) -> Answer {
        Answer::of(self.request(Method::PUT, path)).await
    }

    pub(crate) async fn put_with(&self, path: &str, body: Value) -> Answer {
        Answer::of(self.request(Method::PUT, path).json(&body)).await
    }

    pub(crate) async fn patch(&self, path: &str, body: Value) -> Answer {
        Answer::of(self.request(Method::PATCH, path).json(&body)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        Answer::of(self.request(Method::DELETE, path)).await
    }
}

impl Answer {
    /// Sends a request and reads all that comes back.
    pub(crate) async fn of(request: RequestBuilder) -> Self {
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = response.text().await.unwrap();
        let body = serde_json::from_str(&text).unwrap_or(Value::String(text));
        Self {
            status,
            headers,
            body,
        }
    }

    /// A header, or nothing.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// One field of every entry of a list.
    pub(crate) fn each(&self, field: &str) -> Vec<&str> {
        let list = self.body.as_array().unwrap();
        list.iter()
            .map(|entry| entry[field].as_str().unwrap())
            .collect()
    }

    /// The message of the first entry in `errors`.
    pub(crate) fn first_error(&self) -> &str {
        self.body["errors"][0]["message"]
            .as_str()
            .unwrap_or_default()
    }
}

fn client() -> Client {
    // The first of many tests installs it; the others find it there.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let builder = Client::builder().no_proxy().user_agent("practice-tests");
    builder
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap()
}
