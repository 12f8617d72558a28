//! Giving and taking the right to push.

use std::time::Duration;

use domain::{
    access::Permission,
    gap::Invitation,
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

        let added = ann
            .add_collaborator(id, "ben", owner, Permission::Write)
            .await
            .unwrap();
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
        let again = ann
            .add_collaborator(id, "ben", owner, Permission::Write)
            .await;
        assert_eq!(again, Ok(Added::Active));

        ann.remove_collaborator(id, "ben").await.unwrap();
        practice.let_access_end().await;
        assert_eq!(ann.permission(id, "ben").await, Ok(Permission::None));
        assert_eq!(ben.repository(id).await, Err(Error::NotFound));
    }
}

#[tokio::test]
async fn an_open_invitation_can_be_withdrawn() {
    let practice = Practice::start().await;
    let (id, account) = with_owner(&practice, OwnerKind::User).await;
    let (ann, ben) = (practice.client("ann").await, practice.client("ben").await);
    let added = ann
        .add_collaborator(id, "ben", OwnerKind::User, Permission::Write)
        .await;
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
async fn an_invitation_is_good_for_a_week_whatever_github_says() {
    let practice = Practice::start().await;
    let (id, account) = with_owner(&practice, OwnerKind::User).await;
    let (ann, ben) = (practice.client("ann").await, practice.client("ben").await);
    let added = ann
        .add_collaborator(id, "ben", OwnerKind::User, Permission::Write)
        .await;
    let Ok(Added::Invited(number)) = added else {
        panic!("{added:?}");
    };
    let seen = |expired| Invitation {
        id: number,
        expired,
    };
    practice.advance(Duration::from_hours(7 * 24 - 1)).await;
    let open = ann.invitation_of(id, account).await;
    assert_eq!(open, Ok(Some(seen(false))));

    practice.advance(Duration::from_hours(2)).await;
    let hidden = practice.switch("expired_invitation").await == "gone";
    let old = (!hidden).then(|| seen(true));
    assert_eq!(ann.invitation_of(id, account).await, Ok(old));
    assert_eq!(ben.accept_invitation(number).await, Err(Error::NotFound));
}

#[tokio::test]
async fn inviting_again_leaves_one_invitation() {
    let practice = Practice::start().await;
    let (id, account) = with_owner(&practice, OwnerKind::User).await;
    let ann = practice.client("ann").await;
    let mut added = Vec::new();
    for _ in 0..2 {
        let sent = ann
            .add_collaborator(id, "ben", OwnerKind::User, Permission::Write)
            .await;
        let Ok(Added::Invited(number)) = sent else {
            panic!("{sent:?}");
        };
        added.push(number);
    }
    let same = practice.switch("same_invitation").await;
    assert_eq!(added[0] == added[1], same);
    let open = Invitation {
        id: added[1],
        expired: false,
    };
    assert_eq!(ann.invitation_of(id, account).await, Ok(Some(open)));
}

#[tokio::test]
async fn a_token_for_invitations_alone_accepts_or_finds_nothing() {
    let practice = Practice::start().await;
    let (id, _) = with_owner(&practice, OwnerKind::User).await;
    let ann = practice.client("ann").await;
    let added = ann
        .add_collaborator(id, "ben", OwnerKind::User, Permission::Write)
        .await;
    let Ok(Added::Invited(number)) = added else {
        panic!("{added:?}");
    };
    let narrow = practice.token("ben", &["repo:invite"]).await;
    let ben = practice.github().as_user(narrow);
    let reaches = practice.switch("invite_scope_reaches_private").await == true;
    let expected = if reaches {
        Ok(())
    } else {
        Err(Error::NotFound)
    };
    assert_eq!(ben.accept_invitation(number).await, expected);
}

#[tokio::test]
async fn an_invitation_of_an_organization_that_restricts_the_app_is_not_accepted() {
    let practice = Practice::start().await;
    let (id, _) = with_owner(&practice, OwnerKind::Organization).await;
    let (ann, ben) = (practice.client("ann").await, practice.client("ben").await);
    let added = ann.add_collaborator(id, "ben", OwnerKind::Organization, Permission::Write);
    let Ok(Added::Invited(number)) = added.await else {
        panic!("an outsider is invited");
    };
    let restricts = json!({ "restricts_apps": true });
    practice.change_organization("acme", restricts).await;
    let organization = Some("acme".to_owned());
    let refused = Err(Error::OrganizationRestrictsApp { organization });
    assert_eq!(ben.accept_invitation(number).await, refused);
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
    practice.let_access_end().await;
    assert_eq!(ann.permission(id, "ben").await, Ok(Permission::None));
}

#[tokio::test]
async fn who_is_no_administrator_is_told_so() {
    let practice = Practice::start().await;
    let (id, _) = with_owner(&practice, OwnerKind::User).await;
    practice.user("eve").await;
    practice.let_in(id, "ben", "push").await;
    let ben = practice.client("ben").await;
    let refused = ben
        .add_collaborator(id, "eve", OwnerKind::User, Permission::Write)
        .await;
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
    let refused = ann
        .add_collaborator(id, "ben", OwnerKind::User, Permission::Write)
        .await;
    assert_eq!(refused, Err(Error::TooManyInvitations));
}

#[tokio::test]
async fn a_right_of_ones_own_is_told_from_everybodys_and_from_the_organizations() {
    let practice = Practice::start().await;
    let (id, ben) = with_owner(&practice, OwnerKind::Organization).await;
    practice
        .change_repository(id, json!({ "private": false }))
        .await;
    let ann = practice.client("ann").await;
    let own = async || ann.has_right_of_its_own(id, "ben", ben).await;
    assert_eq!(ann.permission(id, "ben").await, Ok(Permission::Read));
    assert_eq!(own().await, Ok(false));
    practice.let_in(id, "ben", "pull").await;
    assert_eq!(own().await, Ok(true));

    let outside = json!({ "kind": "named", "name": "not_admin" });
    practice
        .order(json!({ "method": "GET", "path": "/collaborators$", "times": 2, "fault": outside }))
        .await;
    assert_eq!(own().await, Ok(true), "another way to ask");
    practice.put_out(id, "ben").await;
    assert_eq!(own().await, Ok(false));
}
