//! The calls about tasks and their commits.
//!
//! Commits are in the page's memory only, and go with it.

use domain::{
    ids::{TaskNumber, UserId},
    names::ProjectKey,
    task::Outcome,
    wire::{
        commits::Commits,
        projects::Assign,
        search::FoundTask,
        tasks::{CloseTask, CreateTask, EditTask, Task},
        undo::UndoSeconds,
    },
};

use super::{Api, call, call::Call};
use crate::problem::Problem;

const NOT_MODIFIED: u16 = 304;

/// An answer that may say that nothing is new.
pub(crate) enum Fresh<T> {
    /// This is new, with what to send along next time.
    New(T, Option<String>),
    /// All is as it was.
    Same,
}

/// Where a task is.
fn path(key: &ProjectKey, number: TaskNumber) -> String {
    format!("/projects/{key}/tasks/{number}")
}

impl Api {
    /// Tasks of all projects with this in their title.
    pub(crate) async fn find_tasks(self, text: String) -> Result<Vec<FoundTask>, Problem> {
        if text.trim().is_empty() {
            return Ok(Vec::new());
        }
        self.ask(Call::get("/tasks").query(&[("q", Some(&text))]))
            .await
    }

    /// Makes a task.
    pub(crate) async fn create_task(
        self,
        key: ProjectKey,
        task: CreateTask,
    ) -> Result<Task, Problem> {
        let call = Call::post(&format!("/projects/{key}/tasks"));
        self.ask(call.json(&task)).await
    }

    /// One task.
    pub(crate) async fn task(self, key: ProjectKey, number: TaskNumber) -> Result<Task, Problem> {
        self.ask(Call::get(&path(&key, number))).await
    }

    /// Changes a task's own fields, based on `version`.
    pub(crate) async fn edit_task(
        self,
        task: &Task,
        version: i64,
        edit: EditTask,
    ) -> Result<Task, Problem> {
        let call = Call::patch(&path(&task.project, task.number));
        self.ask(call.based_on(version).json(&edit)).await
    }

    /// Gives a task to somebody or nobody.
    pub(crate) async fn assign_task(
        self,
        task: &Task,
        assignee: Option<UserId>,
    ) -> Result<Task, Problem> {
        let path = path(&task.project, task.number) + "/assignee";
        let call = Call::put(&path).based_on(task.version);
        self.ask(call.json(&Assign {
            assignee,
            undo_seconds: UndoSeconds::ON_PAGES,
        }))
        .await
    }

    /// Closes a task.
    pub(crate) async fn close_task(self, task: &Task, outcome: Outcome) -> Result<Task, Problem> {
        let path = path(&task.project, task.number) + "/close";
        let call = Call::post(&path).based_on(task.version);
        self.ask(call.json(&CloseTask {
            outcome,
            undo_seconds: UndoSeconds::ON_PAGES,
        }))
        .await
    }

    /// Opens a closed task again.
    pub(crate) async fn reopen_task(self, task: &Task) -> Result<Task, Problem> {
        let path = path(&task.project, task.number) + "/reopen";
        self.ask(Call::post(&path).based_on(task.version)).await
    }

    /// Creates a task's branch on GitHub.
    pub(crate) async fn create_branch(self, task: &Task) -> Result<Task, Problem> {
        let path = path(&task.project, task.number) + "/branch";
        self.ask(Call::post(&path)).await
    }

    /// The commits of a task, as the signed-in user may see them.
    pub(crate) async fn commits(
        self,
        key: ProjectKey,
        number: TaskNumber,
        known: Option<String>,
    ) -> Result<Fresh<Commits>, Problem> {
        let path = path(&key, number) + "/commits";
        let response = self.send(Call::get(&path).unless(known)).await?;
        if response.status() == NOT_MODIFIED {
            return Ok(Fresh::Same);
        }
        let etag = response.headers().get("ETag");
        let commits = call::parse(&call::text(response).await?)?;
        Ok(Fresh::New(commits, etag))
    }
}
