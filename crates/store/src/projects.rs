//! Projects.
//!
//! Whoever is no member is told nothing, not even that a project exists: every look asks for whom.

use domain::{
    Timestamp,
    event::{Event, EventKind},
    ids::{ProjectId, UserId},
    names::{ProjectKey, ProjectName, Text},
    options::{Closing, Follows, Options},
    project::Role,
    wire::{self, page::Page, projects::CreateProject},
};

use crate::{KeyTaken, Outdated, ReadTx, Result, Tx, members, pages, row::Row, told::News};

/// A project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// Its id.
    pub id: ProjectId,
    /// Its key.
    pub key: ProjectKey,
    /// Its name.
    pub name: ProjectName,
    /// What it is about.
    pub description: Text,
    /// What it chooses.
    pub options: Options,
    /// Grows by one at every save.
    pub version: i64,
    /// When it was created.
    pub created_at: Timestamp,
}

impl Project {
    /// The project as a member with this role is shown it.
    pub fn shown(self, role: Role, open_tasks: i64) -> wire::projects::Project {
        wire::projects::Project {
            id: self.id,
            key: self.key,
            name: self.name,
            description: self.description,
            role,
            open_tasks,
            version: self.version,
            created_at: self.created_at,
        }
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "
        SELECT p.id, p.key, p.name, p.description, p.version, p.created_at, p.access_right,
            p.pull_request_title, p.pull_request_text, p.backlink, p.draft, p.until_merged,
            p.follow_branch, p.follow_pull_request, p.follow_merge",
            $rest
        )
    };
}

/// Creates a project whose owner is `owner`.
pub async fn create(
    tx: &mut Tx,
    owner: UserId,
    new: &CreateProject,
) -> Result<Result<Project, KeyTaken>> {
    const SQL: &str = "
        INSERT INTO projects (id, key, name, description, last_task_number, version, created_at)
        VALUES ($1, $2, $3, $4, 0, 1, $5)
        ON CONFLICT (key) DO NOTHING";
    let project = Project {
        id: ProjectId(tx.new_id()),
        key: new.key.clone(),
        name: new.name.clone(),
        description: new.description.clone(),
        options: Options::default(),
        version: 1,
        created_at: tx.now(),
    };
    let made = tx
        .query(SQL)
        .bind(project.id.0)
        .bind(new.key.as_str())
        .bind(new.name.as_str())
        .bind(new.description.as_str())
        .bind(project.created_at)
        .execute()
        .await?;
    if made == 0 {
        return Ok(Err(KeyTaken));
    }
    members::add(tx, project.id, owner, Role::Owner)
        .await?
        .expect("a project that was just created has no members");
    Ok(Ok(project))
}

/// The project with this key and the user's role in it; none for those who are no members.
pub async fn find(
    tx: &mut ReadTx,
    key: &ProjectKey,
    user: UserId,
) -> Result<Option<(Project, Role)>> {
    const SQL: &str = select!(
        ", m.role
        FROM projects p
        JOIN members m ON m.project_id = p.id
        WHERE p.key = $1
            AND m.user_id = $2"
    );
    tx.query(SQL)
        .bind(key.as_str())
        .bind(user.0)
        .optional(|row| Ok((read(row)?, row.word("members", "role")?)))
        .await
}

/// The project with this id, whoever asks: for what acts without a user.
pub async fn find_by_id(tx: &mut ReadTx, project: ProjectId) -> Result<Option<Project>> {
    const SQL: &str = select!(
        "
        FROM projects p
        WHERE p.id = $1"
    );
    tx.query(SQL).bind(project.0).optional(read).await
}

/// The projects that a user is a member of, by their keys.
pub async fn list(
    tx: &mut ReadTx,
    user: UserId,
    cursor: Option<&str>,
    limit: u32,
) -> Result<Page<wire::projects::Project>> {
    const SQL: &str = select!(
        ", m.role,
            (
                SELECT COUNT(*)
                FROM tasks t
                WHERE t.project_id = p.id
                    AND t.closed_at IS NULL
            ) AS open_tasks
        FROM members m
        JOIN projects p ON p.id = m.project_id
        WHERE m.user_id = $1
            AND p.key > $2
        ORDER BY p.key
        LIMIT $3"
    );
    let after: String = pages::after(cursor, String::new())?;
    let projects = tx
        .query(SQL)
        .bind(user.0)
        .bind(after)
        .bind(pages::rows(limit))
        .all(|row| Ok(read(row)?.shown(row.word("members", "role")?, row.get("open_tasks")?)))
        .await?;
    Ok(pages::page(projects, limit, |project| project.key.clone()))
}

/// How many tasks of a project are open.
pub async fn count_open_tasks(tx: &mut ReadTx, project: ProjectId) -> Result<i64> {
    const SQL: &str = "
        SELECT COUNT(*) AS open_tasks
        FROM tasks
        WHERE project_id = $1
            AND closed_at IS NULL";
    tx.query(SQL).bind(project.0).one().await?.get("open_tasks")
}

/// Saves name, description and options, unless somebody else saved since `project` was read.
pub async fn save(tx: &mut Tx, project: &Project) -> Result<Result<Project, Outdated>> {
    const SQL: &str = "
        UPDATE projects
        SET name = $3, description = $4, access_right = $5, pull_request_title = $6,
            pull_request_text = $7, backlink = $8, draft = $9, until_merged = $10,
            follow_branch = $11, follow_pull_request = $12, follow_merge = $13,
            version = version + 1
        WHERE id = $1
            AND version = $2";
    let Options {
        right,
        closing,
        follows,
    } = &project.options;
    let saved = tx
        .query(SQL)
        .bind(project.id.0)
        .bind(project.version)
        .bind(project.name.as_str())
        .bind(project.description.as_str())
        .bind(right.as_str())
        .bind(closing.title.as_str())
        .bind(closing.text.as_str())
        .bind(closing.backlink)
        .bind(closing.draft)
        .bind(closing.until_merged)
        .bind(follows.branch)
        .bind(follows.pull_request)
        .bind(follows.merge)
        .execute()
        .await?;
    if saved == 0 {
        return Ok(Err(Outdated));
    }
    let event = Event::new(EventKind::ProjectChanged);
    tx.tell(News::Project(event.of(project.id)));
    let version = project.version + 1;
    let project = project.clone();
    Ok(Ok(Project { version, ..project }))
}

fn read(row: &Row) -> Result<Project> {
    Ok(Project {
        id: row.id("id", ProjectId)?,
        key: row.word("projects", "key")?,
        name: row.word("projects", "name")?,
        description: row.word("projects", "description")?,
        options: read_options(row)?,
        version: row.get("version")?,
        created_at: row.get("created_at")?,
    })
}

fn read_options(row: &Row) -> Result<Options> {
    Ok(Options {
        right: row.word("projects", "access_right")?,
        closing: Closing {
            title: row.word("projects", "pull_request_title")?,
            text: row.word("projects", "pull_request_text")?,
            backlink: row.get("backlink")?,
            draft: row.get("draft")?,
            until_merged: row.get("until_merged")?,
        },
        follows: Follows {
            branch: row.get("follow_branch")?,
            pull_request: row.get("follow_pull_request")?,
            merge: row.get("follow_merge")?,
        },
    })
}
