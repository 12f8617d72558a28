//! Tasks: lists, single ones, and changes of what is written on them.
//!
//! Giving, closing and reopening are in `decisions`.

use actix_web::{Responder, get, patch, post, web::Path};
use domain::{
    activity::ActivityKind,
    ids::{RepositoryId, TaskNumber, UserId},
    names::ProjectKey,
    project::Action,
    task::{Edit, Status, Task},
    wire::{
        page::Page,
        tasks::{CreateTask, EditTask, Task as Shown, TaskSummary},
    },
};
use serde::Deserialize;
use serde_json::Value;
use store::{
    Tx, members, repositories,
    tasks::{self, NewTask, TaskFilter},
};
use utoipa::IntoParams;

use crate::{
    answer::Answer,
    caller::{InProject, Member},
    error::Error,
    handlers::projects::ProjectPath,
    idempotency::Once,
    input::{Json, Query},
    page::Limit,
    record,
    task_change::{self, Change, answer},
    version::IfMatch,
};

/// A task in a path.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct TaskPath {
    /// The project's key.
    #[serde(rename = "key")]
    _key: ProjectKey,
    /// The task's number within the project.
    pub(crate) number: TaskNumber,
}

/// Which tasks to list.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct TaskQuery {
    /// Only those that stand so; several with commas between them.
    #[param(value_type = Option<String>, example = "todo,in_progress")]
    status: Option<Statuses>,
    /// Only those of this member.
    assignee: Option<UserId>,
    /// Only those with this in their title.
    q: Option<String>,
    /// The `next` of the page before; left out, the list begins.
    cursor: Option<String>,
    /// The most entries to give, 1 to 200; left out, 50.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200)]
    limit: Limit,
}

/// Statuses with commas between them.
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Statuses(Vec<Status>);

impl TryFrom<String> for Statuses {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let status = |word: &str| serde_json::from_value(Value::String(word.trim().to_owned()));
        let statuses: Result<_, _> = text.split(',').map(status).collect();
        statuses.map(Self).map_err(|error| error.to_string())
    }
}

/// List the tasks of a project, the newest first.
#[utoipa::path(
    tag = "tasks",
    params(ProjectPath, TaskQuery),
    responses((status = OK, body = Page<TaskSummary>, description = "A page of tasks"))
)]
#[get("/projects/{key}/tasks")]
pub(crate) async fn list_tasks(
    caller: InProject,
    Query(query): Query<TaskQuery>,
) -> Result<Answer<Page<TaskSummary>>, Error> {
    let (cursor, limit) = (query.cursor.as_deref(), query.limit.0);
    let filter = TaskFilter {
        status: query.status.map(|statuses| statuses.0),
        assignee: query.assignee,
        text: query.q.filter(|text| !text.is_empty()),
    };
    let page = caller
        .read(async |tx, member| {
            Ok(tasks::list(tx, member.project.id, &filter, cursor, limit).await?)
        })
        .await?;
    Ok(Answer::ok(page))
}

/// Create a task.
///
/// With an `Idempotency-Key`, sending it again gives the same answer and no second task.
#[utoipa::path(
    tag = "tasks",
    params(
        ProjectPath,
        ("Idempotency-Key" = Option<String>, Header, description = "What tells a repetition")
    ),
    responses((status = CREATED, body = Shown, description = "The task"))
)]
#[post("/projects/{key}/tasks")]
pub(crate) async fn create_task(
    caller: InProject,
    once: Once,
    Json(body): Json<CreateTask>,
) -> Result<impl Responder, Error> {
    caller
        .write(async |tx, member| {
            once.create(tx, member.user, &body, async |tx| {
                let task = create(tx, &member, &body).await?;
                task_change::show(tx, &member, &task).await
            })
            .await
        })
        .await
}

/// Show a task with all that its page shows, save what only GitHub knows.
#[utoipa::path(
    tag = "tasks",
    params(TaskPath),
    responses((status = OK, body = Shown, description = "The task"))
)]
#[get("/projects/{key}/tasks/{number}")]
pub(crate) async fn show_task(
    caller: InProject,
    at: Path<TaskPath>,
) -> Result<Answer<Shown>, Error> {
    let task = caller
        .read(async |tx, member| {
            let task = task_change::load(tx, &member, at.number).await?;
            task_change::show(tx, &member, &task).await
        })
        .await?;
    Ok(answer(task))
}

/// Change a task's title, text, status or repository; what is left out stays.
#[utoipa::path(
    tag = "tasks",
    params(TaskPath, ("If-Match" = String, Header, description = "The version changed")),
    responses((status = OK, body = Shown, description = "The task as changed"))
)]
#[patch("/projects/{key}/tasks/{number}")]
pub(crate) async fn edit_task(
    caller: InProject,
    at: Path<TaskPath>,
    based_on: IfMatch,
    Json(body): Json<EditTask>,
) -> Result<Answer<Shown>, Error> {
    task_change::change(&caller, at.number, based_on, async |tx, member, task| {
        if let Some(Some(repository)) = body.repository {
            task_change::must_be_linked(tx, member, repository).await?;
        }
        Ok(Change {
            decided: task.edit(member.role, edit(body))?,
            kind: ActivityKind::TaskEdited,
            detail: String::new(),
        })
    })
    .await
}

fn edit(body: EditTask) -> Edit {
    Edit {
        title: body.title,
        text: body.text,
        status: body.status,
        repository: body.repository,
    }
}

async fn create(tx: &mut Tx, member: &Member, body: &CreateTask) -> Result<Task, Error> {
    member.may(Action::Work)?;
    let new = NewTask {
        project: member.project.id,
        title: body.title.clone(),
        text: body.text.clone(),
        repository: repository(tx, member, body.repository).await?,
        created_by: member.user,
    };
    let task = tasks::create(tx, new).await?;
    record::of_task(tx, member, &task, ActivityKind::TaskCreated, "");
    let Some(assignee) = body.assignee else {
        return Ok(task);
    };
    let role = members::role(tx, member.project.id, assignee).await?;
    let change = Change {
        decided: task.assign(member.role, Some((assignee, role)))?,
        kind: ActivityKind::TaskAssigned,
        detail: String::new(),
    };
    task_change::save(tx, member, change).await
}

/// The repository that was asked for, else the only one that the project has.
async fn repository(
    tx: &mut Tx,
    member: &Member,
    asked: Option<RepositoryId>,
) -> Result<Option<RepositoryId>, Error> {
    if let Some(repository) = asked {
        task_change::must_be_linked(tx, member, repository).await?;
        return Ok(asked);
    }
    let linked = repositories::list(tx, member.project.id).await?;
    Ok(match linked.as_slice() {
        [only] => Some(only.id),
        _ => None,
    })
}
