//! What goes wrong with deliveries on demand: lost, doubled, late, or after a younger one.
//! Like faults, mishaps are never saved.

use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

/// What happens to a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Mishap {
    /// It never arrives, and is listed as failed.
    Lost,
    /// It arrives twice, under the same GUID.
    Doubled,
    /// It arrives later.
    Late { ms: u64 },
    /// It arrives after the next one.
    OutOfOrder,
}

/// A mishap as it is asked for.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Order {
    /// The event that it meets; any, when missing.
    event: Option<String>,
    /// How many deliveries it meets; all, when missing.
    times: Option<u64>,
    mishap: Mishap,
}

/// The mishaps that wait for their deliveries.
#[derive(Debug, Default)]
pub(crate) struct Mishaps(Mutex<Vec<Order>>);

impl Mishaps {
    /// Takes an order.
    pub(crate) fn add(&self, order: Order) {
        self.orders().push(order);
    }

    /// The orders that still wait, the oldest first.
    pub(crate) fn list(&self) -> Vec<Order> {
        let orders = self.orders();
        let waiting = orders.iter().filter(|order| order.times != Some(0));
        waiting.cloned().collect()
    }

    /// Forgets all orders.
    pub(crate) fn clear(&self) {
        self.orders().clear();
    }

    /// What a delivery of this event meets; counts it as met.
    pub(crate) fn strike(&self, event: &str) -> Option<Mishap> {
        let mut orders = self.orders();
        let meant = |order: &&mut Order| {
            order.times != Some(0) && order.event.as_ref().is_none_or(|name| name == event)
        };
        let order = orders.iter_mut().find(meant)?;
        if let Some(left) = &mut order.times {
            *left -= 1;
        }
        Some(order.mishap)
    }

    fn orders(&self) -> std::sync::MutexGuard<'_, Vec<Order>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
