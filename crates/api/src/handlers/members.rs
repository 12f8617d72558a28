//! Members of a project and their roles.
//!
//! Who may no longer work loses their open tasks by the rule of assigning, and with them access.

use actix_web::{HttpResponse, Responder, delete, get, patch, post, web::Path};
use domain::{
    activity::ActivityKind,
    ids::{ProjectId, UserId},
    names::ProjectKey,
    problem::ProblemCode,
    project::{Action, Role},
    refusal::Refusal,
    wire::projects::{AddMember, ChangeMember, Member as Shown},
};
use serde::Deserialize;
use store::{Tx, members, users};
use utoipa::IntoParams;

use crate::{
    answer::Answer,
    caller::{InProject, Member},
    error::Error,
    handlers::projects::ProjectPath,
    input::Json,
    leaving, record,
};

/// A member in a path.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct MemberPath {
    /// The project's key.
    #[serde(rename = "key")]
    _key: ProjectKey,
    /// The member's id.
    user_id: UserId,
}

/// List the members of a project, by name.
///
/// E-mail addresses are shown to managers only.
#[utoipa::path(
    tag = "projects",
    params(ProjectPath),
    responses((status = OK, body = Vec<Shown>, description = "The members"))
)]
#[get("/projects/{key}/members")]
pub(crate) async fn list_members(caller: InProject) -> Result<Answer<Vec<Shown>>, Error> {
    let members = caller
        .read(async |tx, member| {
            let mut members = members::list(tx, member.project.id).await?;
            if !member.role.may(Action::Manage) {
                for member in &mut members {
                    member.email = None;
                }
            }
            Ok(members)
        })
        .await?;
    Ok(Answer::ok(members))
}

/// Add a member by e-mail address.
#[utoipa::path(
    tag = "projects",
    params(ProjectPath),
    responses((status = CREATED, body = Shown, description = "The new member"))
)]
#[post("/projects/{key}/members")]
pub(crate) async fn add_member(
    caller: InProject,
    Json(body): Json<AddMember>,
) -> Result<Answer<Shown>, Error> {
    let added = caller
        .write(async |tx, member| {
            must_appoint(&member, body.role)?;
            let found = users::find_by_email(tx, &body.email).await?;
            let (user, _) = found.ok_or(ProblemCode::NoSuchUser)?;
            members::add(tx, member.project.id, user.id, body.role).await??;
            let added = show(tx, user.id, body.role).await?;
            record::of_project(tx, &member, ActivityKind::MemberAdded, words(&added));
            Ok(added)
        })
        .await?;
    Ok(Answer::created(added))
}

/// Change a member's role.
///
/// Who becomes a viewer is taken off their open tasks.
#[utoipa::path(
    tag = "projects",
    params(MemberPath),
    responses((status = OK, body = Shown, description = "The member as changed"))
)]
#[patch("/projects/{key}/members/{user_id}")]
pub(crate) async fn change_member(
    caller: InProject,
    at: Path<MemberPath>,
    Json(body): Json<ChangeMember>,
) -> Result<Answer<Shown>, Error> {
    let changed = caller
        .write(async |tx, member| {
            let project = member.project.id;
            let before = role_of(tx, project, at.user_id).await?;
            must_appoint(&member, before)?;
            must_appoint(&member, body.role)?;
            if body.role != Role::Owner {
                must_leave_an_owner(tx, project, before).await?;
            }
            if !body.role.may(Action::Work) {
                leaving::unassign(tx, &member, at.user_id).await?;
            }
            members::change(tx, project, at.user_id, body.role).await?;
            let changed = show(tx, at.user_id, body.role).await?;
            record::of_project(tx, &member, ActivityKind::MemberChanged, words(&changed));
            Ok(changed)
        })
        .await?;
    Ok(Answer::ok(changed))
}

/// Remove a member, or leave a project oneself.
///
/// Their open tasks are unassigned first, so that their access ends; repositories that their
/// GitHub account acted on wait for another manager to take over.
#[utoipa::path(
    tag = "projects",
    params(MemberPath),
    responses((status = NO_CONTENT, description = "Removed"))
)]
#[delete("/projects/{key}/members/{user_id}")]
pub(crate) async fn remove_member(
    caller: InProject,
    at: Path<MemberPath>,
) -> Result<impl Responder, Error> {
    caller
        .write(async |tx, member| {
            let project = member.project.id;
            let role = role_of(tx, project, at.user_id).await?;
            if at.user_id != member.user {
                must_appoint(&member, role)?;
            }
            must_leave_an_owner(tx, project, role).await?;
            let removed = show(tx, at.user_id, role).await?;
            leaving::leave(tx, &member, at.user_id).await?;
            members::remove(tx, project, at.user_id).await?;
            record::of_project(tx, &member, ActivityKind::MemberRemoved, words(&removed));
            Ok(())
        })
        .await?;
    Ok(HttpResponse::NoContent())
}

fn must_appoint(member: &Member, role: Role) -> Result<(), Error> {
    if member.role.may_appoint(role) {
        Ok(())
    } else {
        Err(Refusal::RoleTooLow.into())
    }
}

/// Goes on unless the last owner, who has `role`, would be gone.
async fn must_leave_an_owner(tx: &mut Tx, project: ProjectId, role: Role) -> Result<(), Error> {
    if role == Role::Owner && members::owners(tx, project).await? < 2 {
        return Err(Refusal::LastOwner.into());
    }
    Ok(())
}

async fn role_of(tx: &mut Tx, project: ProjectId, user: UserId) -> Result<Role, Error> {
    members::role(tx, project, user)
        .await?
        .ok_or(Error::NOT_FOUND)
}

async fn show(tx: &mut Tx, user: UserId, role: Role) -> Result<Shown, Error> {
    let person = users::person(tx, user).await?.ok_or(Error::NOT_FOUND)?;
    let email = users::find(tx, user).await?.map(|user| user.email);
    Ok(Shown {
        person,
        email,
        role,
    })
}

fn words(member: &Shown) -> String {
    format!("{}, {}", member.person.name, member.role.as_str())
}
