//! Whom a change of access on GitHub is to be told: the projects and tasks that it concerns.
//!
//! Nothing here says who should have access; that is [`claims`](crate::accesses::claims).

use domain::ids::{GithubAccountId, GithubRepositoryId, ProjectId, TaskId};

use crate::{ReadTx, Result, row::Row};

/// A project that a change of access concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Concern {
    /// The project.
    pub project: ProjectId,
    /// Its task on the repository that is the account's: an open one first, then what changed last.
    pub task: Option<TaskId>,
}

/// The projects that an account's access to a GitHub repository concerns, each once.
///
/// Those with a task of the account's user; where there is none, all that link the repository.
pub async fn concerns(
    tx: &mut ReadTx,
    repository: GithubRepositoryId,
    account: GithubAccountId,
) -> Result<Vec<Concern>> {
    const SQL: &str = "
        SELECT r.id, r.project_id, t.id AS task_id
        FROM repositories r
        LEFT JOIN connections c ON c.github_id = $2
        LEFT JOIN tasks t ON t.repository_id = r.id AND t.assignee_id = c.user_id
        WHERE r.github_id = $1
        ORDER BY r.project_id, t.closed_at IS NULL DESC, t.updated_at DESC";
    let mut concerns = tx
        .query(SQL)
        .bind(repository.0)
        .bind(account.0)
        .all(read)
        .await?;
    concerns.dedup_by_key(|concern| concern.project);
    if concerns.iter().any(|concern| concern.task.is_some()) {
        concerns.retain(|concern| concern.task.is_some());
    }
    Ok(concerns)
}

fn read(row: &Row) -> Result<Concern> {
    Ok(Concern {
        project: row.id("project_id", ProjectId)?,
        task: row.id_or_none("task_id", TaskId)?,
    })
}
