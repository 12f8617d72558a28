//! Whose turn it is: claiming effects under a lease, together with the tokens that they work with.
//!
//! Nobody ever holds two effects of one subject: a partial unique index sees to that. Nobody
//! works twice at a time with one token, or faster than its pace: `paces` sees to that.

use std::time::Duration;

use domain::{
    Timestamp,
    effect::{Subject, Trouble},
    ids::{EffectId, UserId},
};
use uuid::Uuid;

use crate::{
    ReadTx, Result, Tx,
    dialect::SKIP_LOCKED_EFFECTS,
    paces::{self, Holder, Turn},
    row::Row,
};

/// How often another process may be faster before the next look is left to the timer.
const RACES: usize = 8;

/// An effect that is being worked on under a lease.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// Its id.
    pub id: EffectId,
    /// What it brings into agreement.
    pub subject: Subject,
    /// Which attempt this is; the first is 1.
    pub attempts: i64,
    /// What stood in the way of the attempt before.
    pub trouble: Option<Trouble>,
    /// Tells this claim from every other one of the same effect.
    pub(crate) lease: Uuid,
}

/// An effect that may be claimed.
struct Due {
    id: Uuid,
    user: Option<UserId>,
    repository: Option<i64>,
}

impl Claimed {
    /// This attempt, as the holder of the tokens that it works with.
    pub fn holder(&self) -> Holder {
        Holder(self.lease)
    }
}

/// Claims an effect that is due, or one whose worker did not finish within its lease.
///
/// Nobody waits here for the pace of a token: an effect whose token is not ready, or at work, is
/// passed over. Of the others, the token that waited longest comes first, and of its repositories
/// that which waited longest.
pub async fn claim(tx: &mut Tx, lease: Duration, worker: &str) -> Result<Option<Claimed>> {
    const SQL: &str = "
        UPDATE effects
        SET state = 'running', attempts = attempts + 1, worker = $2, lease = $3, leased_until = $4
        WHERE id = $1
        RETURNING id, subject, attempts, trouble, lease";
    let token = tx.new_id();
    let until = tx.now() + lease;
    let Some(id) = take_turn(tx, Holder(token), until).await? else {
        return Ok(None);
    };
    let claimed = tx.query(SQL).bind(id).bind(worker).bind(token).bind(until);
    claimed.optional(read).await
}

/// Picks the effect whose turn it is, with the token that it works with.
async fn take_turn(tx: &mut Tx, holder: Holder, until: Timestamp) -> Result<Option<Uuid>> {
    for _ in 0..RACES {
        let Some(due) = find_due(tx).await? else {
            return Ok(None);
        };
        let turn = match due.user {
            Some(user) => paces::take(tx, user, holder, until).await?,
            None => Turn::Taken,
        };
        if turn == Turn::Taken {
            note_turn(tx, due.repository).await?;
            return Ok(Some(due.id));
        }
        // Another process took the token at this very moment, which the next look shows.
    }
    Ok(None)
}

async fn find_due(tx: &mut Tx) -> Result<Option<Due>> {
    const SQL: &str = "
        SELECT e.id, e.acts_as, e.takes_turn_of
        FROM effects e
        LEFT JOIN paces p ON p.user_id = e.acts_as
        LEFT JOIN turns t ON t.github_repository_id = e.takes_turn_of
        WHERE (
                (
                    e.state = 'waiting'
                    AND e.run_at <= $1
                    AND NOT EXISTS (
                        SELECT 1
                        FROM effects o
                        WHERE o.subject = e.subject
                            AND o.state = 'running'
                    )
                )
                OR (e.state = 'running' AND e.leased_until <= $1)
            )
            AND (p.ready_at IS NULL OR p.ready_at <= $1)
            AND (p.held_until IS NULL OR p.held_until <= $1)
        ORDER BY e.can_wait, p.served_at NULLS FIRST, t.served_at NULLS FIRST, e.run_at, e.id
        LIMIT 1";
    let now = tx.now();
    let due = tx.query_with(SQL, SKIP_LOCKED_EFFECTS).bind(now);
    due.optional(|row| {
        Ok(Due {
            id: row.get("id")?,
            user: row.id_or_none("acts_as", UserId)?,
            repository: row.get("takes_turn_of")?,
        })
    })
    .await
}

async fn note_turn(tx: &mut Tx, repository: Option<i64>) -> Result<()> {
    const SQL: &str = "
        INSERT INTO turns (github_repository_id, served_at)
        VALUES ($1, $2)
        ON CONFLICT (github_repository_id) DO UPDATE
        SET served_at = excluded.served_at";
    let now = tx.now();
    if let Some(repository) = repository {
        tx.query(SQL).bind(repository).bind(now).execute().await?;
    }
    Ok(())
}

/// When [`claim`] will next find something, if nothing is enqueued before.
pub async fn next_due(tx: &mut ReadTx) -> Result<Option<Timestamp>> {
    const SQL: &str = "
        SELECT e.id,
            CASE
                WHEN e.state = 'running' THEN e.leased_until
                WHEN p.held_until > e.run_at AND p.held_until > p.ready_at THEN p.held_until
                WHEN p.ready_at > e.run_at THEN p.ready_at
                ELSE e.run_at
            END AS due
        FROM effects e
        LEFT JOIN paces p ON p.user_id = e.acts_as
        WHERE e.state = 'running'
            OR (
                e.state = 'waiting'
                AND NOT EXISTS (
                    SELECT 1
                    FROM effects o
                    WHERE o.subject = e.subject
                        AND o.state = 'running'
                )
            )
        ORDER BY due
        LIMIT 1";
    tx.query(SQL).optional(|row| row.get("due")).await
}

fn read(row: &Row) -> Result<Claimed> {
    Ok(Claimed {
        id: row.id("id", EffectId)?,
        subject: row.parsed("effects", "subject")?,
        attempts: row.get("attempts")?,
        trouble: row.word_or_none("effects", "trouble")?,
        lease: row.get("lease")?,
    })
}
