//! Faults on demand: which request is to go wrong, how, and how often.
//! A fault is never saved: a restarted simulator is healthy.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use regex::Regex;
use serde::{Deserialize, Serialize};

use crate::named_faults::is_known;
use crate::request::Request;

/// How a request goes wrong.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Fault {
    /// Answered rightly, but late.
    Delay { ms: u64 },
    /// Not acted upon, answered with this status.
    Status {
        status: u16,
        #[serde(default)]
        body: serde_json::Value,
        #[serde(default)]
        headers: BTreeMap<String, String>,
    },
    /// Not acted upon, and the connection ends.
    CutBefore,
    /// Acted upon, and the connection ends without an answer.
    CutAfter,
    /// Acted upon, and the connection ends in the middle of the answer's body.
    Truncated,
    /// Not acted upon, refused as GitHub refuses for this reason; see `named_faults`.
    Named {
        name: String,
        #[serde(default)]
        organization: String,
    },
    /// The token endpoint's way to fail: 200 with an `error`.
    TokenError { error: String },
}

/// A fault as it is asked for.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Order {
    method: Option<String>,
    path: String,
    /// How many matching requests are hit; all, when missing.
    times: Option<u64>,
    /// How many matching requests pass before the first is hit.
    #[serde(default)]
    skip: u64,
    fault: Fault,
}

/// The faults that wait for their requests.
#[derive(Debug, Default)]
pub(crate) struct Faults(Mutex<Vec<(Regex, Order)>>);

impl Faults {
    /// Takes an order, or says what is wrong with its path or its name.
    pub(crate) fn add(&self, order: Order) -> Result<(), String> {
        let pattern = Regex::new(&order.path).map_err(|error| error.to_string())?;
        if let Fault::Named { name, .. } = &order.fault
            && !is_known(name)
        {
            return Err(format!("no fault is named {name}"));
        }
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push((pattern, order));
        Ok(())
    }

    /// The orders that still wait, the oldest first.
    pub(crate) fn list(&self) -> Vec<Order> {
        let orders = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = orders.iter().map(|(_, order)| order);
        waiting
            .filter(|order| order.times != Some(0))
            .cloned()
            .collect()
    }

    /// Forgets all orders.
    pub(crate) fn clear(&self) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }

    /// The fault that this request meets, if any; counts it as met.
    pub(crate) fn strike(&self, request: &Request) -> Option<Fault> {
        let path = request.path();
        let path = path.strip_prefix("/api/v3").unwrap_or(&path);
        let mut orders = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        orders.iter_mut().find_map(|(pattern, order)| {
            let method = order
                .method
                .as_ref()
                .is_none_or(|m| m.eq_ignore_ascii_case(&request.method));
            if method && pattern.is_match(path) {
                order.take_turn()
            } else {
                None
            }
        })
    }
}

impl Order {
    fn take_turn(&mut self) -> Option<Fault> {
        if self.skip > 0 {
            self.skip -= 1;
            return None;
        }
        match &mut self.times {
            Some(0) => return None,
            Some(left) => *left -= 1,
            None => {}
        }
        Some(self.fault.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::{Fault, Order};

    #[test]
    fn a_fault_skips_then_strikes_then_is_spent() {
        let mut order = Order {
            method: None,
            path: String::new(),
            times: Some(1),
            skip: 1,
            fault: Fault::CutBefore,
        };
        assert_eq!(order.take_turn(), None);
        assert_eq!(order.take_turn(), Some(Fault::CutBefore));
        assert_eq!(order.take_turn(), None);
    }
}
