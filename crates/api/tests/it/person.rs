//! A person at their browser: signed in, perhaps connected, calling the API.

use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use testbed::practice::{Callback, MadeRepository};
use url::Url;

use crate::{answer::Answer, app::TestApp};

/// Somebody who is signed in.
pub(crate) struct Person<'a> {
    pub(crate) app: &'a TestApp,
    pub(crate) id: String,
    pub(crate) token: String,
    pub(crate) cookie: String,
}

impl<'a> Person<'a> {
    /// Whoever this answer signed in.
    pub(crate) fn new(app: &'a TestApp, answer: &Answer) -> Self {
        let body = answer.json();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        Self {
            app,
            id: text(&body["me"]["id"]),
            token: text(&body["access_token"]),
            cookie: answer.cookie(),
        }
    }

    /// The same person by another token.
    pub(crate) fn by(&self, token: &str) -> Person<'a> {
        Person {
            app: self.app,
            id: self.id.clone(),
            token: token.to_owned(),
            cookie: String::new(),
        }
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.app.http.request(method, self.app.at(path));
        request.bearer_auth(&self.token)
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        Answer::read(self.request(Method::GET, path)).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        Answer::read(self.request(Method::POST, path).json(&body)).await
    }

    pub(crate) async fn put(&self, path: &str, body: Value) -> Answer {
        Answer::read(self.request(Method::PUT, path).json(&body)).await
    }

    pub(crate) async fn patch(&self, path: &str, body: Value) -> Answer {
        Answer::read(self.request(Method::PATCH, path).json(&body)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        Answer::read(self.request(Method::DELETE, path)).await
    }

    /// A change that is based on a version.
    pub(crate) async fn change(
        &self,
        method: Method,
        path: &str,
        version: &Value,
        body: Value,
    ) -> Answer {
        let request = self.request(method, path).json(&body);
        Answer::read(request.header("If-Match", format!("\"{version}\""))).await
    }

    /// Where GitHub asks for consent.
    pub(crate) async fn authorization(&self) -> Url {
        let body = json!({ "return_to": "/profile/settings" });
        let answer = self.post("me/connection/authorize", body).await.expect(200);
        answer.json()["url"].as_str().unwrap().parse().unwrap()
    }

    /// Brings back what GitHub said.
    pub(crate) async fn come_back(&self, callback: &Callback) -> Answer {
        let mut body = json!({ "state": callback.state });
        for (field, value) in [("code", &callback.code), ("error", &callback.error)] {
            if let Some(value) = value {
                body[field] = json!(value);
            }
        }
        self.post("me/connection", body).await
    }

    /// Connects a GitHub account.
    pub(crate) async fn connect(&self, login: &str) -> Answer {
        let url = self.authorization().await;
        let callback = self.app.practice.authorize(login, &url, &[]).await;
        self.come_back(&callback).await
    }

    /// Creates a project.
    pub(crate) async fn project(&self, key: &str) {
        let body = json!({ "key": key, "name": format!("Project {key}") });
        self.post("projects", body).await.expect(201);
    }

    /// Adds somebody to a project.
    pub(crate) async fn add(&self, key: &str, name: &str, role: &str) {
        let body = json!({ "email": format!("{name}@example.com"), "role": role });
        let path = format!("projects/{key}/members");
        self.post(&path, body).await.expect(201);
    }

    /// Links a repository to a project, with `main` as its development branch; gives its id.
    pub(crate) async fn link(&self, key: &str, repository: &MadeRepository) -> String {
        let path = format!("projects/{key}/repositories");
        let body = json!({ "github_id": repository.id });
        let linked = self.post(&path, body).await.expect(201).json();
        let id = linked["id"].as_str().unwrap().to_owned();
        let body = json!({ "development_branch": "main" });
        let path = format!("{path}/{id}");
        let version = &linked["version"];
        self.change(Method::PATCH, &path, version, body)
            .await
            .expect(200);
        id
    }

    /// Creates a task; gives it.
    pub(crate) async fn task(&self, key: &str, title: &str) -> Value {
        let path = format!("projects/{key}/tasks");
        let answer = self.post(&path, json!({ "title": title })).await;
        answer.expect(201).json()
    }

    /// Gives a task to somebody; gives it.
    pub(crate) async fn assign(&self, task: &Value, assignee: &str) -> Value {
        let body = json!({ "assignee": assignee });
        let path = format!("{}/assignee", path_of(task));
        let answer = self
            .change(Method::PUT, &path, &task["version"], body)
            .await;
        answer.expect(200).json()
    }
}

/// The path of a task.
pub(crate) fn path_of(task: &Value) -> String {
    let key = task["project"].as_str().unwrap();
    format!("projects/{key}/tasks/{}", task["number"])
}
