//! A task's access in words: what it is, and what happens by itself.

use domain::access::AccessState;

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
    }
}

/// What that means for `who` on `repository`.
pub(crate) fn access_explained(state: AccessState, who: &str, repository: &str) -> String {
    match state {
        AccessState::NotAsked => {
            "Whoever is assigned gets push access to the task's repository, until it is closed."
                .to_owned()
        }
        AccessState::AwaitsConnection => format!(
            "{who} has not connected a GitHub account yet. Access is given as soon as they do."
        ),
        AccessState::OnItsWay => {
            format!("GitHub is being asked to let {who} push to {repository}.")
        }
        AccessState::Granted => {
            format!("{who} can push to {repository} until this task is closed.")
        }
        AccessState::AlreadyHad => {
            format!("{who} could push to {repository} before this task. That is left alone.")
        }
        AccessState::Blocked => "Somebody has to mend this first.".to_owned(),
        AccessState::Ending => format!("{who}'s access to {repository} is being taken back."),
        AccessState::Ended => {
            format!("{who} can no longer push to {repository} through this task.")
        }
        AccessState::KeptByAnotherTask => {
            format!("Another open task of {who} on {repository} still needs it.")
        }
        AccessState::Remains => format!(
            "What Tasksource gave is taken back, but {who} still reaches {repository} by a team, \
             the organization, or somebody's hand."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn access_that_remains_is_never_called_gone() {
        let words = access_explained(AccessState::Remains, "Dana", "acme/shop");
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
        ] {
            assert!(
                access_explained(state, "Dana", "acme/shop").contains("Dana"),
                "{state:?}"
            );
        }
    }
}
