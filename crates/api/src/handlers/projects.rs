//! Projects: the list of one's own, and each by its key.
//!
//! To those who are no members a project does not exist.

use actix_web::{Responder, get, patch, post, web::Data};
use domain::{
    activity::ActivityKind,
    names::ProjectKey,
    project::{Action, Role},
    wire::{
        page::Page,
        projects::{CreateProject, EditProject, Project},
    },
};
use serde::Deserialize;
use store::projects;
use utoipa::IntoParams;

use crate::{
    answer::Answer,
    caller::{InProject, Member, SignedIn},
    error::Error,
    idempotency::Once,
    input::{Json, Query},
    page::PageQuery,
    record,
    state::State,
    version::IfMatch,
};

/// A project in a path. Its key is read by whoever checks that the caller is a member.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "it describes the path")]
pub(crate) struct ProjectPath {
    /// The project's key.
    key: ProjectKey,
}

/// List the projects that one is a member of, by key.
#[utoipa::path(
    tag = "projects",
    params(PageQuery),
    responses((status = OK, body = Page<Project>, description = "A page of projects"))
)]
#[get("/projects")]
pub(crate) async fn list_projects(
    caller: SignedIn,
    state: Data<State>,
    Query(query): Query<PageQuery>,
) -> Result<Answer<Page<Project>>, Error> {
    let (cursor, limit) = (query.cursor.as_deref(), query.limit.0);
    let page = state
        .read(async |tx| Ok(projects::list(tx, caller.user, cursor, limit).await?))
        .await?;
    Ok(Answer::ok(page))
}

/// Create a project; the caller becomes its owner.
///
/// With an `Idempotency-Key`, sending it again gives the same answer and no second project.
#[utoipa::path(
    tag = "projects",
    params(("Idempotency-Key" = Option<String>, Header, description = "What tells a repetition")),
    responses((status = CREATED, body = Project, description = "The project"))
)]
#[post("/projects")]
pub(crate) async fn create_project(
    caller: SignedIn,
    state: Data<State>,
    once: Once,
    Json(body): Json<CreateProject>,
) -> Result<impl Responder, Error> {
    let user = caller.user;
    state
        .write(async |tx| {
            once.create(tx, user, &body, async |tx| {
                let project = projects::create(tx, user, &body).await??;
                let member = Member {
                    user,
                    role: Role::Owner,
                    project,
                };
                record::of_project(tx, &member, ActivityKind::ProjectCreated, "");
                Ok(member.project.shown(member.role, 0))
            })
            .await
        })
        .await
}

/// Show a project.
#[utoipa::path(
    tag = "projects",
    params(ProjectPath),
    responses((status = OK, body = Project, description = "The project"))
)]
#[get("/projects/{key}")]
pub(crate) async fn show_project(caller: InProject) -> Result<Answer<Project>, Error> {
    let project = caller
        .read(async |tx, member| {
            let open_tasks = projects::count_open_tasks(tx, member.project.id).await?;
            Ok(member.project.shown(member.role, open_tasks))
        })
        .await?;
    Ok(versioned(project))
}

/// Change a project's name or description.
#[utoipa::path(
    tag = "projects",
    params(ProjectPath, ("If-Match" = String, Header, description = "The version changed")),
    responses((status = OK, body = Project, description = "The project as changed"))
)]
#[patch("/projects/{key}")]
pub(crate) async fn edit_project(
    caller: InProject,
    based_on: IfMatch,
    Json(body): Json<EditProject>,
) -> Result<Answer<Project>, Error> {
    let project = caller
        .write(async |tx, member| {
            based_on.check(member.project.version)?;
            member.may(Action::Manage)?;
            record::of_project(tx, &member, ActivityKind::ProjectEdited, changed(&body));
            let mut project = member.project;
            project.name = body.name.unwrap_or(project.name);
            project.description = body.description.unwrap_or(project.description);
            let project = projects::save(tx, &project).await??;
            let open_tasks = projects::count_open_tasks(tx, project.id).await?;
            Ok(project.shown(member.role, open_tasks))
        })
        .await?;
    Ok(versioned(project))
}

/// Which parts of a project change.
fn changed(body: &EditProject) -> String {
    let parts = [
        ("name", body.name.is_some()),
        ("description", body.description.is_some()),
    ];
    let changed = parts.iter().filter(|(_, changes)| *changes);
    changed
        .map(|(part, _)| *part)
        .collect::<Vec<_>>()
        .join(", ")
}

fn versioned(project: Project) -> Answer<Project> {
    let version = project.version;
    Answer::ok(project).version(version)
}
