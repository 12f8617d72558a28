//! A practice GitHub whose every reply is judged, for one version of the API.
//! Whether a reply is right is never decided here, see `judge`.

use std::collections::{HashMap, HashSet};

use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use super::addresses::Followed;
use super::judge::{Judge, Report};
use super::routes::Routes;
use crate::practice::{Answer, Practice};

/// One call after another, each with the status that it must have.
pub(super) struct Scene {
    pub(super) practice: Practice,
    pub(super) version: &'static str,
    pub(super) judge: Judge,
    pub(super) routes: Routes,
    pub(super) followed: Followed,
    tokens: HashMap<&'static str, String>,
    /// What was judged, as the practice GitHub lists it: method, path, status.
    judged: Vec<(String, String, u16)>,
    /// Whether what is refused was ordered.
    pub(super) ordered: bool,
    /// Routes that were asked a second time, for what is known or with what is no JSON.
    asked_twice: HashSet<String>,
}

/// Those who call, with their scopes; `dead` has a token that never lived, `nobody` has none.
const CALLERS: &[(&str, &str, &[&str])] = &[
    ("mona", "mona", &["repo", "read:org", "user"]),
    ("dana", "dana", &["repo", "read:org", "user:email"]),
    ("eve", "eve", &["repo", "read:org"]),
    ("mona without scopes", "mona", &[]),
    ("mona with hooks", "mona", &["admin:org_hook"]),
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
        let served = practice.control(Method::GET, "/routes", Value::Null).await;
        Self {
            judge: Judge::start(&practice.web("/"), version, &served),
            routes: Routes::of(&served),
            followed: Followed::default(),
            practice,
            version,
            tokens,
            judged: Vec::new(),
            ordered: false,
            asked_twice: HashSet::new(),
        }
    }

    /// A call without a body.
    pub(super) async fn call(&mut self, status: u16, who: &str, call: &str) -> Value {
        self.send(status, who, call, Value::Null).await
    }

    /// A call such as `PUT /repos/mona/site/collaborators/dana`. What its reply leads to is
    /// followed, and what was read is asked for again.
    pub(super) async fn send(&mut self, status: u16, who: &str, call: &str, body: Value) -> Value {
        if status < 300 && !body.is_null() {
            self.misunderstand(who, call).await;
        }
        let request = self.request(who, call, &body);
        let answer = self.take(call, request).await;
        assert_eq!(answer.status, status, "{who}: {call}: {}", answer.body);
        self.ask_again(who, call, &answer).await;
        self.follow(who, &answer).await;
        answer.body
    }

    /// A call with the headers that every client sends.
    pub(super) fn request(&self, who: &str, call: &str, body: &Value) -> RequestBuilder {
        let request = self.bare(who, call);
        let request = request.header("X-GitHub-Api-Version", self.version);
        if body.is_null() {
            request
        } else {
            request.json(body)
        }
    }

    /// A call with nothing but the caller's credentials.
    pub(super) fn bare(&self, who: &str, call: &str) -> RequestBuilder {
        let (method, path) = call.split_once(' ').unwrap();
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let request = self.practice.http.request(method, self.practice.api(path));
        match (who, self.tokens.get(who)) {
            (_, Some(token)) => request.bearer_auth(token),
            ("app", None) => request.basic_auth("practice-client", Some("practice-secret")),
            ("nobody", None) => request,
            (token, None) => request.bearer_auth(token),
        }
    }

    /// Sends a request of any kind and has its reply judged.
    pub(super) async fn take(&mut self, call: &str, request: RequestBuilder) -> Answer {
        self.take_as(call, request, json!({})).await
    }

    /// The same, with what the judge must know beyond the reply.
    pub(super) async fn take_as(
        &mut self,
        call: &str,
        request: RequestBuilder,
        beside: Value,
    ) -> Answer {
        let answer = Answer::of(request).await;
        let (method, path) = call.split_once(' ').unwrap();
        let path = path.split('?').next().unwrap();
        let mut reply = json!({
            "method": method,
            "path": path,
            "status": answer.status,
            "ordered": self.ordered,
            "type": answer.header("content-type"),
            "headers": { "etag": answer.header("etag"), "location": answer.header("location") },
            "body": answer.body,
        });
        if let (Value::Object(reply), Value::Object(beside)) = (&mut reply, beside) {
            reply.extend(beside);
        }
        self.judge.hand(&reply);
        let listed = path.replace("%2F", "/");
        self.judged.push((method.to_owned(), listed, answer.status));
        answer
    }

    /// A control call that must succeed.
    pub(super) async fn control(&self, call: &str, body: Value) -> Value {
        let (method, path) = call.split_once(' ').unwrap();
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        self.practice.control(method, path, body).await
    }

    /// Fails unless the practice GitHub gave exactly the replies that were judged.
    pub(super) async fn close(self) -> (Report, Followed) {
        let listed = self.control("GET /calls", Value::Null).await;
        let text = |call: &Value, field: &str| call[field].as_str().unwrap().to_owned();
        let mut given: Vec<_> = listed
            .as_array()
            .unwrap()
            .iter()
            .map(|call| {
                let path = text(call, "path").replacen("/api/v3", "", 1);
                let status = u16::try_from(call["status"].as_u64().unwrap()).unwrap();
                (text(call, "method"), path, status)
            })
            .collect();
        let mut judged = self.judged;
        given.sort();
        judged.sort();
        let mut both = given.iter().zip(&judged);
        let differing = both.find(|(given, judged)| given != judged);
        assert_eq!(
            differing, None,
            "given without being judged, or the reverse"
        );
        assert_eq!(given.len(), judged.len(), "not every reply was judged");
        let report = self.judge.report();
        assert_eq!(report.judged, judged.len());
        (report, self.followed)
    }

    /// What is no JSON object is refused before anything is done; each route is asked once.
    async fn misunderstand(&mut self, who: &str, call: &str) {
        if !self.asked_twice.insert(self.routes.name_of(call)) {
            return;
        }
        for body in ["{", "[]"] {
            let request = self.request(who, call, &Value::Null);
            let answer = self.take(call, request.body(body)).await;
            assert_eq!(answer.status, 400, "{call} {body}: {}", answer.body);
        }
    }

    /// What a reader knows is not sent again; each route is asked once.
    pub(super) async fn ask_again(&mut self, who: &str, call: &str, answer: &Answer) {
        let read = call.starts_with("GET ") && answer.status == 200;
        if !read || !self.asked_twice.insert(self.routes.name_of(call)) {
            return;
        }
        // A hook may learn of a delivery in between.
        let mut tag = answer.header("etag").to_owned();
        loop {
            let again = self.request(who, call, &Value::Null);
            let again = self.take(call, again.header("If-None-Match", &tag)).await;
            if again.status == 304 {
                return;
            }
            assert_eq!(again.status, 200, "{call}");
            again.header("etag").clone_into(&mut tag);
        }
    }
}
