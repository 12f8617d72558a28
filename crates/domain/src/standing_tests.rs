//! What a look at GitHub tells beside the records, as claims.

use super::*;
use crate::ids::UserId;

const BEN: GithubAccountId = GithubAccountId(42);

fn person() -> Person {
    Person {
        id: UserId(uuid::Uuid::from_u128(1)),
        name: "Ben".parse().unwrap(),
        github_login: Some("ben".to_owned()),
    }
}

/// What we remember: a grant, what was there before it, and what it gave.
fn recorded(grant: Grant, before: Permission, given: Permission, state: AccessState) -> Recorded {
    let mut recorded = Recorded::nothing(BEN, Some(person()));
    recorded.shown.state = state;
    recorded.shown.cause = Cause::Tasks;
    Recorded {
        grant,
        before,
        given,
        ..recorded
    }
}

fn active() -> Recorded {
    let (before, given) = (Permission::None, Permission::Write);
    recorded(Grant::Active, before, given, AccessState::Granted)
}

fn of_himself(permission: Permission) -> Sight {
    Sight {
        account: BEN,
        login: Some("ben-now".to_owned()),
        permission,
        own: true,
        invited: None,
    }
}

fn look(owner: OwnerKind, sight: Option<Sight>) -> Look {
    Look {
        owner,
        sights: sight.into_iter().collect(),
        truncated: false,
    }
}

/// The one line that comes of it, in an organization.
fn line(recorded: Option<Recorded>, sight: Option<Sight>) -> Option<Access> {
    let look = look(OwnerKind::Organization, sight);
    let known = BTreeMap::from([(BEN, person())]);
    let mut lines = beside_github(look, recorded.into_iter().collect(), &known);
    assert!(lines.len() < 2, "{lines:?}");
    lines.pop()
}

fn verdict(recorded: Option<Recorded>, sight: Option<Sight>) -> (Cause, Option<Drift>) {
    let line = line(recorded, sight).unwrap();
    (line.cause, line.drift)
}

#[test]
fn what_was_given_and_is_there_is_because_of_tasks() {
    let line = line(Some(active()), Some(of_himself(Permission::Write))).unwrap();
    assert_eq!((line.cause, line.drift), (Cause::Tasks, None));
    assert_eq!(line.seen, Some(Permission::Write));
    assert_eq!(
        line.login.as_deref(),
        Some("ben-now"),
        "as it is called now"
    );
}

#[test]
fn what_was_given_and_is_gone_or_less_or_more_was_changed_by_hand() {
    let maintained = Recorded {
        given: Permission::Maintain,
        ..active()
    };
    for (sight, drift) in [
        (None, Drift::Removed),
        (Some(of_himself(Permission::Triage)), Drift::Lowered),
        (Some(of_himself(Permission::Admin)), Drift::Raised),
    ] {
        let seen = verdict(Some(maintained.clone()), sight);
        assert_eq!(seen, (Cause::Tasks, Some(drift)));
    }
}

#[test]
fn the_right_from_before_is_what_stays_when_ours_is_removed_by_hand() {
    let known = recorded(
        Grant::Active,
        Permission::Read,
        Permission::Write,
        AccessState::Granted,
    );
    let seen = verdict(Some(known), Some(of_himself(Permission::Read)));
    assert_eq!(seen.1, Some(Drift::Removed));
}

#[test]
fn while_something_is_still_to_run_nothing_is_called_drift() {
    let pending = Recorded {
        pending: true,
        ..active()
    };
    assert_eq!(verdict(Some(pending), None), (Cause::Tasks, None));
    let asked_for = recorded(
        Grant::Nothing,
        Permission::None,
        Permission::None,
        AccessState::OnItsWay,
    );
    let asked_for = Recorded {
        pending: true,
        ..asked_for
    };
    let seen = verdict(Some(asked_for), Some(of_himself(Permission::Write)));
    assert_eq!(
        seen,
        (Cause::Tasks, None),
        "it was given since the records were read"
    );
}

#[test]
fn a_right_that_nobody_remembers_was_given_by_hand() {
    let stranger = line(None, Some(of_himself(Permission::Write))).unwrap();
    assert_eq!(stranger.cause, Cause::Hand);
    assert_eq!(stranger.drift, Some(Drift::Added));
    assert_eq!(stranger.state, AccessState::NotAsked);
    assert_eq!(stranger.person, Some(person()), "the project knows them");
    let invited = Sight {
        permission: Permission::None,
        own: false,
        invited: Some(Permission::Maintain),
        ..of_himself(Permission::None)
    };
    assert_eq!(
        verdict(None, Some(invited)),
        (Cause::Hand, Some(Drift::Added))
    );
}

#[test]
fn a_right_that_was_seen_before_is_no_drift_until_it_grows() {
    let over = |before| recorded(Grant::Nothing, before, Permission::None, AccessState::Ended);
    let seen = verdict(
        Some(over(Permission::Write)),
        Some(of_himself(Permission::Write)),
    );
    assert_eq!(seen, (Cause::Before, None));
    let seen = verdict(
        Some(over(Permission::Write)),
        Some(of_himself(Permission::Admin)),
    );
    assert_eq!(seen, (Cause::Hand, Some(Drift::Raised)));
    let left_alone = recorded(
        Grant::PreExisting,
        Permission::Write,
        Permission::None,
        AccessState::AlreadyHad,
    );
    let seen = verdict(
        Some(left_alone.clone()),
        Some(of_himself(Permission::Write)),
    );
    assert_eq!(seen, (Cause::Before, None));
    assert_eq!(verdict(Some(left_alone), None).1, Some(Drift::Removed));
}

#[test]
fn what_comes_through_the_organization_is_not_a_hand_that_gave_it() {
    let member = Sight {
        own: false,
        ..of_himself(Permission::Write)
    };
    assert_eq!(
        verdict(None, Some(member.clone())),
        (Cause::Organization, None)
    );
    let admin = Sight {
        permission: Permission::Admin,
        ..member
    };
    assert_eq!(verdict(Some(active()), Some(admin.clone())).1, None);
    let own = look(OwnerKind::User, Some(admin));
    let lines = beside_github(own, Vec::new(), &BTreeMap::new());
    assert_eq!((lines[0].cause, lines[0].drift), (Cause::Owner, None));
}

#[test]
fn who_may_only_read_and_has_no_part_in_a_task_is_left_out() {
    assert_eq!(line(None, Some(of_himself(Permission::Read))), None);
    let ended = recorded(
        Grant::Nothing,
        Permission::None,
        Permission::None,
        AccessState::Ended,
    );
    assert_eq!(line(Some(ended), None), None);
}

#[test]
fn of_a_list_that_was_cut_off_nobody_is_said_to_be_missing() {
    let cut = Look {
        truncated: true,
        ..look(OwnerKind::Organization, None)
    };
    let lines = beside_github(cut, vec![active()], &BTreeMap::new());
    assert_eq!((lines[0].seen, lines[0].drift), (None, None));
}

#[test]
fn what_differs_comes_first() {
    let mut other = active();
    other.shown.account = Some(GithubAccountId(7));
    other.shown.person = None;
    other.shown.login = Some("zoe".to_owned());
    let lines = beside_github(
        look(OwnerKind::Organization, Some(of_himself(Permission::Write))),
        vec![active(), other],
        &BTreeMap::new(),
    );
    let drifts: Vec<_> = lines.iter().map(|line| line.drift).collect();
    assert_eq!(drifts, [Some(Drift::Removed), None]);
}
