//! The activity of projects and accounts: append-only, a chain for each.
//!
//! Law 5 binds every entry: nothing of a commit is in it. Nothing here changes or deletes one, and
//! the database refuses it too.

use domain::{
    activity::{ActivityKind, RequestId},
    ids::{ActivityId, GithubAccountId, GithubRepositoryId, ProjectId, TaskId, TaskNumber, UserId},
    task::Task,
    wire::{me::Person, page::Page, projects::Activity},
};
use uuid::Uuid;

use crate::{ReadTx, Result, Tx, pages, row::Row, users::read_person};
pub use crate::{
    adopt::adopt,
    verify::{Fault, Head, NotAHead, Report, verify},
};

/// Where an entry belongs. Entries of one chain are in one order; chains know nothing of each
/// other, so that nobody waits who works on something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Chain {
    /// What happened in a project.
    Project(ProjectId),
    /// What happened with a user's account.
    Account(UserId),
    /// Which chains there are: without it, a whole chain could vanish.
    Server,
}

impl Chain {
    /// The chain as its column holds it.
    pub(crate) fn id(self) -> Uuid {
        match self {
            Self::Project(project) => project.0,
            Self::Account(user) => user.0,
            Self::Server => Uuid::nil(),
        }
    }
}

/// An entry to be appended.
#[derive(Clone, Debug)]
pub struct Entry {
    pub(crate) chain: Chain,
    pub(crate) kind: ActivityKind,
    pub(crate) actor: Option<UserId>,
    pub(crate) task: Option<TaskId>,
    pub(crate) repository: Option<GithubRepositoryId>,
    pub(crate) account: Option<GithubAccountId>,
    pub(crate) detail: String,
    pub(crate) reason: String,
    pub(crate) request: Option<RequestId>,
}

impl Entry {
    /// Something that Tasksource did by itself, unless [`Entry::by`] says who did it.
    pub fn new(chain: Chain, kind: ActivityKind) -> Self {
        Self {
            chain,
            kind,
            actor: None,
            task: None,
            repository: None,
            account: None,
            detail: String::new(),
            reason: String::new(),
            request: None,
        }
    }

    /// Who did it.
    #[must_use]
    pub fn by(mut self, actor: UserId) -> Self {
        self.actor = Some(actor);
        self
    }

    /// The task that it is about.
    #[must_use]
    pub fn on(mut self, task: Option<TaskId>) -> Self {
        self.task = task;
        self
    }

    /// The repository, and the account there, that it is about.
    #[must_use]
    pub fn about(
        mut self,
        repository: GithubRepositoryId,
        account: Option<GithubAccountId>,
    ) -> Self {
        self.repository = Some(repository);
        self.account = account;
        self
    }

    /// What else there is to say, in words.
    #[must_use]
    pub fn saying(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    /// Why Tasksource acted, in words.
    #[must_use]
    pub fn because(mut self, reason: impl Into<String>) -> Self {
        self.reason = reason.into();
        self
    }

    /// GitHub's id of the request that did it.
    #[must_use]
    pub fn answered(mut self, request: Option<RequestId>) -> Self {
        self.request = request;
        self
    }
}

/// Appends an entry when the transaction commits, after all else that it does.
pub fn append(tx: &mut Tx, entry: Entry) {
    tx.append(entry);
}

/// The activity of a project, the latest first.
pub async fn list(
    tx: &mut ReadTx,
    project: ProjectId,
    cursor: Option<&str>,
    limit: u32,
) -> Result<Page<Activity>> {
    of_chain(tx, Chain::Project(project), cursor, limit).await
}

/// What happened with a user's account, the latest first.
pub async fn list_of_account(
    tx: &mut ReadTx,
    user: UserId,
    cursor: Option<&str>,
    limit: u32,
) -> Result<Page<Activity>> {
    of_chain(tx, Chain::Account(user), cursor, limit).await
}

macro_rules! select {
    ($where:literal) => {
        concat!(
            "
        SELECT a.id, a.number, a.kind, a.detail, a.reason, a.request_id, a.at, a.actor_id, a.hash,
            u.id AS user_id, u.name AS user_name, c.login AS user_login, t.number AS task_number
        FROM activity a
        LEFT JOIN users u ON u.id = a.actor_id
        LEFT JOIN connections c ON c.user_id = a.actor_id
        LEFT JOIN tasks t ON t.id = a.task_id
        WHERE a.chain_id = $1
            AND a.number < $2",
            $where,
            "
        ORDER BY a.number DESC
        LIMIT $3"
        )
    };
}

/// What happened with a task, the latest first: also with its assignee's access where it works,
/// since it was created.
pub async fn list_of_task(
    tx: &mut ReadTx,
    task: &Task,
    cursor: Option<&str>,
    limit: u32,
) -> Result<Page<Activity>> {
    const SQL: &str = select!(
        "
            AND a.id IN (
                SELECT id
                FROM activity
                WHERE task_id = $4
                UNION
                SELECT x.id
                FROM repositories r
                JOIN connections c ON c.user_id = $6
                JOIN activity x
                    ON x.github_repository_id = r.github_id AND x.github_account_id = c.github_id
                WHERE r.id = $5
                    AND x.at >= $7
            )"
    );
    let before = pages::after(cursor, i64::MAX)?;
    let entries = tx
        .query(SQL)
        .bind(task.project.0)
        .bind(before)
        .bind(pages::rows(limit))
        .bind(task.id.0)
        .bind(task.repository.map(|repository| repository.0))
        .bind(task.assignee.map(|user| user.0))
        .bind(task.created_at)
        .all(read)
        .await?;
    Ok(pages::page(entries, limit, |entry| entry.number))
}

async fn of_chain(
    tx: &mut ReadTx,
    chain: Chain,
    cursor: Option<&str>,
    limit: u32,
) -> Result<Page<Activity>> {
    const SQL: &str = select!("");
    let before = pages::after(cursor, i64::MAX)?;
    let entries = tx
        .query(SQL)
        .bind(chain.id())
        .bind(before)
        .bind(pages::rows(limit))
        .all(read)
        .await?;
    Ok(pages::page(entries, limit, |entry| entry.number))
}

fn read(row: &Row) -> Result<Activity> {
    let request: Option<String> = row.get("request_id")?;
    let hash: Vec<u8> = row.get("hash")?;
    Ok(Activity {
        id: row.id("id", ActivityId)?,
        number: row.get("number")?,
        kind: row.word("activity", "kind")?,
        actor: read_actor(row)?,
        task: row.id_or_none("task_number", TaskNumber)?,
        detail: row.get("detail")?,
        reason: row.get("reason")?,
        request_id: request.as_deref().and_then(RequestId::read),
        at: row.get("at")?,
        hash: hex::encode(hash),
    })
}

/// Who did it, also after their account is gone: an entry outlives it.
fn read_actor(row: &Row) -> Result<Option<Person>> {
    let Some(id) = row.id_or_none("actor_id", UserId)? else {
        return Ok(None);
    };
    let gone = || Person {
        id,
        name: "A deleted account".parse().expect("this is a name"),
        github_login: None,
    };
    let found = read_person(row, ["user_id", "user_name", "user_login"])?;
    Ok(Some(found.unwrap_or_else(gone)))
}
