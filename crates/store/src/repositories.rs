//! GitHub repositories that are linked to projects.
//!
//! They are known by GitHub's durable number. Owner, name and addresses are what was last seen,
//! for showing only.

use domain::{
    effect::Trouble,
    event::{Event, EventKind},
    ids::{GithubRepositoryId, ProjectId, RepositoryId, UserId},
    names::BranchName,
    wire::{self, github::OwnerKind, me::Person},
};

pub use crate::sightings::{Names, mark_trouble, refresh_names, rename_branch};
use crate::{
    AlreadyLinked, Outdated, ReadTx, Result, Tx, dialect::FOR_UPDATE, row::Row, told::News,
    users::read_person,
};

/// A repository as linked to one project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repository {
    /// Its id here.
    pub id: RepositoryId,
    /// The project that it is linked to.
    pub project: ProjectId,
    /// GitHub's durable number.
    pub github_id: GithubRepositoryId,
    /// The owner's login, as last seen.
    pub owner: String,
    /// A person or an organization.
    pub owner_kind: OwnerKind,
    /// Its name, as last seen.
    pub name: String,
    /// Whether strangers cannot see it.
    pub private: bool,
    /// Its page on GitHub.
    pub html_url: String,
    /// Where git clones it from.
    pub clone_url: String,
    /// The branch that tasks start from and return to.
    pub development_branch: Option<BranchName>,
    /// Whose connection acts on it.
    pub steward: Option<UserId>,
    /// What is wrong with it on GitHub, as last seen.
    pub trouble: Option<Trouble>,
    /// Grows by one at every save.
    pub version: i64,
}

/// A repository to be linked.
#[derive(Clone, Debug)]
pub struct NewRepository {
    /// The project.
    pub project: ProjectId,
    /// GitHub's durable number.
    pub github_id: GithubRepositoryId,
    /// The owner's login.
    pub owner: String,
    /// A person or an organization.
    pub owner_kind: OwnerKind,
    /// Its name.
    pub name: String,
    /// Whether strangers cannot see it.
    pub private: bool,
    /// Its page on GitHub.
    pub html_url: String,
    /// Where git clones it from.
    pub clone_url: String,
    /// Whose connection acts on it.
    pub steward: UserId,
}

impl Repository {
    /// The repository as members are shown it; the steward comes as a person, and with it why
    /// GitHub's messages about it do not come.
    pub fn shown(
        self,
        steward: Option<Person>,
        webhook_trouble: Option<Trouble>,
    ) -> wire::projects::Repository {
        wire::projects::Repository {
            id: self.id,
            github_id: self.github_id,
            owner: self.owner,
            owner_kind: self.owner_kind,
            name: self.name,
            private: self.private,
            html_url: self.html_url,
            development_branch: self.development_branch,
            steward,
            trouble: self.trouble,
            webhook_trouble,
            version: self.version,
        }
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "
        SELECT r.id, r.project_id, r.github_id, r.owner, r.owner_kind, r.name, r.private,
            r.html_url, r.clone_url, r.development_branch, r.steward_id, r.trouble, r.version
        FROM repositories r
        WHERE ",
            $rest
        )
    };
}

/// Links a repository to a project.
pub async fn link(tx: &mut Tx, new: NewRepository) -> Result<Result<Repository, AlreadyLinked>> {
    const SQL: &str = "
        INSERT INTO repositories
            (id, project_id, github_id, owner, owner_kind, name, private, html_url, clone_url,
            steward_id, version)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)
        ON CONFLICT (project_id, github_id) DO NOTHING";
    let id = RepositoryId(tx.new_id());
    let linked = tx
        .query(SQL)
        .bind(id.0)
        .bind(new.project.0)
        .bind(new.github_id.0)
        .bind(&new.owner)
        .bind(new.owner_kind.as_str())
        .bind(&new.name)
        .bind(new.private)
        .bind(&new.html_url)
        .bind(&new.clone_url)
        .bind(new.steward.0)
        .execute()
        .await?;
    tell(tx, new.project, id);
    Ok(if linked == 1 {
        Ok(new.linked_as(id))
    } else {
        Err(AlreadyLinked)
    })
}

impl NewRepository {
    fn linked_as(self, id: RepositoryId) -> Repository {
        Repository {
            id,
            project: self.project,
            github_id: self.github_id,
            owner: self.owner,
            owner_kind: self.owner_kind,
            name: self.name,
            private: self.private,
            html_url: self.html_url,
            clone_url: self.clone_url,
            development_branch: None,
            steward: Some(self.steward),
            trouble: None,
            version: 1,
        }
    }
}

/// A repository of this project.
pub async fn find(
    tx: &mut ReadTx,
    project: ProjectId,
    repository: RepositoryId,
) -> Result<Option<Repository>> {
    const SQL: &str = select!("r.id = $1 AND r.project_id = $2");
    tx.query(SQL)
        .bind(repository.0)
        .bind(project.0)
        .optional(read)
        .await
}

/// The repositories of a project, in the order in which they were linked.
pub async fn list(tx: &mut ReadTx, project: ProjectId) -> Result<Vec<Repository>> {
    const SQL: &str = select!("r.project_id = $1 ORDER BY r.id");
    tx.query(SQL).bind(project.0).all(read).await
}

/// All links of one GitHub repository.
pub async fn by_github(tx: &mut ReadTx, github_id: GithubRepositoryId) -> Result<Vec<Repository>> {
    const SQL: &str = select!("r.github_id = $1 ORDER BY r.id");
    tx.query(SQL).bind(github_id.0).all(read).await
}

/// The repositories that a user's connection acts on.
pub async fn stewarded_by(tx: &mut ReadTx, user: UserId) -> Result<Vec<Repository>> {
    const SQL: &str = select!("r.steward_id = $1 ORDER BY r.id");
    tx.query(SQL).bind(user.0).all(read).await
}

/// The repositories of a project as its members are shown them.
pub async fn list_shown(
    tx: &mut ReadTx,
    project: ProjectId,
) -> Result<Vec<wire::projects::Repository>> {
    const SQL: &str = "
        SELECT r.id, r.project_id, r.github_id, r.owner, r.owner_kind, r.name, r.private,
            r.html_url, r.clone_url, r.development_branch, r.steward_id, r.trouble, r.version,
            u.name AS steward_name, c.login AS steward_login, h.trouble AS webhook_trouble
        FROM repositories r
        LEFT JOIN users u ON u.id = r.steward_id
        LEFT JOIN connections c ON c.user_id = r.steward_id
        LEFT JOIN hooks h ON h.github_repository_id = r.github_id
        WHERE r.project_id = $1
        ORDER BY r.id";
    tx.query(SQL)
        .bind(project.0)
        .all(|row| {
            let steward = read_person(row, ["steward_id", "steward_name", "steward_login"])?;
            let webhook_trouble = row.word_or_none("hooks", "webhook_trouble")?;
            Ok(read(row)?.shown(steward, webhook_trouble))
        })
        .await
}

/// Saves development branch, steward and trouble, unless somebody else saved meanwhile.
pub async fn save(tx: &mut Tx, repository: &Repository) -> Result<Result<Repository, Outdated>> {
    const SQL: &str = "
        UPDATE repositories
        SET development_branch = $3, steward_id = $4, trouble = $5, version = version + 1
        WHERE id = $1
            AND version = $2";
    let branch = repository.development_branch.as_ref();
    let saved = tx
        .query(SQL)
        .bind(repository.id.0)
        .bind(repository.version)
        .bind(branch.map(BranchName::as_str))
        .bind(repository.steward.map(|user| user.0))
        .bind(repository.trouble.map(Trouble::as_str))
        .execute()
        .await?;
    if saved == 0 {
        return Ok(Err(Outdated));
    }
    tell(tx, repository.project, repository.id);
    let version = repository.version + 1;
    let repository = repository.clone();
    Ok(Ok(Repository {
        version,
        ..repository
    }))
}

/// Holds a repository until the end of the transaction, for whoever enqueues before they change it.
/// All others change first and enqueue then: no two wait for each other.
pub async fn hold(tx: &mut Tx, repository: RepositoryId) -> Result<()> {
    const SQL: &str = "
        SELECT id
        FROM repositories
        WHERE id = $1";
    let held = tx.query_with(SQL, FOR_UPDATE).bind(repository.0);
    held.optional(|_| Ok(())).await?;
    Ok(())
}

/// Unlinks a repository: its tasks lose it; says whether there was one.
///
/// What was given on it is taken back by effects that the caller, who [holds](hold) it, enqueues
/// before, with [`effects::enqueue_all_of_repository`](crate::effects::enqueue_all_of_repository).
pub async fn unlink(tx: &mut Tx, project: ProjectId, repository: RepositoryId) -> Result<bool> {
    const TASKS: &str = "
        UPDATE tasks
        SET repository_id = NULL, version = version + 1, updated_at = $3
        WHERE repository_id = $1
            AND project_id = $2";
    const SQL: &str = "
        DELETE FROM repositories
        WHERE id = $1
            AND project_id = $2";
    let now = tx.now();
    tell(tx, project, repository);
    tx.query(TASKS)
        .bind(repository.0)
        .bind(project.0)
        .bind(now)
        .execute()
        .await?;
    let unlinked = tx
        .query(SQL)
        .bind(repository.0)
        .bind(project.0)
        .execute()
        .await?;
    Ok(unlinked == 1)
}

fn tell(tx: &mut Tx, project: ProjectId, repository: RepositoryId) {
    let event = Event::new(EventKind::RepositoriesChanged).of(project);
    tx.tell(News::Project(event.about(Some(repository))));
}

fn read(row: &Row) -> Result<Repository> {
    Ok(Repository {
        id: row.id("id", RepositoryId)?,
        project: row.id("project_id", ProjectId)?,
        github_id: row.id("github_id", GithubRepositoryId)?,
        owner: row.get("owner")?,
        owner_kind: row.word("repositories", "owner_kind")?,
        name: row.get("name")?,
        private: row.get("private")?,
        html_url: row.get("html_url")?,
        clone_url: row.get("clone_url")?,
        development_branch: row.word_or_none("repositories", "development_branch")?,
        steward: row.id_or_none("steward_id", UserId)?,
        trouble: row.word_or_none("repositories", "trouble")?,
        version: row.get("version")?,
    })
}
