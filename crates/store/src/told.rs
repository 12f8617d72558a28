//! What a transaction tells open pages: gathered while it works, written down at its very end.
//!
//! Whom a change concerns is looked up once, however often it was named. Nothing but kinds and our
//! own ids is ever written.

use std::collections::BTreeSet;

use domain::{
    effect::Subject,
    event::{Event, EventKind},
    ids::{GithubRepositoryId, ProjectId, RepositoryId, TaskId, UserId},
};

use crate::{
    Result, Tx,
    activity::{Chain, Entry},
    row::Row,
};

/// Something to tell of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum News {
    /// To the members of the project that it names.
    Project(Event),
    /// To one user.
    User(UserId, Event),
    /// To the members of a task's project.
    Task(TaskId, EventKind),
    /// To the members of every project that links a repository.
    Repository(GithubRepositoryId, EventKind),
    /// To the members of every project that a user is a member of.
    ProjectsOf(UserId, EventKind),
}

/// An event with whom it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Addressed {
    user: Option<UserId>,
    event: Event,
}

impl News {
    /// What is to be told of an entry of the activity.
    pub(crate) fn of_entry(entry: &Entry) -> Option<Self> {
        let event = Event::new(EventKind::ActivityAdded).on(entry.task);
        match entry.chain {
            Chain::Project(project) => Some(Self::Project(event.of(project))),
            Chain::Account(user) => Some(Self::User(user, event)),
            Chain::Server => None,
        }
    }

    /// What is to be told of an effect.
    pub(crate) fn of_effect(subject: Subject) -> Self {
        let kind = EventKind::EffectsChanged;
        match subject {
            Subject::SyncPullRequest { task } | Subject::SyncWork { task } => {
                Self::Task(task, kind)
            }
            Subject::SyncAccess { repository, .. }
            | Subject::SyncRepository { repository }
            | Subject::SyncHook { repository } => Self::Repository(repository, kind),
            Subject::EndConnection { user } => {
                Self::User(user, Event::new(EventKind::ConnectionChanged))
            }
        }
    }
}

/// Writes down what a transaction tells; says whether there was anything.
///
/// The row of numbers stays held until the commit. So whoever sees a number sees all before it,
/// and to go on behind the last number seen loses nothing. It comes after all else that a
/// transaction holds, and is the same row for all: nobody waits in a circle.
pub(crate) async fn write_all(tx: &mut Tx, news: BTreeSet<News>) -> Result<bool> {
    const TAKE: &str = "
        UPDATE event_numbers
        SET last = last + $1
        WHERE id = 1
        RETURNING last";
    let mut events = BTreeSet::new();
    for news in news {
        address(tx, news, &mut events).await?;
    }
    if events.is_empty() {
        return Ok(false);
    }
    let count = i64::try_from(events.len()).expect("a transaction tells of fewer things");
    let last: i64 = tx.query(TAKE).bind(count).one().await?.get("last")?;
    for (number, event) in (last - count + 1..).zip(events) {
        insert(tx, number, event).await?;
    }
    Ok(true)
}

async fn insert(tx: &mut Tx, number: i64, Addressed { user, event }: Addressed) -> Result<()> {
    const SQL: &str = "
        INSERT INTO events (number, kind, project_id, user_id, task_id, repository_id, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let now = tx.now();
    tx.query(SQL)
        .bind(number)
        .bind(event.kind.as_str())
        .bind(event.project.map(|project| project.0))
        .bind(user.map(|user| user.0))
        .bind(event.task.map(|task| task.0))
        .bind(event.repository.map(|repository| repository.0))
        .bind(now)
        .execute()
        .await?;
    Ok(())
}

/// Finds out whom something concerns.
async fn address(tx: &mut Tx, news: News, events: &mut BTreeSet<Addressed>) -> Result<()> {
    const TASK: &str = "
        SELECT id, project_id, repository_id
        FROM tasks
        WHERE id = $1";
    const REPOSITORY: &str = "
        SELECT id, project_id, id AS repository_id
        FROM repositories
        WHERE github_id = $1";
    const PROJECTS: &str = "
        SELECT project_id
        FROM members
        WHERE user_id = $1";
    let (sought, task, kind) = match news {
        News::Project(event) => {
            events.insert(Addressed { user: None, event });
            return Ok(());
        }
        News::User(user, event) => {
            let user = Some(user);
            events.insert(Addressed { user, event });
            return Ok(());
        }
        News::Task(task, kind) => (tx.query(TASK).bind(task.0), Some(task), kind),
        News::Repository(id, kind) => (tx.query(REPOSITORY).bind(id.0), None, kind),
        News::ProjectsOf(user, kind) => {
            let projects = tx.query(PROJECTS).bind(user.0);
            let found = projects.all(|row| row.id("project_id", ProjectId)).await?;
            events.extend(found.into_iter().map(|project| Addressed {
                user: None,
                event: Event::new(kind).of(project),
            }));
            return Ok(());
        }
    };
    let read = |row: &Row| {
        let event = Event::new(kind).of(row.id("project_id", ProjectId)?);
        let repository = row.id_or_none("repository_id", RepositoryId)?;
        let event = event.on(task).about(repository);
        Ok(Addressed { user: None, event })
    };
    events.extend(sought.all(read).await?);
    Ok(())
}
