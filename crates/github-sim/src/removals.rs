//! Taking access or a repository away, with all that follows from it.
//! Whether somebody may do so was decided before; nothing here asks again.

use std::io;

use crate::accounts::AccountId;
use crate::permission::Permission;
use crate::repositories::{Repository, RepositoryId};
use crate::state::State;
use crate::world::World;

/// Ends the direct access of a user, also to forks, and all that was sent or assigned by it.
pub(crate) fn take_out(world: &mut World, id: RepositoryId, user: AccountId) -> Option<Permission> {
    let repository = world.repositories.get_mut(&id)?;
    let removed = repository.collaborators.remove(&user)?;
    repository
        .invitations
        .retain(|invitation| invitation.inviter != user);
    unassign(repository, user);
    let private = |fork: &&Repository| fork.private && fork.owner != user;
    let forks: Vec<_> = world.forks_of(id).into_iter().filter(private).collect();
    let forks: Vec<_> = forks.iter().map(|fork| fork.id).collect();
    for fork in forks {
        take_out(world, fork, user);
    }
    Some(removed)
}

/// Ends a membership: no team, no repository of the organization is left to the user.
pub(crate) fn expel(world: &mut World, organization: AccountId, user: AccountId) {
    let Some(part) = world.organization_mut(organization) else {
        return;
    };
    part.members.remove(&user);
    if let Some(sessions) = &mut part.sso {
        sessions.remove(&user);
    }
    for team in part.teams.values_mut() {
        team.members.remove(&user);
    }
    let owned = world.repositories.values_mut();
    let owned = owned.filter(|repository| repository.owner == organization);
    let ids: Vec<_> = owned
        .map(|repository| {
            unassign(repository, user);
            repository.id
        })
        .collect();
    for id in ids {
        take_out(world, id, user);
    }
}

/// Deletes a repository with its commits, and the private forks of it.
pub(crate) fn delete(state: &State, id: RepositoryId) -> io::Result<()> {
    state.change(|world| world.remove_repository(id));
    state.git.remove(id)?;
    delete_lost_forks(state)
}

/// Deletes the private forks of those who lost access to the original.
pub(crate) fn delete_lost_forks(state: &State) -> io::Result<()> {
    let lost = state.change(World::remove_lost_forks);
    lost.into_iter().try_for_each(|id| state.git.remove(id))
}

fn unassign(repository: &mut Repository, user: AccountId) {
    for issue in &mut repository.issues {
        issue.assignees.retain(|assignee| *assignee != user);
    }
    for pull in &mut repository.pulls {
        pull.assignees.retain(|assignee| *assignee != user);
        pull.reviewers.retain(|reviewer| *reviewer != user);
    }
}
