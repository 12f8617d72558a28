//! The effect that ends a user's connection: all that was given through it is taken back first.
//!
//! However GitHub behaves, the tokens are gone from the database within a bound (law 4).

use domain::{
    connection::ConnectionState,
    effect::{Subject, Trouble},
    ids::{GithubAccountId, UserId},
};
use store::{
    Tx, accesses, connections as connection_rows,
    effects::{self, Claimed},
    hooks::{self, HookRecord},
    repositories,
};

use crate::{
    failure::Failure,
    outcome::{BOUND, Verdict, judge},
    sync_access::AccessOf,
    worker::Reconciler,
};

/// What was made through a connection.
struct Made {
    given: Vec<AccessOf>,
    hooks: Vec<HookRecord>,
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
        let ending = |found: &connection_rows::Connection| found.state == ConnectionState::Ending;
        let Some(connection) = connection.filter(ending) else {
            return Ok(());
        };
        self.give_up_own_access(connection.github_id).await?;
        if let Err(failure) = self.unmake(user, claimed).await {
            if claimed.attempts < BOUND || failure.is_out_of_turn() {
                return Err(failure);
            }
            tracing::warn!(user.id = %user, %failure, "a connection ends before all was taken back");
        }
        self.leave_stewardship(user).await?;
        self.connections.end(user).await?;
        Ok(())
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

    /// Takes all back that can be; what passes is reported at the end, so that one repository's
    /// trouble does not keep the others waiting.
    async fn unmake(&self, user: UserId, claimed: &Claimed) -> Result<(), Failure> {
        let made = self.made_through(user).await?;
        let mut passing = Ok(());
        for of in made.given {
            let taken = self.acting_as(user, |client| {
                Box::pin(self.take_back(of, user, client, claimed))
            });
            let taken = in_turn(taken.await)?;
            passing = passing.and(unless_it_passes(taken));
            // Somebody else may steward the repository too, and give anew what is still wanted.
            self.store.write(async |tx| enqueue(tx, of).await).await?;
        }
        for hook in made.hooks {
            let hook = &hook;
            let deleted = self.acting_as(user, |client| {
                Box::pin(async move { self.delete_hook_as(&client, hook).await })
            });
            let deleted = in_turn(deleted.await)?;
            passing = passing.and(unless_it_passes(deleted));
        }
        passing
    }

    async fn made_through(&self, user: UserId) -> Result<Made, Failure> {
        let read = async |tx: &mut store::ReadTx| {
            let given = accesses::granted_through(tx, user).await?;
            let mut made = Vec::new();
            for link in repositories::stewarded_by(tx, user).await? {
                made.extend(hooks::find(tx, link.github_id).await?);
            }
            made.retain(|hook| hook.steward == Some(user));
            made.dedup();
            Ok::<_, Failure>(Made {
                given: given.into_iter().map(AccessOf::from).collect(),
                hooks: made,
            })
        };
        self.store.read(read).await
    }

    /// The repositories lose their steward; what could not be taken back waits for a new one.
    async fn leave_stewardship(&self, user: UserId) -> Result<(), Failure> {
        self.store
            .write(async |tx| {
                for mut link in repositories::stewarded_by(tx, user).await? {
                    link.steward = None;
                    let saved = repositories::save(tx, &link).await?;
                    saved.map_err(|_| Failure::NotYet(Trouble::Internal))?;
                    let repository = link.github_id;
                    effects::enqueue(tx, Subject::SyncHook { repository }).await?;
                }
                for left in accesses::granted_through(tx, user).await? {
                    enqueue(tx, left.into()).await?;
                }
                Ok(())
            })
            .await
    }
}

async fn enqueue(tx: &mut Tx, of: AccessOf) -> Result<(), Failure> {
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
