//! The movements that every change of a task has around its decision: load, save with what
//! follows, answer.
//!
//! The change, its consequences and its entry in the activity are one transaction; nothing here
//! decides.

use domain::{
    activity::ActivityKind,
    ids::{RepositoryId, TaskNumber},
    task::{Decided, Task},
    wire::{me::Person, tasks::Task as Shown, undo::UndoSeconds},
};
use store::{ReadTx, Tx, effects, members, notifications, repositories, tasks};

use crate::{
    answer::Answer,
    caller::{InProject, Member},
    error::Error,
    markdown, record,
    version::IfMatch,
};

/// What was decided, and what the activity says of it.
pub(crate) struct Change {
    pub(crate) decided: Decided,
    pub(crate) kind: ActivityKind,
    pub(crate) detail: String,
}

/// Changes the task with this number, if it still is what the caller has seen.
pub(crate) async fn change(
    caller: &InProject,
    number: TaskNumber,
    seen: IfMatch,
    decide: impl AsyncFnOnce(&mut Tx, &Member, Task) -> Result<Change, Error>,
) -> Result<Answer<Shown>, Error> {
    change_undoably(caller, number, seen, UndoSeconds::default(), decide).await
}

/// The same, where what follows on GitHub waits for an undo.
pub(crate) async fn change_undoably(
    caller: &InProject,
    number: TaskNumber,
    seen: IfMatch,
    undo: UndoSeconds,
    decide: impl AsyncFnOnce(&mut Tx, &Member, Task) -> Result<Change, Error>,
) -> Result<Answer<Shown>, Error> {
    let task = caller
        .write(async |tx, member| {
            let task = load(tx, &member, number).await?;
            seen.check(task.version)?;
            let change = decide(tx, &member, task).await?;
            let task = save_undoably(tx, &member, change, undo).await?;
            show(tx, &member, &task).await
        })
        .await?;
    Ok(answer(task))
}

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
pub(crate) async fn save(tx: &mut Tx, member: &Member, change: Change) -> Result<Task, Error> {
    save_undoably(tx, member, change, UndoSeconds::default()).await
}

async fn save_undoably(
    tx: &mut Tx,
    member: &Member,
    change: Change,
    undo: UndoSeconds,
) -> Result<Task, Error> {
    let (task, consequences) = change.decided;
    let task = tasks::save(tx, &task).await??;
    let at = tx.now() + undo.time();
    effects::follow_at(tx, &consequences, at).await?;
    notify(tx, member, &task, change.kind).await?;
    record::of_task(tx, member, &task, change.kind, change.detail);
    Ok(task)
}

/// Tells who was given the task, and takes back what an earlier assignee has not read yet.
async fn notify(
    tx: &mut Tx,
    member: &Member,
    task: &Task,
    kind: ActivityKind,
) -> Result<(), Error> {
    let is_given = kind == ActivityKind::TaskAssigned;
    if is_given || kind == ActivityKind::TaskUnassigned {
        notifications::assigned_elsewhere(tx, task.id, task.assignee).await?;
    }
    if let Some(assignee) = task.assignee.filter(|_| is_given) {
        let about = (task.project, task.id);
        notifications::assigned(tx, assignee, about, member.user).await?;
    }
    Ok(())
}

/// The task as its page shows it.
pub(crate) async fn show(tx: &mut ReadTx, member: &Member, task: &Task) -> Result<Shown, Error> {
    let shown = tasks::show(tx, &member.project.key, task).await?;
    let people = people(tx, member).await?;
    Ok(Shown {
        text_html: markdown::html(task.text.as_str(), &people),
        ..shown
    })
}

/// Those who can be mentioned in the member's project.
pub(crate) async fn people(tx: &mut ReadTx, member: &Member) -> Result<Vec<Person>, Error> {
    let members = members::list(tx, member.project.id).await?;
    Ok(members.into_iter().map(|member| member.person).collect())
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
