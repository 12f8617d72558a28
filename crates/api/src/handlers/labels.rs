//! Labels of a project.
//!
//! Whoever works on tasks may make one; naming anew and deleting concerns everybody's tasks.

use actix_web::{HttpResponse, Responder, delete, get, post, put, web::Path};
use domain::{
    activity::ActivityKind,
    ids::LabelId,
    names::ProjectKey,
    project::Action,
    wire::labels::{Label, WriteLabel},
};
use serde::Deserialize;
use store::labels;
use utoipa::IntoParams;

use crate::{
    answer::Answer, caller::InProject, error::Error, handlers::projects::ProjectPath, input::Json,
    record,
};

/// A label in a path.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct LabelPath {
    /// The project's key.
    #[serde(rename = "key")]
    _key: ProjectKey,
    /// The label's id.
    label_id: LabelId,
}

/// List the labels of a project, by name.
#[utoipa::path(
    tag = "projects",
    params(ProjectPath),
    responses((status = OK, body = Vec<Label>, description = "The labels"))
)]
#[get("/projects/{key}/labels")]
pub(crate) async fn list_labels(caller: InProject) -> Result<Answer<Vec<Label>>, Error> {
    let labels = caller
        .read(async |tx, member| Ok(labels::list(tx, member.project.id).await?))
        .await?;
    Ok(Answer::ok(labels))
}

/// Make a label.
#[utoipa::path(
    tag = "projects",
    params(ProjectPath),
    responses((status = CREATED, body = Label, description = "The label"))
)]
#[post("/projects/{key}/labels")]
pub(crate) async fn create_label(
    caller: InProject,
    Json(body): Json<WriteLabel>,
) -> Result<Answer<Label>, Error> {
    let made = caller
        .write(async |tx, member| {
            member.may(Action::Work)?;
            let made = labels::create(tx, member.project.id, body).await??;
            let (kind, name) = (ActivityKind::LabelCreated, made.name.to_string());
            record::of_project(tx, &member, kind, name);
            Ok(made)
        })
        .await?;
    Ok(Answer::created(made))
}

/// Name and colour a label anew, on every task that has it.
#[utoipa::path(
    tag = "projects",
    params(LabelPath),
    responses((status = OK, body = Label, description = "The label as changed"))
)]
#[put("/projects/{key}/labels/{label_id}")]
pub(crate) async fn edit_label(
    caller: InProject,
    at: Path<LabelPath>,
    Json(body): Json<WriteLabel>,
) -> Result<Answer<Label>, Error> {
    let changed = caller
        .write(async |tx, member| {
            member.may(Action::Manage)?;
            let changed = labels::change(tx, member.project.id, at.label_id, body).await??;
            let changed = changed.ok_or(Error::NOT_FOUND)?;
            let (kind, name) = (ActivityKind::LabelEdited, changed.name.to_string());
            record::of_project(tx, &member, kind, name);
            Ok(changed)
        })
        .await?;
    Ok(Answer::ok(changed))
}

/// Delete a label: no task has it any more.
#[utoipa::path(
    tag = "projects",
    params(LabelPath),
    responses((status = NO_CONTENT, description = "It is gone"))
)]
#[delete("/projects/{key}/labels/{label_id}")]
pub(crate) async fn delete_label(
    caller: InProject,
    at: Path<LabelPath>,
) -> Result<impl Responder, Error> {
    caller
        .write(async |tx, member| {
            member.may(Action::Manage)?;
            let name = labels::delete(tx, member.project.id, at.label_id).await?;
            let name = name.ok_or(Error::NOT_FOUND)?;
            record::of_project(tx, &member, ActivityKind::LabelDeleted, name);
            Ok(())
        })
        .await?;
    Ok(HttpResponse::NoContent())
}
