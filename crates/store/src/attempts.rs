//! Attempts to connect a GitHub account: what must be remembered while the browser is at GitHub.
//!
//! An attempt is good once, for the user who began it, and until it expires. The verifier comes
//! here sealed, the state as its hash.

use domain::{Timestamp, ids::UserId};

use crate::{Result, Tx};

/// What was remembered of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The PKCE verifier, sealed.
    pub sealed_verifier: Vec<u8>,
    /// The page of this app to go back to.
    pub return_to: String,
}

/// Remembers an attempt, and forgets those that have expired.
pub async fn begin(
    tx: &mut Tx,
    state_hash: [u8; 32],
    user: UserId,
    sealed_verifier: &[u8],
    return_to: &str,
    expires_at: Timestamp,
) -> Result<()> {
    const SWEEP: &str = "
        DELETE FROM attempts
        WHERE expires_at <= $1";
    const SQL: &str = "
        INSERT INTO attempts (state_hash, user_id, sealed_verifier, return_to, expires_at)
        VALUES ($1, $2, $3, $4, $5)";
    let now = tx.now();
    tx.query(SWEEP).bind(now).execute().await?;
    tx.query(SQL)
        .bind(&state_hash[..])
        .bind(user.0)
        .bind(sealed_verifier)
        .bind(return_to)
        .bind(expires_at)
        .execute()
        .await?;
    Ok(())
}

/// Takes this user's attempt, so that it cannot be taken again; none where it has expired.
///
/// Another user's attempt stays where it is.
pub async fn take(tx: &mut Tx, state_hash: [u8; 32], user: UserId) -> Result<Option<Attempt>> {
    const SQL: &str = "
        DELETE FROM attempts
        WHERE state_hash = $1
            AND user_id = $2
        RETURNING user_id, sealed_verifier, return_to, expires_at";
    let now = tx.now();
    let taken = tx
        .query(SQL)
        .bind(&state_hash[..])
        .bind(user.0)
        .optional(|row| {
            let expires_at: Timestamp = row.get("expires_at")?;
            let attempt = Attempt {
                sealed_verifier: row.get("sealed_verifier")?,
                return_to: row.get("return_to")?,
            };
            Ok((expires_at > now).then_some(attempt))
        })
        .await?;
    Ok(taken.flatten())
}
