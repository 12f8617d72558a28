//! Taking the entries that were written before there were chains into theirs, at the first start.
//!
//! What they were before that nobody can prove; the server's chain says when it happened. It
//! happens once: `verify` takes any later time for what it is, entries that somebody slipped in.

use domain::{
    activity::ActivityKind,
    ids::{ProjectId, TaskId, UserId},
};
use uuid::Uuid;

use crate::{
    Result, Store, Tx,
    activity::{Chain, Entry},
    chains::{self, Made},
    dialect::FOR_UPDATE,
    row::Row,
};

/// How many entries are in memory at the same time.
const AT_ONCE: i64 = 500;

/// Takes all entries from before into their chains, all of them or none.
pub async fn adopt(store: &Store) -> Result<()> {
    store
        .write(async |tx| {
            let mut some = unchained(tx).await?;
            if some.is_empty() {
                return Ok(());
            }
            tell(tx).await?;
            while let Some(last) = some.last().map(|made| made.id) {
                chains::append_made(tx, some).await?;
                forget(tx, last).await?;
                some = unchained(tx).await?;
            }
            Ok(())
        })
        .await
}

/// Says in the server's chain how many there are, before any other chain begins.
async fn tell(tx: &mut Tx) -> Result<()> {
    const SQL: &str = "
        SELECT COUNT(*) AS entries
        FROM activity_unchained";
    let entries: i64 = tx.query(SQL).one().await?.get("entries")?;
    let entry = Entry::new(Chain::Server, ActivityKind::ChainAdopted);
    let entry = entry.saying(format!("{entries} entries from before"));
    chains::append_all(tx, vec![entry]).await
}

async fn unchained(tx: &mut Tx) -> Result<Vec<Made>> {
    const SQL: &str = "
        SELECT id, project_id, task_id, actor_id, kind, detail, at
        FROM activity_unchained
        ORDER BY id
        LIMIT $1";
    let some = tx.query_with(SQL, FOR_UPDATE).bind(AT_ONCE);
    some.all(read).await
}

async fn forget(tx: &mut Tx, last: Uuid) -> Result<()> {
    const SQL: &str = "
        DELETE FROM activity_unchained
        WHERE id <= $1";
    tx.query(SQL).bind(last).execute().await?;
    Ok(())
}

fn read(row: &Row) -> Result<Made> {
    let chain = Chain::Project(row.id("project_id", ProjectId)?);
    let kind: ActivityKind = row.word("activity_unchained", "kind")?;
    let detail: String = row.get("detail")?;
    let mut entry = Entry::new(chain, kind)
        .on(row.id_or_none("task_id", TaskId)?)
        .saying(detail);
    entry.actor = row.id_or_none("actor_id", UserId)?;
    Ok(Made {
        id: row.get("id")?,
        at: row.get("at")?,
        entry,
    })
}
