//! Repositories of a project: linking, development branch, steward, unlinking.
//!
//! GitHub is asked before a change is written, by the caller's own token, and never inside a
//! transaction.

use actix_web::{
    HttpResponse, Responder, delete, get, patch, post,
    web::{Data, Path},
};
use domain::{
    access::Permission,
    activity::ActivityKind,
    effect::Subject,
    ids::{GithubAccountId, GithubRepositoryId, RepositoryId, UserId},
    names::ProjectKey,
    problem::ProblemCode,
    project::Action,
    wire::projects::{EditRepository, LinkRepository, Repository as Shown},
};
use serde::Deserialize;
use store::{
    ReadTx, accesses, effects,
    repositories::{self, NewRepository, Repository},
};
use tokio::time::Instant;
use utoipa::IntoParams;

use crate::{
    answer::Answer,
    caller::{InProject, Member},
    error::Error,
    github_trouble,
    handlers::projects::ProjectPath,
    input::Json,
    record,
    state::State,
    version::IfMatch,
};

/// A linked repository in a path.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct RepositoryPath {
    /// The project's key.
    #[serde(rename = "key")]
    _key: ProjectKey,
    /// The repository's id here.
    repository_id: RepositoryId,
}

/// List the repositories that are linked to a project.
#[utoipa::path(
    tag = "projects",
    params(ProjectPath),
    responses((status = OK, body = Vec<Shown>, description = "The repositories"))
)]
#[get("/projects/{key}/repositories")]
pub(crate) async fn list_repositories(caller: InProject) -> Result<Answer<Vec<Shown>>, Error> {
    let repositories = caller
        .read(async |tx, member| Ok(repositories::list_shown(tx, member.project.id).await?))
        .await?;
    Ok(Answer::ok(repositories))
}

/// Link a repository of GitHub to a project.
///
/// The caller becomes its steward, so their GitHub account must be an administrator of it.
#[utoipa::path(
    tag = "projects",
    params(ProjectPath),
    responses((status = CREATED, body = Shown, description = "The repository as linked"))
)]
#[post("/projects/{key}/repositories")]
pub(crate) async fn link_repository(
    caller: InProject,
    state: Data<State>,
    Json(body): Json<LinkRepository>,
) -> Result<Answer<Shown>, Error> {
    let user = caller
        .read(async |_, member| {
            member.may(Action::Manage)?;
            Ok(member.user)
        })
        .await?;
    let deadline = State::deadline();
    let found = look_as_admin(&state, user, body.github_id).await?;
    let had = had_before(&state, user, &found, deadline).await;
    let linked = caller
        .write(async |tx, member| {
            member.may(Action::Manage)?;
            let new = new_repository(&member, found);
            let repository = new.github_id;
            if repositories::by_github(tx, repository).await?.is_empty() {
                accesses::note_before(tx, repository, &had).await?;
            }
            let linked = repositories::link(tx, new).await??;
            effects::enqueue(tx, Subject::SyncHook { repository }).await?;
            let kind = ActivityKind::RepositoryLinked;
            record::of_project(tx, &member, kind, full_name(&linked));
            show(tx, &member, linked.id).await
        })
        .await?;
    let version = linked.version;
    Ok(Answer::created(linked).version(version))
}

/// Pick a repository's development branch, or become its steward.
///
/// The branch must exist on GitHub; a steward must be an administrator there.
#[utoipa::path(
    tag = "projects",
    params(RepositoryPath, ("If-Match" = String, Header, description = "The version changed")),
    responses((status = OK, body = Shown, description = "The repository as changed"))
)]
#[patch("/projects/{key}/repositories/{repository_id}")]
pub(crate) async fn edit_repository(
    caller: InProject,
    state: Data<State>,
    at: Path<RepositoryPath>,
    based_on: IfMatch,
    Json(body): Json<EditRepository>,
) -> Result<Answer<Shown>, Error> {
    let (user, repository) = caller
        .read(async |tx, member| {
            let repository = load(tx, &member, at.repository_id).await?;
            based_on.check(repository.version)?;
            member.may(Action::Manage)?;
            Ok((member.user, repository))
        })
        .await?;
    let there = Box::pin(must_be_there(&state, user, &repository, &body));
    state.in_time(there).await?;
    let shown = caller
        .write(async |tx, member| {
            let mut repository = load(tx, &member, at.repository_id).await?;
            based_on.check(repository.version)?;
            member.may(Action::Manage)?;
            let detail = changed(&repository, &body);
            if body.take_over || body.development_branch.is_some() {
                // What was just seen on GitHub is not missing there.
                repository.trouble = None;
            }
            repository.development_branch =
                body.development_branch.or(repository.development_branch);
            if body.take_over {
                repository.steward = Some(member.user);
            }
            let repository = repositories::save(tx, &repository).await??;
            effects::enqueue_all_of_repository(tx, repository.github_id).await?;
            record::of_project(tx, &member, ActivityKind::RepositoryChanged, detail);
            show(tx, &member, repository.id).await
        })
        .await?;
    let version = shown.version;
    Ok(Answer::ok(shown).version(version))
}

/// Unlink a repository. Its tasks lose it, and what was given on it is taken back.
#[utoipa::path(
    tag = "projects",
    params(RepositoryPath),
    responses((status = NO_CONTENT, description = "Unlinked"))
)]
#[delete("/projects/{key}/repositories/{repository_id}")]
pub(crate) async fn unlink_repository(
    caller: InProject,
    at: Path<RepositoryPath>,
) -> Result<impl Responder, Error> {
    caller
        .write(async |tx, member| {
            let repository = load(tx, &member, at.repository_id).await?;
            member.may(Action::Manage)?;
            repositories::hold(tx, repository.id).await?;
            effects::enqueue_all_of_repository(tx, repository.github_id).await?;
            repositories::unlink(tx, member.project.id, repository.id).await?;
            let kind = ActivityKind::RepositoryUnlinked;
            record::of_project(tx, &member, kind, full_name(&repository));
            Ok(())
        })
        .await?;
    Ok(HttpResponse::NoContent())
}

/// The repository as the caller sees it, if they may run it.
async fn look_as_admin(
    state: &State,
    user: UserId,
    id: GithubRepositoryId,
) -> Result<github::Repository, Error> {
    let found = state
        .ask_github(user, async |github| github.repository(id).await)
        .await
        .map_err(github_trouble::hidden_from_caller)?;
    if found.permission < Permission::Admin {
        return Err(ProblemCode::GithubAdminNeeded.into());
    }
    if found.archived {
        let words = "The repository is archived on GitHub, where nothing can be changed.";
        return Err(Error::Worded(ProblemCode::GithubRefused, words.to_owned()));
    }
    Ok(found)
}

/// Who can do more than read there before Tasksource gives anything: so that what is given by hand
/// later is told from it.
///
/// GitHub may not tell, or not in time. Then everybody without a task is shown as given by hand,
/// and the repository is linked all the same.
async fn had_before(
    state: &State,
    user: UserId,
    found: &github::Repository,
    deadline: Instant,
) -> Vec<(GithubAccountId, Permission)> {
    let (id, owner) = (found.id, found.owner.kind);
    let holders = state.ask_github(user, async |github| github.holders(id, owner).await);
    let holders = state.by(deadline, holders).await;
    let sights = holders.map_or(Vec::new(), |seen| seen.look.sights);
    let own = sights.into_iter().filter(|one| one.own);
    own.filter(|one| one.permission > Permission::Read)
        .map(|one| (one.account, one.permission))
        .collect()
}

/// Goes on if GitHub has what the change speaks of.
async fn must_be_there(
    state: &State,
    user: UserId,
    repository: &Repository,
    body: &EditRepository,
) -> Result<(), Error> {
    if body.take_over {
        look_as_admin(state, user, repository.github_id).await?;
    }
    let Some(name) = &body.development_branch else {
        return Ok(());
    };
    let branch = github_trouble::ask_about(state, user, repository, async |github| {
        github.branch(repository.github_id, name).await
    });
    match branch.await? {
        Some(_) => Ok(()),
        None => Err(Error::field(
            "development_branch",
            "GitHub has no such branch",
        )),
    }
}

fn new_repository(member: &Member, found: github::Repository) -> NewRepository {
    NewRepository {
        project: member.project.id,
        github_id: found.id,
        owner: found.owner.login,
        owner_kind: found.owner.kind,
        name: found.name,
        private: found.private,
        html_url: found.html_url,
        clone_url: found.clone_url,
        steward: member.user,
    }
}

async fn load(tx: &mut ReadTx, member: &Member, id: RepositoryId) -> Result<Repository, Error> {
    repositories::find(tx, member.project.id, id)
        .await?
        .ok_or(Error::NOT_FOUND)
}

async fn show(tx: &mut ReadTx, member: &Member, id: RepositoryId) -> Result<Shown, Error> {
    let shown = repositories::list_shown(tx, member.project.id).await?;
    let shown = shown.into_iter().find(|shown| shown.id == id);
    shown.ok_or(Error::NOT_FOUND)
}

/// What changes of a repository, in words.
fn changed(repository: &Repository, body: &EditRepository) -> String {
    let branch = body.development_branch.as_ref();
    let parts = [
        branch.map(|branch| format!("development branch {branch}")),
        body.take_over.then(|| "steward".to_owned()),
    ];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    format!("{}: {}", full_name(repository), parts.join(", "))
}

fn full_name(repository: &Repository) -> String {
    format!("{}/{}", repository.owner, repository.name)
}
