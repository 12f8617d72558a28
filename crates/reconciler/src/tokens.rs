//! Working with a user's token only in its turn, and telling its pace what was done with it.
//!
//! Nobody waits here: who is out of turn gives the effect back, to be taken up when its time has
//! come.

use std::time::Duration;

use domain::ids::UserId;
use github::UserClient;
use store::paces::{self, Turn};

use crate::{failure::Failure, worker::Reconciler};

/// How long until the next look at a token that another effect works with.
const BUSY: std::ops::Range<Duration> = Duration::from_millis(200)..Duration::from_millis(500);

impl Reconciler {
    /// Takes a user's token for as long as the effect's lease lasts.
    pub(crate) async fn take_token(&self, user: UserId) -> Result<Turn, Failure> {
        let now = self.store.clock().now();
        let until = now + self.settings.lease;
        let take = async |tx: &mut store::Tx| paces::take(tx, user, self.holder, until).await;
        match self.store.write(take).await? {
            Turn::NotBefore(instant) => Err(Failure::OutOfTurn(instant)),
            Turn::Busy => Err(Failure::OutOfTurn(now + rand::random_range(BUSY))),
            turn => Ok(turn),
        }
    }

    /// Remembers what was done with a user's token, and gives it back unless it was held before.
    pub(crate) async fn put_down_token<T>(
        &self,
        user: UserId,
        turn: Turn,
        clients: &[UserClient],
        outcome: Result<T, Failure>,
    ) -> Result<T, Failure> {
        let refused = match &outcome {
            Err(Failure::Github(github::Error::RateLimited { wait })) => Some(*wait),
            _ => None,
        };
        let paced = !self.settings.unlimited;
        let pace = self
            .store
            .write(async |tx| {
                if turn == Turn::Taken {
                    paces::give_back(tx, user, self.holder).await?;
                }
                paces::change(tx, user, |pace, now| {
                    for reading in clients.iter().map(UserClient::reading).filter(|_| paced) {
                        pace.spend(reading.spent, now);
                        reading.quota.inspect(|quota| pace.hear(*quota, now));
                    }
                    match refused {
                        Some(wait) => pace.be_refused(wait.told(now), now),
                        None => pace.be_served(),
                    }
                })
                .await
            })
            .await?;
        match refused {
            Some(_) => Err(Failure::Limited(pace.ready_at())),
            None => outcome,
        }
    }
}
