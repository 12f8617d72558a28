//! Whose review a project asks for: members, and other GitHub accounts by their numbers.
//!
//! A member who leaves the project is no reviewer of it any more; the tables see to that.

use std::collections::BTreeSet;

use domain::{
    event::{Event, EventKind},
    ids::{GithubAccountId, ProjectId, UserId},
    names::Login,
};

use crate::{ReadTx, Result, Tx, row::Row, told::News};

/// Whose review a project asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reviewers {
    /// Members of the project.
    pub members: Vec<UserId>,
    /// Other accounts, with what they were called when they were chosen.
    pub accounts: Vec<(GithubAccountId, Login)>,
}

/// A row of either kind.
enum Reviewer {
    Member(UserId),
    Account(GithubAccountId, Login),
}

/// The reviewers of a project, always in the same order.
pub async fn list(tx: &mut ReadTx, project: ProjectId) -> Result<Reviewers> {
    const SQL: &str = "
        SELECT project_id, user_id, github_id, login
        FROM reviewers
        WHERE project_id = $1
        ORDER BY github_id, user_id";
    let mut reviewers = Reviewers::default();
    for reviewer in tx.query(SQL).bind(project.0).all(read).await? {
        match reviewer {
            Reviewer::Member(user) => reviewers.members.push(user),
            Reviewer::Account(account, login) => reviewers.accounts.push((account, login)),
        }
    }
    Ok(reviewers)
}

/// The GitHub accounts to ask: those that were chosen, and those of the members who have one.
pub async fn accounts(tx: &mut ReadTx, project: ProjectId) -> Result<Vec<GithubAccountId>> {
    const SQL: &str = "
        SELECT r.github_id AS account
        FROM reviewers r
        WHERE r.project_id = $1
            AND r.github_id IS NOT NULL
        UNION
        SELECT c.github_id
        FROM reviewers r
        JOIN connections c ON c.user_id = r.user_id
        WHERE r.project_id = $1
        ORDER BY account";
    let account = |row: &Row| row.id("account", GithubAccountId);
    tx.query(SQL).bind(project.0).all(account).await
}

/// Chooses other reviewers. Members must be members.
pub async fn replace(tx: &mut Tx, project: ProjectId, reviewers: &Reviewers) -> Result<()> {
    const FORGET: &str = "DELETE FROM reviewers WHERE project_id = $1";
    const MEMBER: &str = "INSERT INTO reviewers (project_id, user_id) VALUES ($1, $2)";
    const ACCOUNT: &str = "
        INSERT INTO reviewers (project_id, github_id, login)
        VALUES ($1, $2, $3)
        ON CONFLICT (project_id, github_id) DO NOTHING";
    let event = Event::new(EventKind::ProjectChanged);
    tx.tell(News::Project(event.of(project)));
    tx.query(FORGET).bind(project.0).execute().await?;
    for member in reviewers.members.iter().collect::<BTreeSet<_>>() {
        let chosen = tx.query(MEMBER).bind(project.0).bind(member.0);
        chosen.execute().await?;
    }
    for (account, login) in &reviewers.accounts {
        let chosen = tx.query(ACCOUNT).bind(project.0).bind(account.0);
        chosen.bind(login.as_str()).execute().await?;
    }
    Ok(())
}

fn read(row: &Row) -> Result<Reviewer> {
    if let Some(user) = row.id_or_none("user_id", UserId)? {
        return Ok(Reviewer::Member(user));
    }
    let account = row.id("github_id", GithubAccountId)?;
    Ok(Reviewer::Account(account, row.word("reviewers", "login")?))
}
