//! Running for as long as the server does: woken by the bell and by the timer, and an orderly end.
//!
//! Nothing is decided here about any effect.

use std::{pin::pin, time::Duration};

use chrono::TimeDelta;
use domain::Timestamp;
use futures_util::future::join_all;
use store::{deliveries, effects, events, notifications};
use tokio::sync::watch;
use tracing::{error, info};

use crate::worker::Reconciler;

/// The longest time without a look at the queue: a message of the database may be lost.
const LONGEST_NAP: Duration = Duration::from_mins(1);
/// The shortest one, so that a clock that stands still does not make us spin.
const SHORTEST_NAP: Duration = Duration::from_millis(50);
/// How many effects one sweep asks for at most, of each kind.
const SWEPT_AT_ONCE: u32 = 500;
/// The same for a poll: with five calls for each and six polls in an hour, that is less than a
/// quarter of what a single steward may ask.
const POLLED_AT_ONCE: u32 = 40;
/// GitHub delivers a message again for three days at most; longer than that nobody needs its id.
const REDELIVERED: TimeDelta = TimeDelta::days(7);

/// What is looked around for again and again.
#[derive(Clone, Copy, Debug)]
enum Round {
    /// All that was not looked at for long.
    Sweep,
    /// What no message tells of.
    Poll,
}

impl Reconciler {
    /// Carries out effects until `shutdown` comes; then what runs is finished within a bound, or
    /// handed back.
    pub async fn run(&self, shutdown: impl Future<Output = ()>) {
        let (stop, stopped) = watch::channel(false);
        let workers = (0..self.settings.workers).map(|_| self.keep_working(stopped.clone()));
        let end = async {
            shutdown.await;
            stop.send_replace(true);
        };
        tokio::join!(
            join_all(workers),
            self.keep_looking(Round::Sweep, stopped.clone()),
            self.keep_looking(Round::Poll, stopped.clone()),
            end
        );
        info!("no effect is at work any more");
    }

    async fn keep_working(&self, stopped: watch::Receiver<bool>) {
        loop {
            // Listening begins before the look, so that nothing enqueued in between is missed.
            let mut bell = self.store.bell().listen();
            if *stopped.borrow() {
                return;
            }
            if self.turn_until(self.patience_after(stopped.clone())).await {
                continue;
            }
            tokio::select! {
                () = bell.rung() => {}
                () = tokio::time::sleep(self.nap().await) => {}
                () = until(stopped.clone()) => {}
            }
        }
    }

    /// Looks around now, and again after each interval, until shutdown comes.
    async fn keep_looking(&self, round: Round, stopped: watch::Receiver<bool>) {
        let mut end = pin!(until(stopped));
        loop {
            let interval = match round {
                Round::Sweep => {
                    self.sweep().await;
                    self.settings.sweep_every
                }
                Round::Poll => {
                    self.poll().await;
                    self.settings.poll_every
                }
            };
            tokio::select! {
                () = tokio::time::sleep(interval) => {}
                () = &mut end => return,
            }
        }
    }

    /// Asks for another look at everything that was not looked at for a while: lost messages and
    /// changes made by hand on GitHub have this one cure.
    pub async fn sweep(&self) {
        let before = self.ago(self.settings.sweep_every);
        let forgotten = self.store.clock().now() - REDELIVERED;
        let swept = self
            .store
            .write(async |tx| {
                deliveries::forget(tx, forgotten).await?;
                effects::sweep(tx, before, SWEPT_AT_ONCE).await
            })
            .await;
        tell("swept", swept);
        // Apart from it: whoever tells of something waits for this, and must not for the sweep.
        let untold = self.store.clock().now() - events::KEPT;
        let forgotten = self
            .store
            .write(async |tx| {
                notifications::forget(tx, untold - notifications::KEPT).await?;
                events::forget(tx, untold).await
            })
            .await;
        if let Err(failure) = forgotten {
            error!(error = %failure, "old events and notifications were not forgotten");
        }
    }

    /// The same, more often, for the repositories that GitHub sends no messages about.
    pub async fn poll(&self) {
        let before = self.ago(self.settings.poll_every);
        let polled = self
            .store
            .write(async |tx| effects::poll(tx, before, POLLED_AT_ONCE).await)
            .await;
        tell("polled", polled);
    }

    fn ago(&self, time: Duration) -> Timestamp {
        let time = TimeDelta::from_std(time).unwrap_or(TimeDelta::hours(1));
        self.store.clock().now() - time
    }

    /// Returns when shutdown has come and what runs has had its time to finish.
    async fn patience_after(&self, stopped: watch::Receiver<bool>) {
        until(stopped).await;
        tokio::time::sleep(self.settings.finish_within).await;
    }

    /// How long there is nothing to do, if nothing is enqueued.
    async fn nap(&self) -> Duration {
        let due = self
            .store
            .read(async |tx| effects::next_due(tx).await)
            .await;
        let now = self.store.clock().now();
        match due {
            Ok(Some(due)) => (due - now)
                .to_std()
                .unwrap_or_default()
                .clamp(SHORTEST_NAP, LONGEST_NAP),
            Ok(None) | Err(_) => LONGEST_NAP,
        }
    }
}

fn tell(done: &str, found: Result<u64, store::Error>) {
    match found {
        Ok(found) => info!(effects.found = found, "{done}"),
        Err(failure) => error!(error = %failure, "not {done}"),
    }
}

/// Returns when shutdown has come.
async fn until(mut stopped: watch::Receiver<bool>) {
    // An error means that the sender is gone, which is shutdown too.
    stopped.wait_for(|stopped| *stopped).await.ok();
}
