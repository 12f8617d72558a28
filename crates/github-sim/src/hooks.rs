//! Webhooks of the simulated world and what was delivered to them.
//! Sending is never done here, see `courier`.

use serde::{Deserialize, Serialize};

use crate::clock::Time;

/// How many deliveries a hook remembers.
const REMEMBERED: usize = 250;

/// A webhook of one repository.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Hook {
    pub(crate) id: u64,
    pub(crate) active: bool,
    pub(crate) events: Vec<String>,
    pub(crate) config: HookConfig,
    pub(crate) created_at: Time,
    pub(crate) updated_at: Time,
    pub(crate) deliveries: Vec<Delivery>,
}

/// Where a hook sends and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct HookConfig {
    pub(crate) url: String,
    pub(crate) content_type: String,
    pub(crate) insecure_ssl: String,
    pub(crate) secret: Option<String>,
}

/// One attempt to deliver one event.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Delivery {
    pub(crate) id: u64,
    pub(crate) guid: String,
    pub(crate) event: String,
    pub(crate) action: Option<String>,
    pub(crate) body: String,
    pub(crate) redelivery: bool,
    pub(crate) delivered_at: Time,
    pub(crate) seconds: f64,
    /// The status of the answer; 0 while there is none.
    pub(crate) status_code: u16,
    pub(crate) status: String,
    pub(crate) answer: String,
}

impl Hook {
    /// Whether it wants to hear of `event`; a ping reaches it even while it is switched off.
    pub(crate) fn wants(&self, event: &str) -> bool {
        let named = |name: &String| name == event || name == "*";
        event == "ping" || (self.active && self.events.iter().any(named))
    }

    /// Remembers a delivery and forgets the oldest beyond the limit.
    pub(crate) fn remember(&mut self, delivery: Delivery) {
        self.deliveries.push(delivery);
        let excess = self.deliveries.len().saturating_sub(REMEMBERED);
        self.deliveries.drain(..excess);
    }
}
