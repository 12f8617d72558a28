//! The last step of a connection's end: our own rows, with all that hangs on them.
//!
//! It is one transaction: either the connection is there with everything, or nothing of it is.

use domain::{
    activity::ActivityKind,
    effect::{Subject, Trouble},
    ids::UserId,
};
use store::{
    Tx, accesses,
    activity::{self, Chain, Entry},
    connections::{self, Connection, UnconfirmedEnd},
    effects, repositories,
};

use crate::{
    end_connection::{GrantEnd, enqueue},
    failure::Failure,
    worker::Reconciler,
};

impl Reconciler {
    /// Wipes the tokens, and tells whoever has to know.
    pub(crate) async fn forget_connection(
        &self,
        connection: &Connection,
        grant: GrantEnd,
    ) -> Result<(), Failure> {
        let user = connection.user;
        self.store
            .write(async |tx| {
                leave_stewardship(tx, user).await?;
                let left = leave_access(tx, user).await?;
                connections::delete(tx, user).await?;
                let end = UnconfirmedEnd {
                    login: connection.login.clone(),
                    ended_at: tx.now(),
                    grant_deleted: matches!(grant, GrantEnd::Confirmed(_)),
                    live_grants: left,
                };
                if !end.grant_deleted || left > 0 {
                    connections::leave_unconfirmed(tx, user, &end).await?;
                }
                tell(tx, connection, grant);
                Ok(())
            })
            .await
    }
}

/// The repositories lose their steward.
async fn leave_stewardship(tx: &mut Tx, user: UserId) -> Result<(), Failure> {
    let mut left = repositories::stewarded_by(tx, user).await?;
    // All of them first, then what follows: no two transactions wait for each other.
    for link in &mut left {
        link.steward = None;
        let saved = repositories::save(tx, link).await?;
        saved.map_err(|_| Failure::NotYet(Trouble::Internal))?;
    }
    for link in left {
        let repository = link.github_id;
        effects::enqueue(tx, Subject::SyncHook { repository }).await?;
        let left = Entry::new(Chain::Project(link.project), ActivityKind::StewardLeft)
            .by(user)
            .about(repository, None)
            .saying(format!("{}/{}", link.owner, link.name))
            .because("their connection to GitHub was removed");
        activity::append(tx, left);
    }
    Ok(())
}

/// What could not be taken back waits for a new steward; gives how much there is of it.
async fn leave_access(tx: &mut Tx, user: UserId) -> Result<i64, Failure> {
    let left = accesses::granted_through(tx, user).await?;
    let count = i64::try_from(left.len()).unwrap_or(i64::MAX);
    for of in left {
        enqueue(tx, of.into()).await?;
    }
    Ok(count)
}

fn tell(tx: &mut Tx, connection: &Connection, grant: GrantEnd) {
    let (reason, request) = match grant {
        GrantEnd::Confirmed(request) => ("GitHub confirmed that the grant is deleted", request),
        GrantEnd::Unconfirmed => ("GitHub did not confirm that the grant is deleted", None),
    };
    let chain = Chain::Account(connection.user);
    let ended = Entry::new(chain, ActivityKind::ConnectionEnded)
        .saying(&connection.login)
        .because(reason)
        .answered(request);
    activity::append(tx, ended);
}
