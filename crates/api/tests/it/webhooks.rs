//! What GitHub tells us is a reason to look, once it is signed.

use domain::{
    effect::Subject,
    ids::{GithubAccountId, GithubRepositoryId, TaskId},
};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::{answer::Answer, app::TestApp};

const REPOSITORY: GithubRepositoryId = GithubRepositoryId(17);

pub(crate) fn sign(secret: &str, body: &str) -> String {
    let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    let mac = mac.chain_update(body).finalize().into_bytes();
    format!("sha256={}", hex::encode(mac))
}

async fn deliver(app: &TestApp, event: &str, body: &str, signature: &str) -> Answer {
    deliver_about(app, REPOSITORY, event, body, signature).await
}

pub(crate) async fn deliver_about(
    app: &TestApp,
    repository: GithubRepositoryId,
    event: &str,
    body: &str,
    signature: &str,
) -> Answer {
    let path = format!("github/webhooks/{repository}");
    let request = app.http.post(app.at(&path));
    let request = request
        .header("X-GitHub-Event", event)
        .header("X-Hub-Signature-256", signature)
        .header("Content-Type", "application/json")
        .body(body.to_owned());
    Answer::read(request).await
}

#[tokio::test]
async fn a_signed_message_about_a_member_has_their_access_looked_at() {
    let app = TestApp::start().await;
    app.hook(REPOSITORY, "s3cret").await;
    let body = r#"{"action":"removed","member":{"id":42,"login":"dev"},"sender":{"id":1}}"#;
    deliver(&app, "member", body, &sign("s3cret", body))
        .await
        .expect(204);
    let subject = Subject::SyncAccess {
        repository: REPOSITORY,
        account: GithubAccountId(42),
    };
    assert!(app.is_enqueued(subject).await);
}

#[tokio::test]
async fn what_is_not_signed_with_the_secret_is_not_heard() {
    let app = TestApp::start().await;
    let body = r#"{"member":{"id":42}}"#;
    let unknown = deliver(&app, "member", body, &sign("s3cret", body)).await;
    unknown.expect_problem(401, "signature_invalid");
    app.hook(REPOSITORY, "s3cret").await;
    for signature in [
        sign("other", body),
        sign("s3cret", "{}"),
        "sha256=".to_owned(),
        "sha1=00".to_owned(),
        String::new(),
    ] {
        let answer = deliver(&app, "member", body, &signature).await;
        answer.expect_problem(401, "signature_invalid");
    }
    let subject = Subject::SyncAccess {
        repository: REPOSITORY,
        account: GithubAccountId(42),
    };
    assert!(!app.is_enqueued(subject).await);
}

#[tokio::test]
async fn what_means_nothing_here_is_acknowledged() {
    let app = TestApp::start().await;
    app.hook(REPOSITORY, "s3cret").await;
    for (event, body) in [
        ("ping", r#"{"zen":"Keep it simple."}"#),
        ("push", r#"{"commits":[{"message":"secret"}]}"#),
        ("star", "not even JSON"),
        ("member", r#"{"member":null}"#),
    ] {
        let answer = deliver(&app, event, body, &sign("s3cret", body)).await;
        assert_eq!(answer.expect(204).text, "");
    }
}

#[tokio::test]
async fn a_message_is_larger_than_a_call_and_not_without_end() {
    let app = TestApp::start().await;
    app.hook(REPOSITORY, "s3cret").await;
    let body = format!("{{\"x\":\"{}\"}}", "y".repeat(1024 * 1024));
    deliver(&app, "push", &body, &sign("s3cret", &body))
        .await
        .expect(204);
    // A byte too many: with more of them the server might hang up before all are sent.
    let body = "y".repeat(25 * 1024 * 1024 + 1);
    let answer = deliver(&app, "push", &body, &sign("s3cret", &body)).await;
    answer.expect_problem(413, "too_large");
}

#[tokio::test]
async fn what_happens_on_a_branch_has_the_work_of_its_task_looked_at() {
    let app = TestApp::start().await;
    let ann = app.connected("ann").await;
    let shop = app.practice.repository("ann", "shop").await;
    ann.project("WEB").await;
    ann.link("WEB", &shop).await;
    let task = ann.task("WEB", "A task").await;
    app.hook(shop.id, "s3cret").await;
    let task: TaskId = task["id"].as_str().unwrap().parse().unwrap();
    let subject = Subject::SyncWork { task };
    let head = r#"{"pull_request":{"head":{"ref":"web-1-a-task"}}}"#;
    for (event, body, about) in [
        ("push", r#"{"ref":"refs/heads/web-1-a-task"}"#, true),
        (
            "create",
            r#"{"ref":"web-1-other","ref_type":"branch"}"#,
            true,
        ),
        (
            "delete",
            r#"{"ref":"web-1-other","ref_type":"branch"}"#,
            true,
        ),
        ("pull_request", head, true),
        ("pull_request_review", head, true),
        ("push", r#"{"ref":"refs/heads/web-2-other"}"#, false),
        ("push", r#"{"ref":"refs/heads/main"}"#, false),
        ("push", r#"{"ref":"refs/heads/a..b"}"#, false),
    ] {
        app.forget_effects().await;
        let signature = sign("s3cret", body);
        let answer = deliver_about(&app, shop.id, event, body, &signature).await;
        answer.expect(204);
        assert_eq!(app.is_enqueued(subject).await, about, "{event} {body}");
    }
}
