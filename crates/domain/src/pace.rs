//! How fast GitHub may be asked in one account's name, so that no limit of GitHub's is ever met.
//!
//! GitHub's numbers are here and nowhere else. Nothing here waits: what is worked out is the
//! instant before which nothing more is to be begun.

use chrono::TimeDelta;

use crate::Timestamp;

/// GitHub asks for a second between changes where there are many; a few may follow at once.
const CHANGES: Allowance = Allowance::new(10, 1_000);
/// What makes something or tells somebody is spaced wider, as GitHub's own client does it: far
/// below the 80 that are allowed in a minute.
const CREATIONS: Allowance = Allowance::new(5, 3_000);
/// 500 in an hour are allowed, the account's own doings on GitHub's pages among them. These are
/// at most 450.
const CREATIONS_OF_AN_HOUR: Allowance = Allowance::new(50, 9_000);
/// 900 points in a minute are allowed. These are at most 800.
const POINTS: Allowance = Allowance::new(200, 100);
const POINTS_OF_A_READ: i32 = 1;
const POINTS_OF_A_CHANGE: i32 = 5;

/// The part of an hour's calls that is left to the account itself: its pages are read with them.
const KEPT_FREE: u32 = 10;
/// How long to wait after a refusal that does not say; longer with each one in a row.
const UNSAID_WAIT: TimeDelta = TimeDelta::minutes(1);
/// After so many refusals in a row the wait grows no more: it is about an hour.
const MOST_DOUBLINGS: i64 = 6;

/// What was asked of GitHub.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    /// Calls that read.
    pub reads: i32,
    /// Calls that change something.
    pub changes: i32,
    /// Those of them that make something or tell somebody.
    pub creations: i32,
}

/// What GitHub says is left of an hour's calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// How many there are in an hour.
    pub limit: u32,
    /// How many are left.
    pub remaining: u32,
    /// How long until they are new.
    pub renewed_in: TimeDelta,
}

/// How far an account has used up what it may do: each allowance until when it is made up for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    /// Changes.
    pub changes: Timestamp,
    /// Creations.
    pub creations: Timestamp,
    /// Creations, by the hour.
    pub creations_of_an_hour: Timestamp,
    /// Points.
    pub points: Timestamp,
    /// Until when GitHub itself asks to wait.
    pub limited: Timestamp,
    /// How often in a row GitHub asked to wait and did not say how long.
    pub refusals: i64,
}

/// Who is in the middle of something may run ahead of the pace by this much, so that it is not
/// begun again for every single call.
const SLACK: TimeDelta = TimeDelta::seconds(5);

/// So many at once, and one more after each interval.
struct Allowance {
    at_once: i32,
    interval: TimeDelta,
}

impl Allowance {
    const fn new(at_once: i32, interval_millis: i64) -> Self {
        Self {
            at_once,
            interval: TimeDelta::milliseconds(interval_millis),
        }
    }

    fn use_up(&self, until: &mut Timestamp, times: i32, now: Timestamp) {
        *until = now.max(*until) + self.interval * times;
    }

    /// When one more is free.
    fn free_at(&self, until: Timestamp) -> Timestamp {
        until - self.interval * (self.at_once - 1)
    }
}

impl Spent {
    /// This and that.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            reads: self.reads + other.reads,
            changes: self.changes + other.changes,
            creations: self.creations + other.creations,
        }
    }

    fn points(self) -> i32 {
        self.reads * POINTS_OF_A_READ + self.changes * POINTS_OF_A_CHANGE
    }
}

impl Quota {
    fn is_nearly_used_up(self) -> bool {
        self.remaining <= self.limit / KEPT_FREE
    }
}

impl Pace {
    /// The instant before which nothing more is to be begun.
    pub fn ready_at(&self) -> Timestamp {
        [
            CHANGES.free_at(self.changes),
            CREATIONS.free_at(self.creations),
            CREATIONS_OF_AN_HOUR.free_at(self.creations_of_an_hour),
            POINTS.free_at(self.points),
        ]
        .into_iter()
        .fold(self.limited, Timestamp::max)
    }

    /// Whether what was begun may go on.
    pub fn may_go_on(&self, now: Timestamp) -> bool {
        self.limited <= now && self.ready_at() <= now + SLACK
    }

    /// Something was done.
    pub fn spend(&mut self, spent: Spent, now: Timestamp) {
        CHANGES.use_up(&mut self.changes, spent.changes, now);
        CREATIONS.use_up(&mut self.creations, spent.creations, now);
        CREATIONS_OF_AN_HOUR.use_up(&mut self.creations_of_an_hour, spent.creations, now);
        POINTS.use_up(&mut self.points, spent.points(), now);
    }

    /// GitHub did as asked, and said what is left.
    pub fn hear(&mut self, quota: Quota, now: Timestamp) {
        if quota.is_nearly_used_up() {
            self.wait_until(now + quota.renewed_in);
        }
    }

    /// GitHub did as asked: what it refused before is over.
    pub fn be_served(&mut self) {
        self.refusals = 0;
    }

    /// GitHub asks to wait, until an instant if it names one.
    pub fn be_refused(&mut self, until: Option<Timestamp>, now: Timestamp) {
        let until = until.unwrap_or_else(|| {
            let doublings = self.refusals.clamp(0, MOST_DOUBLINGS);
            self.refusals += 1;
            now + UNSAID_WAIT * (1 << doublings)
        });
        self.wait_until(until);
    }

    fn wait_until(&mut self, until: Timestamp) {
        self.limited = self.limited.max(until);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Timestamp = Timestamp::UNIX_EPOCH;
    const CHANGE: Spent = Spent {
        reads: 4,
        changes: 1,
        creations: 0,
    };
    const CREATION: Spent = Spent {
        creations: 1,
        ..CHANGE
    };

    /// Does the same thing as soon as it may be done, again and again, and gives when that was.
    fn times(spent: Spent, often: usize) -> Vec<TimeDelta> {
        let (mut pace, mut now) = (Pace::default(), NOON);
        let mut times = Vec::new();
        for _ in 0..often {
            now = now.max(pace.ready_at());
            times.push(now - NOON);
            pace.spend(spent, now);
        }
        times
    }

    fn most_within(window: TimeDelta, times: &[TimeDelta]) -> usize {
        let within = |start: &TimeDelta| {
            let after = times.iter().filter(|time| *time >= start);
            after.filter(|time| **time < *start + window).count()
        };
        times.iter().map(within).max().unwrap_or_default()
    }

    #[test]
    fn the_first_changes_after_a_pause_do_not_wait() {
        let times = times(CHANGE, 12);
        assert!(times[..10].iter().all(TimeDelta::is_zero));
        let seconds: Vec<_> = times[10..].iter().map(TimeDelta::num_seconds).collect();
        assert_eq!(seconds, [1, 2]);
    }

    #[test]
    fn a_pause_makes_up_for_what_was_done() {
        let mut pace = Pace::default();
        pace.spend(
            Spent {
                changes: 10,
                ..Spent::default()
            },
            NOON,
        );
        let later = NOON + TimeDelta::minutes(1);
        pace.spend(
            Spent {
                changes: 9,
                ..Spent::default()
            },
            later,
        );
        assert!(pace.ready_at() <= later);
    }

    #[test]
    fn githubs_limits_are_never_met() {
        let (minute, hour) = (TimeDelta::minutes(1), TimeDelta::hours(1));
        let changes = times(CHANGE, 700);
        assert!(most_within(minute, &changes) * 9 <= 900, "points");
        let creations = times(CREATION, 700);
        assert!(most_within(minute, &creations) <= 80);
        assert!(most_within(hour, &creations) <= 450);
        let reads = Spent {
            reads: 5,
            ..Spent::default()
        };
        assert!(most_within(minute, &times(reads, 700)) * 5 <= 900);
    }

    #[test]
    fn what_was_begun_goes_on_a_little_beyond_the_pace_but_not_against_githubs_word() {
        let mut pace = Pace::default();
        pace.spend(
            Spent {
                changes: 14,
                ..Spent::default()
            },
            NOON,
        );
        assert!(pace.ready_at() > NOON && pace.may_go_on(NOON));
        pace.spend(CHANGE, NOON);
        assert!(!pace.may_go_on(NOON));
        let mut refused = Pace::default();
        refused.be_refused(Some(NOON + TimeDelta::seconds(1)), NOON);
        assert!(!refused.may_go_on(NOON));
    }

    #[test]
    fn what_is_nearly_used_up_is_left_to_the_account_itself() {
        let quota = |remaining| Quota {
            limit: 5000,
            remaining,
            renewed_in: TimeDelta::minutes(20),
        };
        let mut pace = Pace::default();
        pace.hear(quota(501), NOON);
        assert!(pace.ready_at() <= NOON);
        pace.hear(quota(500), NOON);
        assert_eq!(pace.ready_at(), NOON + TimeDelta::minutes(20));
    }

    #[test]
    fn a_refusal_without_a_time_waits_longer_each_time_until_github_serves_again() {
        let mut pace = Pace::default();
        let wait = |pace: &mut Pace| {
            let now = pace.ready_at().max(NOON);
            pace.be_refused(None, now);
            (pace.ready_at() - now).num_minutes()
        };
        let waits: Vec<_> = (0..8).map(|_| wait(&mut pace)).collect();
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 64, 64]);
        pace.be_served();
        assert_eq!(wait(&mut pace), 1);
    }

    #[test]
    fn a_refusal_with_a_time_is_obeyed() {
        let mut pace = Pace::default();
        let told = NOON + TimeDelta::seconds(77);
        pace.be_refused(Some(told), NOON);
        assert_eq!(pace.ready_at(), told);
    }
}
