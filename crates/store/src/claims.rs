//! What the records say about who should reach a repository: the input of the law of access.
//!
//! The law itself is in `domain`; no status decides anything here.

use domain::{
    access::{Claim, Permission},
    ids::{GithubAccountId, GithubRepositoryId},
    options::Right,
    pull_request::PullRequestState,
    task::Status,
};

use crate::{ReadTx, Result, row::Row};

/// What the tasks say about one account's access to one GitHub repository, each thing once.
///
/// They count in whatever project they are, while the assignee is a member of it and their
/// connection is not ending.
pub async fn claims(
    tx: &mut ReadTx,
    repository: GithubRepositoryId,
    account: GithubAccountId,
) -> Result<Vec<Claim>> {
    const SQL: &str = "
        SELECT DISTINCT t.status, t.pull_request, p.until_merged, p.access_right, r.owner_kind,
            h.user_id IS NOT NULL AS held
        FROM repositories r
        JOIN projects p ON p.id = r.project_id
        JOIN tasks t ON t.repository_id = r.id
        JOIN members m ON m.project_id = t.project_id AND m.user_id = t.assignee_id
        JOIN connections c ON c.user_id = t.assignee_id
        LEFT JOIN holds h
            ON h.github_repository_id = r.github_id AND h.user_id = t.assignee_id
        WHERE r.github_id = $1
            AND c.github_id = $2
            AND c.state <> 'ending'";
    tx.query(SQL)
        .bind(repository.0)
        .bind(account.0)
        .all(read_claim)
        .await
}

/// What a project and a repository say about every claim of its tasks.
#[derive(Clone, Copy)]
pub(crate) struct Terms {
    until_merged: bool,
    right: Permission,
}

impl Terms {
    /// The claim of a task that stands so.
    pub(crate) fn claim(self, status: Status, pull_request: PullRequestState, held: bool) -> Claim {
        Claim {
            status,
            pull_request,
            until_merged: self.until_merged,
            right: self.right,
            held,
        }
    }
}

/// Reads it from a row of project and repository.
pub(crate) fn read_terms(row: &Row) -> Result<Terms> {
    let right: Right = row.word("projects", "access_right")?;
    Ok(Terms {
        until_merged: row.get("until_merged")?,
        right: right.on(row.word("repositories", "owner_kind")?),
    })
}

/// Reads a claim from a row of task, project, repository and whether it is held back.
pub(crate) fn read_claim(row: &Row) -> Result<Claim> {
    let status = row.word("tasks", "status")?;
    let pull_request = row.word("tasks", "pull_request")?;
    Ok(read_terms(row)?.claim(status, pull_request, row.get("held")?))
}
