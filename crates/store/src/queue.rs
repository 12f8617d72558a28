//! Recording how an attempt went: asking for more time, finishing, handing back.
//!
//! Who loses the lease loses the right to record anything.

use std::time::Duration;

use domain::{
    Timestamp,
    effect::{Attempt, EffectState, Subject, Trouble},
};

use crate::{Result, Tx, claim::Claimed, enqueue::Keys, leads, paces, sightings, told::News};

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
    paces::keep(tx, claimed.holder(), until).await?;
    Ok(extended == 1)
}

/// Records how an attempt ended, and what is wrong with the repository where that stopped it; says
/// whether the lease was still held, else nothing is recorded.
///
/// If the subject was enqueued again meanwhile, that fresh effect wins over a retry.
pub async fn finish(tx: &mut Tx, claimed: &Claimed, attempt: Attempt) -> Result<bool> {
    if let Attempt::Blocked(trouble) = attempt {
        mark_repository(tx, claimed, trouble).await?;
    }
    let now = tx.now();
    let (state, run_at, trouble) = match attempt {
        Attempt::Done => return release(tx, claimed).await,
        Attempt::OutOfTurn(at) => return put_back_untried(tx, claimed, at).await,
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

/// Repositories come before effects, as in every other transaction: else one that changes a
/// repository and enqueues, and this one, could wait for each other.
async fn mark_repository(tx: &mut Tx, claimed: &Claimed, trouble: Trouble) -> Result<()> {
    const HELD: &str = "
        SELECT id
        FROM effects
        WHERE id = $1
            AND lease = $2
            AND state = 'running'";
    let held = tx.query(HELD).bind(claimed.id.0).bind(claimed.lease);
    let held = held.optional(|_| Ok(())).await?.is_some();
    match claimed.subject {
        Subject::SyncAccess { repository, .. }
        | Subject::SyncRepository { repository }
        | Subject::SyncHook { repository }
            if held && trouble.is_of_repository() =>
        {
            sightings::mark_trouble(tx, repository, Some(trouble)).await
        }
        _ => Ok(()),
    }
}

/// Gives an effect back untried, for another worker to take at once; says whether the lease was
/// still held.
pub async fn hand_back(tx: &mut Tx, claimed: &Claimed) -> Result<bool> {
    let now = tx.now();
    let held = put_back_untried(tx, claimed, now).await?;
    if held {
        tx.ring().await?;
    }
    Ok(held)
}

async fn put_back_untried(tx: &mut Tx, claimed: &Claimed, run_at: Timestamp) -> Result<bool> {
    let held = release(tx, claimed).await?;
    if held {
        let untried = Claimed {
            attempts: claimed.attempts - 1,
            ..*claimed
        };
        put_back(tx, &untried, EffectState::Waiting, run_at, None).await?;
    }
    Ok(held)
}

/// Takes the running row away with what it held, and wakes the workers if a fresh one waits behind it.
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
    tx.tell(News::of_effect(claimed.subject));
    paces::give_back_all(tx, claimed.holder()).await?;
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
            attempts, trouble, acts_as, takes_turn_of)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        ON CONFLICT (subject) WHERE state <> 'running' DO NOTHING";
    let keys = Keys::of(claimed.subject);
    let lead = leads::of(tx, claimed.subject).await?;
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
        .bind(lead.user)
        .bind(lead.repository)
        .execute()
        .await?;
    Ok(())
}
