//! What was last seen of a repository on GitHub, for showing: its names, and what is wrong with it.
//!
//! It is written to every link of the repository and never grows a version: nobody decided it.

use domain::{effect::Trouble, ids::GithubRepositoryId, wire::github::OwnerKind};

use crate::{Result, Tx};

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
        WHERE github_id = $1";
    tx.query(SQL)
        .bind(github_id.0)
        .bind(trouble.map(Trouble::as_str))
        .execute()
        .await?;
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
        WHERE github_id = $1";
    tx.query(SQL)
        .bind(github_id.0)
        .bind(names.owner)
        .bind(names.owner_kind.as_str())
        .bind(names.name)
        .bind(names.private)
        .bind(names.html_url)
        .bind(names.clone_url)
        .execute()
        .await?;
    Ok(())
}
