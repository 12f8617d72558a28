//! The calls about lists of tasks, the board and its labels.

use std::{collections::HashMap, future::Future};

use domain::{
    ids::TaskNumber,
    names::ProjectKey,
    task::Status,
    wire::{
        board::Column,
        labels::Label,
        page::Page,
        tasks::{MoveTask, TaskSummary},
    },
};

use super::{Api, call::Call};
use crate::problem::Problem;

/// The most tasks of a page of the list.
const LISTED: &str = "200";

/// Which tasks to show, in the words of the address; what is empty does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TaskQuery {
    /// Part of the title, or the key.
    pub(crate) text: String,
    /// The statuses, separated by commas.
    pub(crate) status: String,
    /// A member's id, or `none`.
    pub(crate) assignee: String,
    /// A label's name.
    pub(crate) label: String,
    /// A repository's id.
    pub(crate) repository: String,
    /// In which order.
    pub(crate) sort: String,
}

impl TaskQuery {
    /// Whether tasks are left out.
    pub(crate) fn narrows(&self) -> bool {
        let all = Self {
            sort: self.sort.clone(),
            ..Self::default()
        };
        *self != all
    }

    fn pairs(&self) -> [(&'static str, Option<&str>); 6] {
        [
            ("q", Some(&self.text)),
            ("status", Some(&self.status)),
            ("assignee", Some(&self.assignee)),
            ("label", Some(&self.label)),
            ("repository", Some(&self.repository)),
            ("sort", Some(&self.sort)),
        ]
    }
}

impl Api {
    /// Tasks, a page at a time.
    pub(crate) async fn tasks(
        self,
        key: ProjectKey,
        query: TaskQuery,
        cursor: Option<String>,
    ) -> Result<Page<TaskSummary>, Problem> {
        let call = Call::get(&format!("/projects/{key}/tasks"));
        let call = call.query(&query.pairs());
        self.ask(call.query(&[("limit", Some(LISTED)), ("cursor", cursor.as_deref())]))
            .await
    }

    /// The first tasks, at least so many of them where there are so many.
    pub(crate) async fn first_tasks(
        self,
        key: ProjectKey,
        query: TaskQuery,
        least: usize,
    ) -> Result<Page<TaskSummary>, Problem> {
        let first = self.tasks(key.clone(), query.clone(), None).await?;
        let further = |cursor| self.tasks(key.clone(), query.clone(), Some(cursor));
        lengthen(first, least, further).await
    }

    /// The columns of the board with their first tasks, at least so many of them in each.
    pub(crate) async fn board(
        self,
        key: ProjectKey,
        query: TaskQuery,
        least: HashMap<Status, usize>,
    ) -> Result<Vec<Column>, Problem> {
        let call = Call::get(&format!("/projects/{key}/board"));
        let mut columns: Vec<Column> = self.ask(call.query(&query.pairs())).await?;
        for column in &mut columns {
            let least = least.get(&column.status).copied().unwrap_or_default();
            let further = |cursor| self.column(key.clone(), query.clone(), column.status, cursor);
            column.tasks = lengthen(column.tasks.clone(), least, further).await?;
        }
        Ok(columns)
    }

    /// What comes next in a column of the board.
    pub(crate) async fn column(
        self,
        key: ProjectKey,
        mut query: TaskQuery,
        status: Status,
        cursor: String,
    ) -> Result<Page<TaskSummary>, Problem> {
        status.as_str().clone_into(&mut query.status);
        if query.sort.is_empty() {
            "place".clone_into(&mut query.sort);
        }
        self.tasks(key, query, Some(cursor)).await
    }

    /// Moves a task on the board.
    pub(crate) async fn move_task(
        self,
        key: ProjectKey,
        number: TaskNumber,
        to: MoveTask,
    ) -> Result<TaskSummary, Problem> {
        let call = Call::post(&format!("/projects/{key}/tasks/{number}/move"));
        self.ask(call.json(&to)).await
    }

    /// The labels of a project.
    pub(crate) async fn labels(self, key: ProjectKey) -> Result<Vec<Label>, Problem> {
        self.ask(Call::get(&format!("/projects/{key}/labels")))
            .await
    }
}

/// Goes on with a list until it has so many tasks, or all.
async fn lengthen<F>(
    mut page: Page<TaskSummary>,
    least: usize,
    further: impl Fn(String) -> F,
) -> Result<Page<TaskSummary>, Problem>
where
    F: Future<Output = Result<Page<TaskSummary>, Problem>>,
{
    while page.items.len() < least {
        let Some(next) = page.next.take() else { break };
        let part = further(next).await?;
        page.items.extend(part.items);
        page.next = part.next;
    }
    Ok(page)
}
