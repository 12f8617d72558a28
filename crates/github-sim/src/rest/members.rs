//! Members of an organization by REST. None shows the membership to everybody.
//! To an app that an organization keeps out, its members are strangers.

use super::call::{Answer, Call};
use super::organizations::reached;
use crate::accounts::{Account, AccountId, OrgRole};
use crate::refusals::Refusal;
use crate::render::users;
use crate::reply::Reply;
use crate::world::World;

/// `GET /orgs/{org}/members`: all of them for a member, for others those who show it.
pub(crate) fn list(call: &Call<'_>, login: &str) -> Answer {
    let world = call.state.world();
    let organization = find(&world, login)?;
    let role = call.request.query("role");
    let wanted = |id: &AccountId| {
        let has = role_in(organization, *id);
        role.is_none_or(|role| role == "all" || has.is_some_and(|has| has.word() == role))
    };
    let mut found: Vec<_> = world
        .accounts
        .values()
        .filter(|account| role_in(organization, account.id).is_some() && wanted(&account.id))
        .collect();
    if !is_seen_inside(call, &world, organization) {
        found.clear();
    }
    let view = call.state.view(&world);
    Ok(call.page(&found, |account| users::simple(view, account)))
}

/// `GET /orgs/{org}/members/{username}`: 204 or 404; others are sent to the public members.
pub(crate) fn check(call: &Call<'_>, login: &str, member: &str) -> Answer {
    let world = call.state.world();
    let organization = find(&world, login)?;
    if !is_seen_inside(call, &world, organization) {
        let public = format!(
            "{}/orgs/{login}/public_members/{member}",
            call.state.urls.api
        );
        return Ok(Reply::empty(302).with("Location", &public));
    }
    let user = world.user_named(member).ok_or_else(Refusal::not_found)?;
    match role_in(organization, user.id) {
        Some(_) => Ok(Reply::empty(204)),
        None => Err(Refusal::not_found()),
    }
}

/// `GET /orgs/{org}/memberships/{username}`: for members only.
pub(crate) fn show(call: &Call<'_>, login: &str, member: &str) -> Answer {
    call.user()?;
    let world = call.state.world();
    let organization = find(&world, login)?;
    if !is_seen_inside(call, &world, organization) {
        return Err(Refusal::forbidden(
            "You must be a member of this organization.",
        ));
    }
    let user = world.user_named(member).ok_or_else(Refusal::not_found)?;
    let role = role_in(organization, user.id).ok_or_else(Refusal::not_found)?;
    let view = call.state.view(&world);
    Ok(Reply::json(
        200,
        users::membership(view, user, organization, role),
    ))
}

fn find<'a>(world: &'a World, login: &str) -> Result<&'a Account, Refusal> {
    let account = world.account_named(login);
    account
        .filter(|account| account.organization.is_some())
        .ok_or_else(Refusal::not_found)
}

fn role_in(organization: &Account, user: AccountId) -> Option<OrgRole> {
    organization
        .organization
        .as_ref()?
        .members
        .get(&user)
        .copied()
}

fn is_seen_inside(call: &Call<'_>, world: &World, organization: &Account) -> bool {
    let scopes = &call.viewer.scopes;
    let told = scopes.has("read:org") || scopes.has("user");
    let own = call.viewer.user.map(|user| reached(world, user));
    told && own.is_some_and(|own| own.iter().any(|(one, _)| one.id == organization.id))
}
