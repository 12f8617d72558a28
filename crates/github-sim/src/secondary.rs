//! Secondary limits: calls at once, points, time and content in a minute, tokens in an hour.
//! None is enforced until a test asks; nobody can ask how much is left, as on GitHub.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use chrono::TimeDelta;
use serde::Deserialize;

use crate::accounts::AccountId;
use crate::clock::Time;
use crate::request::Request;

/// What is enforced; a missing number is not.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ceilings {
    /// Calls of one user at the same time.
    pub(crate) concurrent: Option<u64>,
    /// A call that reads costs one point, a call that writes five.
    pub(crate) points: Option<u64>,
    /// Calls in a minute that make something.
    pub(crate) content: Option<u64>,
    /// Calls in an hour that make something.
    pub(crate) content_hourly: Option<u64>,
    /// Milliseconds in a minute that it takes to answer one user.
    pub(crate) cpu_ms: Option<u64>,
    /// Calls of the token endpoint in an hour.
    pub(crate) token_requests: Option<u64>,
}

impl Ceilings {
    /// GitHub's own, as far as it tells them.
    pub(crate) const GITHUB: Self = Self {
        concurrent: Some(100),
        points: Some(900),
        content: Some(80),
        content_hourly: Some(500),
        cpu_ms: Some(90_000),
        token_requests: Some(2000),
    };
}

type User = Option<AccountId>;

/// The counts of this run.
#[derive(Debug, Default)]
pub(crate) struct Secondary(Mutex<Counts>);

#[derive(Debug, Default)]
struct Counts {
    ceilings: Ceilings,
    under_way: HashMap<User, u64>,
    windows: HashMap<(User, &'static str), (u64, Time)>,
}

/// A call that is under way, until it is dropped.
#[derive(Debug)]
pub(crate) struct UnderWay<'a> {
    all: &'a Secondary,
    user: User,
    /// Whether more calls of this user are under way than may be.
    pub(crate) crowded: bool,
}

impl Secondary {
    /// From now on refuses beyond these.
    pub(crate) fn enforce(&self, ceilings: Ceilings) {
        let mut counts = self.counts();
        counts.ceilings = ceilings;
        counts.windows.clear();
    }

    /// Counts a call as under way.
    pub(crate) fn begin(&self, user: User) -> UnderWay<'_> {
        let mut counts = self.counts();
        let limit = counts.ceilings.concurrent;
        let now = counts.under_way.entry(user).or_default();
        *now += 1;
        let crowded = limit.is_some_and(|limit| *now > limit);
        UnderWay {
            all: self,
            user,
            crowded,
        }
    }

    /// Counts what a call costs; whether that is too much.
    pub(crate) fn exceeds(&self, user: User, request: &Request, now: Time) -> bool {
        let points = if request.only_reads() { 1 } else { 5 };
        let made = u64::from(makes_something(request));
        let mut counts = self.counts();
        let Ceilings {
            points: most,
            content,
            content_hourly,
            cpu_ms,
            ..
        } = counts.ceilings;
        let costs = [
            ("points", points, most, 60),
            ("content", made, content, 60),
            ("content an hour", made, content_hourly, 3600),
        ];
        let spent = counts.window((user, "cpu"), 60, now).0;
        let mut over = cpu_ms.is_some_and(|limit| spent > limit);
        for (name, cost, limit, seconds) in costs {
            over |= limit.is_some_and(|limit| counts.add((user, name), cost, seconds, now) > limit);
        }
        over
    }

    /// Notes how long it took to answer a user, which is the best guess at what it cost.
    pub(crate) fn spend(&self, user: User, time: Duration, now: Time) {
        let spent = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        self.counts().add((user, "cpu"), spent, 60, now);
    }

    /// Counts a call of the token endpoint; whether that is too much.
    pub(crate) fn exceeds_token_requests(&self, now: Time) -> bool {
        let mut counts = self.counts();
        let limit = counts.ceilings.token_requests;
        let made = counts.add((None, "token requests"), 1, 3600, now);
        limit.is_some_and(|limit| made > limit)
    }

    fn counts(&self) -> std::sync::MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Counts {
    fn add(&mut self, key: (User, &'static str), cost: u64, seconds: i64, now: Time) -> u64 {
        let window = self.window(key, seconds, now);
        window.0 += cost;
        // What costs nothing is never too much.
        if cost == 0 { 0 } else { window.0 }
    }

    /// What was counted since the window began, and when it ends.
    fn window(&mut self, key: (User, &'static str), seconds: i64, now: Time) -> &mut (u64, Time) {
        let fresh = (0, now + TimeDelta::seconds(seconds));
        let window = self.windows.entry(key).or_insert(fresh);
        if window.1 <= now {
            *window = fresh;
        }
        window
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        if let Some(now) = self.all.counts().under_way.get_mut(&self.user) {
            *now = now.saturating_sub(1);
        }
    }
}

/// Inviting is a PUT, and tells somebody, as making a pull request does.
fn makes_something(request: &Request) -> bool {
    request.method == "POST"
        || (request.method == "PUT" && request.path().contains("collaborators"))
}

#[cfg(test)]
mod tests {
    use super::{Ceilings, Secondary};

    #[test]
    fn a_call_is_under_way_until_it_is_dropped() {
        let secondary = Secondary::default();
        secondary.enforce(Ceilings {
            concurrent: Some(1),
            ..Ceilings::default()
        });
        let first = secondary.begin(Some(1));
        assert!(!first.crowded);
        assert!(secondary.begin(Some(1)).crowded);
        assert!(!secondary.begin(Some(2)).crowded);
        drop(first);
        assert!(!secondary.begin(Some(1)).crowded);
    }
}
