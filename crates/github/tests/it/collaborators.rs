//! Giving and taking the right to push.

use domain::{
    access::{Invitation, Permission},
    ids::{GithubAccountId, GithubRepositoryId},
    wire::github::OwnerKind,
};
use github::{Added, Error};
use serde_json::json;
use testbed::practice::Practice;

/// Ann owns `web`, alone or through `acme`; Ben is to work on it.
async fn with_owner(
    practice: &Practice,
    owner: OwnerKind,
) -> (GithubRepositoryId, GithubAccountId) {
    practice.user("ann").await;
    let ben = practice.user("ben").await;
    let login = match owner {
        OwnerKind::User => "ann",
        OwnerKind::Organization => {
            practice.organization("acme", &[("ann", "admin")]).await;
            "acme"
        }
    };
    (practice.repository(login, "web").await.id, ben)
}

#[tokio::test]
async fn an_invitation_is_seen_accepted_and_taken_away_on_either_kind_of_repository() {
    for owner in [OwnerKind::User, OwnerKind::Organization] {
        let practice = Practice::start().await;
        let (id, account) = with_owner(&practice, owner).await;
        let (ann, ben) = (practice.client("ann").await, practice.client("ben").await);
        assert_eq!(ann.permission(id, "ben").await, Ok(Permission::None));
        assert_eq!(ann.invitation_of(id, account).await, Ok(None));

        let added = ann.add_collaborator(id, "ben", owner).await.unwrap();
        let Added::Invited(number) = added else {
            panic!("{owner:?}: {added:?}");
        };
        let open = Invitation {
            id: number,
            expired: false,
        };
        assert_eq!(ann.invitation_of(id, account).await, Ok(Some(open)));
        assert_eq!(ann.permission(id, "ben").await, Ok(Permission::None));

        ben.accept_invitation(number).await.unwrap();
        assert_eq!(ann.permission(id, "ben").await, Ok(Permission::Write));
        assert_eq!(ann.invitation_of(id, account).await, Ok(None));
        let again = ann.add_collaborator(id, "ben", owner).await;
        assert_eq!(again, Ok(Added::Active));

        ann.remove_collaborator(id, "ben").await.unwrap();
        assert_eq!(ann.permission(id, "ben").await, Ok(Permission::None));
        assert_eq!(ben.repository(id).await, Err(Error::NotFound));
    }
}

#[tokio::test]
async fn an_open_invitation_can_be_withdrawn() {
    let practice = Practice::start().await;
    let (id, account) = with_owner(&practice, OwnerKind::User).await;
    let (ann, ben) = (practice.client("ann").await, practice.client("ben").await);
    let added = ann.add_collaborator(id, "ben", OwnerKind::User).await;
    let Ok(Added::Invited(number)) = added else {
        panic!("{added:?}");
    };
    ann.delete_invitation(id, number).await.unwrap();
    assert_eq!(ann.invitation_of(id, account).await, Ok(None));
    assert_eq!(ben.accept_invitation(number).await, Err(Error::NotFound));
    let again = ann.delete_invitation(id, number).await;
    assert_eq!(again, Err(Error::NotFound));
}

#[tokio::test]
async fn a_right_in_an_organization_can_be_brought_back_to_what_it_was() {
    let practice = Practice::start().await;
    let (id, _) = with_owner(&practice, OwnerKind::Organization).await;
    let ann = practice.client("ann").await;
    practice.let_in(id, "ben", "pull").await;
    for wanted in [Permission::Write, Permission::Triage, Permission::Read] {
        ann.set_permission(id, "ben", wanted).await.unwrap();
        assert_eq!(ann.permission(id, "ben").await, Ok(wanted));
    }
    ann.set_permission(id, "ben", Permission::None)
        .await
        .unwrap();
    assert_eq!(ann.permission(id, "ben").await, Ok(Permission::None));
}

#[tokio::test]
async fn who_is_no_administrator_is_told_so() {
    let practice = Practice::start().await;
    let (id, _) = with_owner(&practice, OwnerKind::User).await;
    practice.user("eve").await;
    practice.let_in(id, "ben", "push").await;
    let ben = practice.client("ben").await;
    let refused = ben.add_collaborator(id, "eve", OwnerKind::User).await;
    assert!(
        matches!(refused, Err(Error::Forbidden { .. })),
        "{refused:?}"
    );
    let seen = ben.repository(id).await.unwrap();
    assert_eq!(seen.permission, Permission::Write);
}

#[tokio::test]
async fn the_days_last_invitation_is_told_from_other_refusals() {
    let practice = Practice::start().await;
    let (id, _) = with_owner(&practice, OwnerKind::User).await;
    let message = "You have exceeded the limit of 50 invitations per 24 hours";
    let errors = json!([{ "resource": "Repository", "code": "custom", "message": message }]);
    let body = json!({ "message": "Validation Failed", "errors": errors });
    let fault = json!({ "kind": "status", "status": 422, "body": body });
    practice
        .order(json!({ "method": "PUT", "path": "/collaborators/", "fault": fault }))
        .await;
    let ann = practice.client("ann").await;
    let refused = ann.add_collaborator(id, "ben", OwnerKind::User).await;
    assert_eq!(refused, Err(Error::TooManyInvitations));
}
