//! The three movements that every change of a task has around its decision: load, save with
//! what follows, answer.
//!
//! The change, its consequences and its entry in the activity are one transaction; nothing here
//! decides.

use domain::{
    activity::ActivityKind,
    ids::{RepositoryId, TaskNumber},
    task::{Decided, Task},
    wire::tasks::Task as Shown,
};
use store::{ReadTx, Tx, effects, repositories, tasks};

use crate::{answer::Answer, caller::Member, error::Error, record};

/// The task with this number in the member's project.
pub(crate) async fn load(
    tx: &mut ReadTx,
    member: &Member,
    number: TaskNumber,
) -> Result<Task, Error> {
    tasks::find(tx, member.project.id, number)
        .await?
        .ok_or(Error::NOT_FOUND)
}

/// Saves a decided task with all that follows from it.
pub(crate) async fn save(
    tx: &mut Tx,
    member: &Member,
    (task, consequences): Decided,
    kind: ActivityKind,
    detail: impl Into<String>,
) -> Result<Task, Error> {
    let task = tasks::save(tx, &task).await??;
    effects::follow(tx, &consequences).await?;
    record::of_task(tx, member, &task, kind, detail).await?;
    Ok(task)
}

/// The task as its page shows it.
pub(crate) async fn show(tx: &mut ReadTx, member: &Member, task: &Task) -> Result<Shown, Error> {
    Ok(tasks::show(tx, &member.project.key, task).await?)
}

/// The answer that holds a task.
pub(crate) fn answer(task: Shown) -> Answer<Shown> {
    let version = task.version;
    Answer::ok(task).version(version)
}

/// Goes on if the project has this repository.
pub(crate) async fn must_be_linked(
    tx: &mut ReadTx,
    member: &Member,
    repository: RepositoryId,
) -> Result<(), Error> {
    match repositories::find(tx, member.project.id, repository).await? {
        Some(_) => Ok(()),
        None => Err(Error::field(
            "repository",
            "the project has no such repository",
        )),
    }
}
