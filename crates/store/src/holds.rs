//! Access that managers hold back, whatever the tasks say.
//!
//! A hold is of a person on a GitHub repository: it holds in every project that links it, and for
//! whichever account the person connects. What follows from it is `claims`' to tell.

use domain::{
    event::EventKind,
    ids::{GithubRepositoryId, UserId},
};

use crate::{Result, Tx, told::News};

/// Holds a person's access back; says whether nobody did before.
pub async fn hold(
    tx: &mut Tx,
    repository: GithubRepositoryId,
    user: UserId,
    by: UserId,
) -> Result<bool> {
    const SQL: &str = "
        INSERT INTO holds (github_repository_id, user_id, held_by, held_at)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (github_repository_id, user_id) DO NOTHING";
    let now = tx.now();
    tx.tell(News::Repository(repository, EventKind::AccessChanged));
    let held = tx
        .query(SQL)
        .bind(repository.0)
        .bind(user.0)
        .bind(by.0)
        .bind(now)
        .execute()
        .await?;
    Ok(held == 1)
}

/// Holds it back no longer; says whether somebody did.
pub async fn release(tx: &mut Tx, repository: GithubRepositoryId, user: UserId) -> Result<bool> {
    const SQL: &str = "
        DELETE FROM holds
        WHERE github_repository_id = $1
            AND user_id = $2";
    tx.tell(News::Repository(repository, EventKind::AccessChanged));
    let released = tx.query(SQL).bind(repository.0).bind(user.0);
    Ok(released.execute().await? == 1)
}
