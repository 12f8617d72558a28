//! A task's access in words: what it is, and what happens by itself.

use domain::{
    access::{AccessState, Permission},
    pull_request::PullRequestState,
    wire::tasks::Task,
};

use crate::text::access;

/// How access stands, in two or three words.
pub(crate) fn access_label(state: AccessState) -> &'static str {
    match state {
        AccessState::NotAsked => access::not_asked(),
        AccessState::AwaitsConnection => access::awaits_connection(),
        AccessState::OnItsWay => access::on_its_way(),
        AccessState::Granted => access::granted(),
        AccessState::AlreadyHad => access::already_had(),
        AccessState::Blocked => access::blocked(),
        AccessState::Ending => access::ending(),
        AccessState::Ended => access::ended(),
        AccessState::KeptByAnotherTask => access::kept_by_another_task(),
        AccessState::Remains => access::remains(),
        AccessState::Held => access::held(),
    }
}

/// What that means for the assignee on the task's repository.
pub(crate) fn access_explained(task: &Task) -> String {
    let who = task.assignee.as_ref();
    let who = who.map_or(access::the_assignee(), |person| person.name.as_str());
    let Some(repository) = &task.repository else {
        return access::no_repository().to_owned();
    };
    let repository = repository.full_name.as_str();
    let does = does(task.access.permission, repository);
    match task.access.state {
        AccessState::NotAsked => access::not_asked_explained().to_owned(),
        AccessState::AwaitsConnection => access::awaits_connection_explained(&who),
        AccessState::OnItsWay => access::on_its_way_explained(&who, &does),
        AccessState::Granted => access::granted_explained(&who, &does, &until(task)),
        AccessState::AlreadyHad => access::already_had_explained(&who, &does),
        AccessState::Blocked => access::blocked_explained().to_owned(),
        AccessState::Ending => access::ending_explained(&who, &repository),
        AccessState::Ended => access::ended_explained(&who, &repository),
        AccessState::KeptByAnotherTask => access::kept_by_another_task_explained(&who, &repository),
        AccessState::Remains => access::remains_explained(&who, &repository),
        AccessState::Held => access::held_explained(&who, &repository),
    }
}

/// What somebody with this right does in a repository.
fn does(permission: Permission, repository: &str) -> String {
    match permission {
        Permission::None | Permission::Read => access::does_read(&repository),
        Permission::Triage => access::does_triage(&repository),
        Permission::Write => access::does_push(&repository),
        Permission::Maintain => access::does_maintain(&repository),
        Permission::Admin => access::does_administer(&repository),
    }
}

/// When access ends by itself.
fn until(task: &Task) -> &'static str {
    match task.pull_request.state {
        PullRequestState::ChangesRequested => access::until_review_settled(),
        PullRequestState::Linked => access::until_merged_or_closed(),
        PullRequestState::Awaited => access::until_pull_request_open(),
        _ if task.pull_request.until_merged => access::until_closed_and_merged(),
        _ => access::until_closed(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::sample;

    fn words(state: AccessState) -> String {
        let mut task = sample::task(Some("web-1-t"));
        task.access.state = state;
        access_explained(&task)
    }

    #[test]
    fn a_task_without_a_repository_promises_nothing() {
        let mut task = sample::task(None);
        task.repository = None;
        let words = access_explained(&task);
        assert!(words.starts_with("This task has no repository"), "{words}");
    }

    #[test]
    fn access_that_remains_is_never_called_gone() {
        let words = words(AccessState::Remains);
        assert!(words.contains("still reaches acme/shop"), "{words}");
    }

    #[test]
    fn every_sentence_about_somebody_names_them() {
        for state in [
            AccessState::AwaitsConnection,
            AccessState::OnItsWay,
            AccessState::Granted,
            AccessState::AlreadyHad,
            AccessState::Ending,
            AccessState::Ended,
            AccessState::KeptByAnotherTask,
            AccessState::Held,
        ] {
            assert!(words(state).contains("Dana"), "{state:?}");
        }
    }

    #[test]
    fn the_right_and_its_end_are_named() {
        let mut task = sample::task(Some("web-1-t"));
        task.access.permission = Permission::Maintain;
        let said = "Dana can maintain acme/shop until this task is closed.";
        assert_eq!(access_explained(&task), said);
        task.access.permission = Permission::Triage;
        task.pull_request.until_merged = true;
        let said = "Dana can triage acme/shop until this task is closed and its pull request \
                    merged or closed.";
        assert_eq!(access_explained(&task), said);
        task.pull_request.state = PullRequestState::ChangesRequested;
        assert!(access_explained(&task).ends_with("until the review is settled."));
    }
}
