//! Law 1, as claims.

use super::*;

const OPEN: Claim = Claim {
    status: Status::Todo,
    pull_request: PullRequestState::NotAsked,
    until_merged: false,
    right: Permission::Write,
    held: false,
};

const CLOSED: Claim = Claim {
    status: Status::Done,
    pull_request: PullRequestState::Linked,
    ..OPEN
};

#[test]
fn law_1_an_open_task_wants_access_and_a_closed_settled_one_does_not() {
    for status in Status::ALL {
        let settled = Claim { status, ..CLOSED };
        assert_eq!(settled.wants_access(), status.is_open());
    }
}

#[test]
fn law_1_a_done_task_wants_access_until_its_pull_request_is_settled() {
    for pull_request in [
        PullRequestState::Awaited,
        PullRequestState::ChangesRequested,
    ] {
        let waiting = Claim {
            pull_request,
            ..CLOSED
        };
        assert!(waiting.wants_access(), "{pull_request:?}");
        let canceled = Claim {
            status: Status::Canceled,
            ..waiting
        };
        assert!(!canceled.wants_access(), "{pull_request:?}");
    }
}

#[test]
fn law_1_a_project_may_keep_access_until_the_pull_request_is_merged_or_closed() {
    let kept = Claim {
        until_merged: true,
        ..CLOSED
    };
    assert!(kept.wants_access());
    for pull_request in [
        PullRequestState::Merged,
        PullRequestState::Closed,
        PullRequestState::NothingToMerge,
        PullRequestState::GaveUp,
    ] {
        let settled = Claim {
            pull_request,
            ..kept
        };
        assert!(!settled.wants_access(), "{pull_request:?}");
    }
}

#[test]
fn law_1_one_task_that_wants_access_is_enough_and_the_highest_right_counts() {
    let maintain = Claim {
        right: Permission::Maintain,
        ..OPEN
    };
    let closed = Claim {
        right: Permission::Maintain,
        ..CLOSED
    };
    assert_eq!(wanted([closed, OPEN]), Permission::Write);
    assert_eq!(wanted([maintain, OPEN]), Permission::Maintain);
    assert_eq!(wanted([closed]), Permission::None);
    assert_eq!(wanted([]), Permission::None);
}

#[test]
fn law_1_what_a_manager_holds_back_is_wanted_by_no_task_until_it_is_released() {
    let awaited = Claim {
        pull_request: PullRequestState::Awaited,
        ..CLOSED
    };
    for claim in [OPEN, awaited] {
        let held = Claim {
            held: true,
            ..claim
        };
        assert!(held.asks() && !held.wants_access());
        assert_eq!(wanted([held, held]), Permission::None);
        let released = Claim {
            held: false,
            ..held
        };
        assert_eq!(wanted([released]), Permission::Write);
    }
}

#[test]
fn held_access_is_said_to_end_first_and_never_called_gone_where_some_remains() {
    let held = Facts {
        concerns_someone: true,
        connected: true,
        wanted_here: false,
        wanted: false,
        grant: Grant::Active,
        remains: false,
        blocked: false,
        pending: true,
        held: true,
    };
    assert_eq!(AccessState::of(held), AccessState::Ending);
    let taken = Facts {
        grant: Grant::Nothing,
        pending: false,
        ..held
    };
    assert_eq!(AccessState::of(taken), AccessState::Held);
    let unconnected = Facts {
        connected: false,
        ..taken
    };
    assert_eq!(AccessState::of(unconnected), AccessState::Held);
    let remains = Facts {
        remains: true,
        ..taken
    };
    assert_eq!(AccessState::of(remains), AccessState::Remains);
}
