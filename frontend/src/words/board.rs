//! The words for what cards of the board show.

use domain::{
    Date, label::Colour, priority::Priority, pull_request::PullRequestState, task::Status,
};

use super::status::status_label;
use crate::text::board_words;

/// A priority as people say it.
pub(crate) fn priority_label(priority: Priority) -> &'static str {
    match priority {
        Priority::None => board_words::no_priority(),
        Priority::Low => board_words::low(),
        Priority::Medium => board_words::medium(),
        Priority::High => board_words::high(),
        Priority::Urgent => board_words::urgent(),
    }
}

/// How a due day is said and coloured today.
pub(crate) fn due_tone(due: Date, today: Date, open: bool) -> (&'static str, &'static str) {
    match (open, due.cmp(&today)) {
        (true, std::cmp::Ordering::Less) => (
            board_words::overdue_since(),
            "text-error-strong font-medium",
        ),
        (true, std::cmp::Ordering::Equal) => (board_words::due_today(), "font-medium"),
        _ => (board_words::due(), "text-muted"),
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
        PullRequestState::Awaited => Some(board_words::pull_request_on_its_way()),
        PullRequestState::Linked => Some(board_words::pull_request()),
        PullRequestState::ChangesRequested => Some(board_words::changes_requested()),
        PullRequestState::Merged => Some(board_words::merged()),
        _ => None,
    }
}

/// Where a card is, for those who hear it: the column, and the place in it.
pub(crate) fn moved_words(name: &str, column: Status, place: usize, of: usize) -> String {
    board_words::moved(&name, &status_label(column), &(place + 1), &of)
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
