//! Putting effects into the queue: one that waits for each subject, however often it is asked for.
//!
//! It is done in the transaction of the change that calls for it (law 7), never after.

use std::collections::BTreeMap;

use domain::{
    Timestamp,
    effect::Subject,
    ids::{GithubAccountId, GithubRepositoryId, ProjectId, RepositoryId, TaskId, UserId},
    task::Consequence,
};
use uuid::Uuid;

use crate::{ReadTx, Result, Tx, leads, repositories, row::Row, told::News};

/// Lets what an effect names be brought into agreement, as soon as may be.
///
/// One that already waits, is blocked or was given up starts afresh; beside one that runs a new
/// one waits, for it may have looked too early.
pub async fn enqueue(tx: &mut Tx, subject: Subject) -> Result<()> {
    let now = tx.now();
    put(tx, subject, Urgency::Change, now).await
}

/// Why an effect is put into the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Urgency {
    /// Something changed that somebody waits for.
    Change,
    /// It is time for a look. It disturbs nothing that waits already.
    Look,
}

/// Puts an effect into the queue, to run at that time. One that runs sooner already is not held up
/// by a change that can wait: it was called for by another, for which nobody waits.
async fn put(tx: &mut Tx, subject: Subject, urgency: Urgency, run_at: Timestamp) -> Result<()> {
    const SQL: &str = "
        INSERT INTO effects
            (id, subject, github_repository_id, github_account_id, task_id, user_id, state, run_at,
            attempts, acts_as, takes_turn_of, can_wait)
        VALUES ($1, $2, $3, $4, $5, $6, 'waiting', $7, 0, $8, $9, $10)
        ON CONFLICT (subject) WHERE state <> 'running' DO UPDATE
        SET state = excluded.state,
            run_at = CASE
                WHEN effects.state = 'waiting'
                    AND excluded.run_at > $11
                    AND effects.run_at < excluded.run_at
                THEN effects.run_at
                ELSE excluded.run_at
            END,
            attempts = 0, trouble = NULL, acts_as = excluded.acts_as, takes_turn_of = excluded.takes_turn_of,
            can_wait = excluded.can_wait
        WHERE effects.state <> 'waiting'
            OR NOT excluded.can_wait";
    let id = tx.new_id();
    let now = tx.now();
    let keys = Keys::of(subject);
    let lead = leads::of(tx, subject).await?;
    tx.query(SQL)
        .bind(id)
        .bind(subject.to_string())
        .bind(keys.repository)
        .bind(keys.account)
        .bind(keys.task)
        .bind(keys.user)
        .bind(run_at)
        .bind(lead.user)
        .bind(lead.repository)
        .bind(urgency == Urgency::Look)
        .bind(now)
        .execute()
        .await?;
    if urgency == Urgency::Change {
        tx.tell(News::of_effect(subject));
    }
    tx.ring().await
}

/// The parts of a subject, each in a column of its own, for joins.
pub(crate) struct Keys {
    pub(crate) repository: Option<i64>,
    pub(crate) account: Option<i64>,
    pub(crate) task: Option<Uuid>,
    pub(crate) user: Option<Uuid>,
}

impl Keys {
    pub(crate) fn of(subject: Subject) -> Self {
        let mut keys = Self {
            repository: None,
            account: None,
            task: None,
            user: None,
        };
        match subject {
            Subject::SyncAccess {
                repository,
                account,
            } => {
                keys.repository = Some(repository.0);
                keys.account = Some(account.0);
            }
            Subject::SyncPullRequest { task } | Subject::SyncWork { task } => {
                keys.task = Some(task.0);
            }
            Subject::SyncRepository { repository } | Subject::SyncHook { repository } => {
                keys.repository = Some(repository.0);
            }
            Subject::EndConnection { user } => keys.user = Some(user.0),
        }
        keys
    }
}

/// Enqueues what follows from a decision about tasks.
///
/// A user without a connection gives no effect: connecting later does, by
/// [`enqueue_all_of_user`].
pub async fn follow(tx: &mut Tx, consequences: &[Consequence]) -> Result<()> {
    let now = tx.now();
    follow_at(tx, consequences, now).await
}

/// The same for a decision that can be taken back until then.
pub async fn follow_at(tx: &mut Tx, consequences: &[Consequence], at: Timestamp) -> Result<()> {
    let mut subjects = Vec::new();
    for consequence in consequences {
        match *consequence {
            Consequence::Access { repository, user } => {
                subjects.extend(access_of(tx, repository, user).await?);
            }
            Consequence::PullRequest(task) => subjects.push(Subject::SyncPullRequest { task }),
        }
    }
    put_all(tx, subjects, Urgency::Change, at).await
}

async fn access_of(
    tx: &mut ReadTx,
    repository: RepositoryId,
    user: UserId,
) -> Result<Option<Subject>> {
    const SQL: &str = "
        SELECT r.github_id AS repository, c.github_id AS account
        FROM repositories r
        JOIN connections c ON c.user_id = $2
        WHERE r.id = $1";
    tx.query(SQL)
        .bind(repository.0)
        .bind(user.0)
        .optional(read_access)
        .await
}

/// Enqueues all that a user's connection can change: access and awaited pull requests of the tasks
/// that are theirs, and all of that with the webhooks on the repositories that it acts on.
pub async fn enqueue_all_of_user(tx: &mut Tx, user: UserId) -> Result<()> {
    const ACCESSES: &str = r#"
        SELECT r.github_id AS repository, c.github_id AS account
        FROM tasks t
        JOIN repositories r ON r.id = t.repository_id
        JOIN connections c ON c.user_id = t.assignee_id
        WHERE (t.assignee_id = $1 OR r.steward_id = $1)
            AND (
                t.closed_at IS NULL
                OR t.pull_request IN ('awaited', 'linked', 'changes_requested')
            )
        UNION
        SELECT a.github_repository_id, a.github_account_id
        FROM accesses a
        JOIN connections c ON c.github_id = a.github_account_id
        WHERE c.user_id = $1
        UNION
        SELECT a.github_repository_id, a.github_account_id
        FROM accesses a
        JOIN repositories r ON r.github_id = a.github_repository_id
        WHERE (r.steward_id = $1 OR a.steward_id = $1)
            AND (a."grant" <> 'nothing' OR a.remains)"#;
    const HOOKS: &str = "
        SELECT DISTINCT github_id
        FROM repositories
        WHERE steward_id = $1";
    const PULL_REQUESTS: &str = "
        SELECT t.id
        FROM tasks t
        JOIN repositories r ON r.id = t.repository_id
        WHERE (t.assignee_id = $1 OR r.steward_id = $1)
            AND t.pull_request = 'awaited'";
    let mut subjects = tx.query(ACCESSES).bind(user.0).all(read_access).await?;
    let hook = |row: &Row| {
        let repository = row.id("github_id", GithubRepositoryId)?;
        Ok(Subject::SyncHook { repository })
    };
    subjects.extend(tx.query(HOOKS).bind(user.0).all(hook).await?);
    let awaited = tx.query(PULL_REQUESTS).bind(user.0);
    subjects.extend(awaited.all(read_pull_request).await?);
    enqueue_all(tx, subjects).await
}

/// Enqueues all that concerns a GitHub repository: what was given on it or is wanted there, pull
/// requests that are awaited, and its webhook. To be called before a repository is unlinked, and
/// whenever its steward or development branch changes.
pub async fn enqueue_all_of_repository(tx: &mut Tx, repository: GithubRepositoryId) -> Result<()> {
    let subjects = all_of_repository(tx, repository).await?;
    enqueue_all(tx, subjects).await
}

async fn all_of_repository(
    tx: &mut ReadTx,
    repository: GithubRepositoryId,
) -> Result<Vec<Subject>> {
    // Who is only remembered to have been there before is none of our business.
    const SQL: &str = r#"
        SELECT github_repository_id AS repository, github_account_id AS account
        FROM accesses
        WHERE github_repository_id = $1
            AND ("grant" <> 'nothing' OR remains)
        UNION
        SELECT r.github_id, c.github_id
        FROM repositories r
        JOIN tasks t ON t.repository_id = r.id
        JOIN connections c ON c.user_id = t.assignee_id
        WHERE r.github_id = $1
            AND (
                t.closed_at IS NULL
                OR t.pull_request IN ('awaited', 'linked', 'changes_requested')
            )"#;
    const PULL_REQUESTS: &str = "
        SELECT t.id
        FROM repositories r
        JOIN tasks t ON t.repository_id = r.id
        WHERE r.github_id = $1
            AND t.pull_request = 'awaited'";
    let mut subjects = tx.query(SQL).bind(repository.0).all(read_access).await?;
    let awaited = tx.query(PULL_REQUESTS).bind(repository.0);
    subjects.extend(awaited.all(read_pull_request).await?);
    subjects.push(Subject::SyncHook { repository });
    Ok(subjects)
}

/// Enqueues all that a project's choices can change: the same on all of its repositories.
pub async fn enqueue_all_of_project(tx: &mut Tx, project: ProjectId) -> Result<()> {
    let mut subjects = Vec::new();
    for repository in repositories::list(tx, project).await? {
        subjects.extend(all_of_repository(tx, repository.github_id).await?);
    }
    enqueue_all(tx, subjects).await
}

/// Enqueues each subject once.
pub(crate) async fn enqueue_all(tx: &mut Tx, subjects: Vec<Subject>) -> Result<()> {
    let now = tx.now();
    put_all(tx, subjects, Urgency::Change, now).await
}

/// Has each subject looked at once, when nobody waits for anything else.
pub(crate) async fn look_at_all(tx: &mut Tx, subjects: Vec<Subject>) -> Result<()> {
    let now = tx.now();
    put_all(tx, subjects, Urgency::Look, now).await
}

/// Always in the same order: two transactions that want the same ones wait for each other, but
/// never in a circle.
async fn put_all(
    tx: &mut Tx,
    subjects: Vec<Subject>,
    urgency: Urgency,
    run_at: Timestamp,
) -> Result<()> {
    let ordered: BTreeMap<_, _> = subjects
        .into_iter()
        .map(|subject| (subject.to_string(), subject))
        .collect();
    for subject in ordered.into_values() {
        put(tx, subject, urgency, run_at).await?;
    }
    Ok(())
}

pub(crate) fn read_access(row: &Row) -> Result<Subject> {
    Ok(Subject::SyncAccess {
        repository: row.id("repository", GithubRepositoryId)?,
        account: row.id("account", GithubAccountId)?,
    })
}

fn read_pull_request(row: &Row) -> Result<Subject> {
    let task = row.id("id", TaskId)?;
    Ok(Subject::SyncPullRequest { task })
}
