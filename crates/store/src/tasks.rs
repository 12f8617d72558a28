//! Tasks, as records. What may be done with one is decided in `domain`.
//!
//! Every change is saved against the version that it was decided on, so that two people never
//! overwrite each other silently.

use domain::{
    event::{Event, EventKind},
    ids::{ProjectId, PullRequestNumber, RepositoryId, TaskId, TaskNumber, UserId},
    names::{BranchName, Text, Title},
    priority::Priority,
    progress::Progress,
    pull_request::{PullRequestLink, PullRequestState},
    task::{Status, Task},
};

use crate::{Outdated, ReadTx, Result, Tx, notifications, places, row::Row, told::News};
pub use crate::{
    following::note_look,
    places::put_below,
    task_list::{COLUMN_SQL, LIST_SQL, Sort, TaskFilter, board, list, summary},
    task_pages::show,
};

/// A task to be created.
#[derive(Clone, Debug)]
pub struct NewTask {
    /// The project.
    pub project: ProjectId,
    /// What is to be done, in a line.
    pub title: Title,
    /// What is to be done, at length.
    pub text: Text,
    /// Where the work happens.
    pub repository: Option<RepositoryId>,
    /// Who creates it.
    pub created_by: UserId,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "
        SELECT id, project_id, number, title, text, status, priority, due, assignee_id,
            repository_id, branch, pull_request, pull_request_number, pull_request_url, progress,
            progress_pull_request, version, created_by, created_at, updated_at, closed_at
        FROM tasks
        WHERE ",
            $rest
        )
    };
}

/// Creates a task with the project's next number.
pub async fn create(tx: &mut Tx, new: NewTask) -> Result<Task> {
    const SQL: &str = "
        INSERT INTO tasks
            (id, project_id, number, title, text, status, repository_id, pull_request, version,
            created_by, created_at, updated_at, place)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $10, $10, $11)";
    let number = next_number(tx, new.project).await?;
    let task = new.numbered(TaskId(tx.new_id()), number, tx.now());
    let place = places::top(tx, task.project, task.status).await?;
    tx.query(SQL)
        .bind(task.id.0)
        .bind(task.project.0)
        .bind(task.number.0)
        .bind(task.title.as_str())
        .bind(task.text.as_str())
        .bind(task.status.as_str())
        .bind(task.repository.map(|repository| repository.0))
        .bind(task.pull_request.as_str())
        .bind(task.created_by.0)
        .bind(task.created_at)
        .bind(place.0)
        .execute()
        .await?;
    let event = Event::new(EventKind::TaskCreated).of(task.project);
    tx.tell(News::Project(
        event.on(Some(task.id)).about(task.repository),
    ));
    Ok(task)
}

/// Takes the next number. The project's row stays held until the end of the transaction: whoever
/// creates next waits, and a transaction that is given up leaves no gap.
async fn next_number(tx: &mut Tx, project: ProjectId) -> Result<TaskNumber> {
    const SQL: &str = "
        UPDATE projects
        SET last_task_number = last_task_number + 1
        WHERE id = $1
        RETURNING last_task_number";
    let row = tx.query(SQL).bind(project.0).one().await?;
    row.id("last_task_number", TaskNumber)
}

impl NewTask {
    fn numbered(self, id: TaskId, number: TaskNumber, now: domain::Timestamp) -> Task {
        Task {
            id,
            project: self.project,
            number,
            title: self.title,
            text: self.text,
            status: Status::Todo,
            priority: Priority::None,
            due: None,
            assignee: None,
            repository: self.repository,
            branch: None,
            pull_request: PullRequestState::NotAsked,
            link: None,
            progress: None,
            version: 1,
            created_by: self.created_by,
            created_at: now,
            updated_at: now,
            closed_at: None,
        }
    }
}

/// The task with this number.
pub async fn find(tx: &mut ReadTx, project: ProjectId, number: TaskNumber) -> Result<Option<Task>> {
    const SQL: &str = select!("project_id = $1 AND number = $2");
    tx.query(SQL)
        .bind(project.0)
        .bind(number.0)
        .optional(read)
        .await
}

/// The task with this id, in whatever project.
pub async fn find_by_id(tx: &mut ReadTx, task: TaskId) -> Result<Option<Task>> {
    const SQL: &str = select!("id = $1");
    tx.query(SQL).bind(task.0).optional(read).await
}

/// The open tasks of a project that are assigned to a user.
pub async fn open_of(tx: &mut ReadTx, project: ProjectId, user: UserId) -> Result<Vec<Task>> {
    const SQL: &str =
        select!("project_id = $1 AND assignee_id = $2 AND closed_at IS NULL ORDER BY number");
    tx.query(SQL).bind(project.0).bind(user.0).all(read).await
}

/// Saves a task, unless somebody else saved since it was read; gives it with its new version.
pub async fn save(tx: &mut Tx, task: &Task) -> Result<Result<Task, Outdated>> {
    const SQL: &str = "
        UPDATE tasks
        SET title = $3, text = $4, status = $5, assignee_id = $6, repository_id = $7, branch = $8,
            pull_request = $9, pull_request_number = $10, pull_request_url = $11,
            progress = $12, progress_pull_request = $13, updated_at = $14, closed_at = $15,
            priority = $16, due = $17, version = version + 1
        WHERE id = $1
            AND version = $2";
    let now = tx.now();
    let before = find_by_id(tx, task.id).await?;
    let (link, progress) = (task.link.as_ref(), task.progress);
    let saved = tx
        .query(SQL)
        .bind(task.id.0)
        .bind(task.version)
        .bind(task.title.as_str())
        .bind(task.text.as_str())
        .bind(task.status.as_str())
        .bind(task.assignee.map(|user| user.0))
        .bind(task.repository.map(|repository| repository.0))
        .bind(task.branch.as_ref().map(BranchName::as_str))
        .bind(task.pull_request.as_str())
        .bind(link.map(|link| link.number.0))
        .bind(link.map(|link| link.url.as_str()))
        .bind(progress.map(|progress| progress.stage.as_str()))
        .bind(progress.and_then(|progress| progress.pull_request.map(|number| number.0)))
        .bind(now)
        .bind(task.closed_at)
        .bind(task.priority.number())
        .bind(task.due.map(|day| day.to_string()))
        .execute()
        .await?;
    if saved == 0 {
        return Ok(Err(Outdated));
    }
    if let Some(before) = before {
        tell(tx, &before, task);
        let asked = PullRequestState::ChangesRequested;
        if let Some(user) = task.assignee
            && task.pull_request == asked
            && before.pull_request != asked
        {
            notifications::changes_requested(tx, user, (task.project, task.id)).await?;
        }
    }
    let mut task = task.clone();
    task.version += 1;
    task.updated_at = now;
    Ok(Ok(task))
}

/// Tells what is different now.
fn tell(tx: &mut Tx, before: &Task, now: &Task) {
    let event = |kind| {
        let event = Event::new(kind).of(now.project);
        News::Project(event.on(Some(now.id)).about(now.repository))
    };
    let closes = before.closed_at.is_none() && now.closed_at.is_some();
    tx.tell(event(if closes {
        EventKind::TaskClosed
    } else {
        EventKind::TaskChanged
    }));
    if before.branch != now.branch {
        tx.tell(event(EventKind::BranchChanged));
    }
    if before.pull_request != now.pull_request || before.link != now.link {
        tx.tell(event(EventKind::PullRequestChanged));
    }
}

fn read(row: &Row) -> Result<Task> {
    Ok(Task {
        id: row.id("id", TaskId)?,
        project: row.id("project_id", ProjectId)?,
        number: row.id("number", TaskNumber)?,
        title: row.word("tasks", "title")?,
        text: row.word("tasks", "text")?,
        status: row.word("tasks", "status")?,
        priority: read_priority(row)?,
        due: row.word_or_none("tasks", "due")?,
        assignee: row.id_or_none("assignee_id", UserId)?,
        repository: row.id_or_none("repository_id", RepositoryId)?,
        branch: row.word_or_none("tasks", "branch")?,
        pull_request: row.word("tasks", "pull_request")?,
        link: read_link(row)?,
        progress: read_progress(row)?,
        version: row.get("version")?,
        created_by: row.id("created_by", UserId)?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
        closed_at: row.get("closed_at")?,
    })
}

/// How much a task matters, from the column `priority`.
pub(crate) fn read_priority(row: &Row) -> Result<Priority> {
    let number = row.get("priority")?;
    Priority::of_number(number).ok_or_else(|| row.broken("tasks", "priority"))
}

fn read_progress(row: &Row) -> Result<Option<Progress>> {
    let pull_request = row.id_or_none("progress_pull_request", PullRequestNumber)?;
    let stage = row.word_or_none("tasks", "progress")?;
    Ok(stage.map(|stage| Progress {
        pull_request,
        stage,
    }))
}

fn read_link(row: &Row) -> Result<Option<PullRequestLink>> {
    let number = row.id_or_none("pull_request_number", PullRequestNumber)?;
    let url: Option<String> = row.get("pull_request_url")?;
    Ok(number
        .zip(url)
        .map(|(number, url)| PullRequestLink { number, url }))
}
