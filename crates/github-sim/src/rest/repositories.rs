//! Repositories by REST: lists and the single one.
//! What a caller may not see is filtered out before anything is rendered.

use std::cmp::Ordering;

use super::call::{Answer, Call};
use super::target::Target;
use crate::accounts::AccountId;
use crate::permission::Permission;
use crate::refusals::Refusal;
use crate::render::repositories;
use crate::reply::Reply;
use crate::repositories::Repository;
use crate::world::World;

/// `GET /repos/{owner}/{repo}`
pub(crate) fn show(call: &Call<'_>, target: &Target) -> Reply {
    let world = call.state.world();
    let view = call.state.view(&world);
    Reply::json(
        200,
        repositories::full(view, &target.repository, target.permission),
    )
}

/// `GET /user/repos`
pub(crate) fn list_own(call: &Call<'_>) -> Answer {
    let user = call.user()?;
    let request = call.request;
    if request.query("type").is_some()
        && (request.query("visibility").is_some() || request.query("affiliation").is_some())
    {
        let message = "If you specify visibility or affiliation, you cannot specify type.";
        return Err(Refusal::Plain(422, message.to_owned()));
    }
    let affiliations = match (request.query("affiliation"), request.query("type")) {
        (Some(list), _) => list,
        (None, Some("owner")) => "owner",
        (None, Some("member")) => "collaborator,organization_member",
        _ => "owner,collaborator,organization_member",
    };
    let visibility = request.query("visibility").or(request.query("type"));
    Ok(list(call, "full_name", |world, repository| {
        affiliations
            .split(',')
            .any(|one| is_affiliated(world, user, repository, one.trim()))
            && is_of_visibility(repository, visibility)
    }))
}

/// `GET /orgs/{org}/repos`
pub(crate) fn list_of_organization(call: &Call<'_>, login: &str) -> Answer {
    let id = organization(call, login)?;
    refuse_without_sso(call, id)?;
    let kind = call.request.query("type");
    let user = call.viewer.user;
    Ok(list(call, "created", |world, repository| {
        let member =
            || user.is_some_and(|user| world.permission_of(user, repository) >= Permission::Push);
        let fork = world.forks.contains_key(&repository.id);
        repository.owner == id
            && (kind != Some("forks") || fork)
            && (kind != Some("sources") || !fork)
            && (kind != Some("member") || member())
            && is_of_visibility(repository, kind)
    }))
}

/// `GET /users/{login}/repos`: an organization's, too.
pub(crate) fn list_of_account(call: &Call<'_>, login: &str) -> Answer {
    let id = account(call, login)?;
    Ok(list(call, "full_name", |_, repository| {
        repository.owner == id && !repository.private
    }))
}

/// The visible repositories that `wanted` picks, sorted as the query has it.
fn list(call: &Call<'_>, sort: &str, wanted: impl Fn(&World, &Repository) -> bool) -> Reply {
    let world = call.state.world();
    let mut found: Vec<_> = world
        .repositories
        .values()
        .filter(|repository| wanted(&world, repository))
        .map(|repository| {
            (
                repository,
                world.permission_through_app(&call.viewer, repository),
            )
        })
        .filter(|(_, permission)| *permission >= Permission::Pull)
        .collect();
    let sort = call.request.query("sort").unwrap_or(sort);
    let rising = call
        .request
        .query("direction")
        .map_or(sort == "full_name", |way| way == "asc");
    found.sort_by(|(one, _), (other, _)| {
        let order = compare(&world, one, other, sort);
        if rising { order } else { order.reverse() }
    });
    let view = call.state.view(&world);
    call.page(&found, |(repository, may)| {
        repositories::listed(view, repository, *may)
    })
}

fn refuse_without_sso(call: &Call<'_>, organization: AccountId) -> Result<(), Refusal> {
    let world = call.state.world();
    let account = world.account(organization);
    let part = account.organization.as_ref().zip(call.viewer.user);
    match part {
        Some((part, user)) if part.demands_sso_of(user) => {
            Err(Refusal::SsoRequired(account.login.clone()))
        }
        _ => Ok(()),
    }
}

fn compare(world: &World, one: &Repository, other: &Repository, sort: &str) -> Ordering {
    match sort {
        "created" => one.created_at.cmp(&other.created_at),
        "updated" => one.updated_at.cmp(&other.updated_at),
        "pushed" => one.pushed_at.cmp(&other.pushed_at),
        _ => {
            let name = |repository| world.full_name(repository).to_ascii_lowercase();
            name(one).cmp(&name(other))
        }
    }
}

fn is_affiliated(world: &World, user: AccountId, repository: &Repository, how: &str) -> bool {
    match how {
        "owner" => repository.owner == user,
        "collaborator" => repository.collaborators.contains_key(&user),
        "organization_member" => {
            world.is_member_of_owner(user, repository) && !world.keeps_app_out(repository)
        }
        _ => false,
    }
}

fn is_of_visibility(repository: &Repository, wanted: Option<&str>) -> bool {
    match wanted {
        Some("public") => !repository.private,
        Some("private") => repository.private,
        _ => true,
    }
}

fn account(call: &Call<'_>, login: &str) -> Result<AccountId, Refusal> {
    let world = call.state.world();
    let account = world.account_named(login).ok_or_else(Refusal::not_found)?;
    Ok(account.id)
}

fn organization(call: &Call<'_>, login: &str) -> Result<AccountId, Refusal> {
    let id = account(call, login)?;
    let world = call.state.world();
    match world.account(id).organization {
        Some(_) => Ok(id),
        None => Err(Refusal::not_found()),
    }
}
