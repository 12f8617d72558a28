//! What the caller's own GitHub account sees, for picking from. Nothing of it is kept.
//!
//! These are the only reading calls that wait for GitHub, besides a task's commits.

use actix_web::{
    get,
    web::{Data, Path},
};
use domain::{
    ids::GithubRepositoryId,
    names::Login,
    wire::github::{Branches, Owners, PickableOwner, Repositories},
};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    answer::Answer, caller::SignedIn, error::Error, input::Query, page::PageNumber, state::State,
};

/// A repository of GitHub in a path.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct GithubRepositoryPath {
    /// GitHub's durable number of the repository.
    pub(crate) github_id: GithubRepositoryId,
}

/// An owner in a path.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct OwnerPath {
    /// The owner's login on GitHub.
    login: Login,
}

/// Which repositories to list.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct RepositoryQuery {
    /// The login of an owner; left out, those of all owners.
    owner: Option<String>,
    /// Which page; left out, the first. The one before says which is next.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1)]
    page: PageNumber,
}

/// Which branches to list.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct BranchQuery {
    /// A part of the name; the answer has no further page then.
    q: Option<String>,
    /// Which page; left out, the first. The one before says which is next.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1)]
    page: PageNumber,
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
    let owners = state
        .ask_github(caller.user, async |github| github.owners().await)
        .await?;
    Ok(Answer::ok(Owners {
        owners,
        review_url: state.connections.github().review_url().into(),
    }))
}

/// Say how an owner stands with this app, for those who miss them in the list.
#[utoipa::path(
    tag = "github",
    params(OwnerPath),
    responses((status = OK, body = PickableOwner, description = "The owner"))
)]
#[get("/github/owners/{login}")]
pub(crate) async fn find_owner(
    caller: SignedIn,
    state: Data<State>,
    at: Path<OwnerPath>,
) -> Result<Answer<PickableOwner>, Error> {
    let owner = state
        .ask_github(caller.user, async |github| github.owner(&at.login).await)
        .await?;
    Ok(Answer::ok(owner))
}

/// List the repositories that the caller reaches, by latest push, a page at a time.
///
/// Each page is one request to GitHub: the first is there as soon as GitHub answers, and says how
/// many there are.
#[utoipa::path(
    tag = "github",
    params(RepositoryQuery),
    responses((status = OK, body = Repositories, description = "A page of the repositories"))
)]
#[get("/github/repositories")]
pub(crate) async fn list_github_repositories(
    caller: SignedIn,
    state: Data<State>,
    Query(query): Query<RepositoryQuery>,
) -> Result<Answer<Repositories>, Error> {
    let page = query.page.0;
    let found = state
        .ask_github(caller.user, async |github| {
            let Some(owner) = &query.owner else {
                return github.recent_repositories(page).await;
            };
            if github.account().await?.login.eq_ignore_ascii_case(owner) {
                github.own_repositories(page).await
            } else {
                github.organization_repositories(owner, page).await
            }
        })
        .await?;
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
    let page = query.page.0;
    let found = state
        .ask_github(caller.user, async |github| match part {
            Some(part) => github.branches_holding(at.github_id, part).await,
            None => github.branches(at.github_id, page).await,
        })
        .await?;
    Ok(Answer::ok(found))
}
