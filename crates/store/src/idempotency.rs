//! Answers that are kept for a day, so that a call that is sent twice is carried out once.
//!
//! Beginning, the work itself and finishing belong into one transaction: then a call that was cut
//! off leaves nothing, and its repetition starts afresh.

use chrono::TimeDelta;
use domain::ids::UserId;

use crate::{ReadTx, Result, Tx};

/// How long an answer is kept.
const KEPT_FOR: TimeDelta = TimeDelta::hours(24);

/// What is known of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Begun {
    /// It is new: carry it out, then [`finish`] it.
    New,
    /// It was answered before, like this.
    Replay {
        /// The HTTP status of the answer.
        status: u16,
        /// Its body.
        body: String,
    },
    /// Its key was used for another call.
    Other,
}

/// Begins a call that carries a key.
pub async fn begin(tx: &mut Tx, user: UserId, key: &str, request_hash: [u8; 32]) -> Result<Begun> {
    const SWEEP: &str = "
        DELETE FROM idempotency
        WHERE created_at <= $1";
    const SQL: &str = "
        INSERT INTO idempotency (user_id, key, request_hash, created_at)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (user_id, key) DO NOTHING";
    let now = tx.now();
    tx.query(SWEEP).bind(now - KEPT_FOR).execute().await?;
    let fresh = tx
        .query(SQL)
        .bind(user.0)
        .bind(key)
        .bind(&request_hash[..])
        .bind(now)
        .execute()
        .await?;
    if fresh == 1 {
        return Ok(Begun::New);
    }
    find(tx, user, key, request_hash).await
}

/// Keeps the answer of a call that [`begin`] called new.
pub async fn finish(tx: &mut Tx, user: UserId, key: &str, status: u16, body: &str) -> Result<()> {
    const SQL: &str = "
        UPDATE idempotency
        SET status = $3, body = $4
        WHERE user_id = $1
            AND key = $2";
    tx.query(SQL)
        .bind(user.0)
        .bind(key)
        .bind(i64::from(status))
        .bind(body)
        .execute()
        .await?;
    Ok(())
}

async fn find(tx: &mut ReadTx, user: UserId, key: &str, request_hash: [u8; 32]) -> Result<Begun> {
    const SQL: &str = "
        SELECT user_id, request_hash, status, body
        FROM idempotency
        WHERE user_id = $1
            AND key = $2";
    let found = tx.query(SQL).bind(user.0).bind(key);
    let begun = found
        .optional(|row| {
            if row.get::<Vec<u8>>("request_hash")? != request_hash {
                return Ok(Begun::Other);
            }
            let Some(status) = row.get::<Option<i64>>("status")? else {
                return Ok(Begun::New);
            };
            let broken = |_| row.broken("idempotency", "status");
            Ok(Begun::Replay {
                status: u16::try_from(status).map_err(broken)?,
                body: row.get::<Option<String>>("body")?.unwrap_or_default(),
            })
        })
        .await?;
    Ok(begun.unwrap_or(Begun::New))
}
