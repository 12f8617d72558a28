//! What people do on GitHub's own pages, behind the app's back.
//! Hooks hear of it as they would of the real thing; no request is read here.

use std::io;

use serde_json::{Value, json};

use crate::accounts::AccountId;
use crate::member_events::{self, Change};
use crate::permission::Permission;
use crate::refusals::Refusal;
use crate::removals::{delete_lost_forks, take_out};
use crate::repositories::{Repository, RepositoryId};
use crate::state::State;
use crate::webhooks::{self, Event};

/// Lets a user in at once, without an invitation.
pub(crate) fn let_in(state: &State, id: RepositoryId, user: AccountId, permission: Permission) {
    let told = state.change(|world| {
        let repository = world.repositories.get_mut(&id)?;
        repository
            .invitations
            .retain(|invitation| invitation.invitee != user);
        let before = repository.collaborators.insert(user, permission);
        Some((repository.owner, Change::between(before, permission)?))
    });
    if let Some((by, change)) = told {
        member_events::tell(state, id, by, user, change);
    }
}

/// Ends the direct access of a user.
pub(crate) fn put_out(state: &State, id: RepositoryId, user: AccountId) -> io::Result<()> {
    let removed = state.change(|world| {
        take_out(world, id, user)?;
        Some(world.repositories.get(&id)?.owner)
    });
    if let Some(by) = removed {
        member_events::tell(state, id, by, user, Change::Removed);
    }
    delete_lost_forks(state)
}

/// Accepts or declines an invitation in the name of the invited one; nothing when it is gone.
pub(crate) fn answer_invitation(state: &State, id: u64, accept: bool) -> Option<()> {
    let (repository, invitation) = state.change(|world| {
        let (repository, invitation) = world.take_invitation(id)?;
        if accept && !invitation.expired(world.now()) {
            let repository = world.repositories.get_mut(&repository)?;
            let guests = &mut repository.collaborators;
            guests.insert(invitation.invitee, invitation.permission);
            return Some((repository.id, Some(invitation)));
        }
        Some((repository, None))
    })?;
    if let Some(accepted) = invitation {
        let (guest, change) = (accepted.invitee, Change::Added(accepted.permission));
        member_events::tell(state, repository, guest, guest, change);
    }
    Some(())
}

/// Gives a repository another name or owner, unless that address is taken or none at all.
pub(crate) fn rename(
    state: &State,
    before: &Repository,
    owner: AccountId,
    name: &str,
) -> Result<(), Refusal> {
    let sound = |letter: char| letter.is_ascii_alphanumeric() || "._-".contains(letter);
    if name.is_empty() || !name.chars().all(sound) {
        return Err(Refusal::Plain(422, format!("{name} is no name")));
    }
    state.change(|world| {
        let login = world.account(owner).login.clone();
        let there = world.repository_named(&login, name);
        if there.is_some_and(|there| there.id != before.id) {
            return Err(Refusal::Plain(422, format!("{login}/{name} exists")));
        }
        if owner != before.owner || name != before.name {
            world.move_repository(before.id, owner, name);
        }
        Ok(())
    })?;
    if name != before.name {
        let from = json!({ "name": { "from": before.name } });
        let changes = json!({ "changes": { "repository": from } });
        tell_repository(state, before.id, before.owner, "renamed", changes);
    }
    Ok(())
}

/// Tells the hooks of a repository what became of it.
pub(crate) fn tell_repository(
    state: &State,
    repository: RepositoryId,
    sender: AccountId,
    action: &str,
    more: Value,
) {
    let event = Event {
        name: "repository",
        action: Some(action),
        repository,
        sender,
    };
    webhooks::emit(state, event, |_| more);
}
