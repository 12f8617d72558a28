//! What people are notified of: written with what it tells of, kept until long after it was read.
//!
//! A row holds kinds and ids; whoever is no member of the project any more is shown nothing of it.

use chrono::TimeDelta;
use domain::{
    Timestamp,
    event::{Event, EventKind},
    ids::{
        GithubAccountId, GithubRepositoryId, NotificationId, ProjectId, TaskId, TaskNumber, UserId,
    },
    notification::NotificationKind,
    wire::{notifications::Notification, page::Page},
};
use uuid::Uuid;

use crate::{ReadTx, Result, Tx, pages, row::Row, told::News, users::read_person};

/// How long a notification is there.
pub const KEPT: TimeDelta = TimeDelta::days(90);

/// A notification to be written.
#[derive(Clone, Copy, Debug)]
struct New {
    user: UserId,
    kind: NotificationKind,
    about: Option<(ProjectId, TaskId)>,
    actor: Option<UserId>,
}

/// Tells a user that somebody gave them a task. What one does oneself one knows.
pub async fn assigned(
    tx: &mut Tx,
    user: UserId,
    (project, task): (ProjectId, TaskId),
    by: UserId,
) -> Result<()> {
    by_somebody(tx, NotificationKind::Assigned, user, (project, task), by).await
}

/// Takes back, where it was not read yet, that somebody else than the assignee was given a task.
pub async fn assigned_elsewhere(tx: &mut Tx, task: TaskId, assignee: Option<UserId>) -> Result<()> {
    const SQL: &str = "
        DELETE FROM notifications
        WHERE task_id = $1
            AND kind = $2
            AND read_at IS NULL
            AND user_id <> $3
        RETURNING user_id";
    let assignee = assignee.map_or(Uuid::nil(), |user| user.0);
    let kind = NotificationKind::Assigned.as_str();
    let taken = tx.query(SQL).bind(task.0).bind(kind).bind(assignee);
    for user in taken.all(|row| row.id("user_id", UserId)).await? {
        tell(tx, user);
    }
    Ok(())
}

/// Tells a user that somebody mentioned them in a task.
pub async fn mentioned(
    tx: &mut Tx,
    user: UserId,
    (project, task): (ProjectId, TaskId),
    by: UserId,
) -> Result<()> {
    by_somebody(tx, NotificationKind::Mentioned, user, (project, task), by).await
}

async fn by_somebody(
    tx: &mut Tx,
    kind: NotificationKind,
    user: UserId,
    about: (ProjectId, TaskId),
    by: UserId,
) -> Result<()> {
    if user == by {
        return Ok(());
    }
    let new = New {
        user,
        kind,
        about: Some(about),
        actor: Some(by),
    };
    write(tx, new).await
}

/// Tells whose account it is that they can push now, because of the task that they were given last.
pub(crate) async fn access_granted(
    tx: &mut Tx,
    repository: GithubRepositoryId,
    account: GithubAccountId,
) -> Result<()> {
    const SQL: &str = "
        SELECT t.id, t.project_id, c.user_id
        FROM connections c
        JOIN tasks t ON t.assignee_id = c.user_id
        JOIN repositories r ON r.id = t.repository_id
        WHERE c.github_id = $2
            AND r.github_id = $1
            AND t.closed_at IS NULL
        ORDER BY t.updated_at DESC
        LIMIT 1";
    let task = tx.query(SQL).bind(repository.0).bind(account.0);
    let found = task.optional(|row| {
        let about = (row.id("project_id", ProjectId)?, row.id("id", TaskId)?);
        Ok((row.id("user_id", UserId)?, about))
    });
    let Some((user, about)) = found.await? else {
        return Ok(());
    };
    let new = New {
        user,
        kind: NotificationKind::AccessGranted,
        about: Some(about),
        actor: None,
    };
    write(tx, new).await
}

/// Tells a task's assignee that a review asks for changes.
pub(crate) async fn changes_requested(
    tx: &mut Tx,
    user: UserId,
    about: (ProjectId, TaskId),
) -> Result<()> {
    let new = New {
        user,
        kind: NotificationKind::ChangesRequested,
        about: Some(about),
        actor: None,
    };
    write(tx, new).await
}

/// Tells a user that GitHub no longer takes their connection.
pub(crate) async fn connection_needs_you(tx: &mut Tx, user: UserId) -> Result<()> {
    let new = New {
        user,
        kind: NotificationKind::ConnectionNeedsYou,
        about: None,
        actor: None,
    };
    write(tx, new).await
}

async fn write(tx: &mut Tx, new: New) -> Result<()> {
    const SQL: &str = "
        INSERT INTO notifications (id, user_id, kind, project_id, task_id, actor_id, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let (id, now) = (tx.new_id(), tx.now());
    tx.query(SQL)
        .bind(id)
        .bind(new.user.0)
        .bind(new.kind.as_str())
        .bind(new.about.map(|(project, _)| project.0))
        .bind(new.about.map(|(_, task)| task.0))
        .bind(new.actor.map(|actor| actor.0))
        .bind(now)
        .execute()
        .await?;
    tell(tx, new.user);
    Ok(())
}

/// What a user is notified of, the latest first.
pub async fn list(
    tx: &mut ReadTx,
    user: UserId,
    cursor: Option<&str>,
    limit: u32,
) -> Result<Page<Notification>> {
    const SQL: &str = "
        SELECT n.id, n.kind, n.at, n.read_at, p.key, t.number, t.title, u.id AS actor_id,
            u.name AS actor_name, c.login AS actor_login
        FROM notifications n
        LEFT JOIN members m ON m.project_id = n.project_id AND m.user_id = n.user_id
        LEFT JOIN projects p ON p.id = n.project_id
        LEFT JOIN tasks t ON t.id = n.task_id
        LEFT JOIN users u ON u.id = n.actor_id
        LEFT JOIN connections c ON c.user_id = n.actor_id
        WHERE n.user_id = $1
            AND n.id < $2
            AND (n.project_id IS NULL OR m.user_id IS NOT NULL)
        ORDER BY n.id DESC
        LIMIT $3";
    let before = pages::after(cursor, Uuid::max())?;
    let list = tx.query(SQL).bind(user.0).bind(before);
    let list = list.bind(pages::rows(limit)).all(read).await?;
    Ok(pages::page(list, limit, |last| last.id))
}

/// How many a user has not read.
pub async fn count_unread(tx: &mut ReadTx, user: UserId) -> Result<i64> {
    const SQL: &str = "
        SELECT COUNT(*) AS unread
        FROM notifications n
        LEFT JOIN members m ON m.project_id = n.project_id AND m.user_id = n.user_id
        WHERE n.user_id = $1
            AND n.read_at IS NULL
            AND (n.project_id IS NULL OR m.user_id IS NOT NULL)";
    tx.query(SQL).bind(user.0).one().await?.get("unread")
}

/// Marks one as read; says whether the user has such a one.
pub async fn mark_read(tx: &mut Tx, user: UserId, id: NotificationId) -> Result<bool> {
    const SQL: &str = "
        UPDATE notifications
        SET read_at = COALESCE(read_at, $3)
        WHERE id = $2
            AND user_id = $1";
    let now = tx.now();
    let mark = tx.query(SQL).bind(user.0).bind(id.0).bind(now);
    let marked = mark.execute().await? == 1;
    if marked {
        tell(tx, user);
    }
    Ok(marked)
}

/// Marks all as read.
pub async fn mark_all_read(tx: &mut Tx, user: UserId) -> Result<()> {
    const SQL: &str = "
        UPDATE notifications
        SET read_at = $2
        WHERE user_id = $1
            AND read_at IS NULL";
    let now = tx.now();
    let marked = tx.query(SQL).bind(user.0).bind(now).execute().await?;
    if marked > 0 {
        tell(tx, user);
    }
    Ok(())
}

/// Forgets what was told before then; says how much.
pub async fn forget(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    const SQL: &str = "
        DELETE FROM notifications
        WHERE at < $1";
    tx.query(SQL).bind(before).execute().await
}

fn tell(tx: &mut Tx, user: UserId) {
    let event = Event::new(EventKind::NotificationsChanged);
    tx.tell(News::User(user, event));
}

fn read(row: &Row) -> Result<Notification> {
    Ok(Notification {
        id: row.id("id", NotificationId)?,
        kind: row.word("notifications", "kind")?,
        project: row.word_or_none("projects", "key")?,
        task: row.id_or_none("number", TaskNumber)?,
        title: row.word_or_none("tasks", "title")?,
        actor: read_person(row, ["actor_id", "actor_name", "actor_login"])?,
        at: row.get("at")?,
        read: row.get::<Option<Timestamp>>("read_at")?.is_some(),
    })
}
