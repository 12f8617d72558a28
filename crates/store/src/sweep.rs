//! Looking again at what nobody asked for lately: lost messages and changes made by hand on GitHub
//! have this one cure.
//!
//! What is put into the queue here lets everything else go first.

use domain::{Timestamp, effect::Subject};

use crate::{
    Result, Tx,
    enqueue::{look_at_all, read_access},
    following,
    row::Row,
};

/// Enqueues what was not looked at since `before`: access that we gave or that remains, work that
/// is followed, and effects that were stopped. So nothing is stopped for ever (law 4). Gives how many it found.
pub async fn sweep(tx: &mut Tx, before: Timestamp, limit: u32) -> Result<u64> {
    const LOOK_AGAIN: &str = r#"
        SELECT github_repository_id AS repository, github_account_id AS account
        FROM accesses
        WHERE ("grant" <> 'nothing' OR remains)
            AND (looked_at IS NULL OR looked_at < $1)
        ORDER BY looked_at
        LIMIT $2"#;
    const TRY_AGAIN: &str = "
        SELECT id, subject
        FROM effects
        WHERE state IN ('blocked', 'gave_up')
            AND run_at < $1
        ORDER BY run_at
        LIMIT $2";
    let limit = i64::from(limit);
    let look = tx.query(LOOK_AGAIN).bind(before).bind(limit);
    let mut subjects = look.all(read_access).await?;
    let stopped = tx.query(TRY_AGAIN).bind(before).bind(limit);
    let subject = |row: &Row| row.parsed::<Subject>("effects", "subject");
    subjects.extend(stopped.all(subject).await?);
    subjects.extend(following::overdue(tx, before, limit).await?);
    let found = subjects.len() as u64;
    look_at_all(tx, subjects).await?;
    Ok(found)
}
