//! Personal access tokens, for programs.
//!
//! Only the hash of a token comes here; the token itself is shown once and never kept.

use chrono::TimeDelta;
use domain::{
    Timestamp,
    event::{Event, EventKind},
    ids::{TokenId, UserId},
    names::TokenName,
    wire::me::{Token, TokenScope},
};

use crate::{ReadTx, Result, Tx, row::Row, told::News};

/// How exactly the last use is remembered: not every call writes.
const TOUCH_AFTER: TimeDelta = TimeDelta::minutes(1);

/// A token that was shown and is good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bearer {
    /// Whose it is.
    pub user: UserId,
    /// The token.
    pub token: Token,
    /// Whether its last use was long enough ago to be worth a [`touch`].
    pub wants_touch: bool,
}

/// Makes a token.
pub async fn create(
    tx: &mut Tx,
    user: UserId,
    name: &TokenName,
    scope: TokenScope,
    hash: [u8; 32],
    expires_at: Timestamp,
) -> Result<Token> {
    const SQL: &str = "
        INSERT INTO tokens (id, user_id, name, scope, hash, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let token = Token {
        id: TokenId(tx.new_id()),
        name: name.clone(),
        scope,
        created_at: tx.now(),
        expires_at,
        last_used_at: None,
    };
    tx.query(SQL)
        .bind(token.id.0)
        .bind(user.0)
        .bind(name.as_str())
        .bind(scope.as_str())
        .bind(&hash[..])
        .bind(token.created_at)
        .bind(expires_at)
        .execute()
        .await?;
    Ok(token)
}

/// The token with this hash, unless it has expired.
pub async fn find_by_hash(tx: &mut ReadTx, hash: [u8; 32]) -> Result<Option<Bearer>> {
    const SQL: &str = "
        SELECT id, user_id, name, scope, created_at, expires_at, last_used_at
        FROM tokens
        WHERE hash = $1
            AND expires_at > $2";
    let now = tx.now();
    tx.query(SQL)
        .bind(&hash[..])
        .bind(now)
        .optional(|row| {
            let token = read(row)?;
            let long_ago = |last| now - last >= TOUCH_AFTER;
            Ok(Bearer {
                user: row.id("user_id", UserId)?,
                wants_touch: token.last_used_at.is_none_or(long_ago),
                token,
            })
        })
        .await
}

/// The tokens of a user, the newest first, also those that have expired.
pub async fn list(tx: &mut ReadTx, user: UserId) -> Result<Vec<Token>> {
    const SQL: &str = "
        SELECT id, name, scope, created_at, expires_at, last_used_at
        FROM tokens
        WHERE user_id = $1
        ORDER BY id DESC";
    tx.query(SQL).bind(user.0).all(read).await
}

/// Deletes a token of this user; gives what it was called, where there was one.
pub async fn delete(tx: &mut Tx, user: UserId, token: TokenId) -> Result<Option<TokenName>> {
    const SQL: &str = "
        DELETE FROM tokens
        WHERE id = $2
            AND user_id = $1
        RETURNING id, name";
    tx.tell(News::User(user, Event::new(EventKind::SignInsEnded)));
    let deleted = tx.query(SQL).bind(user.0).bind(token.0);
    deleted.optional(|row| row.word("tokens", "name")).await
}

/// Remembers that a token was used just now.
pub async fn touch(tx: &mut Tx, token: TokenId) -> Result<()> {
    const SQL: &str = "
        UPDATE tokens
        SET last_used_at = $2
        WHERE id = $1";
    let now = tx.now();
    tx.query(SQL).bind(token.0).bind(now).execute().await?;
    Ok(())
}

fn read(row: &Row) -> Result<Token> {
    Ok(Token {
        id: row.id("id", TokenId)?,
        name: row.word("tokens", "name")?,
        scope: row.word("tokens", "scope")?,
        created_at: row.get("created_at")?,
        expires_at: row.get("expires_at")?,
        last_used_at: row.get("last_used_at")?,
    })
}
