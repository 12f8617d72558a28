//! Owners and repositories to pick from.

use domain::{
    access::Permission,
    wire::github::{OwnerKind, OwnerState, PickableOwner, Repositories},
};
use github::Error;
use serde_json::json;
use testbed::practice::Practice;

fn names(repositories: &Repositories) -> Vec<String> {
    let mut names: Vec<_> = repositories
        .items
        .iter()
        .map(|one| format!("{}/{}", one.owner, one.name))
        .collect();
    names.sort();
    names
}

#[tokio::test]
async fn an_account_is_found_by_its_number() {
    let practice = Practice::start().await;
    let (ann, ben) = (practice.user("ann").await, practice.user("ben").await);
    let client = practice.client("ann").await;
    assert_eq!(client.account().await.unwrap().id, ann);
    let found = client.account_by_id(ben).await.unwrap();
    assert_eq!((found.id, found.login.as_str()), (ben, "ben"));
}

fn states(owners: &[PickableOwner]) -> Vec<(&str, OwnerState)> {
    let one = |one| -> (&str, OwnerState) {
        let one: &PickableOwner = one;
        (&one.owner.login, one.state)
    };
    owners.iter().map(one).collect()
}

#[tokio::test]
async fn owners_out_of_reach_are_named_with_what_mends_it() {
    let practice = Practice::start().await;
    practice.user("ann").await;
    for login in ["zoo", "acme"] {
        practice.organization(login, &[("ann", "admin")]).await;
    }
    practice
        .change_organization("zoo", json!({ "demands_sso": true }))
        .await;
    practice
        .restricting_organization("closed", &[("ann", "admin")])
        .await;
    let client = practice.client("ann").await;
    let owners = client.owners().await.unwrap();
    assert_eq!(
        states(&owners),
        [
            ("ann", OwnerState::Connected),
            ("acme", OwnerState::Connected),
            ("zoo", OwnerState::SsoNeeded),
        ]
    );
    let sign_on = owners[2].help_url.as_deref().unwrap();
    assert!(sign_on.contains("/orgs/zoo/sso"), "{sign_on}");
    assert_eq!(owners[0].owner.kind, OwnerKind::User);

    // Whoever shows a membership in public is told, though GitHub hides it from the app.
    let shown = json!([{ "id": 4711, "login": "closed", "avatar_url": "" }]);
    practice
        .order(json!({
            "path": "/users/ann/orgs", "times": 1,
            "fault": { "kind": "status", "status": 200, "body": shown },
        }))
        .await;
    let owners = client.owners().await.unwrap();
    assert_eq!(states(&owners)[2], ("closed", OwnerState::ApprovalNeeded));
    let review = owners[2].help_url.as_deref().unwrap();
    assert!(review.contains("/settings/connections/"), "{review}");
}

#[tokio::test]
async fn whoever_is_missed_can_be_asked_for_by_name() {
    let practice = Practice::start().await;
    practice.user("ann").await;
    practice.user("ben").await;
    for login in ["zoo", "acme"] {
        practice.organization(login, &[("ann", "admin")]).await;
    }
    practice
        .change_organization("zoo", json!({ "demands_sso": true }))
        .await;
    practice
        .restricting_organization("closed", &[("ann", "admin")])
        .await;
    let client = practice.client("ann").await;
    let state = async |login: &str| {
        let found = client.owner(&login.parse().unwrap()).await;
        found.map(|found| found.state)
    };
    assert_eq!(state("ben").await, Ok(OwnerState::Connected));
    assert_eq!(state("acme").await, Ok(OwnerState::Connected));
    assert_eq!(state("zoo").await, Ok(OwnerState::SsoNeeded));
    assert_eq!(state("closed").await, Ok(OwnerState::Restricted));
    assert_eq!(state("nobody").await, Err(Error::NotFound));
    let refusal = json!({ "kind": "named", "name": "app_restricted", "organization": "closed" });
    practice
        .order(json!({ "path": "/user/memberships/orgs/closed", "fault": refusal }))
        .await;
    assert_eq!(state("closed").await, Ok(OwnerState::ApprovalNeeded));
}

#[tokio::test]
async fn repositories_come_with_the_right_on_them() {
    let practice = Practice::start().await;
    practice.user("ann").await;
    practice.user("ben").await;
    practice.organization("acme", &[("ann", "admin")]).await;
    practice.repository("ann", "notes").await;
    practice.repository("acme", "web").await;
    let shared = practice.repository("ben", "lib").await;
    practice.repository("ben", "secret").await;
    practice.let_in(shared.id, "ann", "push").await;

    let client = practice.client("ann").await;
    let recent = client.recent_repositories(1).await.unwrap();
    assert_eq!(names(&recent), ["acme/web", "ann/notes", "ben/lib"]);
    let lib = recent.items.iter().find(|one| one.name == "lib").unwrap();
    assert_eq!((lib.id, lib.permission), (shared.id, Permission::Write));
    assert!(lib.private && !lib.archived);
    let own = client.own_repositories(1).await.unwrap();
    assert_eq!(names(&own), ["ann/notes"]);
    assert_eq!(own.items[0].permission, Permission::Admin);
    let theirs = client.organization_repositories("acme", 1).await.unwrap();
    assert_eq!(names(&theirs), ["acme/web"]);
}

#[tokio::test]
async fn each_page_is_one_request_and_says_what_is_to_come() {
    let practice = Practice::start().await;
    practice.user("ann").await;
    for number in 0..101 {
        let name = format!("r{number:03}");
        let body = json!({ "owner": "ann", "name": name, "commits": 0 });
        practice.repository_with(body).await;
    }
    let client = practice.client("ann").await;
    practice.forget_calls().await;
    let first = client.recent_repositories(1).await.unwrap();
    assert_eq!(practice.calls().await.len(), 1);
    assert_eq!(
        (first.items.len(), first.next, first.pages),
        (100, Some(2), Some(2))
    );
    let last = client.recent_repositories(2).await.unwrap();
    assert_eq!((last.items.len(), last.next), (1, None));
    let mut all = [names(&first), names(&last)].concat();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), 101);
}

#[tokio::test]
async fn a_token_that_may_not_see_organizations_says_which_right_is_missing() {
    let practice = Practice::start().await;
    practice.user("ann").await;
    let token = practice.token("ann", &[]).await;
    let refused = practice.github().as_user(token).owners().await;
    let Err(Error::ScopeMissing { needed }) = refused else {
        panic!("{refused:?}");
    };
    assert!(needed.contains("read:org"));
}

#[tokio::test]
async fn an_organization_that_keeps_the_app_out_hides_its_private_repositories() {
    let practice = Practice::start().await;
    practice.user("ann").await;
    practice
        .restricting_organization("closed", &[("ann", "admin")])
        .await;
    let hidden = practice.repository("closed", "vault").await;
    let body = json!({ "owner": "closed", "name": "site", "private": false });
    let public = practice.repository_with(body).await;

    let client = practice.client("ann").await;
    let organization = Some("closed".to_owned());
    let restricted = Error::OrganizationRestrictsApp { organization };
    let says_so = practice.switch("restricted_read").await == 403;
    let unseen = if says_so {
        restricted.clone()
    } else {
        Error::NotFound
    };
    assert_eq!(client.repository(hidden.id).await, Err(unseen));
    client.repository(public.id).await.unwrap();
    let refused = client
        .add_collaborator(public.id, "ann", OwnerKind::Organization, Permission::Write)
        .await;
    assert_eq!(refused, Err(restricted));

    let approved = json!({ "app_approved": true });
    practice.change_organization("closed", approved).await;
    client.repository(hidden.id).await.unwrap();
}
