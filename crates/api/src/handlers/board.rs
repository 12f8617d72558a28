//! The board of a project, and moving tasks on it.
//!
//! Closing is a decision of its own: no move ends in a closed column from outside of it.

use actix_web::{get, post, web::Path};
use domain::{
    activity::ActivityKind,
    problem::ProblemCode,
    task::Task,
    wire::{
        board::Column,
        tasks::{MoveTask, TaskSummary},
    },
};
use store::{
    Tx,
    tasks::{self, Sort},
};

use crate::{
    answer::Answer,
    caller::{InProject, Member},
    error::Error,
    handlers::{projects::ProjectPath, tasks::TaskPath},
    input::{Json, Query},
    task_change::{self, Change},
    task_query::TaskQuery,
};

/// Show the board of a project: a column for each status, with its first tasks.
///
/// Where statuses are asked for, only their columns are given.
#[utoipa::path(
    tag = "tasks",
    params(ProjectPath, TaskQuery),
    responses((status = OK, body = Vec<Column>, description = "The columns, in their order"))
)]
#[get("/projects/{key}/board")]
pub(crate) async fn show_board(
    caller: InProject,
    Query(query): Query<TaskQuery>,
) -> Result<Answer<Vec<Column>>, Error> {
    let (filter, sort) = (query.filter(), query.sort(Sort::Place));
    let limit = query.limit.0;
    let columns = caller
        .read(async |tx, member| {
            Ok(tasks::board(tx, member.project.id, &filter, sort, limit).await?)
        })
        .await?;
    Ok(Answer::ok(columns))
}

/// Move a task on the board: to another open column, or to another place in its own.
///
/// Places need no `If-Match`: who moves a card changes nothing that is written on it. A task that
/// somebody else has moved to another column meanwhile stays where it is.
#[utoipa::path(
    tag = "tasks",
    params(TaskPath),
    responses((status = OK, body = TaskSummary, description = "The task where it is now"))
)]
#[post("/projects/{key}/tasks/{number}/move")]
pub(crate) async fn move_task(
    caller: InProject,
    at: Path<TaskPath>,
    Json(body): Json<MoveTask>,
) -> Result<Answer<TaskSummary>, Error> {
    let moved = caller
        .write(async |tx, member| {
            let task = task_change::load(tx, &member, at.number).await?;
            let task = shift(tx, &member, task, &body).await?;
            if !tasks::put_below(tx, &task, body.after).await? {
                return Err(Error::field("after", "the project has no such task"));
            }
            let shown = tasks::summary(tx, member.project.id, task.number).await?;
            shown.ok_or(Error::NOT_FOUND)
        })
        .await?;
    Ok(Answer::ok(moved))
}

async fn shift(tx: &mut Tx, member: &Member, task: Task, body: &MoveTask) -> Result<Task, Error> {
    if task.status != body.from {
        return Err(ProblemCode::Outdated.into());
    }
    let decided = task.shift(member.role, body.to)?;
    if body.from == body.to {
        return Ok(decided.0);
    }
    let change = Change {
        decided,
        kind: ActivityKind::TaskEdited,
        detail: format!("status: {}", body.to.as_str()),
    };
    task_change::save(tx, member, change).await
}
