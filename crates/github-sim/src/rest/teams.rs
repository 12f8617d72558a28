//! Teams by REST. None is secret, so that every member of the organization sees all of them.
//! Nothing is changed here, and to everybody else there are no teams.

use super::call::{Answer, Call};
use super::organizations::reached;
use super::target::Target;
use crate::accounts::{Account, AccountId, OrgRole, slug};
use crate::permission::Permission;
use crate::refusals::Refusal;
use crate::render::repositories;
use crate::render::teams::{self, NamedTeam};
use crate::reply::Reply;
use crate::world::World;

/// `GET …/teams` of a repository: for its administrators, as far as they see the teams.
pub(crate) fn list_of_repository(call: &Call<'_>, target: &Target) -> Answer {
    target.require_admin().map_err(|_| Refusal::not_found())?;
    let world = call.state.world();
    let owner = world.account(target.repository.owner);
    let mut found = Vec::new();
    if sees_teams_of(call, &world, owner) {
        found.extend(all(owner).filter_map(|named| {
            let may = named.team.repositories.get(&target.repository.id)?;
            Some((named, *may))
        }));
    }
    let view = call.state.view(&world);
    Ok(call.page(&found, |(named, may)| {
        teams::of_repository(view, *named, *may)
    }))
}

/// `GET /orgs/{org}/teams`
pub(crate) fn list(call: &Call<'_>, login: &str) -> Answer {
    let world = call.state.world();
    let organization = organization(call, &world, login)?;
    if !sees_teams_of(call, &world, organization) {
        return Err(Refusal::forbidden("Must have admin rights to Repository."));
    }
    let found: Vec<_> = all(organization).collect();
    let view = call.state.view(&world);
    Ok(call.page(&found, |named| teams::listed(view, *named)))
}

/// `GET /orgs/{org}/teams/{team_slug}`
pub(crate) fn show(call: &Call<'_>, organization: &str, team: &str) -> Answer {
    let world = call.state.world();
    let named = find(call, &world, organization, team)?;
    let view = call.state.view(&world);
    Ok(Reply::json(200, teams::full(view, named)))
}

/// `GET /orgs/{org}/teams/{team_slug}/members`
pub(crate) fn list_members(call: &Call<'_>, organization: &str, team: &str) -> Answer {
    let world = call.state.world();
    let named = find(call, &world, organization, team)?;
    let asked = call.request.query("role").filter(|role| *role != "all");
    let members = named.team.members.iter();
    let members: Vec<_> = members
        .map(|id| (world.account(*id), role(named, *id)))
        .filter(|(_, role)| asked.is_none_or(|asked| asked == *role))
        .collect();
    let view = call.state.view(&world);
    Ok(call.page(&members, |(user, role)| teams::member(view, user, role)))
}

/// The role of a member: owners of the organization maintain all of its teams.
fn role(named: NamedTeam<'_>, user: AccountId) -> &'static str {
    let part = named.organization.organization.as_ref();
    match part.and_then(|part| part.members.get(&user)) {
        Some(OrgRole::Admin) => "maintainer",
        _ => "member",
    }
}

/// `GET /organizations/{org_id}/team/{team_id}/members/{username}`: 204 or 404.
pub(crate) fn check_member(call: &Call<'_>, organization: &str, team: &str, login: &str) -> Answer {
    let world = call.state.world();
    let named = find(call, &world, organization, team)?;
    let user = world.user_named(login).ok_or_else(Refusal::not_found)?;
    if named.team.members.contains(&user.id) {
        Ok(Reply::empty(204))
    } else {
        Err(Refusal::not_found())
    }
}

/// `GET /orgs/{org}/teams/{team_slug}/repos`: those that the caller sees.
pub(crate) fn list_repositories(call: &Call<'_>, organization: &str, team: &str) -> Answer {
    let world = call.state.world();
    let named = find(call, &world, organization, team)?;
    let view = call.state.view(&world);
    let seen: Vec<_> = named
        .repositories(view)
        .map(|one| (one, world.permission_through_app(&call.viewer, one)))
        .filter(|(_, may)| *may >= Permission::Pull)
        .collect();
    Ok(call.page(&seen, |(repository, may)| {
        repositories::listed(view, repository, *may)
    }))
}

/// The team of a path; whoever may not see it is told that there is none.
fn find<'a>(
    call: &Call<'_>,
    world: &'a World,
    owner: &str,
    team: &str,
) -> Result<NamedTeam<'a>, Refusal> {
    let owner = organization(call, world, owner)?;
    let mut teams = all(owner).filter(|_| sees_teams_of(call, world, owner));
    let found = teams.find(|named| {
        if is_numbered(call) {
            named.team.id.to_string() == team
        } else {
            slug(named.name) == team
        }
    });
    found.ok_or_else(Refusal::not_found)
}

fn organization<'a>(
    call: &Call<'_>,
    world: &'a World,
    wanted: &str,
) -> Result<&'a Account, Refusal> {
    call.user()?;
    let found = if is_numbered(call) {
        wanted.parse().ok().and_then(|id| world.accounts.get(&id))
    } else {
        world.account_named(wanted)
    };
    found
        .filter(|account| account.organization.is_some())
        .ok_or_else(Refusal::not_found)
}

/// Whether a path names the organization and the team by their numbers.
fn is_numbered(call: &Call<'_>) -> bool {
    call.path.starts_with("/organizations/")
}

fn sees_teams_of(call: &Call<'_>, world: &World, organization: &Account) -> bool {
    let scopes = &call.viewer.scopes;
    let told = scopes.has("read:org") || scopes.has("repo");
    let own = call.viewer.user.map(|user| reached(world, user));
    told && own.is_some_and(|own| own.iter().any(|(one, _)| one.id == organization.id))
}

fn all(organization: &Account) -> impl Iterator<Item = NamedTeam<'_>> {
    let teams = organization
        .organization
        .iter()
        .flat_map(|part| &part.teams);
    teams.map(move |(name, team)| NamedTeam {
        organization,
        name,
        team,
    })
}
