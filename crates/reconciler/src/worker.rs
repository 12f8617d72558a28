//! One effect at a time: claim it, carry it out, record how it ended.
//!
//! Claim and record are short transactions of their own; in between, none is open.

use std::{future, sync::Arc, time::Duration};

use connections::Connections;
use domain::effect::{Attempt, Subject};
use store::{
    Store,
    effects::{self, Claimed},
    paces::Holder,
};
use tracing::{Instrument, error, info, info_span, warn};

use crate::{
    failure::Failure,
    outcome::{self, Patience},
    settings::Settings,
    sync_access::AccessOf,
};

/// Carries out effects. Clones are handles to the same one.
#[derive(Clone)]
pub struct Reconciler {
    pub(crate) store: Store,
    pub(crate) connections: Connections,
    pub(crate) settings: Arc<Settings>,
    /// In whose name tokens are taken: an attempt's.
    pub(crate) holder: Holder,
}

impl Reconciler {
    /// A reconciler that works on this database with these connections.
    pub fn new(store: Store, connections: Connections, settings: Settings) -> Self {
        Self {
            store,
            connections,
            settings: Arc::new(settings),
            holder: Holder::default(),
        }
    }

    /// The same, at work on one attempt at an effect.
    fn at_work_on(&self, claimed: &Claimed) -> Self {
        Self {
            holder: claimed.holder(),
            ..self.clone()
        }
    }

    /// Carries out one effect that is due; says whether there was one.
    pub async fn turn(&self) -> bool {
        self.turn_until(future::pending()).await
    }

    /// Carries out one effect that is due, and hands it back untried if `end` comes first.
    pub(crate) async fn turn_until(&self, end: impl Future<Output = ()>) -> bool {
        match self.claim().await {
            Ok(Some(claimed)) => {
                let span = info_span!("effect", effect.subject = %claimed.subject);
                self.work(&claimed, end).instrument(span).await;
                true
            }
            Ok(None) => false,
            Err(failure) => {
                error!(error = %Cause(&failure), "no effect could be claimed");
                false
            }
        }
    }

    async fn claim(&self) -> Result<Option<Claimed>, store::Error> {
        let lease = self.settings.lease;
        let worker = format!("process {}", std::process::id());
        self.store
            .write(async |tx| effects::claim(tx, lease, &worker).await)
            .await
    }

    async fn work(&self, claimed: &Claimed, end: impl Future<Output = ()>) {
        let at_work = self.at_work_on(claimed);
        let recorded = tokio::select! {
            attempt = Box::pin(at_work.carry_out(claimed)) => self.record(claimed, attempt).await,
            () = end => self.hand_back(claimed).await,
            () = self.keep_lease(claimed) => {
                warn!("the lease was lost; somebody else carries this out");
                return;
            }
        };
        match recorded {
            Ok(true) => {}
            Ok(false) => warn!("the lease ran out before the outcome was recorded"),
            Err(failure) => error!(error = %Cause(&failure), "an outcome could not be recorded"),
        }
    }

    async fn carry_out(&self, claimed: &Claimed) -> Attempt {
        let attempts = claimed.attempts;
        let (outcome, patience) = match claimed.subject {
            Subject::SyncAccess {
                repository,
                account,
            } => {
                let of = AccessOf {
                    repository,
                    account,
                };
                (self.sync_access(of, claimed).await, Patience::Endless)
            }
            Subject::SyncPullRequest { task } => {
                let outcome = self.sync_pull_request(task, attempts).await;
                (outcome, Patience::Endless)
            }
            Subject::SyncWork { task } => (self.sync_work(task, attempts).await, Patience::Endless),
            Subject::SyncRepository { repository } => {
                (self.sync_repository(repository).await, Patience::Bounded)
            }
            Subject::SyncHook { repository } => {
                (self.sync_hook(repository).await, Patience::Bounded)
            }
            Subject::EndConnection { user } => {
                let outcome = self.end_connection(user, claimed).await;
                (outcome, Patience::Pressing)
            }
        };
        self.judge(outcome, attempts, patience)
    }

    fn judge(&self, outcome: Result<(), Failure>, attempts: i64, patience: Patience) -> Attempt {
        match outcome {
            Ok(()) => {
                info!("done");
                Attempt::Done
            }
            Err(failure) => {
                let now = self.store.clock().now();
                let attempt = outcome::attempt(&failure, attempts, patience, now);
                warn!(error = %Cause(&failure), ?attempt, effect.attempts = attempts, "not done");
                attempt
            }
        }
    }

    async fn record(&self, claimed: &Claimed, attempt: Attempt) -> Result<bool, store::Error> {
        self.store
            .write(async |tx| effects::finish(tx, claimed, attempt).await)
            .await
    }

    async fn hand_back(&self, claimed: &Claimed) -> Result<bool, store::Error> {
        info!("handed back untried");
        self.store
            .write(async |tx| effects::hand_back(tx, claimed).await)
            .await
    }

    /// Extends the lease for as long as the work goes on; returns when it is lost.
    async fn keep_lease(&self, claimed: &Claimed) {
        let lease = self.settings.lease;
        let pause = (lease / 3).max(Duration::from_secs(1));
        loop {
            tokio::time::sleep(pause).await;
            let extended = self
                .store
                .write(async |tx| effects::extend_lease(tx, claimed, lease).await)
                .await;
            if matches!(extended, Ok(false)) {
                return;
            }
        }
    }
}

/// An error with all that caused it, in one line.
struct Cause<'a>(&'a dyn std::error::Error);

impl std::fmt::Display for Cause<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)?;
        let mut causes = std::iter::successors(self.0.source(), |cause| cause.source());
        causes.try_for_each(|cause| write!(f, ": {cause}"))
    }
}
