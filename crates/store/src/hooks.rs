//! Webhooks on GitHub repositories: one for each repository, however many projects link it.
//!
//! Secrets come here sealed. The row is written before GitHub is asked, so that a hook whose
//! number was never heard can be found and removed, and no message is signed with a secret that
//! nobody knows.

use domain::{
    Timestamp,
    effect::Trouble,
    event::EventKind,
    ids::{GithubHookId, GithubRepositoryId, UserId},
};

use crate::{ReadTx, Result, Tx, row::Row, told::News};

/// A webhook, as we remember it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HookRecord {
    /// Where.
    pub repository: GithubRepositoryId,
    /// GitHub's number of it, once it is known.
    pub hook: Option<GithubHookId>,
    /// The secret that its messages are signed with, sealed.
    pub sealed_secret: Vec<u8>,
    /// The secret before that one, for as long as messages may be signed with it.
    pub sealed_former: Option<Vec<u8>>,
    /// Through whose connection it was made.
    pub steward: Option<UserId>,
    /// When GitHub took the present secret.
    pub told_at: Option<Timestamp>,
    /// Why GitHub's messages do not come.
    pub trouble: Option<Trouble>,
    /// When it was last looked at on GitHub.
    pub checked_at: Option<Timestamp>,
    /// GitHub's number of the newest lost message that was seen.
    pub seen_delivery: Option<i64>,
}

impl HookRecord {
    /// A hook that GitHub is about to be asked for.
    pub fn begun(
        repository: GithubRepositoryId,
        sealed_secret: Vec<u8>,
        steward: Option<UserId>,
    ) -> Self {
        Self {
            repository,
            hook: None,
            sealed_secret,
            sealed_former: None,
            steward,
            told_at: None,
            trouble: None,
            checked_at: None,
            seen_delivery: None,
        }
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "
        SELECT github_repository_id, github_hook_id, sealed_secret, sealed_former, steward_id,
            told_at, trouble, checked_at, seen_delivery
        FROM hooks
        WHERE ",
            $rest
        )
    };
}

/// The webhook of a repository.
pub async fn find(tx: &mut ReadTx, repository: GithubRepositoryId) -> Result<Option<HookRecord>> {
    const SQL: &str = select!("github_repository_id = $1");
    tx.query(SQL).bind(repository.0).optional(read).await
}

/// The webhooks that were made through a user's connection, linked or not.
pub async fn made_through(tx: &mut ReadTx, user: UserId) -> Result<Vec<HookRecord>> {
    const SQL: &str = select!("steward_id = $1 ORDER BY github_repository_id");
    tx.query(SQL).bind(user.0).all(read).await
}

/// Remembers a webhook, in place of what was remembered before.
pub async fn save(tx: &mut Tx, hook: &HookRecord) -> Result<()> {
    const SQL: &str = "
        INSERT INTO hooks
            (github_repository_id, github_hook_id, sealed_secret, sealed_former, steward_id,
            told_at, trouble, checked_at, seen_delivery)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (github_repository_id) DO UPDATE
        SET github_hook_id = excluded.github_hook_id, sealed_secret = excluded.sealed_secret,
            sealed_former = excluded.sealed_former, steward_id = excluded.steward_id,
            told_at = excluded.told_at, trouble = excluded.trouble,
            checked_at = excluded.checked_at, seen_delivery = excluded.seen_delivery";
    let before = find(tx, hook.repository).await?;
    if before.and_then(|before| before.trouble) != hook.trouble {
        tx.tell(News::Repository(
            hook.repository,
            EventKind::RepositoriesChanged,
        ));
    }
    tx.query(SQL)
        .bind(hook.repository.0)
        .bind(hook.hook.map(|hook| hook.0))
        .bind(&hook.sealed_secret[..])
        .bind(hook.sealed_former.as_deref())
        .bind(hook.steward.map(|user| user.0))
        .bind(hook.told_at)
        .bind(hook.trouble.map(Trouble::as_str))
        .bind(hook.checked_at)
        .bind(hook.seen_delivery)
        .execute()
        .await?;
    Ok(())
}

/// Has a webhook looked at when it is next asked for, however lately it was.
pub async fn look_soon(tx: &mut Tx, repository: GithubRepositoryId) -> Result<()> {
    const SQL: &str = "
        UPDATE hooks
        SET checked_at = NULL
        WHERE github_repository_id = $1";
    tx.query(SQL).bind(repository.0).execute().await?;
    Ok(())
}

/// Forgets a webhook; says whether there was one.
pub async fn delete(tx: &mut Tx, repository: GithubRepositoryId) -> Result<bool> {
    const SQL: &str = "
        DELETE FROM hooks
        WHERE github_repository_id = $1";
    Ok(tx.query(SQL).bind(repository.0).execute().await? == 1)
}

fn read(row: &Row) -> Result<HookRecord> {
    Ok(HookRecord {
        repository: row.id("github_repository_id", GithubRepositoryId)?,
        hook: row.id_or_none("github_hook_id", GithubHookId)?,
        sealed_secret: row.get("sealed_secret")?,
        sealed_former: row.get("sealed_former")?,
        steward: row.id_or_none("steward_id", UserId)?,
        told_at: row.get("told_at")?,
        trouble: row.word_or_none("hooks", "trouble")?,
        checked_at: row.get("checked_at")?,
        seen_delivery: row.get("seen_delivery")?,
    })
}
