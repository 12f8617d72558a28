//! Counting what a client asks of GitHub: all of it is held against the user.
//!
//! It only counts. How fast a user may be worked with is the business of `domain::pace`.

use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::{
    activity::RequestId,
    pace::{Quota, Spent},
};
use reqwest::{Method, StatusCode, header::HeaderMap};
use url::Url;

use crate::{classify, limits};

/// What a client and its clones have asked of GitHub so far.
#[derive(Debug, Default)]
pub(crate) struct Meter {
    reading: Mutex<Reading>,
    told: Mutex<Option<RequestId>>,
}

/// What was asked of GitHub, and what is left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// All that was asked.
    pub spent: Spent,
    /// What was left after the last answer; nothing where GitHub sets no limit.
    pub quota: Option<Quota>,
}

impl Meter {
    /// Counts a call that is about to be made, whatever comes of it.
    pub(crate) fn count(&self, method: &Method, url: &Url) {
        let changes = *method != Method::GET;
        let one = Spent {
            reads: i32::from(!changes),
            changes: i32::from(changes),
            creations: i32::from(is_creation(method, url)),
        };
        let mut reading = lock(&self.reading);
        reading.spent = reading.spent.and(one);
    }

    /// Notes what an answer says is left, and which request it answers if that changed something
    /// or was refused.
    pub(crate) fn hear(&self, method: &Method, status: StatusCode, headers: &HeaderMap) {
        let mut reading = lock(&self.reading);
        reading.quota = limits::quota(headers).or(reading.quota);
        let refused = status.is_client_error() || status.is_server_error();
        if *method != Method::GET || refused {
            *lock(&self.told) = classify::request_id(headers);
        }
    }

    /// How it stands.
    pub(crate) fn read(&self) -> Reading {
        *lock(&self.reading)
    }

    /// GitHub's id of the last request that changed something or was refused.
    pub(crate) fn told(&self) -> Option<RequestId> {
        lock(&self.told).clone()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Inviting a collaborator is a PUT, and tells somebody.
fn is_creation(method: &Method, url: &Url) -> bool {
    *method == Method::POST || (*method == Method::PUT && url.path().contains("/collaborators/"))
}
