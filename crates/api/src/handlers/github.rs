//! What the caller's own GitHub account sees, for picking from. Nothing of it is kept.
//!
//! These are the only reading calls that wait for GitHub, besides a task's commits.

use actix_web::{
    get,
    web::{Data, Path},
};
use domain::{
    ids::GithubRepositoryId,
    wire::github::{Branches, Owner, OwnerKind, Owners, Repositories},
};
use futures_util::future::try_join;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{answer::Answer, caller::SignedIn, error::Error, input::Query, state::State};

/// A repository of GitHub in a path.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct GithubRepositoryPath {
    /// GitHub's durable number of the repository.
    pub(crate) github_id: GithubRepositoryId,
}

/// Which repositories to list.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct RepositoryQuery {
    /// The login of an owner; left out, whatever was worked on most recently.
    owner: Option<String>,
    /// A part of the name.
    q: Option<String>,
}

/// Which branches to list.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct BranchQuery {
    /// A part of the name.
    q: Option<String>,
}

/// List whose repositories there are to pick from.
///
/// The own account comes first, then the organizations that GitHub lets this app see.
#[utoipa::path(
    tag = "github",
    responses((status = OK, body = Owners, description = "The owners"))
)]
#[get("/github/owners")]
pub(crate) async fn list_owners(
    caller: SignedIn,
    state: Data<State>,
) -> Result<Answer<Owners>, Error> {
    let (account, organizations) = state
        .ask_github(caller.user, async |github| {
            try_join(github.account(), github.organizations()).await
        })
        .await?;
    let own = Owner {
        id: account.id,
        login: account.login,
        kind: OwnerKind::User,
        avatar_url: account.avatar_url,
    };
    Ok(Answer::ok(Owners {
        owners: std::iter::once(own).chain(organizations).collect(),
        review_url: state.connections.github().review_url().into(),
    }))
}

/// List the repositories that the caller reaches, by latest push.
#[utoipa::path(
    tag = "github",
    params(RepositoryQuery),
    responses((status = OK, body = Repositories, description = "The repositories"))
)]
#[get("/github/repositories")]
pub(crate) async fn list_github_repositories(
    caller: SignedIn,
    state: Data<State>,
    Query(query): Query<RepositoryQuery>,
) -> Result<Answer<Repositories>, Error> {
    let mut found = state
        .ask_github(caller.user, async |github| {
            let Some(owner) = &query.owner else {
                return github.recent_repositories().await;
            };
            if github.account().await?.login.eq_ignore_ascii_case(owner) {
                github.own_repositories().await
            } else {
                github.organization_repositories(owner).await
            }
        })
        .await?;
    if let Some(part) = query.q.map(|part| part.trim().to_lowercase()) {
        found
            .items
            .retain(|repository| repository.name.to_lowercase().contains(&part));
    }
    Ok(Answer::ok(found))
}

/// List the branches of a repository, the default one first.
#[utoipa::path(
    tag = "github",
    params(GithubRepositoryPath, BranchQuery),
    responses((status = OK, body = Branches, description = "The branches"))
)]
#[get("/github/repositories/{github_id}/branches")]
pub(crate) async fn list_branches(
    caller: SignedIn,
    state: Data<State>,
    at: Path<GithubRepositoryPath>,
    Query(query): Query<BranchQuery>,
) -> Result<Answer<Branches>, Error> {
    let part = query.q.as_deref().map(str::trim).filter(|q| !q.is_empty());
    let found = state
        .ask_github(caller.user, async |github| {
            github.branches(at.github_id, part).await
        })
        .await?;
    Ok(Answer::ok(found))
}
