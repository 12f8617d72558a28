//! Webhooks on GitHub repositories: one for each repository, however many projects link it.
//!
//! The secret comes here sealed. The row is written before GitHub is asked, so that a hook whose
//! number was never heard can be found and removed.

use domain::ids::{GithubHookId, GithubRepositoryId, UserId};

use crate::{ReadTx, Result, Tx};

/// A webhook, as we remember it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HookRecord {
    /// Where.
    pub repository: GithubRepositoryId,
    /// GitHub's number of it, once it is known.
    pub hook: Option<GithubHookId>,
    /// The secret that its messages are signed with, sealed.
    pub sealed_secret: Vec<u8>,
    /// Through whose connection it was made.
    pub steward: Option<UserId>,
}

/// The webhook of a repository.
pub async fn find(tx: &mut ReadTx, repository: GithubRepositoryId) -> Result<Option<HookRecord>> {
    const SQL: &str = "
        SELECT github_repository_id, github_hook_id, sealed_secret, steward_id
        FROM hooks
        WHERE github_repository_id = $1";
    tx.query(SQL)
        .bind(repository.0)
        .optional(|row| {
            Ok(HookRecord {
                repository: row.id("github_repository_id", GithubRepositoryId)?,
                hook: row.id_or_none("github_hook_id", GithubHookId)?,
                sealed_secret: row.get("sealed_secret")?,
                steward: row.id_or_none("steward_id", UserId)?,
            })
        })
        .await
}

/// Remembers a webhook, in place of what was remembered before.
pub async fn save(tx: &mut Tx, hook: &HookRecord) -> Result<()> {
    const SQL: &str = "
        INSERT INTO hooks (github_repository_id, github_hook_id, sealed_secret, steward_id)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (github_repository_id) DO UPDATE
        SET github_hook_id = excluded.github_hook_id, sealed_secret = excluded.sealed_secret,
            steward_id = excluded.steward_id";
    tx.query(SQL)
        .bind(hook.repository.0)
        .bind(hook.hook.map(|hook| hook.0))
        .bind(&hook.sealed_secret[..])
        .bind(hook.steward.map(|user| user.0))
        .execute()
        .await?;
    Ok(())
}

/// Forgets a webhook; says whether there was one.
pub async fn delete(tx: &mut Tx, repository: GithubRepositoryId) -> Result<bool> {
    const SQL: &str = "
        DELETE FROM hooks
        WHERE github_repository_id = $1";
    Ok(tx.query(SQL).bind(repository.0).execute().await? == 1)
}
