//! The rules of assigning, closing and reopening, as claims.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::access::{Claim, Permission};

const ANN: UserId = UserId(Uuid::from_u128(1));
const BEN: UserId = UserId(Uuid::from_u128(2));
const REPOSITORY: RepositoryId = RepositoryId(Uuid::from_u128(3));

fn task() -> Task {
    Task {
        id: TaskId(Uuid::from_u128(4)),
        project: ProjectId(Uuid::from_u128(5)),
        number: TaskNumber(42),
        title: "Title".parse().unwrap(),
        text: "".parse().unwrap(),
        status: Status::Todo,
        priority: Priority::None,
        due: None,
        assignee: Some(ANN),
        repository: Some(REPOSITORY),
        branch: None,
        pull_request: PullRequestState::NotAsked,
        link: None,
        progress: None,
        version: 1,
        created_by: BEN,
        created_at: Timestamp::default(),
        updated_at: Timestamp::default(),
        closed_at: None,
    }
}

fn access_of(user: UserId) -> Consequence {
    Consequence::Access {
        repository: REPOSITORY,
        user,
    }
}

fn wants(task: &Task) -> bool {
    Claim {
        status: task.status,
        pull_request: task.pull_request,
        until_merged: false,
        right: Permission::Write,
        held: false,
    }
    .wants_access()
}

#[test]
fn assigning_to_another_moves_access() {
    let (task, consequences) = task()
        .assign(Role::Manager, Some((BEN, Some(Role::Developer))))
        .unwrap();
    assert_eq!(task.assignee, Some(BEN));
    assert_eq!(consequences, [access_of(ANN), access_of(BEN)]);
}

#[test]
fn assigning_to_the_same_person_asks_for_access_once() {
    let (_, consequences) = task()
        .assign(Role::Manager, Some((ANN, Some(Role::Owner))))
        .unwrap();
    assert_eq!(consequences, [access_of(ANN)]);
}

#[test]
fn unassigning_ends_access() {
    let (task, consequences) = task().assign(Role::Owner, None).unwrap();
    assert_eq!(task.assignee, None);
    assert_eq!(consequences, [access_of(ANN)]);
}

#[test]
fn strangers_and_viewers_are_not_assigned() {
    let stranger = task().assign(Role::Manager, Some((BEN, None)));
    assert_eq!(stranger, Err(Refusal::NotAMember));
    let viewer = task().assign(Role::Manager, Some((BEN, Some(Role::Viewer))));
    assert_eq!(viewer, Err(Refusal::ViewerCannotWork));
}

#[test]
fn a_developer_neither_assigns_nor_closes() {
    assert_eq!(
        task().assign(Role::Developer, None),
        Err(Refusal::RoleTooLow)
    );
    let closed = task().close(Role::Developer, Outcome::Done, Timestamp::default());
    assert_eq!(closed, Err(Refusal::RoleTooLow));
}

#[test]
fn law_3_closing_with_a_branch_asks_for_the_pull_request_first() {
    let branched = task().branched("web-42".parse().unwrap(), Follows::default());
    assert_eq!(branched.status, Status::InProgress);
    let (closed, consequences) = branched
        .close(Role::Manager, Outcome::Done, Timestamp::default())
        .unwrap();
    assert_eq!(consequences, [Consequence::PullRequest(closed.id)]);
    assert!(
        wants(&closed),
        "access stays until the pull request is settled"
    );

    let (settled, consequences) = closed.settle(PullRequestState::NothingToMerge, None);
    assert_eq!(consequences, [access_of(ANN)]);
    assert!(!wants(&settled));
}

#[test]
fn closing_without_a_branch_or_canceling_ends_access_at_once() {
    for (task, outcome) in [
        (task(), Outcome::Done),
        (
            task().branched("web-42".parse().unwrap(), Follows::default()),
            Outcome::Canceled,
        ),
    ] {
        let (closed, consequences) = task
            .close(Role::Manager, outcome, Timestamp::default())
            .unwrap();
        assert_eq!(consequences, [access_of(ANN)]);
        assert!(!wants(&closed));
    }
}

#[test]
fn a_closed_task_is_neither_assigned_nor_closed_again() {
    let (closed, _) = task()
        .close(Role::Owner, Outcome::Done, Timestamp::default())
        .unwrap();
    assert_eq!(
        closed.clone().assign(Role::Owner, None),
        Err(Refusal::TaskClosed)
    );
    let again = closed.close(Role::Owner, Outcome::Canceled, Timestamp::default());
    assert_eq!(again, Err(Refusal::TaskClosed));
}

#[test]
fn reopening_brings_access_back() {
    let (closed, _) = task()
        .close(Role::Owner, Outcome::Done, Timestamp::default())
        .unwrap();
    let (reopened, consequences) = closed.reopen(Role::Manager).unwrap();
    assert!(wants(&reopened));
    assert_eq!(reopened.closed_at, None);
    assert_eq!(consequences, [access_of(ANN)]);
    assert_eq!(reopened.reopen(Role::Manager), Err(Refusal::TaskOpen));
}

#[test]
fn a_task_reopened_meanwhile_is_not_settled_by_a_late_pull_request() {
    let branched = task().branched("web-42".parse().unwrap(), Follows::default());
    let (closed, _) = branched
        .close(Role::Owner, Outcome::Done, Timestamp::default())
        .unwrap();
    let (reopened, _) = closed.reopen(Role::Owner).unwrap();
    let link = PullRequestLink {
        number: crate::ids::PullRequestNumber(7),
        url: "https://github.test/pull/7".into(),
    };
    let (late, _) = reopened.settle(PullRequestState::Linked, Some(link));
    assert_eq!(late.pull_request, PullRequestState::NotAsked);
    assert!(late.link.is_some());
    assert!(wants(&late));
}

#[test]
fn the_repository_moves_with_its_access_until_there_is_a_branch() {
    let other = RepositoryId(Uuid::from_u128(9));
    let edit = || Edit {
        repository: Some(Some(other)),
        ..Edit::default()
    };
    let (_, consequences) = task().edit(Role::Manager, edit()).unwrap();
    let moved = Consequence::Access {
        repository: other,
        user: ANN,
    };
    assert_eq!(consequences, [access_of(ANN), moved]);

    assert_eq!(
        task().edit(Role::Developer, edit()),
        Err(Refusal::RoleTooLow)
    );
    let branched = task().branched("web-42".parse().unwrap(), Follows::default());
    assert_eq!(
        branched.edit(Role::Manager, edit()),
        Err(Refusal::RepositoryInUse)
    );
}

#[derive(Clone, Debug)]
enum Step {
    Assign(Option<UserId>),
    Close(Outcome),
    Reopen,
    Branch,
    Settle(PullRequestState),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        prop::option::of(prop_oneof![Just(ANN), Just(BEN)]).prop_map(Step::Assign),
        prop_oneof![Just(Outcome::Done), Just(Outcome::Canceled)].prop_map(Step::Close),
        Just(Step::Reopen),
        Just(Step::Branch),
        prop_oneof![
            Just(PullRequestState::Linked),
            Just(PullRequestState::Refused)
        ]
        .prop_map(Step::Settle),
    ];
    prop::collection::vec(step, 0..20)
}

fn apply(task: Task, step: &Step) -> Result<Decided, Refusal> {
    match step {
        Step::Assign(user) => {
            task.assign(Role::Owner, user.map(|user| (user, Some(Role::Developer))))
        }
        Step::Close(outcome) => task.close(Role::Owner, *outcome, Timestamp::default()),
        Step::Reopen => task.reopen(Role::Owner),
        Step::Branch => task.may_branch(Role::Owner).map(|_| {
            (
                task.branched("web-42".parse().unwrap(), Follows::default()),
                Vec::new(),
            )
        }),
        Step::Settle(state) => Ok(task.settle(*state, None)),
    }
}

proptest! {
    /// Whoever loses or gains the wish for access by a decision is named in its consequences,
    /// or waits for a pull request that is named there. So nobody is ever forgotten.
    #[test]
    fn law_1_every_change_of_wanted_access_has_its_consequence(steps in steps()) {
        let mut task = task();
        for step in steps {
            let before = task.clone();
            let Ok((after, consequences)) = apply(task.clone(), &step) else { continue };
            for user in [ANN, BEN] {
                let wanted = |task: &Task| task.assignee == Some(user) && wants(task);
                if wanted(&before) != wanted(&after) {
                    prop_assert!(consequences.contains(&access_of(user)), "{step:?}");
                }
            }
            if after.pull_request == PullRequestState::Awaited
                && before.pull_request != PullRequestState::Awaited
            {
                prop_assert!(consequences.contains(&Consequence::PullRequest(after.id)));
            }
            task = after;
        }
    }

    /// Law 4: once a closed task's pull request is settled, whatever the outcome, access ends.
    #[test]
    fn law_4_a_settled_closed_task_wants_nothing(steps in steps()) {
        let mut task = task();
        for step in steps {
            if let Ok((after, _)) = apply(task.clone(), &step) {
                task = after;
            }
            if !task.status.is_open() && !task.pull_request.holds_access(false) {
                prop_assert!(!wants(&task));
            }
        }
    }
}

#[test]
fn a_task_is_moved_between_open_columns_and_closed_only_by_closing() {
    let (moved, consequences) = task().shift(Role::Developer, Status::InReview).unwrap();
    assert_eq!(moved.status, Status::InReview);
    assert!(
        consequences.is_empty(),
        "an open task wants what it wanted before"
    );
    let to_done = task().shift(Role::Manager, Status::Done);
    assert_eq!(to_done, Err(Refusal::ClosingIsApart));
    assert_eq!(
        task().shift(Role::Viewer, Status::Todo),
        Err(Refusal::RoleTooLow)
    );
    let closed = Task {
        status: Status::Done,
        ..task()
    };
    assert_eq!(
        closed.clone().shift(Role::Developer, Status::Todo),
        Err(Refusal::TaskClosed)
    );
    let within = closed.clone().shift(Role::Developer, Status::Done);
    assert_eq!(
        within,
        Ok((closed, Vec::new())),
        "its place there may change"
    );
}
