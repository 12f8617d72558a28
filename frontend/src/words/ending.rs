//! The end of a connection, in words: what it will stop, how it goes, and what is left.

use domain::wire::me::{ConnectionImpact, UnconfirmedEnd};

use super::sentence::count;

/// What depends on a connection, counted.
pub(crate) fn impact_words(impact: &ConnectionImpact) -> String {
    let number = i64::try_from(impact.projects.len()).unwrap_or(i64::MAX);
    let projects = count(number, "project", "projects");
    let tasks = count(impact.open_tasks, "open task", "open tasks");
    let accounts = count(impact.live_grants, "account", "accounts");
    let depend = if number == 1 { "depends" } else { "depend" };
    match (number, impact.live_grants) {
        (0, 0) => "No project depends on it.".to_owned(),
        (0, _) => format!("Access that was given through it to {accounts} is taken back."),
        (_, 0) => format!("{projects} with {tasks} {depend} on it."),
        _ => format!(
            "{projects} with {tasks} {depend} on it, and so does the access of {accounts}, which is \
             taken back."
        ),
    }
}

/// What is left to be finished on GitHub.
pub(crate) fn unconfirmed_words(end: &UnconfirmedEnd) -> Vec<String> {
    let mut words = vec![format!(
        "The connection to {} is removed, and its tokens are wiped here.",
        end.login
    )];
    if !end.grant_deleted {
        words.push(
            "GitHub did not confirm that the grant is deleted. Look at your authorized apps there, \
             and revoke Tasksource if it is still listed."
                .to_owned(),
        );
    }
    if end.live_grants > 0 {
        let accounts = count(end.live_grants, "account", "accounts");
        words.push(format!(
            "Access that was given through it to {accounts} could not be taken back. It is as soon \
             as another manager takes over the repository; until then it can be removed on GitHub \
             by hand."
        ));
    }
    words
}

#[cfg(test)]
mod tests {
    use domain::Timestamp;

    use super::*;

    fn impact(live_grants: i64) -> ConnectionImpact {
        ConnectionImpact {
            projects: Vec::new(),
            open_tasks: 0,
            live_grants,
        }
    }

    #[test]
    fn what_depends_on_it_is_counted() {
        assert_eq!(impact_words(&impact(0)), "No project depends on it.");
        let words = impact_words(&impact(1));
        assert_eq!(
            words,
            "Access that was given through it to 1 account is taken back."
        );
    }

    #[test]
    fn only_what_is_left_is_said() {
        let end = |grant_deleted, live_grants| UnconfirmedEnd {
            login: "mona".to_owned(),
            ended_at: Timestamp::UNIX_EPOCH,
            grant_deleted,
            live_grants,
            review_url: String::new(),
        };
        assert_eq!(unconfirmed_words(&end(false, 0)).len(), 2);
        assert!(unconfirmed_words(&end(true, 3))[1].contains("3 accounts"));
        assert_eq!(unconfirmed_words(&end(false, 3)).len(), 3);
    }
}
