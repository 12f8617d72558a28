//! One task as its page shows it, with all that is around it.
//!
//! Only what is in our records; what GitHub knows of a task is asked for elsewhere and kept
//! nowhere.

use domain::{
    effect::Subject,
    ids::RepositoryId,
    names::ProjectKey,
    task::Task,
    wire::{
        self,
        tasks::{TaskPullRequest, TaskRepository},
    },
};

use crate::{
    ReadTx, Result, access_facts, effects, labels, repository_names::full_name, row::Row,
    users::read_person,
};

/// A task with all that its page shows, save its text as HTML: making that is not the store's.
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
    let labels = labels::of_task(tx, task.id).await?;
    let task = task.clone();
    Ok(wire::tasks::Task {
        id: task.id,
        project: key.clone(),
        number: task.number,
        title: task.title,
        text: task.text,
        text_html: String::new(),
        status: task.status,
        priority: task.priority,
        due: task.due,
        labels,
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
