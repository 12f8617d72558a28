//! Everybody who reaches a repository, at one look.

use domain::{access::Permission, standing::Sight, wire::github::OwnerKind};
use github::{Error, Holders};
use testbed::practice::Practice;

/// Login, right, whether it is their own, and what they are invited to; by login.
fn lines(holders: &Holders) -> Vec<(&str, Permission, bool, Option<Permission>)> {
    let sights = holders.look.sights.iter();
    let mut lines: Vec<_> = sights
        .map(|one: &Sight| {
            let login = one.login.as_deref().unwrap_or_default();
            (login, one.permission, one.own, one.invited)
        })
        .collect();
    lines.sort_unstable_by_key(|line| line.0);
    lines
}

#[tokio::test]
async fn of_an_organizations_repository_own_rights_are_told_from_those_of_members() {
    use Permission::{Admin, Maintain, None as Nothing, Triage, Write};
    let practice = Practice::start().await;
    for login in ["ann", "ben", "cem", "dev", "eve"] {
        practice.user(login).await;
    }
    practice
        .organization("acme", &[("ann", "admin"), ("ben", "member")])
        .await;
    let id = practice.repository("acme", "web").await.id;
    let full = [("acme/web", "push")];
    practice.team("acme", "crew", &["ben"], &full).await;
    practice.let_in(id, "cem", "triage").await;
    practice.let_in(id, "dev", "maintain").await;
    let ann = practice.client("ann").await;
    ann.add_collaborator(id, "eve", OwnerKind::Organization, Maintain)
        .await
        .unwrap();
    let seen = ann.holders(id, OwnerKind::Organization).await.unwrap();
    assert_eq!(
        lines(&seen),
        [
            ("ann", Admin, false, None),
            ("ben", Write, false, None),
            ("cem", Triage, true, None),
            ("dev", Maintain, true, None),
            ("eve", Nothing, false, Some(Maintain)),
        ]
    );
    assert!(!seen.invitations_hidden && !seen.look.truncated);

    let dev = practice.client("dev").await;
    let outside = dev.holders(id, OwnerKind::Organization).await;
    match outside {
        // Whether GitHub tells somebody outside is not sure: either way nothing is made up.
        Ok(seen) => assert!(seen.invitations_hidden, "{seen:?}"),
        Err(error) => assert!(matches!(error, Error::Forbidden { .. }), "{error:?}"),
    }
}

#[tokio::test]
async fn of_a_persons_repository_everybody_else_was_let_in_by_name() {
    let practice = Practice::start().await;
    practice.user("ann").await;
    practice.user("ben").await;
    practice.user("eve").await;
    let id = practice.repository("ann", "web").await.id;
    practice.let_in(id, "ben", "push").await;
    let ann = practice.client("ann").await;
    let seen = ann.holders(id, OwnerKind::User).await.unwrap();
    assert_eq!(
        lines(&seen),
        [
            ("ann", Permission::Admin, false, None),
            ("ben", Permission::Write, true, None),
        ]
    );
    let ben = practice.client("ben").await;
    let seen = ben.holders(id, OwnerKind::User).await.unwrap();
    assert!(seen.invitations_hidden, "these are for administrators");
    let eve = practice.client("eve").await;
    let hidden = eve.holders(id, OwnerKind::User).await;
    assert_eq!(hidden, Err(Error::NotFound));
}

#[tokio::test]
async fn a_list_is_read_to_its_end() {
    let practice = Practice::start().await;
    practice.user("ann").await;
    let id = practice.repository("ann", "web").await.id;
    for number in 0..101 {
        let login = format!("dev-{number}");
        practice.user(&login).await;
        practice.let_in(id, &login, "push").await;
    }
    let ann = practice.client("ann").await;
    let seen = ann.holders(id, OwnerKind::User).await.unwrap();
    assert_eq!(seen.look.sights.len(), 102);
    assert!(!seen.look.truncated);
}

#[tokio::test]
async fn an_invitation_that_is_over_lets_nobody_in() {
    let practice = Practice::start().await;
    practice.user("ann").await;
    practice.user("ben").await;
    let id = practice.repository("ann", "web").await.id;
    let ann = practice.client("ann").await;
    ann.add_collaborator(id, "ben", OwnerKind::User, Permission::Write)
        .await
        .unwrap();
    let seen = ann.holders(id, OwnerKind::User).await.unwrap();
    assert_eq!(lines(&seen)[1].3, Some(Permission::Write));
    practice
        .advance(std::time::Duration::from_hours(8 * 24))
        .await;
    let seen = ann.holders(id, OwnerKind::User).await.unwrap();
    assert_eq!(seen.look.sights.len(), 1, "{seen:?}");
}
