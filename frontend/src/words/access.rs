//! A task's access in words: what it is, and what happens by itself.

use domain::{
    access::{AccessState, Permission},
    pull_request::PullRequestState,
    wire::tasks::Task,
};

/// How access stands, in two or three words.
pub(crate) fn access_label(state: AccessState) -> &'static str {
    match state {
        AccessState::NotAsked => "Not asked for",
        AccessState::AwaitsConnection => "Waits for a GitHub account",
        AccessState::OnItsWay => "On its way",
        AccessState::Granted => "Granted",
        AccessState::AlreadyHad => "Was there before",
        AccessState::Blocked => "Stopped",
        AccessState::Ending => "Ending",
        AccessState::Ended => "Ended",
        AccessState::KeptByAnotherTask => "Kept by another task",
        AccessState::Remains => "Remains another way",
        AccessState::Held => "Held back",
    }
}

/// What that means for the assignee on the task's repository.
pub(crate) fn access_explained(task: &Task) -> String {
    let who = task.assignee.as_ref();
    let who = who.map_or("the assignee", |person| person.name.as_str());
    let repository = task.repository.as_ref();
    let repository = repository.map_or("the repository", |it| it.full_name.as_str());
    let right = verb(task.access.permission);
    match task.access.state {
        AccessState::NotAsked => {
            "Whoever is assigned gets access to the task's repository, until it is closed."
                .to_owned()
        }
        AccessState::AwaitsConnection => format!(
            "{who} has not connected a GitHub account yet. Access is given as soon as they do."
        ),
        AccessState::OnItsWay => {
            format!("GitHub is being asked to let {who} {right} {repository}.")
        }
        AccessState::Granted => format!("{who} can {right} {repository} {}.", until(task)),
        AccessState::AlreadyHad => {
            format!("{who} could {right} {repository} before this task. That is left alone.")
        }
        AccessState::Blocked => "Somebody has to mend this first.".to_owned(),
        AccessState::Ending => format!("{who}'s access to {repository} is being taken back."),
        AccessState::Ended => {
            format!("{who} no longer reaches {repository} through this task.")
        }
        AccessState::KeptByAnotherTask => {
            format!("Another open task of {who} on {repository} still needs it.")
        }
        AccessState::Remains => format!(
            "What Tasksource gave is taken back, but {who} still reaches {repository} by a team, \
             the organization, or somebody's hand."
        ),
        AccessState::Held => format!(
            "A manager holds {who}'s access to {repository} back. Tasksource gives none, whatever \
             the tasks ask for, until a manager gives it back in the project's settings."
        ),
    }
}

/// What somebody with this right does in a repository.
fn verb(permission: Permission) -> &'static str {
    match permission {
        Permission::None | Permission::Read => "read",
        Permission::Triage => "triage",
        Permission::Write => "push to",
        Permission::Maintain => "maintain",
        Permission::Admin => "administer",
    }
}

/// When access ends by itself.
fn until(task: &Task) -> &'static str {
    match task.pull_request.state {
        PullRequestState::ChangesRequested => "until the review is settled",
        PullRequestState::Linked => "until the pull request is merged or closed",
        PullRequestState::Awaited => "until the pull request is open",
        _ if task.pull_request.until_merged => {
            "until this task is closed and its pull request merged or closed"
        }
        _ => "until this task is closed",
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
