//! With whose token an effect will mostly work, and whose turn it takes: what its pace goes by.
//!
//! It is a guess that is right but for races. Who really acts is decided when it does.

use domain::{
    effect::Subject,
    ids::{GithubAccountId, GithubRepositoryId, TaskId},
};
use uuid::Uuid;

use crate::{ReadTx, Result, row::Row};

/// Who an effect lines up behind.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lead {
    /// The user whose token it mostly works with.
    pub(crate) user: Option<Uuid>,
    /// The GitHub repository whose turn it takes, so that a busy one leaves turns to others.
    pub(crate) repository: Option<i64>,
}

/// Who the effect on a subject lines up behind.
pub(crate) async fn of(tx: &mut ReadTx, subject: Subject) -> Result<Lead> {
    match subject {
        Subject::SyncAccess {
            repository,
            account,
        } => steward(tx, repository, Some(account)).await,
        Subject::SyncRepository { repository } | Subject::SyncHook { repository } => {
            steward(tx, repository, None).await
        }
        Subject::SyncPullRequest { task } => assignee(tx, task).await,
        Subject::SyncWork { task } => steward_of_task(tx, task).await,
        Subject::EndConnection { user } => Ok(Lead {
            user: Some(user.0),
            repository: None,
        }),
    }
}

/// The steward of a repository; where there is none, whoever gave what is to be taken back.
async fn steward(
    tx: &mut ReadTx,
    repository: GithubRepositoryId,
    account: Option<GithubAccountId>,
) -> Result<Lead> {
    const SQL: &str = "
        WITH stewards AS (
            SELECT 0 AS place, id AS link, steward_id
            FROM repositories
            WHERE github_id = $1
            UNION ALL
            SELECT 1, NULL, steward_id
            FROM accesses
            WHERE github_repository_id = $1
                AND github_account_id = $2
            UNION ALL
            SELECT 2, NULL, steward_id
            FROM hooks
            WHERE github_repository_id = $1
        )
        SELECT c.user_id
        FROM stewards s
        JOIN connections c ON c.user_id = s.steward_id
        WHERE c.state <> 'reconnect'
        ORDER BY s.place, s.link
        LIMIT 1";
    let account = account.map(|account| account.0);
    let found = tx.query(SQL).bind(repository.0).bind(account);
    Ok(Lead {
        user: found.optional(|row| row.get("user_id")).await?,
        repository: Some(repository.0),
    })
}

/// The steward of a task's repository.
async fn steward_of_task(tx: &mut ReadTx, task: TaskId) -> Result<Lead> {
    const SQL: &str = "
        SELECT t.id, r.github_id
        FROM tasks t
        JOIN repositories r ON r.id = t.repository_id
        WHERE t.id = $1";
    let found = tx.query(SQL).bind(task.0);
    let repository = |row: &Row| row.id("github_id", GithubRepositoryId);
    match found.optional(repository).await? {
        Some(repository) => steward(tx, repository, None).await,
        None => Ok(Lead::default()),
    }
}

/// The assignee, whose work it is, or the steward where the assignee is not able to.
async fn assignee(tx: &mut ReadTx, task: TaskId) -> Result<Lead> {
    const SQL: &str = "
        SELECT t.id, COALESCE(a.user_id, s.user_id) AS user_id, r.github_id
        FROM tasks t
        LEFT JOIN repositories r ON r.id = t.repository_id
        LEFT JOIN connections a ON a.user_id = t.assignee_id AND a.state = 'active'
        LEFT JOIN connections s ON s.user_id = r.steward_id AND s.state = 'active'
        WHERE t.id = $1";
    let lead = |row: &Row| {
        Ok(Lead {
            user: row.get("user_id")?,
            repository: row.get("github_id")?,
        })
    };
    let found = tx.query(SQL).bind(task.0).optional(lead).await?;
    Ok(found.unwrap_or_default())
}
