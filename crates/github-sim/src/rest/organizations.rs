//! Organizations by REST.
//! One that keeps the app out is never listed: to the app, the user is no member.

use super::call::{Answer, Call};
use crate::accounts::{Account, OrgRole, Organization};
use crate::refusals::Refusal;
use crate::render::users;
use crate::reply::Reply;
use crate::world::World;

const TOO_LITTLE: &str =
    "You need at least read:org scope or user scope to list your organizations.";

/// `GET /user/orgs`
pub(crate) fn list_own(call: &Call<'_>) -> Answer {
    call.require_scope(&["read:org", "user"], TOO_LITTLE)?;
    let (user, world) = (call.user()?, call.state.world());
    let organizations = reached(&world, user);
    Ok(call.page(&organizations, |(org, _)| {
        users::organization(call.state.view(&world), org)
    }))
}

/// `GET /users/{login}/orgs`: memberships are not public here, and organizations have none.
pub(crate) fn list_of_account(call: &Call<'_>, login: &str) -> Answer {
    call.state
        .world()
        .account_named(login)
        .ok_or_else(Refusal::not_found)?;
    Ok(call.page(&[], |(): &()| serde_json::Value::Null))
}

/// `GET /orgs/{org}`
pub(crate) fn show(call: &Call<'_>, login: &str) -> Answer {
    let world = call.state.world();
    let account = world
        .account_named(login)
        .filter(|account| account.organization.is_some());
    let account = account.ok_or_else(Refusal::not_found)?;
    let view = call.state.view(&world);
    let members = account.organization.as_ref().map(|part| &part.members);
    let role = call
        .viewer
        .user
        .zip(members)
        .and_then(|(user, members)| members.get(&user));
    let owner = role == Some(&OrgRole::Admin) && call.viewer.scopes.has("admin:org");
    let rendered = if owner {
        users::organization_for_owners(view, account)
    } else {
        users::organization_in_full(view, account)
    };
    Ok(Reply::json(200, rendered))
}

/// `GET /user/memberships/orgs`
pub(crate) fn list_memberships(call: &Call<'_>) -> Answer {
    call.require_scope(&["read:org", "user"], TOO_LITTLE)?;
    let (user, world) = (call.user()?, call.state.world());
    let mut memberships = reached(&world, user);
    if call.request.query("state") == Some("pending") {
        memberships.clear();
    }
    let me = world.account(user);
    Ok(call.page(&memberships, |(org, role)| {
        users::membership(call.state.view(&world), me, org, *role)
    }))
}

/// `GET /user/memberships/orgs/{org}`
pub(crate) fn show_membership(call: &Call<'_>, login: &str) -> Answer {
    call.require_scope(&["read:org", "user"], TOO_LITTLE)?;
    let (user, world) = (call.user()?, call.state.world());
    let found = reached(&world, user)
        .into_iter()
        .find(|(org, _)| org.login.eq_ignore_ascii_case(login));
    let (org, role) = found.ok_or_else(Refusal::not_found)?;
    let me = world.account(user);
    Ok(Reply::json(
        200,
        users::membership(call.state.view(&world), me, org, role),
    ))
}

/// The organizations of a user that the app reaches.
pub(super) fn reached(world: &World, user: u64) -> Vec<(&Account, OrgRole)> {
    let mut organizations = world.organizations_of(user);
    organizations.retain(|(org, _)| {
        org.organization
            .as_ref()
            .is_some_and(|part: &Organization| !part.keeps_app_out() && !part.demands_sso_of(user))
    });
    organizations
}
