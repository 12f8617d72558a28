//! The words for what cards of the board show.

use domain::{
    Date, label::Colour, priority::Priority, pull_request::PullRequestState, task::Status,
};

use super::status::status_label;

/// A priority as people say it.
pub(crate) fn priority_label(priority: Priority) -> &'static str {
    match priority {
        Priority::None => "No priority",
        Priority::Low => "Low",
        Priority::Medium => "Medium",
        Priority::High => "High",
        Priority::Urgent => "Urgent",
    }
}

/// How a due day is said and coloured today.
pub(crate) fn due_tone(due: Date, today: Date, open: bool) -> (&'static str, &'static str) {
    match (open, due.cmp(&today)) {
        (true, std::cmp::Ordering::Less) => ("Overdue since", "text-error-strong font-medium"),
        (true, std::cmp::Ordering::Equal) => ("Due today,", "font-medium"),
        _ => ("Due", "text-muted"),
    }
}

/// The dot of a label's colour.
pub(crate) fn label_class(colour: Colour) -> &'static str {
    match colour {
        Colour::Gray => "bg-neutral",
        Colour::Red => "bg-error",
        Colour::Orange => "bg-[oklch(65%_0.17_50)]",
        Colour::Yellow => "bg-warning",
        Colour::Green => "bg-success",
        Colour::Teal => "bg-accent",
        Colour::Blue => "bg-info",
        Colour::Purple => "bg-[oklch(58%_0.18_300)]",
    }
}

/// What there is to say of a pull request in a word or two.
pub(crate) fn pull_request_mark(state: PullRequestState) -> Option<&'static str> {
    match state {
        PullRequestState::Awaited => Some("pull request on its way"),
        PullRequestState::Linked => Some("pull request"),
        PullRequestState::ChangesRequested => Some("changes requested"),
        PullRequestState::Merged => Some("merged"),
        _ => None,
    }
}

/// Where a card is, for those who hear it: the column, and the place in it.
pub(crate) fn moved_words(name: &str, column: Status, place: usize, of: usize) -> String {
    format!(
        "{name}: {}, place {} of {of}.",
        status_label(column),
        place + 1
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_open_task_is_overdue() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let (before, today) = (day("2026-02-01"), day("2026-02-02"));
        assert_eq!(due_tone(before, today, true).0, "Overdue since");
        assert_eq!(due_tone(before, today, false).0, "Due");
        assert_eq!(due_tone(today, today, true).0, "Due today,");
        assert_eq!(due_tone(today, before, true).0, "Due");
    }

    #[test]
    fn a_place_is_said_as_people_count() {
        let said = moved_words("WEB-3", Status::InReview, 0, 4);
        assert_eq!(said, "WEB-3: In review, place 1 of 4.");
    }
}
