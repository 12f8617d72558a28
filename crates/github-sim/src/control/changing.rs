//! Changes of a repository, of who is let in, and of its branches.
//! What follows from them is in `by_hand` and `removals`.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::json;

use super::looking;
use super::routes::Answer;
use crate::by_hand::{self, tell_repository};
use crate::pushes::moving_refs;
use crate::refusals::Refusal;
use crate::removals;
use crate::reply::Reply;
use crate::repositories::{Repository, RepositoryId};
use crate::request::Request;
use crate::state::State;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RepositoryChange {
    name: Option<String>,
    owner: Option<String>,
    archived: Option<bool>,
    private: Option<bool>,
    has_pull_requests: Option<bool>,
    pulls_by_collaborators_only: Option<bool>,
    protected: Option<BTreeSet<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Access {
    permission: Option<String>,
}

/// `PATCH /_sim/repositories/{id}`
pub(super) fn repository(state: &State, request: &Request, id: RepositoryId) -> Answer {
    let change: RepositoryChange = request.json()?;
    let before = looking::repository(state, &id.to_string())?;
    let owner = match &change.owner {
        Some(login) => looking::account(&state.world(), login)?,
        None => before.owner,
    };
    by_hand::rename(
        state,
        &before,
        owner,
        change.name.as_ref().unwrap_or(&before.name),
    )?;
    state.change(|world| {
        if let Some(private) = change.private {
            world.set_private(id, private);
        }
        let now = world.now();
        let repository = world.repositories.get_mut(&id)?;
        repository.archived = change.archived.unwrap_or(repository.archived);
        repository.has_pull_requests = change
            .has_pull_requests
            .unwrap_or(repository.has_pull_requests);
        repository.pulls_by_collaborators_only = change
            .pulls_by_collaborators_only
            .unwrap_or(repository.pulls_by_collaborators_only);
        if let Some(protected) = &change.protected {
            repository.protected.clone_from(protected);
        }
        repository.updated_at = now;
        Some(())
    });
    if let Some(protected) = &change.protected {
        state.git.open(id).protect(protected)?;
    }
    tell_changes(state, &before, &change);
    let world = state.world();
    let changed = world.repositories.get(&id).ok_or_else(Refusal::not_found)?;
    Ok(Reply::json(
        200,
        looking::repository_entry(state, &world, changed),
    ))
}

fn tell_changes(state: &State, before: &Repository, change: &RepositoryChange) {
    let words = [
        (change.archived, ["archived", "unarchived"]),
        (change.private, ["privatized", "publicized"]),
    ];
    for (on, [is, is_not]) in words {
        if let Some(on) = on {
            let action = if on { is } else { is_not };
            tell_repository(state, before.id, before.owner, action, json!({}));
        }
    }
}

/// `DELETE /_sim/repositories/{id}`
pub(super) fn delete_repository(state: &State, id: RepositoryId) -> Answer {
    removals::delete(state, id)?;
    Ok(Reply::empty(204))
}

/// `PUT /_sim/repositories/{id}/collaborators/{login}`: active at once, without an invitation.
pub(super) fn add_collaborator(
    state: &State,
    request: &Request,
    id: RepositoryId,
    login: &str,
) -> Answer {
    let access: Access = request.json()?;
    let permission = looking::permission(access.permission.as_deref().unwrap_or("push"))?;
    let user = looking::user(&state.world(), login)?;
    by_hand::let_in(state, id, user, permission);
    Ok(Reply::empty(204))
}

/// `DELETE /_sim/repositories/{id}/collaborators/{login}`
pub(super) fn remove_collaborator(state: &State, id: RepositoryId, login: &str) -> Answer {
    let user = looking::user(&state.world(), login)?;
    by_hand::put_out(state, id, user)?;
    Ok(Reply::empty(204))
}

/// `DELETE /_sim/repositories/{id}/branches/{name}`
pub(super) fn delete_branch(state: &State, id: RepositoryId, name: &str) -> Answer {
    let by = looking::repository(state, &id.to_string())?.owner;
    moving_refs(state, id, by, |git| {
        git.branch(name).ok_or_else(Refusal::not_found)?;
        Ok::<_, Refusal>(git.delete_ref(&format!("refs/heads/{name}"))?)
    })
    .map(|()| Reply::empty(204))
}
