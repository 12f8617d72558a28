//! The world that every script of a client runs in, and what the script is told of it.
//! What a client does there is written in the client's own language, in `clients/`.

use reqwest::Method;
use serde_json::{Value, json};

use super::routes::Taken;
use crate::practice::Practice;

/// Whoever has a token here.
const PEOPLE: [&str; 3] = ["mona", "dana", "eve"];
const SCOPES: [&str; 3] = ["repo", "read:org", "user"];

/// A practice GitHub of mona, of dana in mona's organization `acme`, and of eve, who is a stranger.
pub(super) struct World {
    pub(super) practice: Practice,
    tokens: Vec<(&'static str, String)>,
}

impl World {
    /// One with `mona/site` and `acme/app`, both private, and `mona/open`.
    pub(super) async fn open() -> Self {
        let practice = Practice::start().await;
        for login in PEOPLE {
            practice.user(login).await;
        }
        let members = json!([
            { "login": "mona", "role": "admin" },
            { "login": "dana", "role": "member" },
        ]);
        let acme = json!({ "login": "acme", "base_permission": "write", "members": members });
        practice.control(Method::POST, "/organizations", acme).await;
        let branches = ["feature/one", "feature/two"];
        let site = json!({
            "owner": "mona", "name": "site", "private": true, "commits": 3, "branches": branches,
        });
        practice.control(Method::POST, "/repositories", site).await;
        practice.repository("mona", "open", false).await;
        practice.repository("acme", "app", true).await;
        let mut tokens = Vec::new();
        for login in PEOPLE {
            let token = practice.caller_with(login, &SCOPES).await.token;
            tokens.push((login, token));
        }
        Self { practice, tokens }
    }

    /// The token of mona, dana or eve.
    pub(super) fn token(&self, login: &str) -> &str {
        let mut tokens = self.tokens.iter();
        &tokens.find(|(known, _)| *known == login).unwrap().1
    }

    /// What a script is told.
    pub(super) fn environment(&self) -> Vec<(String, String)> {
        let tokens = self.tokens.iter();
        let tokens = tokens.map(|(login, token)| (format!("TOKEN_{login}").to_uppercase(), token));
        let mut told: Vec<_> = tokens.map(|(name, token)| (name, token.clone())).collect();
        told.push(("PRACTICE_WEB".to_owned(), self.practice.web("")));
        told.push(("PRACTICE_API".to_owned(), self.practice.api("")));
        told
    }

    /// The routes that were taken.
    pub(super) async fn taken(&self) -> Taken {
        let look = |path| self.practice.control(Method::GET, path, Value::Null);
        Taken::of(&look("/calls").await, &look("/routes").await)
    }
}
