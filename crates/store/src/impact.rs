//! What stops working when a connection is removed.

use domain::{
    ids::{TaskNumber, UserId},
    wire::me::{ConnectionImpact, ProjectImpact, TaskImpact},
};

use crate::{ReadTx, Result, accesses, repository_names::full_name, row::Row};

/// The most tasks of a project that are named: who has more has read enough.
const TASKS_NAMED: usize = 20;

/// What stops working when a user's connection is removed, as far as the user may know.
pub async fn impact(tx: &mut ReadTx, user: UserId) -> Result<ConnectionImpact> {
    let mut projects: Vec<ProjectImpact> = Vec::new();
    for (project, repository) in repositories(tx, user).await? {
        entry(&mut projects, project).repositories.push(repository);
    }
    for (project, task) in tasks(tx, user).await? {
        let project = entry(&mut projects, project);
        project.open_tasks += 1;
        if project.tasks.len() < TASKS_NAMED {
            project.tasks.push(task);
        }
    }
    projects.sort_by(|a, b| a.key.cmp(&b.key));
    let given = accesses::granted_through(tx, user).await?;
    Ok(ConnectionImpact {
        open_tasks: projects.iter().map(|project| project.open_tasks).sum(),
        projects,
        live_grants: i64::try_from(given.len()).unwrap_or(i64::MAX),
    })
}

/// The repositories that lose their steward.
async fn repositories(tx: &mut ReadTx, user: UserId) -> Result<Vec<(ProjectImpact, String)>> {
    const SQL: &str = "
        SELECT r.id, p.key, p.name AS project_name, r.owner, r.name AS repository_name
        FROM repositories r
        JOIN projects p ON p.id = r.project_id
        JOIN members m ON m.project_id = p.id AND m.user_id = $1
        WHERE r.steward_id = $1
        ORDER BY r.id";
    tx.query(SQL)
        .bind(user.0)
        .all(|row| {
            let name = full_name(row)?.ok_or_else(|| row.broken("repositories", "name"))?;
            Ok((read_project(row)?, name))
        })
        .await
}

/// The open tasks that are the user's, or on a repository that loses its steward.
async fn tasks(tx: &mut ReadTx, user: UserId) -> Result<Vec<(ProjectImpact, TaskImpact)>> {
    const SQL: &str = "
        SELECT t.id, p.key, p.name AS project_name, t.number, t.title
        FROM repositories r
        JOIN tasks t ON t.repository_id = r.id
        JOIN projects p ON p.id = t.project_id
        JOIN members m ON m.project_id = p.id AND m.user_id = $1
        WHERE t.assignee_id IS NOT NULL
            AND (t.closed_at IS NULL OR t.pull_request = 'awaited')
            AND (t.assignee_id = $1 OR r.steward_id = $1)
        ORDER BY t.number";
    tx.query(SQL)
        .bind(user.0)
        .all(|row| {
            let task = TaskImpact {
                number: row.id("number", TaskNumber)?,
                title: row.word("tasks", "title")?,
            };
            Ok((read_project(row)?, task))
        })
        .await
}

fn read_project(row: &Row) -> Result<ProjectImpact> {
    Ok(ProjectImpact {
        key: row.word("projects", "key")?,
        name: row.word("projects", "project_name")?,
        repositories: Vec::new(),
        open_tasks: 0,
        tasks: Vec::new(),
    })
}

fn entry(projects: &mut Vec<ProjectImpact>, new: ProjectImpact) -> &mut ProjectImpact {
    let known = projects.iter().position(|project| project.key == new.key);
    let place = known.unwrap_or_else(|| {
        projects.push(new);
        projects.len() - 1
    });
    &mut projects[place]
}
