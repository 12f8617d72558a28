//! Messages of GitHub that were processed: it may deliver one twice, or again when asked to.
//!
//! Only their ids are kept, and these only for as long as GitHub can deliver them again.

use domain::{Timestamp, ids::GithubRepositoryId};
use uuid::Uuid;

use crate::{ReadTx, Result, Tx};

/// Notes that a message is processed in this transaction; says whether it was not before.
pub async fn note(tx: &mut Tx, repository: GithubRepositoryId, delivery: Uuid) -> Result<bool> {
    const SQL: &str = "
        INSERT INTO deliveries (github_repository_id, delivery, processed_at)
        VALUES ($1, $2, $3)
        ON CONFLICT (github_repository_id, delivery) DO NOTHING";
    let now = tx.now();
    let noted = tx.query(SQL).bind(repository.0).bind(delivery).bind(now);
    Ok(noted.execute().await? == 1)
}

/// Whether a message was processed.
pub async fn is_noted(
    tx: &mut ReadTx,
    repository: GithubRepositoryId,
    delivery: Uuid,
) -> Result<bool> {
    const SQL: &str = "
        SELECT delivery
        FROM deliveries
        WHERE github_repository_id = $1
            AND delivery = $2";
    let found = tx.query(SQL).bind(repository.0).bind(delivery);
    Ok(found.optional(|_| Ok(())).await?.is_some())
}

/// Whether any message about a repository was processed since then.
pub async fn any_since(
    tx: &mut ReadTx,
    repository: GithubRepositoryId,
    then: Timestamp,
) -> Result<bool> {
    const SQL: &str = "
        SELECT delivery
        FROM deliveries
        WHERE github_repository_id = $1
            AND processed_at >= $2
        LIMIT 1";
    let found = tx.query(SQL).bind(repository.0).bind(then);
    Ok(found.optional(|_| Ok(())).await?.is_some())
}

/// Forgets the messages that were processed before then; says how many.
pub async fn forget(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    const SQL: &str = "
        DELETE FROM deliveries
        WHERE processed_at < $1";
    tx.query(SQL).bind(before).execute().await
}
