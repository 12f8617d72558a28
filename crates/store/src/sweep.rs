//! Looking again at what nobody asked for lately: lost messages and changes made by hand on GitHub
//! have this one cure.
//!
//! What is put into the queue here lets everything else go first.

use chrono::TimeDelta;
use domain::{Timestamp, effect::Subject, ids::GithubRepositoryId};

use crate::{
    Result, Tx,
    enqueue::{look_at_all, read_access},
    following,
    row::Row,
};

/// How much longer than any other a hook is left alone that GitHub cannot deliver.
const HOPELESS: TimeDelta = TimeDelta::hours(23);

/// Enqueues what was not looked at since `before`: access that we gave or that remains, webhooks,
/// work that is followed, and effects that were stopped. So nothing is stopped for ever (law 4).
/// Gives how many it found.
pub async fn sweep(tx: &mut Tx, before: Timestamp, limit: u32) -> Result<u64> {
    const ACCESSES: &str = r#"
        SELECT github_repository_id AS repository, github_account_id AS account
        FROM accesses
        WHERE ("grant" <> 'nothing' OR remains)
            AND (looked_at IS NULL OR looked_at < $1)
        ORDER BY looked_at
        LIMIT $2"#;
    const HOOKS: &str = "
        SELECT github_repository_id
        FROM hooks
        WHERE checked_at IS NULL
            OR (checked_at < $1 AND github_hook_id IS NOT NULL)
            OR checked_at < $3
        ORDER BY checked_at
        LIMIT $2";
    const STOPPED: &str = "
        SELECT id, subject
        FROM effects
        WHERE state IN ('blocked', 'gave_up')
            AND run_at < $1
        ORDER BY run_at
        LIMIT $2";
    let limit = i64::from(limit);
    let accesses = tx.query(ACCESSES).bind(before).bind(limit);
    let mut subjects = accesses.all(read_access).await?;
    let hooks = tx.query(HOOKS).bind(before).bind(limit);
    subjects.extend(hooks.bind(before - HOPELESS).all(read_hook).await?);
    let stopped = tx.query(STOPPED).bind(before).bind(limit);
    let subject = |row: &Row| row.parsed::<Subject>("effects", "subject");
    subjects.extend(stopped.all(subject).await?);
    subjects.extend(following::overdue(tx, before, limit).await?);
    let found = subjects.len() as u64;
    look_at_all(tx, subjects).await?;
    Ok(found)
}

/// Has looked at what was not since `before` and no webhook tells of: access to repositories whose
/// webhook GitHub cannot deliver, or that have none, and webhooks that were never looked at. Gives
/// how many it found.
pub async fn poll(tx: &mut Tx, before: Timestamp, limit: u32) -> Result<u64> {
    const ACCESSES: &str = r#"
        SELECT a.github_repository_id AS repository, a.github_account_id AS account
        FROM accesses a
        LEFT JOIN hooks h ON h.github_repository_id = a.github_repository_id
        WHERE (a."grant" <> 'nothing' OR a.remains)
            AND (a.looked_at IS NULL OR a.looked_at < $1)
            AND (h.github_hook_id IS NULL OR h.trouble IS NOT NULL)
        ORDER BY a.looked_at
        LIMIT $2"#;
    const HOOKS: &str = "
        SELECT github_repository_id
        FROM hooks
        WHERE checked_at IS NULL
            AND github_hook_id IS NOT NULL
        LIMIT $1";
    let limit = i64::from(limit);
    let accesses = tx.query(ACCESSES).bind(before).bind(limit);
    let mut subjects = accesses.all(read_access).await?;
    subjects.extend(tx.query(HOOKS).bind(limit).all(read_hook).await?);
    let found = subjects.len() as u64;
    look_at_all(tx, subjects).await?;
    Ok(found)
}

fn read_hook(row: &Row) -> Result<Subject> {
    let repository = row.id("github_repository_id", GithubRepositoryId)?;
    Ok(Subject::SyncHook { repository })
}
