//! Working off the queue: claim with a lease, then finish or hand back.
//!
//! Nobody ever holds two effects of one subject: a partial unique index sees to that. Who loses
//! the lease loses the right to record anything.

use std::time::Duration;

use domain::{
    Timestamp,
    effect::{Attempt, EffectState, Subject, Trouble},
    ids::EffectId,
};
use uuid::Uuid;

use crate::{ReadTx, Result, Tx, dialect::SKIP_LOCKED, enqueue::Keys, row::Row};

/// An effect that is being worked on under a lease.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// Its id.
    pub id: EffectId,
    /// What it brings into agreement.
    pub subject: Subject,
    /// Which attempt this is; the first is 1.
    pub attempts: i64,
    /// Tells this claim from every other one of the same effect.
    lease: Uuid,
}

/// Claims an effect that is due, or one whose worker did not finish within its lease.
pub async fn claim(tx: &mut Tx, lease: Duration, worker: &str) -> Result<Option<Claimed>> {
    const DUE: &str = "
        SELECT e.id
        FROM effects e
        WHERE (
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
        ORDER BY e.run_at, e.id
        LIMIT 1";
    const CLAIM: &str = "
        UPDATE effects
        SET state = 'running', attempts = attempts + 1, worker = $2, lease = $3, leased_until = $4
        WHERE id = $1
        RETURNING id, subject, attempts, lease";
    let now = tx.now();
    let due = tx.query_with(DUE, SKIP_LOCKED).bind(now);
    let Some(id) = due.optional(|row| row.get::<Uuid>("id")).await? else {
        return Ok(None);
    };
    let token = tx.new_id();
    tx.query(CLAIM)
        .bind(id)
        .bind(worker)
        .bind(token)
        .bind(now + lease)
        .optional(read)
        .await
}

/// Asks for more time; says whether the lease was still held.
pub async fn extend_lease(tx: &mut Tx, claimed: &Claimed, lease: Duration) -> Result<bool> {
    const SQL: &str = "
        UPDATE effects
        SET leased_until = $3
        WHERE id = $1
            AND lease = $2
            AND state = 'running'";
    let until = tx.now() + lease;
    let extended = tx
        .query(SQL)
        .bind(claimed.id.0)
        .bind(claimed.lease)
        .bind(until)
        .execute()
        .await?;
    Ok(extended == 1)
}

/// Records how an attempt ended; says whether the lease was still held, else nothing is recorded.
///
/// If the subject was enqueued again meanwhile, that fresh effect wins over a retry.
pub async fn finish(tx: &mut Tx, claimed: &Claimed, attempt: Attempt) -> Result<bool> {
    let now = tx.now();
    let (state, run_at, trouble) = match attempt {
        Attempt::Done => return release(tx, claimed).await,
        Attempt::RetryAt(at, trouble) => (EffectState::Waiting, at, trouble),
        Attempt::Blocked(trouble) => (EffectState::Blocked, now, trouble),
        Attempt::GaveUp(trouble) => (EffectState::GaveUp, now, trouble),
    };
    let held = release(tx, claimed).await?;
    if held {
        put_back(tx, claimed, state, run_at, Some(trouble)).await?;
    }
    Ok(held)
}

/// Gives an effect back untried, for another worker to take at once; says whether the lease was
/// still held.
pub async fn hand_back(tx: &mut Tx, claimed: &Claimed) -> Result<bool> {
    let held = release(tx, claimed).await?;
    if held {
        let untried = Claimed {
            attempts: claimed.attempts - 1,
            ..*claimed
        };
        let now = tx.now();
        put_back(tx, &untried, EffectState::Waiting, now, None).await?;
        tx.ring().await?;
    }
    Ok(held)
}

/// When [`claim`] will next find something, if nothing is enqueued before.
pub async fn next_due(tx: &mut ReadTx) -> Result<Option<Timestamp>> {
    const SQL: &str = "
        SELECT e.id, CASE WHEN e.state = 'running' THEN e.leased_until ELSE e.run_at END AS due
        FROM effects e
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

/// Takes the running row away, and wakes the workers if a fresh one waits behind it.
async fn release(tx: &mut Tx, claimed: &Claimed) -> Result<bool> {
    const SQL: &str = "
        DELETE FROM effects
        WHERE id = $1
            AND lease = $2
            AND state = 'running'";
    const WAITING: &str = "
        SELECT id
        FROM effects
        WHERE subject = $1
            AND state = 'waiting'";
    let running = tx.query(SQL).bind(claimed.id.0).bind(claimed.lease);
    if running.execute().await? == 0 {
        return Ok(false);
    }
    let waiting = tx.query(WAITING).bind(claimed.subject.to_string());
    if waiting.optional(|_| Ok(())).await?.is_some() {
        tx.ring().await?;
    }
    Ok(true)
}

/// Puts the effect back, unless a fresh one of the same subject is there.
async fn put_back(
    tx: &mut Tx,
    claimed: &Claimed,
    state: EffectState,
    run_at: Timestamp,
    trouble: Option<Trouble>,
) -> Result<()> {
    const SQL: &str = "
        INSERT INTO effects
            (id, subject, github_repository_id, github_account_id, task_id, user_id, state, run_at,
            attempts, trouble)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (subject) WHERE state <> 'running' DO NOTHING";
    let keys = Keys::of(claimed.subject);
    tx.query(SQL)
        .bind(claimed.id.0)
        .bind(claimed.subject.to_string())
        .bind(keys.repository)
        .bind(keys.account)
        .bind(keys.task)
        .bind(keys.user)
        .bind(state.as_str())
        .bind(run_at)
        .bind(claimed.attempts)
        .bind(trouble.map(Trouble::as_str))
        .execute()
        .await?;
    Ok(())
}

fn read(row: &Row) -> Result<Claimed> {
    Ok(Claimed {
        id: row.id("id", EffectId)?,
        subject: row.parsed("effects", "subject")?,
        attempts: row.get("attempts")?,
        lease: row.get("lease")?,
    })
}
