//! Why somebody reaches a repository, and what was done by hand, in words.

use domain::{
    standing::{Cause, Drift},
    wire::access::Access,
};

/// What was done by hand, in two or three words.
pub(crate) fn drift_label(drift: Drift) -> &'static str {
    match drift {
        Drift::Added => "Given by hand",
        Drift::Raised => "Raised by hand",
        Drift::Lowered => "Lowered by hand",
        Drift::Removed => "Removed by hand",
    }
}

/// What that means, and what becomes of it.
pub(crate) fn drift_words(access: &Access, drift: Drift) -> &'static str {
    let asked = !access.tasks.is_empty() || access.elsewhere;
    match drift {
        Drift::Added => {
            "Somebody gave this on GitHub. Tasksource did not, so it will not take it away."
        }
        Drift::Raised => {
            "Somebody gave more on GitHub than Tasksource did or found there. That is left alone."
        }
        Drift::Lowered | Drift::Removed if access.held.is_none() && asked => {
            "Somebody took it on GitHub, though a task asks for it: the next look gives it back. To \
             end it, revoke it here."
        }
        Drift::Lowered | Drift::Removed => "Somebody took it on GitHub.",
    }
}

/// Why the account reaches the repository, where that is not by tasks.
pub(crate) fn cause_words(access: &Access) -> Option<&'static str> {
    Some(match access.cause {
        Cause::Tasks => return None,
        Cause::Before => "It was there before Tasksource, which leaves it alone.",
        Cause::Owner => "The repository is their own.",
        Cause::Organization => {
            "The organization lets them in: as an owner, as a member, or by a team."
        }
        Cause::Hand => "No task asks for it.",
    })
}

#[cfg(test)]
mod tests {
    use domain::{names::Title, wire::access::AccessReason};

    use super::*;

    #[test]
    fn who_took_by_hand_what_a_task_asks_for_is_told_how_to_end_it() {
        let mut access = Access::default();
        let plain = drift_words(&access, Drift::Removed);
        let title: Title = "A task".parse().unwrap();
        let number = domain::ids::TaskNumber(1);
        access.tasks.push(AccessReason { number, title });
        let asked = drift_words(&access, Drift::Removed);
        assert!(asked.contains("revoke it here"), "{asked}");
        assert_ne!(plain, asked);
    }
}
