//! Times as people say them.

use super::sentence::count;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
const MONTH: i64 = 30 * DAY;
const YEAR: i64 = 365 * DAY;

/// How long ago something was.
pub(crate) fn since(seconds: i64) -> String {
    if seconds < MINUTE {
        "just now".to_owned()
    } else {
        format!("{} ago", span(seconds))
    }
}

/// How long it is until something.
pub(crate) fn until(seconds: i64) -> String {
    if seconds <= 0 {
        "any moment".to_owned()
    } else if seconds < MINUTE {
        format!("in {}", count(seconds, "second", "seconds"))
    } else {
        format!("in {}", span(seconds))
    }
}

/// A length of time in its largest unit.
fn span(seconds: i64) -> String {
    match seconds {
        ..HOUR => count(seconds / MINUTE, "minute", "minutes"),
        HOUR..DAY => count(seconds / HOUR, "hour", "hours"),
        DAY..MONTH => count(seconds / DAY, "day", "days"),
        MONTH..YEAR => count(seconds / MONTH, "month", "months"),
        _ => count(seconds / YEAR, "year", "years"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_is_said_in_the_largest_unit() {
        assert_eq!(since(-3), "just now");
        assert_eq!(since(59), "just now");
        assert_eq!(since(60), "1 minute ago");
        assert_eq!(since(2 * HOUR + 5), "2 hours ago");
        assert_eq!(since(DAY), "1 day ago");
        assert_eq!(since(3 * YEAR), "3 years ago");
    }

    #[test]
    fn what_will_be_counts_the_seconds() {
        assert_eq!(until(-1), "any moment");
        assert_eq!(until(1), "in 1 second");
        assert_eq!(until(90), "in 1 minute");
    }
}
