//! Connected GitHub accounts, and their sealed tokens.
//!
//! A token comes here sealed and leaves sealed; nothing here can read one. Tokens have a table of
//! their own, so that no query about profiles ever touches them.

use domain::{
    Timestamp,
    connection::ConnectionState,
    event::{Event, EventKind},
    ids::{GithubAccountId, UserId},
};

use crate::{AccountTaken, ReadTx, Result, Tx, notifications, row::Row, told::News};
pub use crate::{
    impact::impact,
    unconfirmed_ends::{UnconfirmedEnd, find_unconfirmed, forget_unconfirmed, leave_unconfirmed},
};

/// A user's connected account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    /// Whose it is.
    pub user: UserId,
    /// GitHub's durable number of the account.
    pub github_id: GithubAccountId,
    /// Its login, as last seen.
    pub login: String,
    /// Its picture.
    pub avatar_url: String,
    /// The scopes that GitHub granted.
    pub scopes: Vec<String>,
    /// How it stands.
    pub state: ConnectionState,
    /// When it was made.
    pub connected_at: Timestamp,
    /// When the user asked for its end, while it is ending.
    pub ending_at: Option<Timestamp>,
    /// Grows whenever the tokens change.
    pub version: i64,
}

/// A connection to be made, or made again.
#[derive(Clone, Debug)]
pub struct NewConnection {
    /// Whose it is.
    pub user: UserId,
    /// GitHub's durable number of the account.
    pub github_id: GithubAccountId,
    /// Its login.
    pub login: String,
    /// Its picture.
    pub avatar_url: String,
    /// The scopes that GitHub granted.
    pub scopes: Vec<String>,
    /// Its tokens; their version and state are not looked at.
    pub tokens: SealedTokens,
}

/// The tokens of a connection, sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedTokens {
    /// Which generation of tokens this is; compared when they are replaced.
    pub version: i64,
    /// How the connection stands.
    pub state: ConnectionState,
    /// The access token.
    pub access: Vec<u8>,
    /// The refresh token, where tokens expire.
    pub refresh: Option<Vec<u8>>,
    /// When the access token expires, where it does.
    pub access_expires_at: Option<Timestamp>,
    /// When the refresh token expires, where it does.
    pub refresh_expires_at: Option<Timestamp>,
}

macro_rules! select {
    ($condition:literal) => {
        concat!(
            "
        SELECT user_id, github_id, login, avatar_url, scopes, state, connected_at, ending_at,
            version
        FROM connections
        WHERE ",
            $condition
        )
    };
}

/// A user's connection.
pub async fn find(tx: &mut ReadTx, user: UserId) -> Result<Option<Connection>> {
    const SQL: &str = select!("user_id = $1");
    tx.query(SQL).bind(user.0).optional(read).await
}

/// The connection of a GitHub account.
pub async fn find_by_account(
    tx: &mut ReadTx,
    account: GithubAccountId,
) -> Result<Option<Connection>> {
    const SQL: &str = select!("github_id = $1");
    tx.query(SQL).bind(account.0).optional(read).await
}

/// The sealed tokens of a user's connection.
pub async fn find_sealed(tx: &mut ReadTx, user: UserId) -> Result<Option<SealedTokens>> {
    const SQL: &str = "
        SELECT c.user_id, c.version, c.state, t.access, t.refresh, t.access_expires_at,
            t.refresh_expires_at
        FROM connections c
        JOIN connection_tokens t ON t.user_id = c.user_id
        WHERE c.user_id = $1";
    tx.query(SQL)
        .bind(user.0)
        .optional(|row| {
            Ok(SealedTokens {
                version: row.get("version")?,
                state: row.word("connections", "state")?,
                access: row.get("access")?,
                refresh: row.get("refresh")?,
                access_expires_at: row.get("access_expires_at")?,
                refresh_expires_at: row.get("refresh_expires_at")?,
            })
        })
        .await
}

/// Makes a user's connection, in place of the one that they have.
///
/// After [`AccountTaken`] the transaction can only be given up.
pub async fn save(tx: &mut Tx, new: &NewConnection) -> Result<Result<(), AccountTaken>> {
    // The first version is an instant, so that it is new even after an earlier connection of this
    // user was deleted: tokens that were being refreshed then must not land here.
    const SQL: &str = "
        INSERT INTO connections
            (user_id, github_id, login, avatar_url, scopes, state, connected_at, version)
        VALUES ($1, $2, $3, $4, $5, 'active', $6, $7)
        ON CONFLICT (user_id) DO UPDATE
        SET github_id = excluded.github_id, login = excluded.login,
            avatar_url = excluded.avatar_url, scopes = excluded.scopes, state = excluded.state,
            connected_at = excluded.connected_at, ending_at = NULL,
            version = connections.version + 1";
    let now = tx.now();
    let scopes = serde_json::to_string(&new.scopes).expect("a list of strings is JSON");
    let saved = tx
        .query(SQL)
        .bind(new.user.0)
        .bind(new.github_id.0)
        .bind(&new.login)
        .bind(&new.avatar_url)
        .bind(scopes)
        .bind(now)
        .bind(now.timestamp_micros())
        .execute()
        .await;
    match saved {
        Ok(_) => {
            tell(tx, new.user);
            forget_unconfirmed(tx, new.user).await?;
            write_tokens(tx, new.user, &new.tokens).await.map(Ok)
        }
        Err(error) if error.is_taken() => Ok(Err(AccountTaken)),
        Err(error) => Err(error),
    }
}

/// Replaces the tokens, unless somebody else did since `version` was read; says whether it did.
pub async fn replace_tokens(
    tx: &mut Tx,
    user: UserId,
    version: i64,
    tokens: &SealedTokens,
) -> Result<bool> {
    const SQL: &str = "
        UPDATE connections
        SET version = version + 1
        WHERE user_id = $1
            AND version = $2";
    let current = tx.query(SQL).bind(user.0).bind(version).execute().await? == 1;
    if current {
        write_tokens(tx, user, tokens).await?;
    }
    Ok(current)
}

/// Records how a connection stands; says whether that is news. One that is ending stays so until
/// it is deleted.
pub async fn mark(tx: &mut Tx, user: UserId, state: ConnectionState) -> Result<bool> {
    const SQL: &str = "
        UPDATE connections
        SET state = $2, ending_at = $3
        WHERE user_id = $1
            AND state <> $2
            AND state <> 'ending'";
    let ending_at = (state == ConnectionState::Ending).then(|| tx.now());
    let mark = tx.query(SQL).bind(user.0).bind(state.as_str());
    let marked = mark.bind(ending_at).execute().await? == 1;
    if marked {
        tell(tx, user);
        if state == ConnectionState::Reconnect {
            notifications::connection_needs_you(tx, user).await?;
        }
    }
    Ok(marked)
}

/// Records what an account is called now.
pub async fn refresh_profile(
    tx: &mut Tx,
    account: GithubAccountId,
    login: &str,
    avatar_url: &str,
) -> Result<()> {
    const SQL: &str = "
        UPDATE connections
        SET login = $2, avatar_url = $3
        WHERE github_id = $1";
    tx.query(SQL)
        .bind(account.0)
        .bind(login)
        .bind(avatar_url)
        .execute()
        .await?;
    Ok(())
}

/// Deletes a connection with its tokens; says whether there was one.
pub async fn delete(tx: &mut Tx, user: UserId) -> Result<bool> {
    const SQL: &str = "
        DELETE FROM connections
        WHERE user_id = $1";
    tell(tx, user);
    Ok(tx.query(SQL).bind(user.0).execute().await? == 1)
}

/// Tells the user, and those who see them as a member, that their connection stands otherwise.
fn tell(tx: &mut Tx, user: UserId) {
    tx.tell(News::User(user, Event::new(EventKind::ConnectionChanged)));
    tx.tell(News::ProjectsOf(user, EventKind::MembersChanged));
}

async fn write_tokens(tx: &mut Tx, user: UserId, tokens: &SealedTokens) -> Result<()> {
    const SQL: &str = "
        INSERT INTO connection_tokens
            (user_id, access, refresh, access_expires_at, refresh_expires_at)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (user_id) DO UPDATE
        SET access = excluded.access, refresh = excluded.refresh,
            access_expires_at = excluded.access_expires_at,
            refresh_expires_at = excluded.refresh_expires_at";
    tx.query(SQL)
        .bind(user.0)
        .bind(&tokens.access[..])
        .bind(tokens.refresh.as_deref())
        .bind(tokens.access_expires_at)
        .bind(tokens.refresh_expires_at)
        .execute()
        .await?;
    Ok(())
}

fn read(row: &Row) -> Result<Connection> {
    let scopes: String = row.get("scopes")?;
    Ok(Connection {
        user: row.id("user_id", UserId)?,
        github_id: row.id("github_id", GithubAccountId)?,
        login: row.get("login")?,
        avatar_url: row.get("avatar_url")?,
        scopes: serde_json::from_str(&scopes).map_err(|_| row.broken("connections", "scopes"))?,
        state: row.word("connections", "state")?,
        connected_at: row.get("connected_at")?,
        ending_at: row.get("ending_at")?,
        version: row.get("version")?,
    })
}
