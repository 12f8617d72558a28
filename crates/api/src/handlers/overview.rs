//! What a project's settings show: what happened, and what is still to happen.
//!
//! Everything here is from our own records; GitHub is not asked.

use actix_web::{HttpResponse, Responder, get, post, web::Path};
use domain::{
    ids::EffectId,
    names::ProjectKey,
    project::Action,
    wire::{effects::Effect, page::Page, projects::Activity},
};
use serde::Deserialize;
use store::{activity, effects};
use utoipa::IntoParams;

use crate::{
    answer::Answer, caller::InProject, error::Error, handlers::projects::ProjectPath, input::Query,
    page::PageQuery,
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
