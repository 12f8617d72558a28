//! Tasks: lists, single ones, and changes of what is written on them.
//!
//! Giving, closing and reopening are in `decisions`.

use actix_web::{Responder, get, patch, post, web::Path};
use domain::{
    Date,
    activity::ActivityKind,
    ids::{RepositoryId, TaskId, TaskNumber},
    names::{LabelName, ProjectKey},
    priority::Priority,
    project::Action,
    task::{Edit, Status, Task},
    wire::{
        page::Page,
        tasks::{CreateTask, EditTask, Task as Shown, TaskSummary},
    },
};
use serde::Deserialize;
use store::{
    Tx, labels, members, repositories,
    tasks::{self, NewTask, Sort},
};
use utoipa::IntoParams;

use crate::{
    answer::Answer,
    caller::{InProject, Member},
    error::Error,
    handlers::projects::ProjectPath,
    idempotency::Once,
    input::{Json, Query},
    record,
    task_change::{self, Change, answer},
    task_query::TaskQuery,
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

/// List the tasks of a project, the newest first if nothing else is said.
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
    let (filter, sort) = (query.filter(), query.sort(Sort::Newest));
    if sort == Sort::Place
        && filter
            .status
            .as_ref()
            .is_none_or(|status| status.len() != 1)
    {
        return Err(Error::field(
            "sort",
            "places are compared within one status",
        ));
    }
    let (cursor, limit) = (query.cursor.as_deref(), query.limit.0);
    let page = caller
        .read(async |tx, member| {
            Ok(tasks::list(tx, member.project.id, &filter, sort, cursor, limit).await?)
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

/// Change what is written on a task: title, text, status, priority, due day, labels or repository;
/// what is left out stays.
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
        let (id, detail) = (task.id, said(&body));
        let names = body.labels.clone();
        let decided = task.edit(member.role, edit(body))?;
        if let Some(names) = names {
            put_labels(tx, member, id, &names).await?;
        }
        Ok(Change {
            decided,
            kind: ActivityKind::TaskEdited,
            detail,
        })
    })
    .await
}

/// What was changed, in a few words, without what people wrote.
fn said(body: &EditTask) -> String {
    let day = |due: Option<Date>| due.map_or("none".to_owned(), |day| day.to_string());
    let status = body.status.map(|status| Status::from(status).as_str());
    let parts = [
        body.title.as_ref().map(|_| "title".to_owned()),
        body.text.as_ref().map(|_| "text".to_owned()),
        status.map(|status| format!("status: {status}")),
        body.priority
            .map(|priority| format!("priority: {}", priority.as_str())),
        body.due.map(|due| format!("due: {}", day(due))),
        body.labels.as_ref().map(|_| "labels".to_owned()),
        body.repository.map(|_| "repository".to_owned()),
    ];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    parts.join(", ")
}

async fn put_labels(
    tx: &mut Tx,
    member: &Member,
    task: TaskId,
    names: &[LabelName],
) -> Result<(), Error> {
    let put = labels::put(tx, member.project.id, task, names).await?;
    put.map_err(|name| Error::field("labels", format!("the project has no label {name}")))
}

fn edit(body: EditTask) -> Edit {
    Edit {
        title: body.title,
        text: body.text,
        status: body.status,
        priority: body.priority,
        due: body.due,
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
    let task = begin(tx, member, task, body).await?;
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

/// Writes on a new task what else was said of it, and puts it on top of its column.
async fn begin(tx: &mut Tx, member: &Member, task: Task, body: &CreateTask) -> Result<Task, Error> {
    put_labels(tx, member, task.id, &body.labels).await?;
    if body.status.is_none() && body.priority == Priority::None && body.due.is_none() {
        return Ok(task);
    }
    let edit = Edit {
        status: body.status,
        priority: Some(body.priority),
        due: Some(body.due),
        ..Edit::default()
    };
    let (task, _) = task.edit(member.role, edit)?;
    let task = tasks::save(tx, &task).await??;
    tasks::put_below(tx, &task, None).await?;
    Ok(task)
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
