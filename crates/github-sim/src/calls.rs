//! The list of calls that were received, for tests and for the page.
//! Bodies and tokens are never written down.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use serde::Serialize;

/// How many calls are remembered.
const REMEMBERED: usize = 10_000;

/// One call as it was received and answered.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ReceivedCall {
    pub(crate) method: String,
    pub(crate) path: String,
    /// The status of the answer; 0 when the connection was cut.
    pub(crate) status: u16,
    /// How long answering took, in microseconds.
    pub(crate) took_us: u64,
    pub(crate) login: Option<String>,
}

/// The calls of this run, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Calls(Mutex<VecDeque<ReceivedCall>>);

impl Calls {
    /// Writes a call down.
    pub(crate) fn record(&self, call: ReceivedCall) {
        let mut calls = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if calls.len() == REMEMBERED {
            calls.pop_front();
        }
        calls.push_back(call);
    }

    /// All calls, oldest first.
    pub(crate) fn list(&self) -> Vec<ReceivedCall> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .iter()
            .cloned()
            .collect()
    }

    /// Forgets them.
    pub(crate) fn clear(&self) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }
}
