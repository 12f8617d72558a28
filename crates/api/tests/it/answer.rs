//! An answer as it came, and what a test says about it.

use reqwest::{RequestBuilder, header::HeaderMap};
use serde_json::Value;

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) async fn read(request: RequestBuilder) -> Self {
        let answer = request.send().await.unwrap();
        Self {
            status: answer.status().as_u16(),
            headers: answer.headers().clone(),
            text: answer.text().await.unwrap(),
        }
    }

    /// Goes on with an answer of this status only.
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text);
        self
    }

    /// Goes on with a problem of this status and code only.
    #[track_caller]
    pub(crate) fn expect_problem(self, status: u16, code: &str) -> Self {
        let problem = self.json();
        let seen = (self.status, problem["code"].as_str().unwrap_or_default());
        assert_eq!(seen, (status, code), "{}", self.text);
        assert_eq!(problem["status"], status);
        assert_eq!(self.header("content-type"), "application/problem+json");
        self
    }

    /// Goes on with a refusal of this field only.
    #[track_caller]
    pub(crate) fn expect_fault(self, field: &str) -> Self {
        let answer = self.expect_problem(422, "invalid_input");
        assert_eq!(
            answer.json()["errors"][0]["field"],
            field,
            "{}",
            answer.text
        );
        answer
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_default()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().unwrap())
    }

    /// The refresh token that came as a cookie.
    pub(crate) fn cookie(&self) -> String {
        let set = self.header("set-cookie");
        let value = set.split(';').next().unwrap();
        value.split_once('=').unwrap().1.to_owned()
    }
}
