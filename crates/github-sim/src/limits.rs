//! Rate limits: counted per user and hour, shown in headers, refused only when asked to.
//! Secondary limits are never counted here, see `secondary`.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chrono::TimeDelta;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::accounts::AccountId;
use crate::clock::Time;
use crate::secondary::Ceilings;

/// What a real user may do in an hour.
const CORE: u64 = 5000;
const ANONYMOUS: u64 = 60;
const SEARCH: u64 = 30;

/// The limits as a test asks for them.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wished {
    core: Option<u64>,
    search: Option<u64>,
    concurrent: Option<u64>,
    points: Option<u64>,
    content: Option<u64>,
    content_hourly: Option<u64>,
    cpu_ms: Option<u64>,
    token_requests: Option<u64>,
    /// 403 or 429: GitHub gives either.
    status: Option<u16>,
    /// How long a secondary limit says to wait, if it says so.
    retry_after: Option<u64>,
    /// Enforces GitHub's own numbers wherever none is given.
    #[serde(default)]
    like_github: bool,
}

impl Wished {
    /// The part that is counted here.
    pub(crate) fn primary(&self) -> Enforced {
        let usual = |number| self.like_github.then_some(number);
        Enforced {
            core: self.core.or(usual(CORE)),
            search: self.search.or(usual(SEARCH)),
            status: self.status.unwrap_or(403),
            retry_after: self.retry_after,
        }
    }

    /// The part that `secondary` counts.
    pub(crate) fn secondary(&self) -> Ceilings {
        let usual = if self.like_github {
            Ceilings::GITHUB
        } else {
            Ceilings::default()
        };
        Ceilings {
            concurrent: self.concurrent.or(usual.concurrent),
            points: self.points.or(usual.points),
            content: self.content.or(usual.content),
            content_hourly: self.content_hourly.or(usual.content_hourly),
            cpu_ms: self.cpu_ms.or(usual.cpu_ms),
            token_requests: self.token_requests.or(usual.token_requests),
        }
    }
}

/// The limits that are enforced, in place of the real ones, and how a refusal looks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Enforced {
    core: Option<u64>,
    search: Option<u64>,
    pub(crate) status: u16,
    pub(crate) retry_after: Option<u64>,
}

impl Default for Enforced {
    fn default() -> Self {
        Wished::default().primary()
    }
}

/// What one caller used in the present window.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Usage {
    pub(crate) resource: &'static str,
    pub(crate) limit: u64,
    pub(crate) used: u64,
    pub(crate) reset: Time,
    pub(crate) exceeded: bool,
}

/// The counts of this run.
#[derive(Debug, Default)]
pub(crate) struct Limits(Mutex<Counts>);

#[derive(Debug, Default)]
struct Counts {
    enforced: Enforced,
    windows: HashMap<(Option<AccountId>, &'static str), (u64, Time)>,
}

impl Limits {
    /// From now on refuses beyond these; a missing number is not enforced.
    pub(crate) fn enforce(&self, enforced: Enforced) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *counts = Counts {
            enforced,
            windows: HashMap::new(),
        };
    }

    /// How a refusal looks.
    pub(crate) fn enforced(&self) -> Enforced {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .enforced
    }

    /// Takes a call back that turned out to be free, and tells the usage without it.
    pub(crate) fn refund(&self, user: Option<AccountId>, usage: Usage) -> Usage {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(window) = counts.windows.get_mut(&(user, usage.resource)) {
            window.0 = window.0.saturating_sub(1);
        }
        Usage {
            used: usage.used.saturating_sub(1),
            ..usage
        }
    }

    /// Counts one call, or only looks when `cost` is 0.
    pub(crate) fn count(
        &self,
        user: Option<AccountId>,
        resource: &'static str,
        cost: u64,
        now: Time,
    ) -> Usage {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (enforced, usual, seconds) = match resource {
            "search" => (counts.enforced.search, SEARCH, 60),
            _ if user.is_none() => (counts.enforced.core, ANONYMOUS, 3600),
            _ => (counts.enforced.core, CORE, 3600),
        };
        let limit = enforced.unwrap_or(usual);
        let end = now + TimeDelta::seconds(seconds);
        let window = counts.windows.entry((user, resource)).or_insert((0, end));
        // A limit that is not enforced starts anew instead of refusing.
        if window.1 <= now || (enforced.is_none() && window.0 + cost >= limit) {
            *window = (0, end);
        }
        let exceeded = cost > 0 && window.0 + cost > limit;
        if !exceeded {
            window.0 += cost;
        }
        Usage {
            resource,
            limit,
            used: window.0,
            reset: window.1,
            exceeded,
        }
    }
}

impl Usage {
    /// The headers that every API reply carries.
    pub(crate) fn headers(&self) -> [(&'static str, String); 5] {
        [
            ("X-RateLimit-Limit", self.limit.to_string()),
            (
                "X-RateLimit-Remaining",
                (self.limit - self.used).to_string(),
            ),
            ("X-RateLimit-Used", self.used.to_string()),
            ("X-RateLimit-Reset", self.reset.timestamp().to_string()),
            ("X-RateLimit-Resource", self.resource.to_owned()),
        ]
    }

    /// The entry in the reply of `/rate_limit`.
    pub(crate) fn render(&self) -> Value {
        json!({
            "limit": self.limit,
            "used": self.used,
            "remaining": self.limit - self.used,
            "reset": self.reset.timestamp(),
        })
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::{Enforced, Limits};
    use crate::clock;

    #[test]
    fn a_limit_that_is_not_enforced_starts_anew() {
        let (limits, now) = (Limits::default(), clock::now(0));
        for _ in 0..ROUNDS {
            let usage = limits.count(Some(1), "core", 1, now);
            assert!(!usage.exceeded && usage.used < usage.limit);
        }
    }

    const ROUNDS: usize = 12_000;

    #[test]
    fn users_and_resources_are_counted_apart_and_the_hour_ends() {
        let (limits, now) = (Limits::default(), clock::now(0));
        limits.enforce(Enforced {
            core: Some(1),
            ..Enforced::default()
        });
        assert!(!limits.count(Some(1), "core", 1, now).exceeded);
        assert!(limits.count(Some(1), "core", 1, now).exceeded);
        assert!(!limits.count(Some(2), "core", 1, now).exceeded);
        assert!(!limits.count(Some(1), "search", 1, now).exceeded);
        let later = now + TimeDelta::seconds(3600);
        assert!(!limits.count(Some(1), "core", 1, later).exceeded);
    }

    #[test]
    fn looking_costs_nothing() {
        let (limits, now) = (Limits::default(), clock::now(0));
        limits.count(None, "core", 1, now);
        assert_eq!(limits.count(None, "core", 0, now).used, 1);
        assert_eq!(limits.count(None, "core", 0, now).limit, 60);
    }
}
