//! Decisions about a task: whose work it is, and whether it is over. These give and take access.
//!
//! GitHub is not asked here: what is to happen there follows by itself.

use actix_web::{post, put, web::Path};
use domain::{
    activity::ActivityKind,
    task::Outcome,
    wire::{
        projects::Assign,
        tasks::{CloseTask, Task as Shown},
    },
};
use store::{members, users};

use crate::{
    answer::Answer,
    caller::InProject,
    error::Error,
    handlers::tasks::TaskPath,
    input::Json,
    task_change::{self, Change},
    version::IfMatch,
};

/// Give a task to a member, or to nobody.
///
/// The assignee gets access to the task's repository; who had the task before loses it, unless
/// another task asks for it.
#[utoipa::path(
    tag = "tasks",
    params(TaskPath, ("If-Match" = String, Header, description = "The version changed")),
    responses((status = OK, body = Shown, description = "The task as assigned"))
)]
#[put("/projects/{key}/tasks/{number}/assignee")]
pub(crate) async fn assign_task(
    caller: InProject,
    at: Path<TaskPath>,
    based_on: IfMatch,
    Json(body): Json<Assign>,
) -> Result<Answer<Shown>, Error> {
    let undo = body.undo_seconds;
    task_change::change_undoably(
        &caller,
        at.number,
        based_on,
        undo,
        async |tx, member, task| {
            let (assignee, kind, detail) = match body.assignee {
                None => (None, ActivityKind::TaskUnassigned, String::new()),
                Some(user) => {
                    let role = members::role(tx, member.project.id, user).await?;
                    let person = users::person(tx, user).await?;
                    let name = person.map_or(String::new(), |person| person.name.into());
                    (Some((user, role)), ActivityKind::TaskAssigned, name)
                }
            };
            Ok(Change {
                decided: task.assign(member.role, assignee)?,
                kind,
                detail,
            })
        },
    )
    .await
}

/// Close a task.
///
/// Done with a branch: its pull request is opened, then access ends. Otherwise access ends at once.
#[utoipa::path(
    tag = "tasks",
    params(TaskPath, ("If-Match" = String, Header, description = "The version changed")),
    responses((status = OK, body = Shown, description = "The task as closed"))
)]
#[post("/projects/{key}/tasks/{number}/close")]
pub(crate) async fn close_task(
    caller: InProject,
    at: Path<TaskPath>,
    based_on: IfMatch,
    Json(body): Json<CloseTask>,
) -> Result<Answer<Shown>, Error> {
    let undo = body.undo_seconds;
    task_change::change_undoably(
        &caller,
        at.number,
        based_on,
        undo,
        async |tx, member, task| {
            let how = match body.outcome {
                Outcome::Done => "done",
                Outcome::Canceled => "canceled",
            };
            Ok(Change {
                decided: task.close(member.role, body.outcome, tx.now())?,
                kind: ActivityKind::TaskClosed,
                detail: how.to_owned(),
            })
        },
    )
    .await
}

/// Open a closed task again: its assignee's access comes back.
#[utoipa::path(
    tag = "tasks",
    params(TaskPath, ("If-Match" = String, Header, description = "The version changed")),
    responses((status = OK, body = Shown, description = "The task as reopened"))
)]
#[post("/projects/{key}/tasks/{number}/reopen")]
pub(crate) async fn reopen_task(
    caller: InProject,
    at: Path<TaskPath>,
    based_on: IfMatch,
) -> Result<Answer<Shown>, Error> {
    task_change::change(&caller, at.number, based_on, async |_, member, task| {
        Ok(Change {
            decided: task.reopen(member.role)?,
            kind: ActivityKind::TaskReopened,
            detail: String::new(),
        })
    })
    .await
}
