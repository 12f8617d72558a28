//! Times as people say them.

use crate::text::time;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
const MONTH: i64 = 30 * DAY;
const YEAR: i64 = 365 * DAY;

/// How long ago something was.
pub(crate) fn since(seconds: i64) -> String {
    match seconds {
        ..MINUTE => time::just_now().to_owned(),
        MINUTE..HOUR => time::minutes_ago(seconds / MINUTE),
        HOUR..DAY => time::hours_ago(seconds / HOUR),
        DAY..MONTH => time::days_ago(seconds / DAY),
        MONTH..YEAR => time::months_ago(seconds / MONTH),
        _ => time::years_ago(seconds / YEAR),
    }
}

/// How long it is until something.
pub(crate) fn until(seconds: i64) -> String {
    match seconds {
        ..=0 => time::any_moment().to_owned(),
        1..MINUTE => time::in_seconds(seconds),
        MINUTE..HOUR => time::in_minutes(seconds / MINUTE),
        HOUR..DAY => time::in_hours(seconds / HOUR),
        DAY..MONTH => time::in_days(seconds / DAY),
        MONTH..YEAR => time::in_months(seconds / MONTH),
        _ => time::in_years(seconds / YEAR),
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
