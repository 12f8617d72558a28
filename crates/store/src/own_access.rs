//! What one user reaches because of which tasks, over all of their projects.
//!
//! From our own records only, as [`records`] reads them.

use domain::{
    ids::{ProjectId, UserId},
    wire::access::ProjectAccess,
};

use crate::{ReadTx, Result, access_list::records, row::Row};

/// A user's own access, by projects; projects without any are left out.
pub async fn of_user(tx: &mut ReadTx, user: UserId) -> Result<Vec<ProjectAccess>> {
    const SQL: &str = "
        SELECT p.id, p.key, p.name
        FROM members m
        JOIN projects p ON p.id = m.project_id
        WHERE m.user_id = $1
        ORDER BY p.key";
    let projects = tx.query(SQL).bind(user.0).all(read_project).await?;
    let mut accesses = Vec::new();
    for (project, mut access) in projects {
        for mut records in records(tx, project).await? {
            records.retain(user);
            let shown = records.shown();
            if !shown.accesses.is_empty() {
                access.repositories.push(shown);
            }
        }
        accesses.push(access);
    }
    accesses.retain(|access| !access.repositories.is_empty());
    Ok(accesses)
}

fn read_project(row: &Row) -> Result<(ProjectId, ProjectAccess)> {
    let access = ProjectAccess {
        key: row.word("projects", "key")?,
        name: row.word("projects", "name")?,
        repositories: Vec::new(),
    };
    Ok((row.id("id", ProjectId)?, access))
}
