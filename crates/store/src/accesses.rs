//! What we gave on GitHub, account by account and repository by repository.
//!
//! Kept by GitHub's own numbers and beyond the link to any project: what was given has to be taken
//! back, and nothing else ever is (law 2).

use domain::{
    Timestamp,
    access::{Grant, Permission},
    event::EventKind,
    ids::{GithubAccountId, GithubRepositoryId, UserId},
};

use crate::{ReadTx, Result, Tx, notifications, row::Row, told::News};
pub use crate::{
    access_facts::of_task,
    access_list::{Records, known, records},
    claims::claims,
    concerns::{Concern, concerns},
    own_access::of_user,
};

/// What we remember of one account's access to one repository.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccessRecord {
    /// Where.
    pub repository: GithubRepositoryId,
    /// Whose.
    pub account: GithubAccountId,
    /// What we gave.
    pub grant: Grant,
    /// The right that was seen before we first asked.
    pub before: Permission,
    /// Whether that right was given to the account itself: not by a team, the organization, or to
    /// everybody.
    pub own: bool,
    /// The most that we may have given.
    pub given: Permission,
    /// GitHub's number of the invitation that is open.
    pub invitation: Option<i64>,
    /// When we last invited.
    pub invited_at: Option<Timestamp>,
    /// Through whose connection it was given.
    pub steward: Option<UserId>,
    /// Whether access was seen to remain after ours was taken.
    pub remains: bool,
    /// When GitHub was last asked.
    pub looked_at: Option<Timestamp>,
}

impl AccessRecord {
    /// The record of what was never looked at.
    pub fn unknown(repository: GithubRepositoryId, account: GithubAccountId) -> Self {
        Self {
            repository,
            account,
            grant: Grant::Nothing,
            before: Permission::None,
            own: false,
            given: Permission::None,
            invitation: None,
            invited_at: None,
            steward: None,
            remains: false,
            looked_at: None,
        }
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            r#"
        SELECT github_repository_id, github_account_id, "grant", before, own, given, invitation,
            invited_at, steward_id, remains, looked_at
        FROM accesses
        WHERE "#,
            $rest
        )
    };
}

/// What we remember of an account's access to a repository.
pub async fn find(
    tx: &mut ReadTx,
    repository: GithubRepositoryId,
    account: GithubAccountId,
) -> Result<Option<AccessRecord>> {
    const SQL: &str = select!("github_repository_id = $1 AND github_account_id = $2");
    tx.query(SQL)
        .bind(repository.0)
        .bind(account.0)
        .optional(read)
        .await
}

/// Remembers an access, in place of what was remembered before.
///
/// Since when it is in force is kept beside it, from one save to the next.
pub async fn save(tx: &mut Tx, access: &AccessRecord) -> Result<()> {
    const SQL: &str = r#"
        INSERT INTO accesses
            (github_repository_id, github_account_id, "grant", before, own, given, invitation,
            invited_at, steward_id, remains, looked_at, since)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        ON CONFLICT (github_repository_id, github_account_id) DO UPDATE
        SET since = CASE
                WHEN accesses."grant" = 'active' AND excluded."grant" = 'active'
                    THEN accesses.since
                ELSE excluded.since
            END,
            "grant" = excluded."grant", before = excluded.before, own = excluded.own,
            given = excluded.given, invitation = excluded.invitation,
            invited_at = excluded.invited_at, steward_id = excluded.steward_id,
            remains = excluded.remains, looked_at = excluded.looked_at"#;
    let since = (access.grant == Grant::Active).then_some(tx.now());
    let before = find(tx, access.repository, access.account).await?;
    // That somebody looked again is no news.
    let looked_at = access.looked_at;
    let was_active = before.is_some_and(|before| before.grant == Grant::Active);
    if before.map(|before| AccessRecord {
        looked_at,
        ..before
    }) != Some(*access)
    {
        tx.tell(News::Repository(
            access.repository,
            EventKind::AccessChanged,
        ));
    }
    tx.query(SQL)
        .bind(access.repository.0)
        .bind(access.account.0)
        .bind(access.grant.as_str())
        .bind(access.before.as_str())
        .bind(access.own)
        .bind(access.given.as_str())
        .bind(access.invitation)
        .bind(access.invited_at)
        .bind(access.steward.map(|user| user.0))
        .bind(access.remains)
        .bind(access.looked_at)
        .bind(since)
        .execute()
        .await?;
    if access.grant == Grant::Active && !was_active {
        notifications::access_granted(tx, access.repository, access.account).await?;
    }
    Ok(())
}

/// Remembers who had a right of their own before anything was given on a repository: so what is
/// given by hand later is told from what was there. What was given by us is left as it is.
pub async fn note_before(
    tx: &mut Tx,
    repository: GithubRepositoryId,
    had: &[(GithubAccountId, Permission)],
) -> Result<()> {
    const SQL: &str = r#"
        INSERT INTO accesses
            (github_repository_id, github_account_id, "grant", before, own, given, remains,
            looked_at)
        VALUES ($1, $2, 'nothing', $3, $4, 'none', $5, $6)
        ON CONFLICT (github_repository_id, github_account_id) DO UPDATE
        SET before = excluded.before, own = excluded.own, looked_at = excluded.looked_at
        WHERE accesses."grant" = 'nothing'
            AND NOT accesses.remains"#;
    let now = tx.now();
    for (account, permission) in had {
        tx.query(SQL)
            .bind(repository.0)
            .bind(account.0)
            .bind(permission.as_str())
            .bind(true)
            .bind(false)
            .bind(now)
            .execute()
            .await?;
    }
    Ok(())
}

/// Where and to whom something of ours was given through a user's connection.
pub async fn granted_through(
    tx: &mut ReadTx,
    user: UserId,
) -> Result<Vec<(GithubRepositoryId, GithubAccountId)>> {
    const SQL: &str = select!("steward_id = $1 ORDER BY github_repository_id, github_account_id");
    let given = tx.query(SQL).bind(user.0).all(read).await?;
    let ours = given.iter().filter(|access| access.grant.is_ours());
    Ok(ours
        .map(|access| (access.repository, access.account))
        .collect())
}

/// All that we remember of an account.
pub async fn of_account(tx: &mut ReadTx, account: GithubAccountId) -> Result<Vec<AccessRecord>> {
    const SQL: &str = select!("github_account_id = $1 ORDER BY github_repository_id");
    tx.query(SQL).bind(account.0).all(read).await
}

/// All that we remember of a repository.
pub async fn of_repository(
    tx: &mut ReadTx,
    repository: GithubRepositoryId,
) -> Result<Vec<AccessRecord>> {
    const SQL: &str = select!("github_repository_id = $1 ORDER BY github_account_id");
    tx.query(SQL).bind(repository.0).all(read).await
}

fn read(row: &Row) -> Result<AccessRecord> {
    Ok(AccessRecord {
        repository: row.id("github_repository_id", GithubRepositoryId)?,
        account: row.id("github_account_id", GithubAccountId)?,
        grant: row.word("accesses", "grant")?,
        before: row.word("accesses", "before")?,
        own: row.get("own")?,
        given: row.word("accesses", "given")?,
        invitation: row.get("invitation")?,
        invited_at: row.get("invited_at")?,
        steward: row.id_or_none("steward_id", UserId)?,
        remains: row.get("remains")?,
        looked_at: row.get("looked_at")?,
    })
}
