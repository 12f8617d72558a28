//! GitHub limiting, slow, broken or gone.

use std::time::{Duration, Instant};

use domain::{access::Permission, pace::Spent, wire::github::OwnerKind};
use github::{Added, Error, Github, Reading, Wait};
use serde_json::json;
use testbed::practice::Practice;

async fn practice_with_ann() -> Practice {
    let practice = Practice::start().await;
    practice.user("ann").await;
    practice
}

#[tokio::test]
async fn a_spent_limit_says_until_when_to_wait() {
    let practice = practice_with_ann().await;
    let client = practice.client("ann").await;
    practice.limit(1).await;
    client.account().await.unwrap();
    let limited = client.account().await;
    assert!(
        matches!(limited, Err(Error::RateLimited { wait: Wait::For(_) })),
        "{limited:?}"
    );
}

#[tokio::test]
async fn the_wait_for_a_spent_limit_does_not_depend_on_our_clock() {
    let practice = practice_with_ann().await;
    let client = practice.client("ann").await;
    practice.advance(Duration::from_hours(10)).await;
    practice.limit(1).await;
    client.account().await.unwrap();
    let Err(Error::RateLimited {
        wait: Wait::For(wait),
    }) = client.account().await
    else {
        panic!("GitHub tells its own time, and when the limit is new");
    };
    assert!(wait <= Duration::from_secs(3601), "{wait:?}");
    assert!(wait > Duration::from_secs(3590), "{wait:?}");
}

#[tokio::test]
async fn a_client_knows_what_it_asked_for_and_what_is_left() {
    let practice = practice_with_ann().await;
    practice.user("ben").await;
    let place = practice.repository("ann", "web").await.id;
    let client = practice.client("ann").await;
    assert_eq!(client.reading(), Reading::default());
    client.account().await.unwrap();
    let clone = client.clone();
    let added = clone
        .add_collaborator(place, "ben", OwnerKind::User, Permission::Write)
        .await;
    let Ok(Added::Invited(invitation)) = added else {
        panic!("{added:?}");
    };
    clone.delete_invitation(place, invitation).await.unwrap();
    let spent = Spent {
        reads: 1,
        changes: 2,
        creations: 1,
    };
    assert_eq!(client.reading().spent, spent);
    let quota = client.reading().quota.unwrap();
    assert_eq!((quota.limit, quota.remaining), (5000, 4997));
    let another = practice.client("ann").await;
    assert_eq!(another.reading(), Reading::default());
}

#[tokio::test]
async fn a_secondary_limit_says_how_long_to_wait_and_is_not_asked_again() {
    let practice = practice_with_ann().await;
    let client = practice.client("ann").await;
    let words = "You have exceeded a secondary rate limit. Please wait a few minutes before you \
                 try again.";
    let fault = json!({
        "kind": "status", "status": 403,
        "headers": { "Retry-After": "7" }, "body": { "message": words },
    });
    practice
        .order(json!({ "path": "/user$", "fault": fault }))
        .await;
    practice.forget_calls().await;
    let limited = client.account().await;
    let wait = Wait::For(Duration::from_secs(7));
    assert_eq!(limited, Err(Error::RateLimited { wait }));
    assert_eq!(practice.calls().await.len(), 1);
}

#[tokio::test]
async fn a_fault_that_passes_is_not_noticed() {
    let practice = practice_with_ann().await;
    let client = practice.client("ann").await;
    practice.fail("/user$", 502, 1).await;
    assert_eq!(client.account().await.unwrap().login, "ann");
    let cut = json!({ "path": "/user$", "times": 1, "fault": { "kind": "cut_after" } });
    practice.order(cut).await;
    assert_eq!(client.account().await.unwrap().login, "ann");
}

#[tokio::test]
async fn a_fault_that_stays_is_told_after_a_few_tries() {
    let practice = practice_with_ann().await;
    let client = practice.client("ann").await;
    practice.fail("/user$", 500, 100).await;
    practice.forget_calls().await;
    let failed = client.account().await;
    assert!(
        matches!(failed, Err(Error::Unavailable { .. })),
        "{failed:?}"
    );
    assert_eq!(practice.calls().await.len(), 3);
}

#[tokio::test]
async fn what_changes_something_is_never_repeated_by_itself() {
    let practice = practice_with_ann().await;
    practice.user("ben").await;
    let id = practice.repository("ann", "web").await.id;
    let client = practice.client("ann").await;
    practice.fail("/collaborators/", 502, 100).await;
    practice.forget_calls().await;
    let failed = client.remove_collaborator(id, "ben").await;
    assert!(
        matches!(failed, Err(Error::Unavailable { .. })),
        "{failed:?}"
    );
    assert_eq!(practice.calls().await.len(), 1);
}

#[tokio::test]
async fn law_8_a_slow_github_is_given_up_within_the_bound() {
    let practice = practice_with_ann().await;
    let mut settings = practice.settings();
    settings.timeout = Duration::from_millis(400);
    let token = practice.token("ann", &["repo", "read:org"]).await;
    let client = Github::new(settings).unwrap().as_user(token);
    let slow = json!({ "path": "/user", "fault": { "kind": "delay", "ms": 30_000 } });
    practice.order(slow).await;
    let begun = Instant::now();
    let account = client.account().await;
    let repositories = client.recent_repositories(1).await;
    assert!(
        matches!(account, Err(Error::Unavailable { .. })),
        "{account:?}"
    );
    assert!(matches!(repositories, Err(Error::Unavailable { .. })));
    assert!(begun.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn law_8_a_github_that_is_gone_is_unavailable() {
    let mut practice = practice_with_ann().await;
    let client = practice.client("ann").await;
    let github = practice.github();
    github.ping().await.unwrap();
    practice.vanish().await;
    let failed = client.account().await;
    assert!(
        matches!(failed, Err(Error::Unavailable { .. })),
        "{failed:?}"
    );
    let refreshed = github.refresh(&"ghr_any".into()).await;
    assert!(matches!(refreshed, Err(Error::Unavailable { .. })));
    assert!(github.ping().await.is_err());
}

#[tokio::test]
async fn a_revoked_token_is_unauthorized() {
    let practice = practice_with_ann().await;
    let github = practice.github();
    let token = practice.token("ann", &["repo"]).await;
    github.delete_token(&token).await.unwrap();
    let refused = github.as_user(token).account().await;
    assert_eq!(refused, Err(Error::Unauthorized));
}

#[tokio::test]
async fn a_version_that_github_no_longer_takes_does_not_make_a_repository_look_gone() {
    let practice = practice_with_ann().await;
    let id = practice.repository("ann", "web").await.id;
    let client = practice.client("ann").await;
    let answer = reqwest::Client::builder()
        .tls_certs_only([])
        .user_agent("an old client")
        .build()
        .unwrap()
        .get(practice.api_url().clone())
        .header("X-GitHub-Api-Version", "2011-01-01")
        .send()
        .await
        .unwrap();
    let status = answer.status().as_u16();
    let body: serde_json::Value = answer.json().await.unwrap();
    let fault = json!({ "kind": "status", "status": status, "body": body });
    practice
        .order(json!({ "path": "/repositories/", "fault": fault }))
        .await;
    let refused = client.repository(id).await;
    assert!(
        matches!(refused, Err(Error::Unexpected { status: told, .. }) if told == status),
        "{refused:?}"
    );
}

#[tokio::test]
async fn a_repository_that_is_gone_is_not_found() {
    let practice = practice_with_ann().await;
    let id = practice.repository("ann", "web").await.id;
    let client = practice.client("ann").await;
    practice
        .change_repository(id, json!({ "archived": true }))
        .await;
    assert!(client.repository(id).await.unwrap().archived);
    practice.delete_repository(id).await;
    assert_eq!(client.repository(id).await, Err(Error::NotFound));
}
