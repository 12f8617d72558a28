//! What was last seen of a repository on GitHub, for showing: its names, and what is wrong with it.
//!
//! It is written to every link of the repository. Where nobody could have decided otherwise
//! meanwhile, no version grows by it.

use domain::{
    effect::Trouble, event::EventKind, ids::GithubRepositoryId, names::BranchName,
    wire::github::OwnerKind,
};

use crate::{Result, Tx, told::News};

/// What a repository is called on GitHub now.
#[derive(Clone, Copy, Debug)]
pub struct Names<'a> {
    /// The owner's login.
    pub owner: &'a str,
    /// A person or an organization: a transfer can change it.
    pub owner_kind: OwnerKind,
    /// The repository's name.
    pub name: &'a str,
    /// Whether strangers cannot see it.
    pub private: bool,
    /// Its page.
    pub html_url: &'a str,
    /// Where git clones it from.
    pub clone_url: &'a str,
}

/// Records what is wrong with a repository on GitHub, or that nothing is.
pub async fn mark_trouble(
    tx: &mut Tx,
    github_id: GithubRepositoryId,
    trouble: Option<Trouble>,
) -> Result<()> {
    const SQL: &str = "
        UPDATE repositories
        SET trouble = $2
        WHERE github_id = $1
            AND trouble IS DISTINCT FROM $2";
    let mark = tx.query(SQL).bind(github_id.0);
    let marked = mark.bind(trouble.map(Trouble::as_str)).execute().await?;
    tell(tx, github_id, marked);
    Ok(())
}

/// Records what a repository is called on GitHub now.
pub async fn refresh_names(
    tx: &mut Tx,
    github_id: GithubRepositoryId,
    names: Names<'_>,
) -> Result<()> {
    const SQL: &str = "
        UPDATE repositories
        SET owner = $2, owner_kind = $3, name = $4, private = $5, html_url = $6, clone_url = $7
        WHERE github_id = $1
            AND (
                owner <> $2 OR owner_kind <> $3 OR name <> $4 OR private <> $5
                OR html_url <> $6 OR clone_url <> $7
            )";
    let changed = tx
        .query(SQL)
        .bind(github_id.0)
        .bind(names.owner)
        .bind(names.owner_kind.as_str())
        .bind(names.name)
        .bind(names.private)
        .bind(names.html_url)
        .bind(names.clone_url)
        .execute()
        .await?;
    tell(tx, github_id, changed);
    Ok(())
}

/// Tells of it where anything is shown otherwise now.
fn tell(tx: &mut Tx, github_id: GithubRepositoryId, changed: u64) {
    if changed > 0 {
        tx.tell(News::Repository(github_id, EventKind::RepositoriesChanged));
    }
}

/// Records that a branch is called otherwise on GitHub now: as the development branch of whoever
/// links the repository, and as the branch of tasks. Both are people's to change as well, so their
/// versions grow.
pub async fn rename_branch(
    tx: &mut Tx,
    github_id: GithubRepositoryId,
    from: &BranchName,
    to: &BranchName,
) -> Result<()> {
    const DEVELOPMENT: &str = "
        UPDATE repositories
        SET development_branch = $3, version = version + 1
        WHERE github_id = $1
            AND development_branch = $2";
    const TASKS: &str = "
        UPDATE tasks
        SET branch = $3, version = version + 1
        WHERE branch = $2
            AND repository_id IN (SELECT r.id FROM repositories r WHERE r.github_id = $1)";
    for sql in [DEVELOPMENT, TASKS] {
        let rename = tx.query(sql).bind(github_id.0).bind(from.as_str());
        let renamed = rename.bind(to.as_str()).execute().await?;
        tell(tx, github_id, renamed);
    }
    Ok(())
}
