//! Invitations as the invited one sees them: listing, accepting, declining.
//! Nobody reads or answers an invitation that is meant for somebody else.

use super::call::{Answer, Call};
use super::collaborators::tell_member;
use crate::accounts::AccountId;
use crate::refusals::Refusal;
use crate::render;
use crate::reply::Reply;
use crate::repositories::{Invitation, RepositoryId};

/// `GET /user/repository_invitations`
pub(crate) fn list(call: &Call<'_>) -> Answer {
    let user = invitee(call)?;
    let world = call.state.world();
    let now = world.now();
    let repositories = world.repositories.values();
    let found: Vec<_> = repositories
        .flat_map(|repository| {
            repository
                .invitations
                .iter()
                .map(move |one| (repository, one))
        })
        .filter(|(_, one)| one.invitee == user && !one.expired(now))
        .collect();
    let view = call.state.view(&world);
    Ok(call.page(&found, |(repository, one)| {
        render::invitations::invitation(view, repository, one)
    }))
}

/// `PATCH /user/repository_invitations/{id}`
pub(crate) fn accept(call: &Call<'_>, id: &str) -> Answer {
    let user = invitee(call)?;
    let (repository, invitation) = take(call, id, user)?;
    call.state.change(|world| {
        let collaborators = world
            .repositories
            .get_mut(&repository)
            .map(|r| &mut r.collaborators);
        collaborators.map(|list| list.insert(user, invitation.permission))
    });
    tell_member(
        call.state,
        repository,
        user,
        user,
        "added",
        invitation.permission,
    );
    Ok(Reply::empty(204))
}

/// `DELETE /user/repository_invitations/{id}`
pub(crate) fn decline(call: &Call<'_>, id: &str) -> Answer {
    let user = invitee(call)?;
    take(call, id, user).map(|_| Reply::empty(204))
}

fn invitee(call: &Call<'_>) -> Result<AccountId, Refusal> {
    call.require_scope(&["repo:invite"], "The repo or repo:invite scope is needed.")?;
    call.user()
}

/// Takes an invitation out of its repository, so that it is answered once.
fn take(call: &Call<'_>, id: &str, user: AccountId) -> Result<(RepositoryId, Invitation), Refusal> {
    let id: u64 = id.parse().map_err(|_| Refusal::not_found())?;
    let taken = call.state.change(|world| {
        let now = world.now();
        let (repository, found) = world.invitation(id)?;
        if found.invitee != user || found.expired(now) {
            return None;
        }
        let (repository, found) = (repository.id, found.clone());
        let invitations = &mut world.repositories.get_mut(&repository)?.invitations;
        invitations.retain(|one| one.id != id);
        Some((repository, found))
    });
    taken.ok_or_else(Refusal::not_found)
}
