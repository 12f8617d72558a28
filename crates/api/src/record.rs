//! Writing down who did what, in the transaction that did it.
//!
//! Law 5 binds each word that is written here: nothing of a commit.

use domain::{activity::ActivityKind, ids::TaskId, task::Task};
use store::{
    Tx,
    activity::{self, Entry},
};

use crate::{caller::Member, error::Error};

/// Writes down what a member did in their project.
pub(crate) async fn of_project(
    tx: &mut Tx,
    by: &Member,
    kind: ActivityKind,
    detail: impl Into<String>,
) -> Result<(), Error> {
    append(tx, by, None, kind, detail.into()).await
}

/// Writes down what a member did with a task.
pub(crate) async fn of_task(
    tx: &mut Tx,
    by: &Member,
    task: &Task,
    kind: ActivityKind,
    detail: impl Into<String>,
) -> Result<(), Error> {
    append(tx, by, Some(task.id), kind, detail.into()).await
}

async fn append(
    tx: &mut Tx,
    by: &Member,
    task: Option<TaskId>,
    kind: ActivityKind,
    detail: String,
) -> Result<(), Error> {
    let entry = Entry {
        project: by.project.id,
        task,
        actor: Some(by.user),
        kind,
        detail,
    };
    activity::append(tx, entry).await?;
    Ok(())
}
