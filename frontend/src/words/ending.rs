//! The end of a connection, in words: what it will stop, how it goes, and what is left.

use domain::wire::me::{ConnectionImpact, UnconfirmedEnd};

use crate::text::ending;

/// What depends on a connection, counted.
pub(crate) fn impact_words(impact: &ConnectionImpact) -> String {
    let projects = i64::try_from(impact.projects.len()).unwrap_or(i64::MAX);
    let (tasks, accounts) = (impact.open_tasks, impact.live_grants);
    match (projects, accounts) {
        (0, 0) => ending::nothing_depends().to_owned(),
        (0, _) => ending::access_depends(accounts),
        (_, 0) => ending::projects_depend(projects, tasks),
        _ => ending::all_depends(projects, tasks, accounts),
    }
}

/// What is left to be finished on GitHub.
pub(crate) fn unconfirmed_words(end: &UnconfirmedEnd) -> Vec<String> {
    let mut words = vec![ending::removed(&end.login)];
    if !end.grant_deleted {
        words.push(ending::grant_left().to_owned());
    }
    if end.live_grants > 0 {
        words.push(ending::access_left(end.live_grants));
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
