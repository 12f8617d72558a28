//! Who can push to a project's repositories, because of which tasks; and ending it at once.
//!
//! A hold is a record like any other: what follows from it on GitHub is an effect's to do.

use actix_web::{
    HttpResponse, Responder, delete, get, post, put,
    web::{Data, Path},
};
use domain::{
    activity::ActivityKind,
    effect::Subject,
    ids::{RepositoryId, UserId},
    names::ProjectKey,
    project::Action,
    task::Consequence,
    wire::access::{Access, LookAgain, RepositoryAccess},
};
use serde::Deserialize;
use store::{
    ReadTx, Tx, accesses, effects, holds,
    repositories::{self, Repository},
};
use utoipa::IntoParams;

use crate::{
    answer::Answer,
    caller::{InProject, Member},
    error::Error,
    handlers::projects::ProjectPath,
    input::Json,
    live_access, record,
    state::State,
};

/// Somebody's access to a repository of the project in a path.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct HoldPath {
    /// The project's key.
    #[serde(rename = "key")]
    _key: ProjectKey,
    /// The repository's id here.
    repository_id: RepositoryId,
    /// The person's id.
    user_id: UserId,
}

/// List who has access to which repository because of which tasks, from the records.
#[utoipa::path(
    tag = "projects",
    params(ProjectPath),
    responses((status = OK, body = Vec<RepositoryAccess>, description = "The accesses"))
)]
#[get("/projects/{key}/access")]
pub(crate) async fn list_access(caller: InProject) -> Result<Answer<Vec<RepositoryAccess>>, Error> {
    let records = caller
        .read(async |tx, member| Ok(accesses::records(tx, member.project.id).await?))
        .await?;
    let shown = records.into_iter().map(accesses::Records::shown);
    Ok(Answer::ok(shown.collect()))
}

/// Show who can push now, as the caller's GitHub account sees it, beside the records.
///
/// Each repository says for itself whether GitHub was to be had; where it was not, the records are
/// shown. The answer comes within ten seconds.
#[utoipa::path(
    tag = "projects",
    params(ProjectPath),
    responses((status = OK, body = Vec<RepositoryAccess>, description = "The accesses"))
)]
#[get("/projects/{key}/access/live")]
pub(crate) async fn show_live_access(
    caller: InProject,
    state: Data<State>,
) -> Result<Answer<Vec<RepositoryAccess>>, Error> {
    Ok(Answer::ok(live_access::look(&caller, &state).await?))
}

/// Have GitHub looked at again now, and what differs from the records mended.
#[utoipa::path(
    tag = "projects",
    params(ProjectPath),
    responses((status = ACCEPTED, description = "It is looked at"))
)]
#[post("/projects/{key}/access/look")]
pub(crate) async fn look_again(
    caller: InProject,
    Json(body): Json<LookAgain>,
) -> Result<impl Responder, Error> {
    caller
        .write(async |tx, member| {
            member.may(Action::Work)?;
            let Some(repository) = body.repository else {
                return Ok(effects::enqueue_all_of_project(tx, member.project.id).await?);
            };
            let repository = load(tx, &member, repository).await?.github_id;
            let Some(account) = body.account else {
                return Ok(effects::enqueue_all_of_repository(tx, repository).await?);
            };
            let subject = Subject::SyncAccess {
                repository,
                account,
            };
            Ok(effects::enqueue(tx, subject).await?)
        })
        .await?;
    Ok(HttpResponse::Accepted())
}

/// Revoke a person's access to a repository now, and hold it back whatever tasks ask for.
///
/// It holds for every project that links the repository, until a manager of one gives it back.
/// What the person had there before Tasksource is left alone.
#[utoipa::path(
    tag = "projects",
    params(HoldPath),
    responses((status = NO_CONTENT, description = "It is taken back and held"))
)]
#[put("/projects/{key}/repositories/{repository_id}/holds/{user_id}")]
pub(crate) async fn hold_access(
    caller: InProject,
    at: Path<HoldPath>,
) -> Result<impl Responder, Error> {
    caller
        .write(async |tx, member| {
            let held = Concerned::find(tx, &member, &at).await?;
            if holds::hold(tx, held.repository.github_id, at.user_id, member.user).await? {
                held.follow(tx, &member, at.user_id, ActivityKind::AccessHeld)
                    .await?;
            }
            Ok(())
        })
        .await?;
    Ok(HttpResponse::NoContent())
}

/// Give a person's access back: what their tasks ask for is wanted again.
#[utoipa::path(
    tag = "projects",
    params(HoldPath),
    responses((status = NO_CONTENT, description = "It is held back no longer"))
)]
#[delete("/projects/{key}/repositories/{repository_id}/holds/{user_id}")]
pub(crate) async fn release_access(
    caller: InProject,
    at: Path<HoldPath>,
) -> Result<impl Responder, Error> {
    caller
        .write(async |tx, member| {
            let held = Concerned::find(tx, &member, &at).await?;
            if holds::release(tx, held.repository.github_id, at.user_id).await? {
                held.follow(tx, &member, at.user_id, ActivityKind::AccessReleased)
                    .await?;
            }
            Ok(())
        })
        .await?;
    Ok(HttpResponse::NoContent())
}

/// The access that a hold is about.
struct Concerned {
    repository: Repository,
    access: Access,
}

impl Concerned {
    /// Finds it, for somebody who runs the project.
    async fn find(tx: &mut ReadTx, member: &Member, at: &HoldPath) -> Result<Self, Error> {
        let repository = load(tx, member, at.repository_id).await?;
        member.may(Action::Manage)?;
        let records = accesses::records(tx, member.project.id).await?;
        let here = records
            .into_iter()
            .find(|one| one.repository.id == repository.id);
        let recorded = here.map_or(Vec::new(), |here| here.recorded);
        let theirs = |access: &Access| {
            let person = access.person.as_ref();
            person.is_some_and(|person| person.id == at.user_id)
        };
        let mut shown = recorded.into_iter().map(|one| one.shown);
        let access = shown.find(theirs).ok_or(Error::NOT_FOUND)?;
        Ok(Self { repository, access })
    }

    /// Notes what was done, and lets it follow on GitHub.
    async fn follow(
        self,
        tx: &mut Tx,
        member: &Member,
        user: UserId,
        kind: ActivityKind,
    ) -> Result<(), Error> {
        let repository = self.repository.id;
        let access = Consequence::Access { repository, user };
        effects::follow(tx, &[access]).await?;
        let links = repositories::by_github(tx, self.repository.github_id).await?;
        let name = self.access.person.map(|person| person.name.to_string());
        let Repository {
            owner, name: of, ..
        } = &self.repository;
        let detail = format!("{} on {owner}/{of}", name.unwrap_or_default());
        record::of_access(tx, member, &links, self.access.account, (kind, &detail));
        Ok(())
    }
}

async fn load(tx: &mut ReadTx, member: &Member, id: RepositoryId) -> Result<Repository, Error> {
    repositories::find(tx, member.project.id, id)
        .await?
        .ok_or(Error::NOT_FOUND)
}
