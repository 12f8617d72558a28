//! What the records say about who should reach a repository: the input of the law of access.
//!
//! The law itself is in `domain`; no status decides anything here.

use domain::{
    access::Claim,
    ids::{GithubAccountId, GithubRepositoryId},
};

use crate::{ReadTx, Result};

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
        SELECT DISTINCT t.status, t.pull_request
        FROM repositories r
        JOIN tasks t ON t.repository_id = r.id
        JOIN members m ON m.project_id = t.project_id AND m.user_id = t.assignee_id
        JOIN connections c ON c.user_id = t.assignee_id
        WHERE r.github_id = $1
            AND c.github_id = $2
            AND c.state <> 'ending'";
    tx.query(SQL)
        .bind(repository.0)
        .bind(account.0)
        .all(|row| {
            Ok(Claim {
                status: row.word("tasks", "status")?,
                pull_request: row.word("tasks", "pull_request")?,
            })
        })
        .await
}
