//! The effect that ends a user's connection: all that was given through it is taken back, then its
//! webhooks go, then the grant at GitHub, then our own rows. Each step waits for the one before.
//!
//! However GitHub behaves, the tokens are gone from the database within a bound (law 4).

use domain::{
    Timestamp,
    activity::RequestId,
    connection::{ConnectionState, ENDS_AT_LAST, ENDS_WITHIN},
    effect::{Subject, Trouble},
    ids::{GithubAccountId, UserId},
};
use store::{
    Tx, accesses,
    connections::{self as connection_rows, Connection},
    effects::{self, Claimed},
    hooks,
};

use crate::{
    failure::Failure,
    outcome::{Verdict, judge},
    sync_access::AccessOf,
    worker::Reconciler,
};

/// What GitHub said to the end of a grant.
pub(crate) enum GrantEnd {
    /// It is gone.
    Confirmed(Option<RequestId>),
    /// Nothing, or nothing good: only the user can see to it now.
    Unconfirmed,
}

impl Reconciler {
    /// Takes back what was given through a user's connection, then removes it on both sides.
    pub(crate) async fn end_connection(
        &self,
        user: UserId,
        claimed: &Claimed,
    ) -> Result<(), Failure> {
        let connection = self
            .store
            .read(async |tx| connection_rows::find(tx, user).await)
            .await?;
        let ending = |found: &Connection| found.state == ConnectionState::Ending;
        let Some(connection) = connection.filter(ending) else {
            return Ok(());
        };
        let now = self.store.clock().now();
        self.give_up_own_access(connection.github_id).await?;
        if let Err(failure) = self.unmake(user, claimed).await {
            if !is_late(&connection, &failure, now) {
                return Err(failure);
            }
            tracing::warn!(user.id = %user, %failure, "a connection ends before all was taken back");
        }
        let grant = match self
            .connections
            .end_grant(user)
            .await
            .map_err(Failure::from)
        {
            Ok(request) => GrantEnd::Confirmed(request),
            Err(failure) if is_over(&connection, &failure, now) => {
                tracing::warn!(user.id = %user, %failure, "GitHub did not confirm the end of a grant");
                GrantEnd::Unconfirmed
            }
            Err(failure) => return Err(failure),
        };
        self.forget_connection(&connection, grant).await
    }

    /// The user's own access elsewhere is no longer wanted; those who gave it take it back.
    async fn give_up_own_access(&self, account: GithubAccountId) -> Result<(), Failure> {
        self.store
            .write(async |tx| {
                for own in accesses::of_account(tx, account).await? {
                    enqueue(tx, (own.repository, own.account).into()).await?;
                }
                Ok(())
            })
            .await
    }

    /// Takes access back first. Only when all of it is gone do the webhooks go.
    async fn unmake(&self, user: UserId, claimed: &Claimed) -> Result<(), Failure> {
        self.take_back_all(user, claimed).await?;
        self.delete_hooks(user).await
    }

    /// Takes all back that can be; what passes is reported at the end, so that one repository's
    /// trouble does not keep the others waiting.
    async fn take_back_all(&self, user: UserId, claimed: &Claimed) -> Result<(), Failure> {
        let given = self
            .store
            .read(async |tx| accesses::granted_through(tx, user).await)
            .await?;
        let mut passing = Ok(());
        for of in given.into_iter().map(AccessOf::from) {
            let taken = self.acting_as(user, |client| {
                Box::pin(self.take_back(of, user, client, claimed))
            });
            let taken = in_turn(taken.await)?;
            passing = passing.and(unless_it_passes(taken));
            // Somebody else may steward the repository too, and give anew what is still wanted.
            self.store.write(async |tx| enqueue(tx, of).await).await?;
        }
        passing
    }

    async fn delete_hooks(&self, user: UserId) -> Result<(), Failure> {
        let made = self
            .store
            .read(async |tx| hooks::made_through(tx, user).await)
            .await?;
        let mut passing = Ok(());
        for hook in &made {
            let deleted = self.acting_as(user, |client| {
                Box::pin(async move { self.delete_hook_as(&client, hook).await })
            });
            let deleted = in_turn(deleted.await)?;
            passing = passing.and(unless_it_passes(deleted));
            // Another steward makes it anew, where there is one.
            let repository = hook.repository;
            self.store
                .write(async |tx| effects::enqueue(tx, Subject::SyncHook { repository }).await)
                .await?;
        }
        passing
    }
}

pub(crate) async fn enqueue(tx: &mut Tx, of: AccessOf) -> Result<(), Failure> {
    let subject = Subject::SyncAccess {
        repository: of.repository,
        account: of.account,
    };
    Ok(effects::enqueue(tx, subject).await?)
}

/// Who is out of turn once is so for all the rest.
fn in_turn(outcome: Result<(), Failure>) -> Result<Result<(), Failure>, Failure> {
    match outcome {
        Err(failure) if failure.is_out_of_turn() => Err(failure),
        other => Ok(other),
    }
}

/// What only a person could mend is left: the connection ends all the same.
fn unless_it_passes(outcome: Result<(), Failure>) -> Result<(), Failure> {
    match outcome {
        Err(failure) if matches!(judge(&failure), Verdict::Mend(_)) => {
            tracing::warn!(%failure, "something made through a connection is left to a new steward");
            Ok(())
        }
        other => other,
    }
}

/// Whether nobody waits any longer: a GitHub that does not answer has less time than one that
/// does, and asks to wait.
fn is_late(connection: &Connection, failure: &Failure, now: Timestamp) -> bool {
    let bound = match judge(failure) {
        Verdict::OutOfTurn(_)
        | Verdict::Wait(..)
        // It has answered, and ends access in the background.
        | Verdict::BackOff(Trouble::AccessRemains) => ENDS_AT_LAST,
        Verdict::BackOff(_) | Verdict::Mend(_) => ENDS_WITHIN,
    };
    // One that was marked before the instant was kept has waited long enough.
    let since = connection.ending_at.unwrap_or(connection.connected_at);
    now - since >= bound
}

/// Whether asking GitHub once more is of no use: it is late, or the token is dead.
fn is_over(connection: &Connection, failure: &Failure, now: Timestamp) -> bool {
    matches!(judge(failure), Verdict::Mend(_)) || is_late(connection, failure, now)
}
