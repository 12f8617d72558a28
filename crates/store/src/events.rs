//! What open pages are told, as records: to be read on from any number, until they are forgotten.
//!
//! Numbers become visible in their order (see `told`), so that a reader who goes on behind the last
//! number that it saw misses nothing, whoever writes at the same time.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use domain::{
    Timestamp,
    event::{Event, EventKind},
    ids::{GithubRepositoryId, ProjectId, RepositoryId, TaskId, UserId},
    names::BranchName,
};

use crate::{ReadTx, Result, Tx, row::Row, told::News};

/// Up to where something was read. Numbers begin at 1; 0 is before all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The last number that is forgotten: nobody can go on from before it.
    pub forgotten: i64,
    /// The last number that was given.
    pub last: i64,
}

/// An event as recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Its number.
    pub number: i64,
    /// Whom it is for, where it is for one user alone.
    pub user: Option<UserId>,
    /// What happened.
    pub event: Event,
}

/// Who is told of what happens in which project.
pub type Audience = BTreeMap<ProjectId, BTreeSet<UserId>>;

/// Which numbers there are.
pub async fn span(tx: &mut ReadTx) -> Result<Span> {
    const SQL: &str = "
        SELECT id, forgotten, last
        FROM event_numbers";
    let row = tx.query(SQL).one().await?;
    Ok(Span {
        forgotten: row.get("forgotten")?,
        last: row.get("last")?,
    })
}

/// The last number that was given before then, as far as the clocks of several servers agree.
pub async fn last_before(tx: &mut ReadTx, then: Timestamp) -> Result<i64> {
    const SQL: &str = "
        SELECT number
        FROM events
        WHERE at >= $1
        ORDER BY at, number
        LIMIT 1";
    let first = tx.query(SQL).bind(then);
    match first.optional(|row| row.get::<i64>("number")).await? {
        Some(first) => Ok(first - 1),
        None => Ok(span(tx).await?.last),
    }
}

/// The events behind this number, in their order, for whomever they are.
pub async fn list_after(tx: &mut ReadTx, number: i64, limit: u32) -> Result<Vec<Recorded>> {
    const SQL: &str = "
        SELECT number, kind, project_id, user_id, task_id, repository_id
        FROM events
        WHERE number > $1
        ORDER BY number
        LIMIT $2";
    let events = tx.query(SQL).bind(number).bind(i64::from(limit));
    events.all(read).await
}

/// Who is a member now of the projects that the events between these numbers are about; the second
/// is among them.
pub async fn audience(tx: &mut ReadTx, after: i64, to: i64) -> Result<Audience> {
    const SQL: &str = "
        SELECT m.user_id, m.project_id
        FROM members m
        WHERE m.project_id IN (
            SELECT e.project_id
            FROM events e
            WHERE e.number > $1
                AND e.number <= $2
                AND e.user_id IS NULL
        )";
    let member = |row: &Row| {
        let project = row.id("project_id", ProjectId)?;
        Ok((project, row.id("user_id", UserId)?))
    };
    let members = tx.query(SQL).bind(after).bind(to).all(member).await?;
    let mut audience = Audience::new();
    for (project, user) in members {
        audience.entry(project).or_default().insert(user);
    }
    Ok(audience)
}

/// The events behind this number that are for a user, by what they are a member of now.
pub async fn list_for(
    tx: &mut ReadTx,
    user: UserId,
    after: i64,
    limit: u32,
) -> Result<Vec<Recorded>> {
    const SQL: &str = "
        SELECT e.number, e.kind, e.project_id, e.user_id, e.task_id, e.repository_id
        FROM events e
        WHERE e.number > $2
            AND (
                e.user_id = $1
                OR (
                    e.user_id IS NULL
                    AND e.project_id IN (SELECT m.project_id FROM members m WHERE m.user_id = $1)
                )
            )
        ORDER BY e.number
        LIMIT $3";
    let events = tx.query(SQL).bind(user.0).bind(after);
    events.bind(i64::from(limit)).all(read).await
}

/// Forgets what was told before then; says how much.
///
/// In a transaction of its own: it holds what writers of events hold last.
pub async fn forget(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    const NUMBERS: &str = "
        UPDATE event_numbers
        SET forgotten = $1
        WHERE id = 1
            AND forgotten < $1";
    const SQL: &str = "
        DELETE FROM events
        WHERE number <= $1";
    let last = last_before(tx, before).await?;
    tx.query(NUMBERS).bind(last).execute().await?;
    tx.query(SQL).bind(last).execute().await
}

/// How long events are there to go on from.
pub const KEPT: TimeDelta = TimeDelta::hours(24);

/// Tells who has a task on a branch open that somebody pushed to it, and where it is what tasks
/// start from, everybody who works on the repository. Which commits these are is not known here.
pub async fn tell_of_push(
    tx: &mut Tx,
    repository: GithubRepositoryId,
    branch: &BranchName,
) -> Result<()> {
    const TASKS: &str = "
        SELECT t.id
        FROM repositories r
        JOIN tasks t ON t.repository_id = r.id
        WHERE r.github_id = $1
            AND t.branch = $2";
    const DEVELOPMENT: &str = "
        SELECT id, project_id
        FROM repositories
        WHERE github_id = $1
            AND development_branch = $2";
    let kind = EventKind::CommitsMayHaveChanged;
    let tasks = tx.query(TASKS).bind(repository.0).bind(branch.as_str());
    for task in tasks.all(|row| row.id("id", TaskId)).await? {
        tx.tell(News::Task(task, kind));
    }
    let event = |row: &Row| {
        let repository = row.id("id", RepositoryId)?;
        let event = Event::new(kind).of(row.id("project_id", ProjectId)?);
        Ok(event.about(Some(repository)))
    };
    let development = tx.query(DEVELOPMENT).bind(repository.0);
    for event in development.bind(branch.as_str()).all(event).await? {
        tx.tell(News::Project(event));
    }
    Ok(())
}

fn read(row: &Row) -> Result<Recorded> {
    Ok(Recorded {
        number: row.get("number")?,
        user: row.id_or_none("user_id", UserId)?,
        event: Event {
            kind: row.word("events", "kind")?,
            project: row.id_or_none("project_id", ProjectId)?,
            task: row.id_or_none("task_id", TaskId)?,
            repository: row.id_or_none("repository_id", RepositoryId)?,
        },
    })
}
