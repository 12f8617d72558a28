//! Tasks as pages show them: a list of many, or one with all that is around it.
//!
//! Only what is in our records; what GitHub knows of a task is asked for elsewhere and kept
//! nowhere.

use domain::{
    effect::Subject,
    ids::{ProjectId, RepositoryId, TaskId, TaskNumber, UserId},
    names::ProjectKey,
    task::{Status, Task},
    wire::{
        self,
        page::Page,
        tasks::{TaskPullRequest, TaskRepository, TaskSummary},
    },
};

use crate::{
    ReadTx, Result, access_facts, effects, pages, repository_names::full_name, row::Row,
    users::read_person,
};

/// Which tasks to list.
#[derive(Clone, Debug, Default)]
pub struct TaskFilter {
    /// Only those that stand so; all where it is left out.
    pub status: Option<Vec<Status>>,
    /// Only those of this user.
    pub assignee: Option<UserId>,
    /// Only those with this in their title, in capital or small letters.
    pub text: Option<String>,
}

/// What [`list`] asks the database, for whoever wants to measure it.
///
/// `$1` project, `$2` only numbers below, `$3` to `$7` statuses (repeated to fill up), `$8`
/// assignee or nothing, `$9` pattern of the title or nothing, `$10` how many rows.
pub const LIST_SQL: &str = "
        SELECT t.id, t.number, t.title, t.status, t.pull_request, t.updated_at, t.assignee_id,
            u.name AS assignee_name, c.login AS assignee_login, r.owner,
            r.name AS repository_name
        FROM tasks t
        LEFT JOIN users u ON u.id = t.assignee_id
        LEFT JOIN connections c ON c.user_id = t.assignee_id
        LEFT JOIN repositories r ON r.id = t.repository_id
        WHERE t.project_id = $1
            AND t.number < $2
            AND t.status IN ($3, $4, $5, $6, $7)
            AND ($8 IS NULL OR t.assignee_id = $8)
            AND ($9 IS NULL OR LOWER(t.title) LIKE LOWER($9) ESCAPE '\\')
        ORDER BY t.number DESC
        LIMIT $10";

/// The tasks of a project, the newest first.
pub async fn list(
    tx: &mut ReadTx,
    project: ProjectId,
    filter: &TaskFilter,
    cursor: Option<&str>,
    limit: u32,
) -> Result<Page<TaskSummary>> {
    let below = pages::after(cursor, i64::MAX)?;
    let query = filter.statuses().into_iter().fold(
        tx.query(LIST_SQL).bind(project.0).bind(below),
        |query, status| query.bind(status.as_str()),
    );
    let tasks = query
        .bind(filter.assignee.map(|user| user.0))
        .bind(filter.text.as_deref().map(pattern))
        .bind(pages::rows(limit))
        .all(read_summary)
        .await?;
    Ok(pages::page(tasks, limit, |task| task.number))
}

impl TaskFilter {
    /// As many statuses as there are, so that one statement serves every choice of them.
    fn statuses(&self) -> [Status; Status::ALL.len()] {
        match self.status.as_deref() {
            None | Some([]) => Status::ALL,
            Some(chosen) => std::array::from_fn(|n| chosen[n.min(chosen.len() - 1)]),
        }
    }
}

/// Any title that holds `text`, taken literally.
pub(crate) fn pattern(text: &str) -> String {
    let literal = text
        .replace('\\', r"\\")
        .replace('%', r"\%")
        .replace('_', r"\_");
    format!("%{literal}%")
}

fn read_summary(row: &Row) -> Result<TaskSummary> {
    Ok(TaskSummary {
        id: row.id("id", TaskId)?,
        number: row.id("number", TaskNumber)?,
        title: row.word("tasks", "title")?,
        status: row.word("tasks", "status")?,
        assignee: read_person(row, ["assignee_id", "assignee_name", "assignee_login"])?,
        repository: full_name(row)?,
        pull_request: row.word("tasks", "pull_request")?,
        updated_at: row.get("updated_at")?,
    })
}

/// A task with all that its page shows.
pub async fn show(tx: &mut ReadTx, key: &ProjectKey, task: &Task) -> Result<wire::tasks::Task> {
    const SQL: &str = "
        SELECT t.id, t.assignee_id, u.name AS assignee_name, c.login AS assignee_login,
            t.created_by, v.name AS creator_name, d.login AS creator_login, t.repository_id,
            r.owner, r.name AS repository_name, r.html_url, r.clone_url, r.development_branch,
            p.until_merged
        FROM tasks t
        JOIN projects p ON p.id = t.project_id
        JOIN users v ON v.id = t.created_by
        LEFT JOIN connections d ON d.user_id = t.created_by
        LEFT JOIN users u ON u.id = t.assignee_id
        LEFT JOIN connections c ON c.user_id = t.assignee_id
        LEFT JOIN repositories r ON r.id = t.repository_id
        WHERE t.id = $1";
    let access = access_facts::of_task(tx, task).await?;
    let row = tx.query(SQL).bind(task.id.0).one().await?;
    let pull_request = show_pull_request(tx, task, row.get("until_merged")?).await?;
    let creator = read_person(&row, ["created_by", "creator_name", "creator_login"])?;
    let task = task.clone();
    Ok(wire::tasks::Task {
        id: task.id,
        project: key.clone(),
        number: task.number,
        title: task.title,
        text: task.text,
        status: task.status,
        assignee: read_person(&row, ["assignee_id", "assignee_name", "assignee_login"])?,
        repository: read_repository(&row)?,
        branch: task.branch,
        access,
        pull_request,
        version: task.version,
        created_by: creator.ok_or_else(|| row.broken("tasks", "created_by"))?,
        created_at: task.created_at,
        updated_at: task.updated_at,
        closed_at: task.closed_at,
    })
}

async fn show_pull_request(
    tx: &mut ReadTx,
    task: &Task,
    until_merged: bool,
) -> Result<TaskPullRequest> {
    let effect = effects::find_of(tx, &Subject::SyncPullRequest { task: task.id }).await?;
    Ok(TaskPullRequest {
        state: task.pull_request,
        link: task.link.clone(),
        until_merged,
        trouble: effect.and_then(|effect| effect.trouble),
    })
}

fn read_repository(row: &Row) -> Result<Option<TaskRepository>> {
    let id = row.id_or_none("repository_id", RepositoryId)?;
    let Some((id, full_name)) = id.zip(full_name(row)?) else {
        return Ok(None);
    };
    Ok(Some(TaskRepository {
        id,
        full_name,
        html_url: row.get("html_url")?,
        clone_url: row.get("clone_url")?,
        development_branch: row.word_or_none("repositories", "development_branch")?,
    }))
}
