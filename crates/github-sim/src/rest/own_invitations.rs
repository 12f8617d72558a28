//! Invitations as the invited one sees them: listing, accepting, declining.
//! Nobody reads or answers an invitation that is meant for somebody else.

use super::call::{Answer, Call};
use crate::accounts::AccountId;
use crate::member_events::{self, Change};
use crate::permission::Permission;
use crate::refusals::Refusal;
use crate::render;
use crate::reply::Reply;
use crate::repositories::{Repository, RepositoryId};

/// `GET /user/repository_invitations`
pub(crate) fn list(call: &Call<'_>) -> Answer {
    let user = invitee(call)?;
    let world = call.state.world();
    let now = world.now();
    let repositories = world.repositories.values();
    let found: Vec<_> = repositories
        .filter(|repository| {
            !world.keeps_app_out(repository) || call.state.switches.restricted_invitations_shown()
        })
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
    let (repository, permission) = settle(call, id, user, |repository, permission| {
        repository.collaborators.insert(user, permission);
    })?;
    let change = Change::Added(permission);
    member_events::tell(call.state, repository, user, user, change);
    Ok(Reply::empty(204))
}

/// `DELETE /user/repository_invitations/{id}`
pub(crate) fn decline(call: &Call<'_>, id: &str) -> Answer {
    let user = invitee(call)?;
    settle(call, id, user, |_, _| {}).map(|_| Reply::empty(204))
}

fn invitee(call: &Call<'_>) -> Result<AccountId, Refusal> {
    call.require_scope(&["repo:invite"], "The repo or repo:invite scope is needed.")?;
    call.user()
}

/// Takes an invitation out of its repository and draws the consequence in the same moment.
fn settle(
    call: &Call<'_>,
    id: &str,
    user: AccountId,
    consequence: impl FnOnce(&mut Repository, Permission),
) -> Result<(RepositoryId, Permission), Refusal> {
    let id: u64 = id.parse().map_err(|_| Refusal::not_found())?;
    call.state.change(|world| {
        let now = world.now();
        let (repository, found) = world.invitation(id).ok_or_else(Refusal::not_found)?;
        let hidden = repository.private
            && !call.viewer.scopes.has("repo")
            && !call.state.switches.invite_scope_reaches_private();
        if found.invitee != user || found.expired(now) || hidden {
            return Err(Refusal::not_found());
        }
        if world.keeps_app_out(repository) {
            let owner = world.account(repository.owner);
            return Err(Refusal::AppRestricted(owner.login.clone()));
        }
        let (repository, permission) = (repository.id, found.permission);
        let repository = world.repositories.get_mut(&repository);
        let repository = repository.ok_or_else(Refusal::not_found)?;
        repository.invitations.retain(|one| one.id != id);
        consequence(repository, permission);
        Ok((repository.id, permission))
    })
}
