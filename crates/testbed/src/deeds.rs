//! What people do on the practice GitHub by hand, behind the product's back.
//!
//! What a test wants to prove never goes this way: that is the business of `github`.

use domain::ids::{GithubAccountId, GithubRepositoryId};
use reqwest::{Method, RequestBuilder};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use url::Url;

use crate::practice::{Callback, MadeRepository, Practice, number};

impl Practice {
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

    /// An organization makes a team of these members, which may do so much on its repositories.
    pub async fn team(
        &self,
        login: &str,
        name: &str,
        members: &[&str],
        repositories: &[(&str, &str)],
    ) {
        let rights: serde_json::Map<_, _> = repositories
            .iter()
            .map(|(repository, right)| ((*repository).to_owned(), json!(right)))
            .collect();
        let team = json!({ "members": members, "repositories": rights });
        let path = ["organizations", login, "teams", name];
        self.send(Method::PUT, &path, Some(team)).await;
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

    /// A user takes another login; the number stays.
    pub async fn rename_user(&self, login: &str, new: &str) {
        let change = json!({ "login": new });
        self.send(Method::PATCH, &["users", login], Some(change))
            .await;
    }

    /// Somebody renames a branch; the old name leads to the new one.
    pub async fn rename_branch(&self, id: GithubRepositoryId, name: &str, new: &str) {
        let path = ["repositories", &id.to_string(), "branches", name];
        let change = json!({ "name": new });
        self.send(Method::PATCH, &path, Some(change)).await;
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

    /// Somebody makes a branch at the first commit of all.
    pub async fn branch_at_the_beginning(&self, id: GithubRepositoryId, login: &str, name: &str) {
        let token = self.token(login, &["repo"]).await;
        let api = format!("{}/repositories/{id}", self.api_url());
        let commits = self.http.get(format!("{api}/commits?per_page=100"));
        let commits: Value = self.as_somebody(commits, &token).await;
        let first = commits.as_array().and_then(|list| list.last());
        let sha = first.map(|commit| commit["sha"].clone());
        let made = self
            .http
            .post(format!("{api}/git/refs"))
            .json(&json!({ "ref": format!("refs/heads/{name}"), "sha": sha }));
        self.as_somebody(made, &token).await;
    }

    async fn as_somebody(&self, request: RequestBuilder, token: &SecretString) -> Value {
        let sent = request
            .header("User-Agent", "somebody")
            .bearer_auth(token.expose_secret())
            .send();
        let answer = sent.await.expect("the practice GitHub answers");
        assert!(answer.status().is_success(), "{}", answer.status());
        let text = answer.text().await.expect("the answer is whole");
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// Somebody closes a pull request on its page, without merging it.
    pub async fn close_pull_request(&self, id: GithubRepositoryId, login: &str, number: u64) {
        let path = format!("pulls/{number}");
        let change = json!({ "state": "closed" });
        self.by_hand(Method::PATCH, login, (id, &path), change)
            .await;
    }

    /// Somebody merges a pull request on its page.
    pub async fn merge(&self, id: GithubRepositoryId, login: &str, number: u64) {
        let path = format!("pulls/{number}/merge");
        self.by_hand(Method::PUT, login, (id, &path), json!({}))
            .await;
    }

    /// Somebody reviews a pull request: `APPROVE`, `REQUEST_CHANGES` or `COMMENT`.
    pub async fn review(&self, id: GithubRepositoryId, login: &str, number: u64, event: &str) {
        let path = format!("pulls/{number}/reviews");
        let review = json!({ "event": event, "body": "So" });
        self.by_hand(Method::POST, login, (id, &path), review).await;
    }

    /// A user declines the invitation to a repository.
    pub async fn decline(&self, id: GithubRepositoryId, login: &str) {
        let seen = self.seen(id).await;
        let invitations = seen["invitations"].as_array().into_iter().flatten();
        let theirs = |one: &&Value| one["login"] == login;
        let invitation = invitations
            .into_iter()
            .find(theirs)
            .expect("they are invited");
        let path = format!(
            "{}/user/repository_invitations/{}",
            self.api_url(),
            invitation["id"]
        );
        self.act(Method::DELETE, login, path, json!({})).await;
    }

    /// A call about a repository, as a page of GitHub would make it.
    async fn by_hand(
        &self,
        method: Method,
        login: &str,
        (id, path): (GithubRepositoryId, &str),
        body: Value,
    ) {
        let path = format!("{}/repositories/{id}/{path}", self.api_url());
        self.act(method, login, path, body).await;
    }

    async fn act(&self, method: Method, login: &str, path: String, body: Value) {
        let token = self.token(login, &["repo"]).await;
        let request = self.http.request(method, path).json(&body);
        self.as_somebody(request, &token).await;
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

    /// An app reports how a check of a commit ended.
    pub async fn check(&self, id: GithubRepositoryId, sha: &str, name: &str, conclusion: &str) {
        let path = ["repositories", &id.to_string(), "check-runs"];
        let body = json!({
            "name": name, "commit": sha, "conclusion": conclusion,
        });
        self.send(Method::POST, &path, Some(body)).await;
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

fn listed(members: &[(&str, &str)]) -> Vec<Value> {
    members
        .iter()
        .map(|(login, role)| json!({ "login": login, "role": role }))
        .collect()
}

fn account_id(made: &Value) -> GithubAccountId {
    GithubAccountId(number(made))
}
