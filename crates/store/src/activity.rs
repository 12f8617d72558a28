//! The activity of projects: append-only.
//!
//! Law 5 binds every entry: nothing of a commit is in it. Nothing here changes or deletes one.

use domain::{
    activity::ActivityKind,
    ids::{ActivityId, ProjectId, TaskId, TaskNumber, UserId},
    wire::{page::Page, projects::Activity},
};
use uuid::Uuid;

use crate::{ReadTx, Result, Tx, pages, users::read_person};

/// An entry to be appended.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Where it happened.
    pub project: ProjectId,
    /// The task that it is about.
    pub task: Option<TaskId>,
    /// Who did it; nobody where the system acted by itself.
    pub actor: Option<UserId>,
    /// What happened.
    pub kind: ActivityKind,
    /// What else there is to say, in words.
    pub detail: String,
}

/// Appends an entry.
pub async fn append(tx: &mut Tx, entry: Entry) -> Result<ActivityId> {
    const SQL: &str = "
        INSERT INTO activity (id, project_id, task_id, actor_id, kind, detail, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let id = ActivityId(tx.new_id());
    let now = tx.now();
    tx.query(SQL)
        .bind(id.0)
        .bind(entry.project.0)
        .bind(entry.task.map(|task| task.0))
        .bind(entry.actor.map(|user| user.0))
        .bind(entry.kind.as_str())
        .bind(entry.detail)
        .bind(now)
        .execute()
        .await?;
    Ok(id)
}

/// The activity of a project, the latest first.
pub async fn list(
    tx: &mut ReadTx,
    project: ProjectId,
    cursor: Option<&str>,
    limit: u32,
) -> Result<Page<Activity>> {
    const SQL: &str = "
        SELECT a.id, a.kind, a.detail, a.at, a.actor_id, u.name AS actor_name,
            c.login AS actor_login, t.number
        FROM activity a
        LEFT JOIN users u ON u.id = a.actor_id
        LEFT JOIN connections c ON c.user_id = a.actor_id
        LEFT JOIN tasks t ON t.id = a.task_id
        WHERE a.project_id = $1
            AND a.id < $2
        ORDER BY a.id DESC
        LIMIT $3";
    let before = pages::after(cursor, Uuid::max())?;
    let entries = tx
        .query(SQL)
        .bind(project.0)
        .bind(before)
        .bind(pages::rows(limit))
        .all(|row| {
            Ok(Activity {
                id: row.id("id", ActivityId)?,
                kind: row.word("activity", "kind")?,
                actor: read_person(row, ["actor_id", "actor_name", "actor_login"])?,
                task: row.id_or_none("number", TaskNumber)?,
                detail: row.get("detail")?,
                at: row.get("at")?,
            })
        })
        .await?;
    Ok(pages::page(entries, limit, |entry| entry.id))
}
