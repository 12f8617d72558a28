//! Many tasks: lists and columns of a board, filtered and sorted.
//!
//! Only what is in our records; what GitHub knows of a task is asked for elsewhere and kept
//! nowhere.

use std::{fmt, str::FromStr};

use domain::{
    Timestamp,
    access::AccessState,
    ids::{ProjectId, RepositoryId, TaskId, TaskNumber, UserId},
    names::LabelName,
    task::Status,
    wire::{board::Column, page::Page, tasks::TaskSummary},
};

use crate::{
    Error, ReadTx, Result, pages, query::Query, repository_names::full_name, row::Row,
    task_accesses::Accesses, tasks::read_priority, users::read_person,
};

/// Which tasks to list.
#[derive(Clone, Debug, Default)]
pub struct TaskFilter {
    /// Only those that stand so; all where it is left out.
    pub status: Option<Vec<Status>>,
    /// Only those of this user.
    pub assignee: Option<UserId>,
    /// Only those of nobody.
    pub unassigned: bool,
    /// Only those in this repository.
    pub repository: Option<RepositoryId>,
    /// Only those with this label.
    pub label: Option<LabelName>,
    /// Only those with this in their title, in capital or small letters, or with this number.
    pub text: Option<String>,
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The newest first.
    #[default]
    Newest,
    /// As people put them on the board; only within one status.
    Place,
    /// The last changed first.
    Changed,
    /// What matters most first.
    Priority,
    /// What is due soonest first, then what is never due.
    Due,
}

impl Sort {
    fn sql(self) -> &'static str {
        match self {
            Self::Newest => LIST_SQL,
            Self::Place => COLUMN_SQL,
            Self::Changed => BY_CHANGE,
            Self::Priority => BY_PRIORITY,
            Self::Due => BY_DUE,
        }
    }
}

/// The end of the year 9999, after which a time as text is no longer sorted as a time.
const LAST_MICROSECOND: i64 = 253_402_300_799_000_000;

/// The day of what is never due, in the statements below.
const NEVER: &str = "9999-12-31";

macro_rules! list {
    ($statuses:literal, $from:literal, $order:literal) => {
        concat!(
            "
        SELECT t.id, t.number, t.title, t.status, t.priority, t.due, t.pull_request, t.version,
            t.place, t.updated_at, t.assignee_id, t.repository_id, u.name AS assignee_name,
            c.login AS assignee_login, r.owner, r.name AS repository_name,
            (
                SELECT STRING_AGG(l.name, ',')
                FROM task_labels tl
                JOIN labels l ON l.id = tl.label_id
                WHERE tl.task_id = t.id
            ) AS labels
        FROM tasks t
        LEFT JOIN users u ON u.id = t.assignee_id
        LEFT JOIN connections c ON c.user_id = t.assignee_id
        LEFT JOIN repositories r ON r.id = t.repository_id
        WHERE t.project_id = $1
            AND ",
            filter!(),
            " AND ",
            $statuses,
            " AND ",
            $from,
            "
        ORDER BY ",
            $order,
            "
        LIMIT $9"
        )
    };
}

/// What narrows every list: `$2` assignee, `$3` whether of nobody, `$4` repository, `$5` label,
/// `$6` pattern of the title, `$7` number; nothing where it does not matter.
macro_rules! filter {
    () => {
        "($2 IS NULL OR t.assignee_id = $2)
            AND ($3 = 0 OR t.assignee_id IS NULL)
            AND ($4 IS NULL OR t.repository_id = $4)
            AND (
                $5 IS NULL
                OR EXISTS (
                    SELECT 1
                    FROM task_labels tl
                    JOIN labels l ON l.id = tl.label_id
                    WHERE tl.task_id = t.id
                        AND l.name = $5
                )
            )
            AND (
                $6 IS NULL
                OR LOWER(t.title) LIKE LOWER($6) ESCAPE '\\'
                OR t.number = $7
            )"
    };
}

/// What [`list`] asks the database for the newest, for whoever wants to measure it.
///
/// `$1` project, `$2` to `$7` as above, `$8` only numbers below, `$9` how many rows, `$10` to
/// `$14` statuses, repeated to fill up.
pub const LIST_SQL: &str = list!(
    "t.status IN ($10, $11, $12, $13, $14)",
    "t.number < $8",
    "t.number DESC"
);

const BY_CHANGE: &str = list!(
    "t.status IN ($10, $11, $12, $13, $14)",
    "(t.updated_at < $15 OR (t.updated_at = $15 AND t.number < $8))",
    "t.updated_at DESC, t.number DESC"
);

const BY_PRIORITY: &str = list!(
    "t.status IN ($10, $11, $12, $13, $14)",
    "(t.priority < $15 OR (t.priority = $15 AND t.number < $8))",
    "t.priority DESC, t.number DESC"
);

const BY_DUE: &str = list!(
    "t.status IN ($10, $11, $12, $13, $14)",
    "(COALESCE(t.due, '9999-12-31') > $15 OR (COALESCE(t.due, '9999-12-31') = $15 AND t.number < $8))",
    "COALESCE(t.due, '9999-12-31'), t.number DESC"
);

/// What [`list`] asks for a column of the board: `$10` is its status, `$11` the place to go on
/// from.
pub const COLUMN_SQL: &str = list!(
    "t.status = $10",
    "(t.place > $11 OR (t.place = $11 AND t.number > $8))",
    "t.place, t.number"
);

/// The tasks of a project.
pub async fn list(
    tx: &mut ReadTx,
    project: ProjectId,
    filter: &TaskFilter,
    sort: Sort,
    cursor: Option<&str>,
    limit: u32,
) -> Result<Page<TaskSummary>> {
    let tasks = rows(tx, project, filter, sort, cursor, limit).await?;
    let page = pages::page(tasks, limit, |row| row.cursor(sort));
    shown(tx, project, page).await
}

/// All columns of a project's board, each with its first tasks.
pub async fn board(
    tx: &mut ReadTx,
    project: ProjectId,
    filter: &TaskFilter,
    sort: Sort,
    limit: u32,
) -> Result<Vec<Column>> {
    let totals = totals(tx, project, filter).await?;
    let total = |status| totals.iter().find(|(of, _)| *of == status);
    let mut columns = Vec::new();
    for status in Status::ALL {
        let wanted = filter.status.as_ref();
        if wanted.is_some_and(|wanted| !wanted.contains(&status)) {
            continue;
        }
        let narrowed = TaskFilter {
            status: Some(vec![status]),
            ..filter.clone()
        };
        columns.push(Column {
            status,
            total: total(status).map_or(0, |(_, total)| *total),
            tasks: list(tx, project, &narrowed, sort, None, limit).await?,
        });
    }
    Ok(columns)
}

/// One task as lists show it.
pub async fn summary(
    tx: &mut ReadTx,
    project: ProjectId,
    number: TaskNumber,
) -> Result<Option<TaskSummary>> {
    let all = TaskFilter::default();
    let next = (number.0 + 1).to_string();
    let page = list(tx, project, &all, Sort::Newest, Some(&next), 1).await?;
    let found = page.items.into_iter().next();
    Ok(found.filter(|task| task.number == number))
}

/// How many tasks there are of each status that has any.
async fn totals(
    tx: &mut ReadTx,
    project: ProjectId,
    filter: &TaskFilter,
) -> Result<Vec<(Status, i64)>> {
    const SQL: &str = concat!(
        "
        SELECT t.status, COUNT(*) AS total
        FROM tasks t
        WHERE t.project_id = $1
            AND ",
        filter!(),
        "
        GROUP BY t.status"
    );
    let counted = filter.bind(tx.query(SQL).bind(project.0));
    counted
        .all(|row| Ok((row.word("tasks", "status")?, row.get("total")?)))
        .await
}

async fn rows(
    tx: &mut ReadTx,
    project: ProjectId,
    filter: &TaskFilter,
    sort: Sort,
    cursor: Option<&str>,
    limit: u32,
) -> Result<Vec<Listed>> {
    let query = filter.bind(tx.query(sort.sql()).bind(project.0));
    let limit = pages::rows(limit);
    let query = match sort {
        Sort::Newest => {
            let below = pages::after(cursor, i64::MAX)?;
            filter.bind_statuses(query.bind(below).bind(limit))
        }
        Sort::Place => {
            let from = pages::after(cursor, From(i64::MIN, i64::MIN))?;
            let query = query.bind(from.1).bind(limit);
            query.bind(filter.statuses()[0].as_str()).bind(from.0)
        }
        Sort::Changed => {
            let from = pages::after(cursor, From(LAST_MICROSECOND, 0))?;
            let at = Timestamp::from_timestamp_micros(from.0).ok_or(Error::BadCursor)?;
            filter
                .bind_statuses(query.bind(from.1).bind(limit))
                .bind(at)
        }
        Sort::Priority => {
            let from = pages::after(cursor, From(i64::MAX, 0))?;
            filter
                .bind_statuses(query.bind(from.1).bind(limit))
                .bind(from.0)
        }
        Sort::Due => {
            let from = pages::after(cursor, From(String::new(), 0))?;
            filter
                .bind_statuses(query.bind(from.1).bind(limit))
                .bind(from.0)
        }
    };
    query.all(read).await
}

/// Where a list goes on: the value that it is sorted by, and the number of the task.
struct From<K>(K, i64);

impl<K: FromStr> FromStr for From<K> {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (key, number) = text.split_once('.').ok_or(())?;
        let key = key.parse().map_err(|_| ())?;
        Ok(Self(key, number.parse().map_err(|_| ())?))
    }
}

impl<K: fmt::Display> fmt::Display for From<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0, self.1)
    }
}

impl TaskFilter {
    fn bind<'t>(&self, query: Query<'t>) -> Query<'t> {
        let number = self.text.as_deref().and_then(number);
        query
            .bind(self.assignee.map(|user| user.0))
            .bind(i64::from(self.unassigned))
            .bind(self.repository.map(|repository| repository.0))
            .bind(self.label.as_ref().map(|name| name.as_str().to_owned()))
            .bind(self.text.as_deref().map(pattern))
            .bind(number)
    }

    fn bind_statuses<'t>(&self, query: Query<'t>) -> Query<'t> {
        let statuses = self.statuses().into_iter();
        statuses.fold(query, |query, status| query.bind(status.as_str()))
    }

    /// As many statuses as there are, so that one statement serves every choice of them.
    fn statuses(&self) -> [Status; Status::ALL.len()] {
        match self.status.as_deref() {
            None | Some([]) => Status::ALL,
            Some(chosen) => std::array::from_fn(|n| chosen[n.min(chosen.len() - 1)]),
        }
    }
}

/// Any title that holds `text`, taken literally.
pub(crate) fn pattern(text: &str) -> String {
    let literal = text
        .replace('\\', r"\\")
        .replace('%', r"\%")
        .replace('_', r"\_");
    format!("%{literal}%")
}

/// The number that a text may mean: `42`, or `WEB-42`.
fn number(text: &str) -> Option<i64> {
    let last = text.rsplit('-').next().unwrap_or(text);
    last.trim().parse().ok()
}

/// A row of a list, with what its access is looked up by.
struct Listed {
    summary: TaskSummary,
    pair: Option<(RepositoryId, UserId)>,
    place: i64,
}

impl Listed {
    fn cursor(&self, sort: Sort) -> String {
        let TaskSummary {
            number,
            updated_at,
            priority,
            due,
            ..
        } = &self.summary;
        let due = || due.map_or(NEVER.to_owned(), |day| day.to_string());
        match sort {
            Sort::Newest => number.to_string(),
            Sort::Place => From(self.place, number.0).to_string(),
            Sort::Changed => From(updated_at.timestamp_micros(), number.0).to_string(),
            Sort::Priority => From(priority.number(), number.0).to_string(),
            Sort::Due => From(due(), number.0).to_string(),
        }
    }
}

/// The page with how access stands on each task.
async fn shown(
    tx: &mut ReadTx,
    project: ProjectId,
    page: Page<Listed>,
) -> Result<Page<TaskSummary>> {
    let mut items = Vec::with_capacity(page.items.len());
    let some = page.items.iter().any(|row| row.pair.is_some());
    let accesses = if some {
        Some(Accesses::of(tx, project).await?)
    } else {
        None
    };
    for Listed {
        mut summary, pair, ..
    } in page.items
    {
        if let (Some(accesses), Some((repository, assignee))) = (&accesses, pair) {
            let TaskSummary {
                status,
                pull_request,
                ..
            } = summary;
            summary.access = accesses.state(repository, assignee, status, pull_request);
        }
        items.push(summary);
    }
    let next = page.next;
    Ok(Page { items, next })
}

fn read(row: &Row) -> Result<Listed> {
    let repository = row.id_or_none("repository_id", RepositoryId)?;
    let assignee = row.id_or_none("assignee_id", UserId)?;
    let summary = TaskSummary {
        id: row.id("id", TaskId)?,
        number: row.id("number", TaskNumber)?,
        title: row.word("tasks", "title")?,
        status: row.word("tasks", "status")?,
        priority: read_priority(row)?,
        due: row.word_or_none("tasks", "due")?,
        labels: read_labels(row)?,
        assignee: read_person(row, ["assignee_id", "assignee_name", "assignee_login"])?,
        repository: full_name(row)?,
        access: AccessState::NotAsked,
        pull_request: row.word("tasks", "pull_request")?,
        version: row.get("version")?,
        updated_at: row.get("updated_at")?,
    };
    Ok(Listed {
        summary,
        pair: repository.zip(assignee),
        place: row.get("place")?,
    })
}

fn read_labels(row: &Row) -> Result<Vec<LabelName>> {
    let names: Option<String> = row.get("labels")?;
    let names = names.unwrap_or_default();
    let names = names.split(',').filter(|name| !name.is_empty());
    let mut labels = names
        .map(|name| name.parse().map_err(|_| row.broken("labels", "name")))
        .collect::<Result<Vec<_>>>()?;
    labels.sort();
    Ok(labels)
}
