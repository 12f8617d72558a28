//! Owners and repositories to pick from.

use domain::{
    access::Permission,
    wire::github::{OwnerKind, Repositories},
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

#[tokio::test]
async fn organizations_are_those_that_let_the_app_in_by_name() {
    let practice = Practice::start().await;
    practice.user("ann").await;
    for login in ["zoo", "acme"] {
        practice.organization(login, &[("ann", "admin")]).await;
    }
    practice
        .restricting_organization("closed", &[("ann", "admin")])
        .await;
    let owners = practice.client("ann").await.organizations().await.unwrap();
    let logins: Vec<_> = owners.iter().map(|owner| owner.login.as_str()).collect();
    assert_eq!(logins, ["acme", "zoo"]);
    assert!(
        owners
            .iter()
            .all(|owner| owner.kind == OwnerKind::Organization)
    );
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
    let recent = client.recent_repositories().await.unwrap();
    assert_eq!(names(&recent), ["acme/web", "ann/notes", "ben/lib"]);
    let lib = recent.items.iter().find(|one| one.name == "lib").unwrap();
    assert_eq!((lib.id, lib.permission), (shared.id, Permission::Write));
    assert!(lib.private && !lib.archived);
    let own = client.own_repositories().await.unwrap();
    assert_eq!(names(&own), ["ann/notes"]);
    assert_eq!(own.items[0].permission, Permission::Admin);
    let theirs = client.organization_repositories("acme").await.unwrap();
    assert_eq!(names(&theirs), ["acme/web"]);
}

#[tokio::test]
async fn a_list_of_many_pages_is_read_through() {
    let practice = Practice::start().await;
    practice.user("ann").await;
    for number in 0..101 {
        let name = format!("r{number:03}");
        let body = json!({ "owner": "ann", "name": name, "commits": 0 });
        practice.repository_with(body).await;
    }
    let client = practice.client("ann").await;
    practice.forget_calls().await;
    let found = client.recent_repositories().await.unwrap();
    assert_eq!(found.items.len(), 101);
    assert!(!found.truncated);
    assert_eq!(practice.calls().await.len(), 2);
}

#[tokio::test]
async fn a_token_that_may_not_see_organizations_says_which_right_is_missing() {
    let practice = Practice::start().await;
    practice.user("ann").await;
    let token = practice.token("ann", &[]).await;
    let refused = practice.github().as_user(token).organizations().await;
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
