//! Invitations as the owner's side sees them, and the rules by which they are made.
//! The invited one's side is in `own_invitations`.

use chrono::TimeDelta;
use serde::Deserialize;
use serde_json::{Value, json};

use super::call::{Answer, Call};
use super::target::Target;
use crate::accounts::AccountId;
use crate::clock::Time;
use crate::member_events::Change;
use crate::panel::Panel;
use crate::permission::Permission;
use crate::refusals::Refusal;
use crate::render;
use crate::reply::Reply;
use crate::repositories::{Invitation, Repository, RepositoryId};
use crate::switches::Expired;
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
    let shown = |one: &&Invitation| !is_gone(call, one, world.now());
    let found: Vec<_> = target.repository.invitations.iter().filter(shown).collect();
    Ok(call.page(&found, |one| rendered(call, &world, target, one)))
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
        let now = world.now();
        let repository = world.repositories.get_mut(&target.repository.id)?;
        let mut invitations = repository.invitations.iter_mut();
        let found = invitations.find(|one| one.id == id && !is_gone(call, one, now))?;
        found.permission = permission.unwrap_or(found.permission);
        Some(found.clone())
    });
    let changed = changed.ok_or_else(Refusal::not_found)?;
    let world = call.state.world();
    Ok(Reply::json(200, rendered(call, &world, target, &changed)))
}

/// `DELETE …/invitations/{id}`
pub(crate) fn withdraw(call: &Call<'_>, target: &Target, id: &str) -> Answer {
    target.require_admin()?;
    let id: u64 = id.parse().map_err(|_| Refusal::not_found())?;
    let withdrawn = call.state.change(|world| {
        let now = world.now();
        let invitations = &mut world
            .repositories
            .get_mut(&target.repository.id)?
            .invitations;
        let there = |one: &Invitation| one.id == id && !is_gone(call, one, now);
        let place = invitations.iter().position(there)?;
        Some(invitations.remove(place))
    });
    withdrawn
        .map(|_| Reply::empty(204))
        .ok_or_else(Refusal::not_found)
}

/// An invitation as the owner's side sees it.
fn rendered(call: &Call<'_>, world: &World, target: &Target, one: &Invitation) -> Value {
    let view = call.state.view(world);
    let mut rendered = render::invitations::invitation(view, &target.repository, one);
    if rendered["expired"] == true && call.state.switches.expired_invitation() == Expired::Unmarked
    {
        rendered["expired"] = json!(false);
    }
    rendered
}

/// Whether the owner's side no longer finds an invitation.
fn is_gone(call: &Call<'_>, one: &Invitation, now: Time) -> bool {
    one.expired(now) && call.state.switches.expired_invitation() == Expired::Gone
}

/// Lets a user in, at once or by an invitation, as GitHub's rules have it.
pub(crate) fn invite(
    world: &mut World,
    id: RepositoryId,
    inviter: AccountId,
    guest: AccountId,
    permission: Permission,
    switches: &Panel,
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
    send(repository, new, switches).map(Invited::Pending)
}

/// Sends an invitation, unless one is open or too many went out today.
fn send(
    repository: &mut Repository,
    new: Invitation,
    switches: &Panel,
) -> Result<Invitation, Refusal> {
    let now = new.created_at;
    // An open invitation is sent again as it is; an expired one makes room for a new one.
    repository
        .invitations
        .retain(|one| one.invitee != new.invitee || !one.expired(now));
    let mut open = repository.invitations.iter();
    let open = open.position(|one| one.invitee == new.invitee);
    if open.is_none() || switches.reinviting_counts() {
        count(repository, now)?;
    }
    let Some(place) = open else {
        repository.invitations.push(new.clone());
        return Ok(new);
    };
    let open = &mut repository.invitations[place];
    open.permission = new.permission;
    if !switches.same_invitation() {
        open.id = new.id;
    }
    Ok(open.clone())
}

/// Counts one more invitation of this day, unless that is too many.
fn count(repository: &mut Repository, now: Time) -> Result<(), Refusal> {
    let today = &mut repository.invited_at;
    today.retain(|at| now - *at < TimeDelta::hours(24));
    if today.len() >= A_DAY {
        let message = "You have exceeded the limit of 50 invitations per 24 hours".to_owned();
        return Err(Refusal::custom("Repository", message));
    }
    today.push(now);
    Ok(())
}
