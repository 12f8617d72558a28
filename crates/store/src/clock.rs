//! The one place where time and fresh ids come from.
//!
//! No other code asks the operating system for the time: a test owns it.

use std::{
    fmt,
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use chrono::DateTime;
use domain::Timestamp;
use uuid::{ContextV7, Uuid};

/// Where the time comes from: the system, or a test.
#[derive(Clone)]
pub struct Clock {
    source: Source,
    /// Keeps ids in the order in which they were made, also within one instant.
    order: Arc<Mutex<ContextV7>>,
}

#[derive(Clone)]
enum Source {
    System,
    Manual(ManualClock),
}

/// A clock that stands still until a test moves it.
#[derive(Clone, Debug)]
pub struct ManualClock {
    micros: Arc<AtomicI64>,
}

impl Clock {
    /// The clock of the machine.
    pub fn system() -> Self {
        Self::new(Source::System)
    }

    /// A clock that stands at `start`, and what moves it.
    pub fn manual(start: Timestamp) -> (Self, ManualClock) {
        let hands = ManualClock {
            micros: Arc::new(AtomicI64::new(start.timestamp_micros())),
        };
        (Self::new(Source::Manual(hands.clone())), hands)
    }

    fn new(source: Source) -> Self {
        let order = Arc::new(Mutex::new(ContextV7::new()));
        Self { source, order }
    }

    /// This instant, cut to microseconds: PostgreSQL keeps no more.
    pub fn now(&self) -> Timestamp {
        match &self.source {
            Source::System => from_micros(system_micros()),
            Source::Manual(hands) => hands.now(),
        }
    }

    /// A fresh id (UUID version 7): ids grow in the order in which they are made.
    pub(crate) fn new_id(&self) -> Uuid {
        let now = self.now();
        let seconds = u64::try_from(now.timestamp()).unwrap_or_default();
        let nanos = now.timestamp_subsec_nanos();
        Uuid::new_v7(uuid::Timestamp::from_unix(&*self.order, seconds, nanos))
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Clock({})", self.now())
    }
}

impl ManualClock {
    /// The instant at which it stands.
    pub fn now(&self) -> Timestamp {
        from_micros(self.micros.load(Ordering::SeqCst))
    }

    /// Moves it forward.
    pub fn advance(&self, by: Duration) {
        self.micros.fetch_add(micros(by), Ordering::SeqCst);
    }
}

fn system_micros() -> i64 {
    micros(
        SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default(),
    )
}

fn micros(duration: Duration) -> i64 {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)
}

fn from_micros(micros: i64) -> Timestamp {
    DateTime::from_timestamp_micros(micros).unwrap_or(DateTime::<chrono::Utc>::MAX_UTC)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manual_clock_stands_until_it_is_moved() {
        let (clock, hands) = Clock::manual(DateTime::default());
        assert_eq!(clock.now(), hands.now());
        hands.advance(Duration::from_micros(1));
        assert_eq!(clock.now().timestamp_micros(), 1);
    }

    #[test]
    fn time_is_cut_to_microseconds() {
        assert_eq!(Clock::system().now().timestamp_subsec_nanos() % 1000, 0);
    }

    #[test]
    fn ids_grow_in_the_order_in_which_they_are_made() {
        let (clock, hands) = Clock::manual(DateTime::default());
        let mut ids = Vec::new();
        for turn in 0..2000 {
            if turn % 100 == 0 {
                hands.advance(Duration::from_millis(1));
            }
            ids.push(clock.new_id());
        }
        assert!(ids.is_sorted());
    }
}
