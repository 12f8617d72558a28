//! Which tasks follow their work on GitHub, and when somebody last looked at it.
//!
//! Nothing of the work is kept but how far it has come; that is with the tasks.

use chrono::TimeDelta;
use domain::{
    Timestamp,
    effect::Subject,
    ids::{GithubRepositoryId, TaskId},
    names::BranchName,
};

use crate::{ReadTx, Result, Tx, enqueue::enqueue_all, row::Row};

/// How much longer nobody looks at a pull request that only waits to be merged.
const QUIET: TimeDelta = TimeDelta::hours(23);

/// Has the work looked at that a branch of a GitHub repository is about: of the tasks that have
/// it, and of the one that it is named after where that has none yet.
pub async fn enqueue_work_on(
    tx: &mut Tx,
    repository: GithubRepositoryId,
    branch: &BranchName,
) -> Result<()> {
    const SQL: &str = "
        SELECT t.id
        FROM repositories r
        JOIN tasks t ON t.repository_id = r.id
        JOIN projects p ON p.id = t.project_id
        WHERE r.github_id = $1
            AND (
                t.branch = $2
                OR (t.branch IS NULL AND t.number = $3 AND p.key = $4)
            )";
    let (key, number) = named_after(branch).unwrap_or_default();
    let tasks = tx
        .query(SQL)
        .bind(repository.0)
        .bind(branch.as_str())
        .bind(number)
        .bind(key);
    let subjects = tasks.all(read_work).await?;
    enqueue_all(tx, subjects).await
}

/// Notes that somebody looked at a task's work just now. That changes nothing that a person sees.
pub async fn note_look(tx: &mut Tx, task: TaskId) -> Result<()> {
    const SQL: &str = "UPDATE tasks SET followed_at = $2 WHERE id = $1";
    let now = tx.now();
    tx.query(SQL).bind(task.0).bind(now).execute().await?;
    Ok(())
}

/// The tasks whose work nobody looked at since `before`: those that somebody works on, and those
/// whose pull request decides about access. One that only waits to be merged has a day's time.
pub(crate) async fn overdue(
    tx: &mut ReadTx,
    before: Timestamp,
    limit: i64,
) -> Result<Vec<Subject>> {
    const SQL: &str = "
        SELECT t.id
        FROM tasks t
        JOIN repositories r ON r.id = t.repository_id
        JOIN projects p ON p.id = t.project_id
        WHERE (t.followed_at IS NULL OR t.followed_at < $1)
            AND r.steward_id IS NOT NULL
            AND (
                (
                    t.closed_at IS NULL
                    AND t.assignee_id IS NOT NULL
                    AND (p.follow_branch OR p.follow_pull_request OR p.follow_merge)
                )
                OR t.pull_request = 'changes_requested'
                OR (
                    t.pull_request = 'linked'
                    AND (p.until_merged OR t.followed_at IS NULL OR t.followed_at < $2)
                )
            )
        ORDER BY t.followed_at
        LIMIT $3";
    let query = tx.query(SQL).bind(before).bind(before - QUIET).bind(limit);
    query.all(read_work).await
}

fn read_work(row: &Row) -> Result<Subject> {
    let task = row.id("id", TaskId)?;
    Ok(Subject::SyncWork { task })
}

/// Key and number at the beginning of a branch's name: `web-42-faster` is about `WEB-42`.
fn named_after(branch: &BranchName) -> Option<(String, i64)> {
    let mut parts = branch.as_str().split('-');
    let key = parts.next().filter(|key| *key == key.to_lowercase())?;
    let number = parts.next()?.parse().ok()?;
    Some((key.to_uppercase(), number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_branch_is_named_after_the_task_whose_key_it_begins_with() {
        let named = |name: &str| named_after(&name.parse().unwrap());
        assert_eq!(named("web-42-make-it-fast"), Some(("WEB".to_owned(), 42)));
        assert_eq!(named("web-42"), Some(("WEB".to_owned(), 42)));
        assert_eq!(named("WEB-42"), None, "no look would find it");
        assert_eq!(named("main"), None);
        assert_eq!(named("release-v2"), None);
    }
}
