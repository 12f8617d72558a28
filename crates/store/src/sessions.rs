//! Signed-in browsers. A session is a family of refresh tokens, each good for one renewal.
//!
//! Only hashes of tokens come here. A used token that is shown again ends the whole family: it
//! was stolen, or its thief was faster. But an answer can be lost on its way, as when a page is
//! loaded anew before it has come: for a little while the token is good again, as long as none that
//! came of it was used. What was given for it before is used up by that, so that of a thief and the
//! owner the second one is still found out.

use chrono::TimeDelta;
use domain::{
    Timestamp,
    event::{Event, EventKind},
    ids::{SessionId, UserId},
    wire::me::Session,
};

use crate::{ReadTx, Result, Tx, told::News};

/// How long a refresh token is good again whose answer was lost.
const LEEWAY: TimeDelta = TimeDelta::seconds(30);

/// What became of a refresh token that was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rotation {
    /// It was good, and the new one is now.
    Renewed {
        /// The session that goes on.
        session: SessionId,
        /// Whose it is.
        user: UserId,
    },
    /// It had been used before, and no answer was lost: the session is ended.
    Replayed {
        /// Whose session it was.
        user: UserId,
    },
    /// It never was one, or its session is over.
    Unknown,
}

/// Begins a session with its first refresh token.
pub async fn create(
    tx: &mut Tx,
    user: UserId,
    refresh_hash: [u8; 32],
    user_agent: &str,
    expires_at: Timestamp,
) -> Result<SessionId> {
    const SQL: &str = "
        INSERT INTO sessions (id, user_id, user_agent, created_at, last_used_at, expires_at)
        VALUES ($1, $2, $3, $4, $4, $5)";
    let session = SessionId(tx.new_id());
    let now = tx.now();
    tx.query(SQL)
        .bind(session.0)
        .bind(user.0)
        .bind(user_agent)
        .bind(now)
        .bind(expires_at)
        .execute()
        .await?;
    add_token(tx, session, refresh_hash).await?;
    Ok(session)
}

/// Exchanges a refresh token for a new one.
pub async fn rotate(
    tx: &mut Tx,
    old_hash: [u8; 32],
    new_hash: [u8; 32],
    expires_at: Timestamp,
) -> Result<Rotation> {
    let now = tx.now();
    let fresh = use_up(tx, old_hash).await?;
    let Some((session, user, session_ends)) = find_by_token(tx, old_hash).await? else {
        return Ok(Rotation::Unknown);
    };
    if !fresh && !use_again(tx, session, old_hash).await? {
        end(tx, user, session).await?;
        return Ok(Rotation::Replayed { user });
    }
    if session_ends <= now {
        return Ok(Rotation::Unknown);
    }
    add_token(tx, session, new_hash).await?;
    renew(tx, session, expires_at).await?;
    Ok(Rotation::Renewed { session, user })
}

/// The sessions of a user that are not over, the latest used first. Which one is current is for
/// the caller to say.
pub async fn list(tx: &mut ReadTx, user: UserId) -> Result<Vec<Session>> {
    const SQL: &str = "
        SELECT id, user_agent, created_at, last_used_at
        FROM sessions
        WHERE user_id = $1
            AND expires_at > $2
        ORDER BY last_used_at DESC, id";
    let now = tx.now();
    tx.query(SQL)
        .bind(user.0)
        .bind(now)
        .all(|row| {
            Ok(Session {
                id: row.id("id", SessionId)?,
                user_agent: row.get("user_agent")?,
                current: false,
                created_at: row.get("created_at")?,
                last_used_at: row.get("last_used_at")?,
            })
        })
        .await
}

/// Ends the session that a refresh token belongs to, used or not; gives whose it was.
pub async fn end_by_refresh(tx: &mut Tx, hash: [u8; 32]) -> Result<Option<UserId>> {
    let Some((session, user, _)) = find_by_token(tx, hash).await? else {
        return Ok(None);
    };
    let ended = end(tx, user, session).await?;
    Ok(ended.then_some(user))
}

/// Ends a session of this user; says whether there was one.
pub async fn end(tx: &mut Tx, user: UserId, session: SessionId) -> Result<bool> {
    const SQL: &str = "
        DELETE FROM sessions
        WHERE id = $2
            AND user_id = $1";
    tx.tell(News::User(user, Event::new(EventKind::SignInsEnded)));
    let ended = tx.query(SQL).bind(user.0).bind(session.0).execute().await?;
    Ok(ended == 1)
}

/// Ends all sessions of a user save one, or all where `keep` is none.
pub async fn end_others(tx: &mut Tx, user: UserId, keep: Option<SessionId>) -> Result<u64> {
    const SQL: &str = "
        DELETE FROM sessions
        WHERE user_id = $1
            AND ($2 IS NULL OR id <> $2)";
    tx.tell(News::User(user, Event::new(EventKind::SignInsEnded)));
    tx.query(SQL)
        .bind(user.0)
        .bind(keep.map(|session| session.0))
        .execute()
        .await
}

/// Whether a session is neither ended nor expired.
pub async fn is_live(tx: &mut ReadTx, session: SessionId) -> Result<bool> {
    const SQL: &str = "
        SELECT id
        FROM sessions
        WHERE id = $1
            AND expires_at > $2";
    let now = tx.now();
    let found = tx.query(SQL).bind(session.0).bind(now);
    Ok(found.optional(|_| Ok(())).await?.is_some())
}

/// Forgets sessions that expired; gives how many.
pub async fn sweep(tx: &mut Tx) -> Result<u64> {
    const SQL: &str = "
        DELETE FROM sessions
        WHERE expires_at <= $1";
    let now = tx.now();
    tx.query(SQL).bind(now).execute().await
}

async fn add_token(tx: &mut Tx, session: SessionId, hash: [u8; 32]) -> Result<()> {
    const SQL: &str = "
        INSERT INTO refresh_tokens (hash, session_id)
        VALUES ($1, $2)";
    tx.query(SQL)
        .bind(&hash[..])
        .bind(session.0)
        .execute()
        .await?;
    Ok(())
}

/// Uses a token; says whether it had not been used before.
async fn use_up(tx: &mut Tx, hash: [u8; 32]) -> Result<bool> {
    const SQL: &str = "
        UPDATE refresh_tokens
        SET used_at = $2
        WHERE hash = $1
            AND used_at IS NULL";
    let now = tx.now();
    let used = tx.query(SQL).bind(&hash[..]).bind(now).execute().await?;
    Ok(used == 1)
}

/// Uses a token once more whose answer was lost, and all that came of it with it; says whether that
/// may be so.
async fn use_again(tx: &mut Tx, session: SessionId, hash: [u8; 32]) -> Result<bool> {
    const MAY: &str = "
        SELECT t.hash
        FROM refresh_tokens t
        WHERE t.hash = $1
            AND t.used_at > $2
            AND NOT EXISTS (
                SELECT 1
                FROM refresh_tokens later
                WHERE later.session_id = t.session_id
                    AND later.used_at > t.used_at
            )";
    const USE: &str = "
        UPDATE refresh_tokens
        SET used_at = $3
        WHERE session_id = $1
            AND (hash = $2 OR used_at IS NULL)";
    let now = tx.now();
    let may = tx.query(MAY).bind(&hash[..]).bind(now - LEEWAY);
    if may.optional(|_| Ok(())).await?.is_none() {
        return Ok(false);
    }
    let again = tx.query(USE).bind(session.0).bind(&hash[..]).bind(now);
    again.execute().await?;
    Ok(true)
}

async fn find_by_token(
    tx: &mut ReadTx,
    hash: [u8; 32],
) -> Result<Option<(SessionId, UserId, Timestamp)>> {
    const SQL: &str = "
        SELECT s.id, s.user_id, s.expires_at
        FROM refresh_tokens t
        JOIN sessions s ON s.id = t.session_id
        WHERE t.hash = $1";
    tx.query(SQL)
        .bind(&hash[..])
        .optional(|row| {
            let session = row.id("id", SessionId)?;
            Ok((session, row.id("user_id", UserId)?, row.get("expires_at")?))
        })
        .await
}

async fn renew(tx: &mut Tx, session: SessionId, expires_at: Timestamp) -> Result<()> {
    const SQL: &str = "
        UPDATE sessions
        SET last_used_at = $2, expires_at = $3
        WHERE id = $1";
    let now = tx.now();
    tx.query(SQL)
        .bind(session.0)
        .bind(now)
        .bind(expires_at)
        .execute()
        .await?;
    Ok(())
}
