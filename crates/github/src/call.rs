//! One call of the product: any number of requests under one credential and one deadline.
//!
//! No request may outlive the deadline, or a page would wait for GitHub without bound.

use std::{sync::Arc, time::Duration};

use secrecy::SecretString;
use tokio::time::Instant;

use crate::{error::Error, meter::Meter, transport::Transport};

/// Who a call is made as.
#[derive(Clone)]
pub(crate) enum Credentials {
    /// A user, by token; what is asked is held against them.
    User(SecretString, Arc<Meter>),
    /// The app itself, by id and secret.
    App,
    /// Anybody.
    Nobody,
}

/// A call that has begun.
#[derive(Clone)]
pub(crate) struct Call {
    pub(crate) transport: Arc<Transport>,
    pub(crate) credentials: Credentials,
    deadline: Instant,
}

impl Call {
    pub(crate) fn begin(transport: &Arc<Transport>, credentials: Credentials) -> Self {
        Self {
            transport: transport.clone(),
            credentials,
            deadline: Instant::now() + transport.settings.timeout,
        }
    }

    /// The time that is left for further requests.
    pub(crate) fn left(&self) -> Result<Duration, Error> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            Err(Error::unavailable("no answer in time"))
        } else {
            Ok(left)
        }
    }
}
