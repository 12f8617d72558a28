//! Collaborators by REST: granting, looking, removing.
//! Access through a team or an organization is never touched by a removal.

use serde::Deserialize;

use super::call::{Answer, Call};
use super::invitations::{self, Invited};
use super::target::Target;
use crate::accounts::{Account, AccountId};
use crate::member_events::{self, Change};
use crate::permission::Permission;
use crate::refusals::Refusal;
use crate::removals::{delete_lost_forks, take_out};
use crate::render;
use crate::reply::Reply;
use crate::repositories::RepositoryId;
use crate::world::World;

const LIST_NEEDS: &str = "Must have push access to view repository collaborators.";
const SCOPE_NEEDS: &str = "You need the repo and read:org scopes to see collaborators.";
const PERSONAL: &str =
    "You can only update permissions on organization-owned repositories and their forks";

#[derive(Debug, Deserialize)]
struct Wish {
    permission: Option<String>,
}

/// `GET …/collaborators`
pub(crate) fn list(call: &Call<'_>, target: &Target) -> Answer {
    call.require_scope(&["read:org"], SCOPE_NEEDS)?;
    target.require(Permission::Push, LIST_NEEDS)?;
    let (world, repository) = (call.state.world(), &target.repository);
    let affiliation = call.request.query("affiliation").unwrap_or("all");
    let least = call.request.query("permission").and_then(Permission::parse);
    let belongs = |user: &Account| match affiliation {
        "direct" => repository.collaborators.contains_key(&user.id),
        "outside" => {
            repository.collaborators.contains_key(&user.id)
                && !world.is_member_of_owner(user.id, repository)
        }
        _ => {
            user.id == repository.owner
                || repository.collaborators.contains_key(&user.id)
                || world.is_member_of_owner(user.id, repository)
        }
    };
    let found: Vec<_> = world
        .accounts
        .values()
        .filter(|account| account.organization.is_none() && belongs(account))
        .map(|account| (account, world.permission_of(account.id, repository)))
        .filter(|(_, may)| *may >= Permission::Pull && least.is_none_or(|least| *may == least))
        .collect();
    let view = call.state.view(&world);
    Ok(call.page(&found, |(user, may)| {
        render::invitations::collaborator(view, user, *may)
    }))
}

/// `GET …/collaborators/{username}`: 204 or 404.
pub(crate) fn check(call: &Call<'_>, target: &Target, login: &str) -> Answer {
    call.require_scope(&["read:org"], SCOPE_NEEDS)?;
    target.require(Permission::Push, LIST_NEEDS)?;
    let (world, repository) = (call.state.world(), &target.repository);
    let user = world.user_named(login).ok_or_else(Refusal::not_found)?.id;
    let belongs = user == repository.owner
        || repository.collaborators.contains_key(&user)
        || world.is_member_of_owner(user, repository);
    if belongs {
        Ok(Reply::empty(204))
    } else {
        Err(Refusal::not_found())
    }
}

/// `GET …/collaborators/{username}/permission`
pub(crate) fn show_permission(call: &Call<'_>, target: &Target, login: &str) -> Answer {
    target.require(
        Permission::Push,
        "Must have push access to view collaborator permission.",
    )?;
    let world = call.state.world();
    let user = world.user_named(login);
    let user = user.ok_or_else(|| Refusal::Plain(404, format!("{login} is not a user")))?;
    let permission = world.permission_of(user.id, &target.repository);
    let view = call.state.view(&world);
    Ok(Reply::json(
        200,
        render::invitations::permission(view, user, permission),
    ))
}

/// `PUT …/collaborators/{username}`: 201 invites, 204 is active at once.
pub(crate) fn add(call: &Call<'_>, target: &Target, login: &str) -> Answer {
    target.require_admin()?;
    let wish: Wish = call.request.json()?;
    let inviter = call.user()?;
    let (id, state) = (target.repository.id, call.state);
    let (user, outcome) = state.change(|world| {
        let user = world.user_named(login).ok_or_else(Refusal::not_found)?.id;
        let permission = wanted_permission(world, id, user, &wish)?;
        Ok::<_, Refusal>((
            user,
            invitations::invite(world, id, inviter, user, permission, &state.switches)?,
        ))
    })?;
    match outcome {
        Invited::Active { changed } => {
            if let Some(change) = changed {
                member_events::tell(state, id, inviter, user, change);
            }
            Ok(Reply::empty(204))
        }
        Invited::Pending(invitation) => {
            let world = state.world();
            let repository = world.repositories.get(&id).ok_or_else(Refusal::not_found)?;
            let body = render::invitations::invitation(state.view(&world), repository, &invitation);
            let location = body["url"].as_str().unwrap_or_default().to_owned();
            Ok(Reply::json(201, body).with("Location", &location))
        }
    }
}

/// `DELETE …/collaborators/{username}`, by an admin or by the user themself.
pub(crate) fn remove(call: &Call<'_>, target: &Target, login: &str) -> Answer {
    let (caller, id) = (call.user()?, target.repository.id);
    let user = call
        .state
        .world()
        .user_named(login)
        .ok_or_else(Refusal::not_found)?
        .id;
    if user != caller {
        target.require_admin()?;
    }
    let seconds = call.state.switches.removal_delay();
    let removed = call.state.change(|world| {
        let removed = take_out(world, id, user)?;
        if seconds > 0 {
            let until = world.now() + chrono::TimeDelta::seconds(seconds.into());
            let fading = &mut world.repositories.get_mut(&id)?.fading;
            fading.insert(user, (removed, until));
        }
        Some(removed)
    });
    if removed.is_some() {
        member_events::tell(call.state, id, caller, user, Change::Removed);
    }
    delete_lost_forks(call.state)?;
    Ok(Reply::empty(204))
}

fn wanted_permission(
    world: &World,
    id: RepositoryId,
    user: AccountId,
    wish: &Wish,
) -> Result<Permission, Refusal> {
    let repository = world.repositories.get(&id).ok_or_else(Refusal::not_found)?;
    if repository.owner == user {
        let message = "Repository owner cannot be a collaborator".to_owned();
        return Err(Refusal::custom("Repository", message));
    }
    let Some(asked) = &wish.permission else {
        return Ok(Permission::Push);
    };
    let Some(organization) = &world.account(repository.owner).organization else {
        return Err(Refusal::custom("Repository", PERSONAL.to_owned()));
    };
    let permission = Permission::parse(asked).filter(|wanted| *wanted > Permission::None);
    let permission =
        permission.ok_or_else(|| Refusal::field("Repository", "permission", "invalid"))?;
    let member = organization.members.contains_key(&user);
    if member && permission < organization.base_permission {
        let login = &world.account(user).login;
        let message = format!(
            "Cannot assign {login} permission of {}",
            permission.role_name()
        );
        return Err(Refusal::custom("Repository", message));
    }
    Ok(permission)
}
