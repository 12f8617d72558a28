//! How a status follows the work, as claims.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::priority::Priority;
use crate::{
    ids::{ProjectId, PullRequestNumber, RepositoryId, TaskId, TaskNumber, UserId},
    project::Role,
    task::{Edit, OpenStatus, Outcome},
};

const ALL: Follows = Follows {
    branch: true,
    pull_request: true,
    merge: true,
};
const NONE: Follows = Follows {
    branch: false,
    pull_request: false,
    merge: false,
};

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
        assignee: Some(UserId(Uuid::from_u128(1))),
        repository: Some(RepositoryId(Uuid::from_u128(3))),
        branch: None,
        pull_request: PullRequestState::NotAsked,
        link: None,
        progress: None,
        version: 1,
        created_by: UserId(Uuid::from_u128(2)),
        created_at: Timestamp::default(),
        updated_at: Timestamp::default(),
        closed_at: None,
    }
}

fn branch() -> Work {
    Work {
        branch: Some("web-42-title".parse().unwrap()),
        pull_request: None,
    }
}

fn pull_request(number: i64, state: PullRequestState) -> Work {
    let number = PullRequestNumber(number);
    let link = PullRequestLink {
        number,
        url: format!("https://github.test/pull/{number}"),
    };
    Work {
        pull_request: Some(SeenPullRequest { link, state }),
        ..branch()
    }
}

fn follow(task: &Task, work: &Work) -> Task {
    task.clone().follow(work, ALL, Timestamp::default()).0
}

fn moved_by_hand(task: &Task, status: OpenStatus) -> Task {
    let edit = Edit {
        status: Some(status),
        ..Edit::default()
    };
    task.clone().edit(Role::Developer, edit).unwrap().0
}

#[test]
fn a_status_follows_the_work_step_by_step() {
    let started = follow(&task(), &branch());
    assert_eq!(started.status, Status::InProgress);
    assert_eq!(started.branch, branch().branch);
    let open = pull_request(7, PullRequestState::Linked);
    let reviewed = follow(&started, &open);
    assert_eq!(reviewed.status, Status::InReview);
    assert_eq!(reviewed.link.as_ref().unwrap().number, PullRequestNumber(7));

    let merged = pull_request(7, PullRequestState::Merged);
    let (done, consequences) = reviewed.follow(&merged, ALL, Timestamp::default());
    assert_eq!(
        (done.status, done.pull_request),
        (Status::Done, PullRequestState::Merged)
    );
    assert_eq!(done.closed_at, Some(Timestamp::default()));
    assert_eq!(consequences.len(), 1, "access ends with it");
}

#[test]
fn what_a_project_does_not_follow_moves_nothing() {
    for work in [branch(), pull_request(7, PullRequestState::Merged)] {
        let (seen, consequences) = task().follow(&work, NONE, Timestamp::default());
        assert_eq!((seen.status, consequences.len()), (Status::Todo, 0));
    }
}

#[test]
fn whoever_moves_a_task_back_has_the_last_word_until_the_work_goes_on() {
    let open = pull_request(7, PullRequestState::Linked);
    let back = moved_by_hand(&follow(&task(), &open), OpenStatus::Todo);
    assert_eq!(follow(&back, &open).status, Status::Todo);
    assert_eq!(follow(&back, &branch()).status, Status::Todo);
    let newer = pull_request(8, PullRequestState::Linked);
    assert_eq!(follow(&back, &newer).status, Status::InReview);
}

#[test]
fn a_reopened_task_is_not_closed_again_by_what_was_known() {
    let merged = pull_request(7, PullRequestState::Merged);
    let (reopened, _) = follow(&task(), &merged).reopen(Role::Manager).unwrap();
    assert!(follow(&reopened, &merged).status.is_open());
    let newer = pull_request(8, PullRequestState::Merged);
    assert_eq!(follow(&reopened, &newer).status, Status::Done);
}

#[test]
fn a_canceled_task_follows_nothing() {
    let canceled = task().close(Role::Manager, Outcome::Canceled, Timestamp::default());
    let (canceled, _) = canceled.unwrap();
    let merged = pull_request(7, PullRequestState::Merged);
    assert_eq!(follow(&canceled, &merged), canceled);
}

#[test]
fn while_a_pull_request_is_awaited_closing_has_its_own_say() {
    let branched = task().branched("web-42-title".parse().unwrap(), ALL);
    let closed = branched.close(Role::Manager, Outcome::Done, Timestamp::default());
    let (closed, _) = closed.unwrap();
    assert_eq!(
        follow(&closed, &pull_request(7, PullRequestState::Linked)),
        closed
    );
}

#[test]
fn a_review_that_asks_for_changes_brings_access_back_and_its_end_takes_it() {
    let done = Task {
        status: Status::Done,
        pull_request: PullRequestState::Linked,
        ..task()
    };
    let asked = pull_request(7, PullRequestState::ChangesRequested);
    let (asked, consequences) = done.follow(&asked, ALL, Timestamp::default());
    assert_eq!(asked.pull_request, PullRequestState::ChangesRequested);
    assert!(asked.pull_request.holds_access(false));
    assert_eq!(consequences.len(), 1);
    assert_eq!(asked.status, Status::Done, "nobody's decision is undone");

    let approved = pull_request(7, PullRequestState::Linked);
    let (approved, consequences) = asked.follow(&approved, ALL, Timestamp::default());
    assert!(!approved.pull_request.holds_access(false));
    assert_eq!(consequences.len(), 1);
}

fn work() -> impl Strategy<Value = Work> {
    use PullRequestState as State;
    let states = [
        State::Linked,
        State::ChangesRequested,
        State::Merged,
        State::Closed,
    ];
    prop_oneof![
        Just(Work::default()),
        Just(branch()),
        (1..4_i64, prop::sample::select(states.to_vec()))
            .prop_map(|(number, state)| pull_request(number, state)),
    ]
}

proptest! {
    #[test]
    fn a_status_only_ever_goes_forwards_by_itself(
        works in prop::collection::vec(work(), 1..10),
        [branch, pull_request, merge] in any::<[bool; 3]>(),
    ) {
        let follows = Follows { branch, pull_request, merge };
        let mut task = task();
        for work in works {
            let (after, consequences) = task.clone().follow(&work, follows, Timestamp::default());
            prop_assert!(after.status >= task.status);
            prop_assert!(after.progress >= task.progress);
            let closed = after.status.is_open() != task.status.is_open();
            prop_assert!(!closed || !consequences.is_empty(), "access ends with the task");
            task = after;
        }
    }

    #[test]
    fn law_7_the_same_look_twice_changes_nothing(works in prop::collection::vec(work(), 1..6)) {
        let mut task = task();
        for work in works {
            task = follow(&task, &work);
            prop_assert_eq!(follow(&task, &work), task.clone());
        }
    }
}
