//! What happened, and what is still to happen: in a project, and with one task.
//!
//! Everything here is from our own records; GitHub is not asked.

use actix_web::{HttpResponse, Responder, get, post, web::Path};
use domain::{
    ids::EffectId,
    names::ProjectKey,
    project::Action,
    wire::{
        effects::{Effect, Timeline},
        page::Page,
        projects::Activity,
    },
};
use serde::Deserialize;
use store::{activity, effects};
use utoipa::IntoParams;

use crate::{
    answer::Answer,
    caller::InProject,
    error::Error,
    handlers::{projects::ProjectPath, tasks::TaskPath},
    input::Query,
    page::PageQuery,
    task_change,
};

/// An effect in a path.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct EffectPath {
    /// The project's key.
    #[serde(rename = "key")]
    _key: ProjectKey,
    /// The effect's id.
    effect_id: EffectId,
}

/// List what happened in a project, the latest first.
#[utoipa::path(
    tag = "projects",
    params(ProjectPath, PageQuery),
    responses((status = OK, body = Page<Activity>, description = "A page of entries"))
)]
#[get("/projects/{key}/activity")]
pub(crate) async fn list_activity(
    caller: InProject,
    Query(query): Query<PageQuery>,
) -> Result<Answer<Page<Activity>>, Error> {
    let (cursor, limit) = (query.cursor.as_deref(), query.limit.0);
    let page = caller
        .read(async |tx, member| Ok(activity::list(tx, member.project.id, cursor, limit).await?))
        .await?;
    Ok(Answer::ok(page))
}

/// List what is still to happen on GitHub, and what stands in its way.
#[utoipa::path(
    tag = "projects",
    params(ProjectPath),
    responses((status = OK, body = Vec<Effect>, description = "The effects"))
)]
#[get("/projects/{key}/effects")]
pub(crate) async fn list_effects(caller: InProject) -> Result<Answer<Vec<Effect>>, Error> {
    let effects = caller
        .read(async |tx, member| Ok(effects::list(tx, member.project.id).await?))
        .await?;
    Ok(Answer::ok(effects))
}

/// Show what happened with a task, and what is still to happen on GitHub because of it.
#[utoipa::path(
    tag = "tasks",
    params(TaskPath, PageQuery),
    responses((status = OK, body = Timeline, description = "What happened, the latest first"))
)]
#[get("/projects/{key}/tasks/{number}/timeline")]
pub(crate) async fn show_timeline(
    caller: InProject,
    at: Path<TaskPath>,
    Query(query): Query<PageQuery>,
) -> Result<Answer<Timeline>, Error> {
    let (cursor, limit) = (query.cursor.as_deref(), query.limit.0);
    let timeline = caller
        .read(async |tx, member| {
            let task = task_change::load(tx, &member, at.number).await?;
            Ok(Timeline {
                coming: effects::list_of_task(tx, &task).await?,
                happened: activity::list_of_task(tx, &task, cursor, limit).await?,
            })
        })
        .await?;
    Ok(Answer::ok(timeline))
}

/// Try an effect again at once.
#[utoipa::path(
    tag = "projects",
    params(EffectPath),
    responses((status = ACCEPTED, description = "It is tried again"))
)]
#[post("/projects/{key}/effects/{effect_id}/retry")]
pub(crate) async fn retry_effect(
    caller: InProject,
    at: Path<EffectPath>,
) -> Result<impl Responder, Error> {
    let found = caller
        .write(async |tx, member| {
            member.may(Action::Work)?;
            Ok(effects::retry(tx, member.project.id, at.effect_id).await?)
        })
        .await?;
    if found {
        Ok(HttpResponse::Accepted())
    } else {
        Err(Error::NOT_FOUND)
    }
}
