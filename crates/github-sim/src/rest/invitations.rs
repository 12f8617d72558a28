//! Invitations as the owner's side sees them, and the rules by which they are made.
//! The invited one's side is in `own_invitations`.

use chrono::TimeDelta;
use serde::Deserialize;

use super::call::{Answer, Call};
use super::target::Target;
use crate::accounts::AccountId;
use crate::member_events::Change;
use crate::permission::Permission;
use crate::refusals::Refusal;
use crate::render;
use crate::reply::Reply;
use crate::repositories::{Invitation, Repository, RepositoryId};
use crate::world::World;

/// How many invitations a repository may send in a day.
const A_DAY: usize = 50;

/// What became of the wish to let somebody in.
#[derive(Debug)]
pub(crate) enum Invited {
    /// Access is there; what changed, if anything did.
    Active { changed: Option<Change> },
    /// The other one must accept.
    Pending(Invitation),
}

#[derive(Debug, Deserialize)]
struct Wish {
    permissions: Option<String>,
}

/// `GET …/invitations`
pub(crate) fn list(call: &Call<'_>, target: &Target) -> Answer {
    target.require_admin()?;
    let world = call.state.world();
    let (view, repository) = (call.state.view(&world), &target.repository);
    Ok(call.page(&repository.invitations, |one| {
        render::invitations::invitation(view, repository, one)
    }))
}

/// `PATCH …/invitations/{id}`
pub(crate) fn change(call: &Call<'_>, target: &Target, id: &str) -> Answer {
    target.require_admin()?;
    let wish: Wish = call.request.json()?;
    let id: u64 = id.parse().map_err(|_| Refusal::not_found())?;
    let invalid = || Refusal::field("RepositoryInvitation", "permissions", "invalid");
    let permission = wish
        .permissions
        .as_deref()
        .map(|word| Permission::parse(word).ok_or_else(invalid));
    let permission = permission.transpose()?;
    let changed = call.state.change(|world| {
        let repository = world.repositories.get_mut(&target.repository.id)?;
        let found = repository.invitations.iter_mut().find(|one| one.id == id)?;
        found.permission = permission.unwrap_or(found.permission);
        Some(found.clone())
    });
    let changed = changed.ok_or_else(Refusal::not_found)?;
    let world = call.state.world();
    let view = call.state.view(&world);
    Ok(Reply::json(
        200,
        render::invitations::invitation(view, &target.repository, &changed),
    ))
}

/// `DELETE …/invitations/{id}`
pub(crate) fn withdraw(call: &Call<'_>, target: &Target, id: &str) -> Answer {
    target.require_admin()?;
    let id: u64 = id.parse().map_err(|_| Refusal::not_found())?;
    let withdrawn = call.state.change(|world| {
        let invitations = &mut world
            .repositories
            .get_mut(&target.repository.id)?
            .invitations;
        let place = invitations.iter().position(|one| one.id == id)?;
        Some(invitations.remove(place))
    });
    withdrawn
        .map(|_| Reply::empty(204))
        .ok_or_else(Refusal::not_found)
}

/// Lets a user in, at once or by an invitation, as GitHub's rules have it.
pub(crate) fn invite(
    world: &mut World,
    id: RepositoryId,
    inviter: AccountId,
    guest: AccountId,
    permission: Permission,
    same: bool,
) -> Result<Invited, Refusal> {
    let (created_at, fresh) = (world.now(), world.next_id());
    let repository = world.repositories.get(&id).ok_or_else(Refusal::not_found)?;
    let member = world.is_member_of_owner(guest, repository);
    let found = world.repositories.get_mut(&id);
    let repository = found.ok_or_else(Refusal::not_found)?;
    let before = repository.collaborators.get(&guest).copied();
    if member || before.is_some() {
        repository.collaborators.insert(guest, permission);
        let changed = Change::between(before, permission);
        return Ok(Invited::Active { changed });
    }
    let new = Invitation {
        id: fresh,
        invitee: guest,
        inviter,
        permission,
        created_at,
    };
    send(repository, new, same).map(Invited::Pending)
}

/// Sends an invitation, unless one is open or too many went out today.
fn send(repository: &mut Repository, new: Invitation, same: bool) -> Result<Invitation, Refusal> {
    let now = new.created_at;
    // An open invitation is sent again as it is; an expired one makes room for a new one.
    repository
        .invitations
        .retain(|one| one.invitee != new.invitee || !one.expired(now));
    let mut open = repository.invitations.iter_mut();
    if let Some(open) = open.find(|one| one.invitee == new.invitee) {
        open.permission = new.permission;
        open.id = if same { open.id } else { new.id };
        return Ok(open.clone());
    }
    repository
        .invited_at
        .retain(|at| now - *at < TimeDelta::hours(24));
    if repository.invited_at.len() >= A_DAY {
        let message = "You have exceeded the limit of 50 invitations per 24 hours".to_owned();
        return Err(Refusal::custom("Repository", message));
    }
    repository.invited_at.push(now);
    repository.invitations.push(new.clone());
    Ok(new)
}
