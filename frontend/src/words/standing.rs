//! Why somebody reaches a repository, and what was done by hand, in words.

use domain::{
    standing::{Cause, Drift},
    wire::access::Access,
};

use crate::text::standing;

/// What was done by hand, in two or three words.
pub(crate) fn drift_label(drift: Drift) -> &'static str {
    match drift {
        Drift::Added => standing::added(),
        Drift::Raised => standing::raised(),
        Drift::Lowered => standing::lowered(),
        Drift::Removed => standing::removed(),
    }
}

/// What that means, and what becomes of it.
pub(crate) fn drift_words(access: &Access, drift: Drift) -> &'static str {
    let asked = !access.tasks.is_empty() || access.elsewhere;
    match drift {
        Drift::Added => standing::added_explained(),
        Drift::Raised => standing::raised_explained(),
        Drift::Lowered | Drift::Removed if access.held.is_none() && asked => {
            standing::taken_and_asked_for()
        }
        Drift::Lowered | Drift::Removed => standing::taken(),
    }
}

/// Why the account reaches the repository, where that is not by tasks.
pub(crate) fn cause_words(access: &Access) -> Option<&'static str> {
    Some(match access.cause {
        Cause::Tasks => return None,
        Cause::Before => standing::was_before(),
        Cause::Owner => standing::is_owner(),
        Cause::Organization => standing::by_organization(),
        Cause::Hand => standing::by_hand(),
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
