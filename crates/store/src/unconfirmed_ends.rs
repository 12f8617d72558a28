//! Connections that ended here without all being well on GitHub: only their user can finish there.
//!
//! It is kept until they say that they did, or connect again.

use domain::{
    Timestamp,
    event::{Event, EventKind},
    ids::UserId,
};

use crate::{ReadTx, Result, Tx, told::News};

/// How a connection ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnconfirmedEnd {
    /// Whose account it was on GitHub, as last seen.
    pub login: String,
    /// When it ended here.
    pub ended_at: Timestamp,
    /// Whether GitHub said that the grant is gone.
    pub grant_deleted: bool,
    /// How much that was given through it is still there.
    pub live_grants: i64,
}

/// Remembers how a user's connection ended.
pub async fn leave_unconfirmed(tx: &mut Tx, user: UserId, end: &UnconfirmedEnd) -> Result<()> {
    const SQL: &str = "
        INSERT INTO unconfirmed_ends (user_id, login, ended_at, grant_deleted, live_grants)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (user_id) DO UPDATE
        SET login = excluded.login, ended_at = excluded.ended_at,
            grant_deleted = excluded.grant_deleted, live_grants = excluded.live_grants";
    tx.query(SQL)
        .bind(user.0)
        .bind(&end.login)
        .bind(end.ended_at)
        .bind(end.grant_deleted)
        .bind(end.live_grants)
        .execute()
        .await?;
    tx.tell(News::User(user, Event::new(EventKind::ConnectionChanged)));
    Ok(())
}

/// How a user's last connection ended, where something is left to do.
pub async fn find_unconfirmed(tx: &mut ReadTx, user: UserId) -> Result<Option<UnconfirmedEnd>> {
    const SQL: &str = "
        SELECT user_id, login, ended_at, grant_deleted, live_grants
        FROM unconfirmed_ends
        WHERE user_id = $1";
    let read = |row: &crate::row::Row| {
        Ok(UnconfirmedEnd {
            login: row.get("login")?,
            ended_at: row.get("ended_at")?,
            grant_deleted: row.get("grant_deleted")?,
            live_grants: row.get("live_grants")?,
        })
    };
    tx.query(SQL).bind(user.0).optional(read).await
}

/// Forgets it; says whether there was something.
pub async fn forget_unconfirmed(tx: &mut Tx, user: UserId) -> Result<bool> {
    const SQL: &str = "
        DELETE FROM unconfirmed_ends
        WHERE user_id = $1";
    Ok(tx.query(SQL).bind(user.0).execute().await? == 1)
}
