//! Law 10: names change, numbers stay.

use domain::{access::Permission, names::BranchName, wire::github::OwnerKind};
use github::Error;
use serde_json::json;
use testbed::practice::Practice;

#[tokio::test]
async fn law_10_a_renamed_and_transferred_repository_keeps_working() {
    let practice = Practice::start().await;
    practice.user("ann").await;
    let ben = practice.user("ben").await;
    practice.organization("acme", &[("ann", "admin")]).await;
    let body = json!({ "owner": "ann", "name": "old", "private": true, "branches": ["web-1"] });
    let id = practice.repository_with(body).await.id;
    practice.commit(id, "web-1", "Start").await;
    let client = practice.client("ann").await;
    assert_eq!(client.repository(id).await.unwrap().owner.login, "ann");

    let moved = json!({ "name": "new", "owner": "acme" });
    practice.change_repository(id, moved).await;
    let seen = client.repository(id).await.unwrap();
    assert_eq!(
        (seen.owner.login.as_str(), seen.name.as_str()),
        ("acme", "new")
    );
    assert_eq!(seen.owner.kind, OwnerKind::Organization);
    assert!(seen.clone_url.ends_with("/acme/new.git"));
    let added = client
        .add_collaborator(id, "ben", OwnerKind::Organization, Permission::Write)
        .await;
    added.unwrap();
    assert!(client.invitation_of(id, ben).await.unwrap().is_some());

    let (base, head): (BranchName, BranchName) =
        ("main".parse().unwrap(), "web-1".parse().unwrap());
    let new = github::NewPullRequest {
        title: "WEB-1".to_owned(),
        body: String::new(),
        head: head.clone(),
        base: base.clone(),
        draft: false,
    };
    let link = client.open_pull_request(id, &new).await.unwrap().link;
    assert!(link.url.contains("/acme/new/pull/"));
    let found = client.find_pull_request(id, "acme", &head, &base).await;
    assert_eq!(found.unwrap().unwrap().link, link);
}

#[tokio::test]
async fn a_redirect_is_followed_within_github_and_never_out_of_it() {
    let practice = Practice::start().await;
    practice.user("ann").await;
    let id = practice.repository("ann", "web").await.id;
    let client = practice.client("ann").await;
    let elsewhere = Practice::start().await;
    let path = format!("/repositories/{id}$");
    for (target, within) in [(practice.api_url(), true), (elsewhere.api_url(), false)] {
        let headers = json!({ "Location": format!("{target}/user") });
        let fault = json!({ "kind": "status", "status": 301, "headers": headers });
        practice
            .order(json!({ "path": path, "times": 1, "fault": fault }))
            .await;
        practice.forget_calls().await;
        let refused = client.repository(id).await.unwrap_err();
        assert!(matches!(refused, Error::Unexpected { .. }), "{refused:?}");
        let asked_user = practice
            .calls()
            .await
            .iter()
            .any(|call| call.path.ends_with("/user"));
        assert_eq!(asked_user, within);
    }
    assert_eq!(elsewhere.calls().await, []);
}
