//! Events as they are listened to: by members only, from where one left off, over several servers.

use std::time::Duration;

use chrono::TimeDelta;
use reqwest::{Method, RequestBuilder, Response};
use serde_json::{Value, json};
use testbed::database::TestDatabase;
use tokio::time::timeout;

use crate::{
    answer::Answer,
    app::TestApp,
    person::Person,
    webhooks::{deliver_about, sign},
};

const PATIENCE: Duration = Duration::from_secs(20);

/// A stream as a listener has it.
struct Stream {
    answer: Response,
    text: String,
}

/// What came over it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Told {
    number: i64,
    name: String,
    data: Value,
}

impl Told {
    fn kind(&self) -> &str {
        self.data["kind"].as_str().unwrap_or(&self.name)
    }
}

impl Stream {
    async fn open(person: &Person<'_>, since: Option<i64>) -> Self {
        let mut request = person.request(Method::GET, "events");
        if let Some(since) = since {
            request = request.header("Last-Event-ID", since);
        }
        Self::of(request).await
    }

    async fn of(request: RequestBuilder) -> Self {
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 200);
        assert_eq!(answer.headers()["content-type"], "text/event-stream");
        assert_eq!(answer.headers()["cache-control"], "no-store");
        let text = String::new();
        Self { answer, text }
    }

    /// A stream that has told what was before.
    async fn ready(person: &Person<'_>) -> (Self, i64) {
        let mut stream = Self::open(person, None).await;
        let last = stream.until("ready").await.last().unwrap().number;
        (stream, last)
    }

    /// The next that comes; nothing where the stream ended.
    async fn next(&mut self) -> Option<Told> {
        loop {
            if let Some(end) = self.text.find("\n\n") {
                let told = read(&self.text[..end]);
                self.text.drain(..end + 2);
                return Some(told);
            }
            let chunk = timeout(PATIENCE, self.answer.chunk()).await.unwrap();
            self.text += str::from_utf8(&chunk.unwrap()?).unwrap();
        }
    }

    /// All that comes up to the first of a kind.
    async fn until(&mut self, kind: &str) -> Vec<Told> {
        let mut all = Vec::new();
        loop {
            let told = self.next().await.unwrap();
            let found = told.kind() == kind;
            all.push(told);
            if found {
                return all;
            }
        }
    }

    /// Comes back when the stream has ended.
    async fn end(&mut self) {
        while self.next().await.is_some() {}
    }
}

fn read(frame: &str) -> Told {
    let field = |name: &str| {
        let line = frame.lines().find(|line| line.starts_with(name)).unwrap();
        line[name.len() + 2..].to_owned()
    };
    Told {
        number: field("id").parse().unwrap(),
        name: field("event"),
        data: serde_json::from_str(&field("data")).unwrap(),
    }
}

testbed::on_both! {
    async fn members_hear_of_a_change_at_once_and_others_never(db: TestDatabase) {
        let app = TestApp::start_on(db).await;
        let (ann, ben, eve) = (app.person("ann").await, app.person("ben").await, app.person("eve").await);
        ann.project("WEB").await;
        ann.add("WEB", "ben", "developer").await;
        let (mut bens, _) = Stream::ready(&ben).await;
        let (mut eves, _) = Stream::ready(&eve).await;
        let task = ann.task("WEB", "A secret title").await;
        let told = bens.until("task_created").await;
        let told = told.last().unwrap();
        let project = ann.get("projects/WEB").await.json();
        assert_eq!(
            told.data,
            json!({ "kind": "task_created", "project": project["id"], "task": task["id"] })
        );
        bens.until("activity_added").await;

        // Whoever is no member any more hears that they are none, and nothing after it.
        let path = format!("projects/WEB/members/{}", ben.id);
        ann.delete(&path).await.expect(204);
        ann.task("WEB", "Another").await;
        ben.project("OWN").await;
        let told = bens.until("projects_changed").await;
        assert_eq!(told.len(), 1, "{told:?}");
        let told = bens.until("projects_changed").await;
        assert!(told.iter().all(|it| it.data["project"] != project["id"]), "{told:?}");

        // All that there was came before this, so none of it was for eve.
        eve.project("EVE").await;
        let told = eves.until("projects_changed").await;
        assert!(told.iter().all(|it| it.data["project"] != project["id"]), "{told:?}");
    }

    async fn a_listener_goes_on_where_it_left_off(db: TestDatabase) {
        let app = TestApp::start_on(db).await;
        let ann = app.person("ann").await;
        ann.project("WEB").await;
        let (stream, last) = Stream::ready(&ann).await;
        drop(stream);
        ann.task("WEB", "One").await;
        ann.task("WEB", "Two").await;
        let mut stream = Stream::open(&ann, Some(last)).await;
        let missed = stream.until("ready").await;
        let created = missed.iter().filter(|it| it.kind() == "task_created");
        assert_eq!(created.count(), 2);
        let numbers: Vec<_> = missed.iter().map(|it| it.number).collect();
        assert!(numbers.is_sorted(), "{numbers:?}");
        // The pages say it in the address: what they use sets no such header.
        let path = format!("events?since={last}");
        let mut stream = Stream::of(ann.request(Method::GET, &path)).await;
        let again = stream.until("ready").await;
        assert!(again.iter().map(|it| it.number).eq(numbers));

        // What is not known, or no longer, cannot be gone on from.
        app.db.clock.advance(Duration::from_hours(25));
        let ann = app.signed_in("ann").await;
        let now = app.db.store.clock().now();
        let forgotten = app.db.store.write(async |tx| {
            store::events::forget(tx, now - TimeDelta::hours(24)).await
        });
        assert!(forgotten.await.unwrap() > 0);
        for since in [last, 1_000_000, -1] {
            let mut stream = Stream::open(&ann, Some(since)).await;
            let first = stream.next().await.unwrap();
            assert_eq!(first.name, "reset", "{since}");
            let task = ann.task("WEB", "Three").await;
            let told = stream.until("task_created").await;
            assert_eq!(told.last().unwrap().data["task"], task["id"]);
        }
        let refused = ann.get("events?since=soon").await;
        assert!(refused.status == 400 || refused.status == 422, "{}", refused.text);
    }

    async fn a_stream_ends_with_the_token_and_with_the_session(db: TestDatabase) {
        let app = TestApp::start_on(db).await;
        let ann = app.person("ann").await;
        let (mut stream, _) = Stream::ready(&ann).await;
        let other = app.signed_in("ann").await;
        let (mut others, _) = Stream::ready(&other).await;
        let out = app.http.post(app.at("auth/logout"));
        let out = out.header("Cookie", format!("__Host-tasksource_refresh={}", ann.cookie));
        Answer::read(out).await.expect(204);
        stream.end().await;
        // That one may come back.
        others.end().await;
        let answer = ann.get("events").await;
        answer.expect_problem(401, "sign_in_needed");

        // Less than a second is left of the token.
        app.db.clock.advance(Duration::from_millis(10 * 60 * 1000 - 500));
        let mut late = Stream::open(&other, Some(0)).await;
        late.until("ready").await;
        late.end().await;
    }
}

#[tokio::test]
async fn what_changes_through_one_server_is_heard_on_another() {
    let app = TestApp::start_on(TestDatabase::postgres().await).await;
    let beside = app.beside().await;
    let ann = app.person("ann").await;
    ann.project("WEB").await;
    let far = app.http.get(beside.join("/api/v1/events").unwrap());
    let mut stream = Stream::of(far.bearer_auth(&ann.token)).await;
    stream.until("ready").await;
    let task = ann.task("WEB", "Here").await;
    let told = stream.until("task_created").await;
    assert_eq!(told.last().unwrap().data["task"], task["id"]);
}

#[tokio::test]
async fn a_push_is_told_to_who_has_the_branch_open_and_holds_nothing_of_it() {
    let app = TestApp::start().await;
    let ann = app.connected("ann").await;
    let shop = app.practice.repository("ann", "shop").await;
    ann.project("WEB").await;
    let linked = ann.link("WEB", &shop).await;
    app.hook(shop.id, "secret").await;
    let (mut stream, _) = Stream::ready(&ann).await;
    let body = json!({
        "ref": "refs/heads/main",
        "head_commit": { "id": "c0ffee", "message": "A secret message" },
    });
    let body = body.to_string();
    deliver_about(&app, shop.id, "push", &body, &sign("secret", &body))
        .await
        .expect(204);
    let told = stream.until("commits_may_have_changed").await;
    let told = told.last().unwrap();
    let project = ann.get("projects/WEB").await.json();
    assert_eq!(
        told.data,
        json!({
            "kind": "commits_may_have_changed", "project": project["id"], "repository": linked,
        })
    );
}

#[tokio::test]
async fn a_server_that_is_about_to_end_ends_its_streams() {
    let app = TestApp::start().await;
    let ann = app.person("ann").await;
    let (mut stream, _) = Stream::ready(&ann).await;
    app.state.end_streams();
    stream.end().await;
    let mut next = Stream::open(&ann, None).await;
    next.until("ready").await;
    next.end().await;
}
