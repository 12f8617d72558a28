//! Every event that the simulator sends, held against the published schemas of webhooks.
//! An event that is sent and not on the list here is missing in the list.

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::Duration;

use hmac::{Hmac, KeyInit, Mac};
use regex::Regex;
use reqwest::Method;
use serde_json::{Value, json};
use sha1::Sha1;
use sha2::Sha256;

use super::script::{INSTALL, folder};
use crate::git_program::Clone;
use crate::practice::{Caller, Practice};
use crate::receiver::{Heard, Receiver};

/// A repository whose hook hears everything.
struct Told<'a> {
    practice: &'a Practice,
    owner: Caller<'a>,
    name: &'static str,
    id: Value,
    hook: Value,
    receiver: Receiver,
    heard: Vec<Value>,
}

#[tokio::test]
async fn every_event_is_as_the_published_schemas_have_it() {
    let practice = Practice::with_a_repository().await;
    let members = json!([{ "login": "mona", "role": "admin" }]);
    let acme = json!({ "login": "acme", "members": members });
    practice.control(Method::POST, "/organizations", acme).await;
    practice.repository("acme", "app", false).await;
    let mut heard = Vec::new();
    for name in ["mona/site", "acme/app"] {
        let mut told = Told::of(&practice, name).await;
        told.hooks().await;
        told.refs().await;
        told.pull_requests().await;
        told.reports().await;
        told.people().await;
        told.repository().await;
        heard.append(&mut told.heard);
    }
    check(&heard);
}

impl<'a> Told<'a> {
    async fn of(practice: &'a Practice, name: &'static str) -> Self {
        let owner = practice.caller("mona").await;
        let receiver = Receiver::start().await;
        let config = json!({ "url": receiver.address, "content_type": "json", "secret": "s3cret" });
        let wish = json!({ "events": ["*"], "config": config });
        let hook = owner.post(&format!("/repos/{name}/hooks"), wish).await;
        assert_eq!(hook.status, 201);
        Self {
            practice,
            owner,
            name,
            id: practice.look_at(name).await["id"].clone(),
            hook: hook.body["id"].clone(),
            receiver,
            heard: Vec::new(),
        }
    }

    async fn hooks(&mut self) {
        self.hear(&["ping"]).await;
        let tests = self.path(&format!("hooks/{}/tests", self.hook));
        self.owner.post(&tests, json!({})).await;
        self.hear(&["push"]).await;
    }

    async fn refs(&mut self) {
        let address = self.practice.web(&format!("/{}.git", self.name));
        let clone = Clone::make(&address, &self.owner.token).unwrap();
        clone.commit("topic", "One");
        clone.push(&["topic"]).unwrap();
        self.hear(&["create", "push"]).await;
        clone.commit("topic", "Two");
        clone.push(&["topic"]).unwrap();
        self.hear(&["push"]).await;
        clone
            .git(&["commit", "--quiet", "--amend", "--message", "Again"])
            .unwrap();
        clone.push(&["--force", "topic"]).unwrap();
        self.hear(&["push"]).await;
        clone.push(&["HEAD:refs/tags/v1"]).unwrap();
        self.hear(&["create", "push"]).await;
        clone.push(&["--delete", "topic"]).unwrap();
        self.hear(&["delete", "push"]).await;
        clone.push(&["--delete", "v1"]).unwrap();
        self.hear(&["delete", "push"]).await;
    }

    async fn pull_requests(&mut self) {
        self.let_dana_in("push").await;
        self.hear(&["member added"]).await;
        self.commit_on_work().await;
        self.hear(&["create", "push"]).await;
        let wish = json!({ "title": "Work", "head": "work", "base": "main" });
        self.owner.post(&self.path("pulls"), wish).await;
        self.hear(&["pull_request opened"]).await;
        let pull = self.path("pulls/1");
        self.owner
            .patch(&pull, json!({ "title": "Better", "body": "So" }))
            .await;
        self.hear(&["pull_request edited"]).await;
        let asked = json!({ "reviewers": ["dana"] });
        let reviewers = format!("{pull}/requested_reviewers");
        self.owner.post(&reviewers, asked.clone()).await;
        self.hear(&["pull_request review_requested"]).await;
        self.owner
            .request(Method::DELETE, &reviewers)
            .json(&asked)
            .send()
            .await
            .unwrap();
        self.hear(&["pull_request review_request_removed"]).await;
        self.reviews(&pull).await;
        self.commit_on_work().await;
        self.hear(&["pull_request synchronize", "push"]).await;
        self.owner.patch(&pull, json!({ "state": "closed" })).await;
        self.hear(&["pull_request closed"]).await;
        self.owner.patch(&pull, json!({ "state": "open" })).await;
        self.hear(&["pull_request reopened"]).await;
        self.owner.put(&format!("{pull}/merge")).await;
        self.hear(&["pull_request closed", "push"]).await;
    }

    async fn reviews(&mut self, pull: &str) {
        let dana = self.practice.caller("dana").await;
        let reviews = format!("{pull}/reviews");
        let asks = json!({ "event": "REQUEST_CHANGES", "body": "Please change this" });
        let given = dana.post(&reviews, asks).await;
        self.hear(&["pull_request_review submitted"]).await;
        let dismiss = format!("{reviews}/{}/dismissals", given.body["id"]);
        let message = json!({ "message": "It is done" });
        self.owner.put_with(&dismiss, message).await;
        self.hear(&["pull_request_review dismissed"]).await;
    }

    async fn reports(&mut self) {
        let sha = self.owner.get(&self.path("commits/main")).await.body["sha"].clone();
        let statuses = self.path(&format!("statuses/{}", sha.as_str().unwrap()));
        let state = json!({ "state": "success", "description": "All is well" });
        assert_eq!(self.owner.post(&statuses, state).await.status, 201);
        self.hear(&["status"]).await;
        let checks = format!("/repositories/{}/check-runs", self.id);
        let done = json!({ "name": "lint", "commit": "main", "status": "completed", "conclusion": "success" });
        self.practice.control(Method::POST, &checks, done).await;
        self.hear(&["check_suite completed"]).await;
    }

    async fn people(&mut self) {
        let dana = self.path("collaborators/dana");
        self.owner.delete(&dana).await;
        self.hear(&["member removed"]).await;
        let invited = self.owner.put(&dana).await;
        let own = format!("/user/repository_invitations/{}", invited.body["id"]);
        self.practice
            .caller("dana")
            .await
            .patch(&own, json!({}))
            .await;
        self.hear(&["member added"]).await;
        self.let_dana_in("pull").await;
        self.hear(&["member edited"]).await;
    }

    async fn repository(&mut self) {
        let was_private = self.practice.look_at(self.name).await["private"] == true;
        let visibility = ["privatized", "publicized"][usize::from(was_private)];
        let changes = [
            (json!({ "name": "renamed" }), "repository renamed"),
            (
                json!({ "private": !was_private }),
                &format!("repository {visibility}"),
            ),
            (json!({ "archived": true }), "repository archived"),
            (json!({ "archived": false }), "repository unarchived"),
        ];
        for (change, event) in changes {
            let path = format!("/repositories/{}", self.id);
            self.practice.control(Method::PATCH, &path, change).await;
            self.hear(&[event]).await;
        }
        let hook = format!("/repositories/{}/hooks/{}", self.id, self.hook);
        self.owner.delete(&hook).await;
        self.hear(&["meta deleted"]).await;
    }

    fn path(&self, rest: &str) -> String {
        format!("/repos/{}/{rest}", self.name)
    }

    async fn let_dana_in(&self, permission: &str) {
        let path = format!("/repositories/{}/collaborators/dana", self.id);
        let body = json!({ "permission": permission });
        self.practice.control(Method::PUT, &path, body).await;
    }

    async fn commit_on_work(&self) {
        self.practice.commit(self.name, "work").await;
    }

    /// Exactly these events are next, in whatever order.
    async fn hear(&mut self, expected: &[&str]) {
        let mut names = Vec::new();
        for _ in expected {
            let next = tokio::time::timeout(Duration::from_secs(10), self.receiver.next());
            let heard = next.await.unwrap_or_else(|_| {
                panic!("{}: of {expected:?} only {names:?} came", self.name);
            });
            self.check_headers(&heard);
            let body: Value = serde_json::from_str(&heard.body).unwrap();
            let event = &heard.headers["x-github-event"];
            let action = body["action"].as_str();
            names.push(action.map_or_else(|| event.clone(), |action| format!("{event} {action}")));
            let action = &body["action"];
            self.heard
                .push(json!({ "event": event, "action": action, "body": body }));
        }
        names.sort();
        assert_eq!(names, expected, "{}", self.name);
    }

    fn check_headers(&self, heard: &Heard) {
        let headers = &heard.headers;
        let guid = Regex::new(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$").unwrap();
        assert!(guid.is_match(&headers["x-github-delivery"]));
        assert_eq!(headers["x-github-hook-id"], self.hook.to_string());
        assert_eq!(
            headers["x-github-hook-installation-target-type"],
            "repository"
        );
        assert_eq!(
            headers["x-github-hook-installation-target-id"],
            self.id.to_string()
        );
        assert!(headers["user-agent"].starts_with("GitHub-Hookshot/"));
        assert_eq!(headers["content-type"], "application/json");
        assert_eq!(headers["accept"], "*/*");
        assert!(headers.contains_key("x-github-enterprise-version"));
        assert_eq!(headers["x-github-enterprise-host"], "127.0.0.1");
        let mut mac = Hmac::<Sha256>::new_from_slice(b"s3cret").unwrap();
        mac.update(heard.body.as_bytes());
        let right = format!("sha256={}", hex::encode(mac.finalize().into_bytes()));
        assert_eq!(headers["x-hub-signature-256"], right);
        let mut mac = Hmac::<Sha1>::new_from_slice(b"s3cret").unwrap();
        mac.update(heard.body.as_bytes());
        let right = format!("sha1={}", hex::encode(mac.finalize().into_bytes()));
        assert_eq!(headers["x-hub-signature"], right);
    }
}

fn check(heard: &[Value]) {
    let package = folder().join("node_modules/@octokit/webhooks-schemas");
    assert!(
        package.is_dir(),
        "the schemas of webhooks are not installed, {INSTALL}: {}",
        package.display()
    );
    let mut node = Command::new("node")
        .arg("webhooks/check.mjs")
        .current_dir(folder())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines: Vec<_> = heard.iter().map(ToString::to_string).collect();
    let mut input = node.stdin.take().unwrap();
    input.write_all(lines.join("\n").as_bytes()).unwrap();
    drop(input);
    let output = node.wait_with_output().unwrap();
    assert!(output.status.success(), "the validator failed");
    let complaints = String::from_utf8(output.stdout).unwrap();
    assert!(complaints.is_empty(), "\n{complaints}");
}
