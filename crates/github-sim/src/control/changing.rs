//! What people do by hand on GitHub, behind the product's back.
//! Hooks hear of it, as they would of the real thing.

use serde::Deserialize;
use serde_json::{Value, json};

use super::looking;
use super::routes::Answer;
use crate::accounts::AccountId;
use crate::permission::Permission;
use crate::pushes::moving_refs;
use crate::refusals::Refusal;
use crate::reply::Reply;
use crate::repositories::{Repository, RepositoryId};
use crate::request::Request;
use crate::rest::{take_out, tell_member};
use crate::state::State;
use crate::webhooks::{self, Event};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RepositoryChange {
    name: Option<String>,
    owner: Option<String>,
    archived: Option<bool>,
    private: Option<bool>,
    has_pull_requests: Option<bool>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OrganizationChange {
    restricts_apps: Option<bool>,
    app_approved: Option<bool>,
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
    let name = change.name.clone().unwrap_or_else(|| before.name.clone());
    state.change(|world| {
        if owner != before.owner || name != before.name {
            world.move_repository(id, owner, &name);
        }
        let now = world.now();
        let repository = world.repositories.get_mut(&id)?;
        repository.archived = change.archived.unwrap_or(repository.archived);
        repository.private = change.private.unwrap_or(repository.private);
        repository.has_pull_requests = change
            .has_pull_requests
            .unwrap_or(repository.has_pull_requests);
        repository.updated_at = now;
        Some(())
    });
    tell_changes(state, &before, &name, &change);
    let world = state.world();
    let changed = world.repositories.get(&id).ok_or_else(Refusal::not_found)?;
    Ok(Reply::json(
        200,
        looking::repository_entry(state, &world, changed),
    ))
}

fn tell_changes(state: &State, before: &Repository, name: &str, change: &RepositoryChange) {
    let tell_of = |action, more| tell(state, before.id, before.owner, action, more);
    if name != before.name {
        let from = json!({ "name": { "from": before.name } });
        tell_of("renamed", json!({ "changes": { "repository": from } }));
    }
    if let Some(on) = change.archived {
        tell_of(if on { "archived" } else { "unarchived" }, json!({}));
    }
    if let Some(on) = change.private {
        tell_of(if on { "privatized" } else { "publicized" }, json!({}));
    }
}

/// `DELETE /_sim/repositories/{id}`
pub(super) fn delete_repository(state: &State, id: RepositoryId) -> Answer {
    state.change(|world| {
        world.former_names.retain(|_, leads_to| *leads_to != id);
        world.repositories.remove(&id)
    });
    state.git.remove(id)?;
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
    let by = looking::repository(state, &id.to_string())?.owner;
    state.change(|world| {
        let repository = world.repositories.get_mut(&id)?;
        repository
            .invitations
            .retain(|invitation| invitation.invitee != user);
        repository.collaborators.insert(user, permission)
    });
    tell_member(state, id, by, user, "added", permission);
    Ok(Reply::empty(204))
}

/// `DELETE /_sim/repositories/{id}/collaborators/{login}`
pub(super) fn remove_collaborator(state: &State, id: RepositoryId, login: &str) -> Answer {
    let user = looking::user(&state.world(), login)?;
    let by = looking::repository(state, &id.to_string())?.owner;
    let removed = state.change(|world| take_out(world, id, user));
    if removed.is_some() {
        tell_member(state, id, by, user, "removed", Permission::None);
    }
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

/// `PATCH /_sim/organizations/{login}`
pub(super) fn organization(state: &State, request: &Request, login: &str) -> Answer {
    let change: OrganizationChange = request.json()?;
    state.change(|world| {
        let id = looking::account(world, login)?;
        let part = world.organization_mut(id).ok_or_else(Refusal::not_found)?;
        part.restricts_apps = change.restricts_apps.unwrap_or(part.restricts_apps);
        part.app_approved = change.app_approved.unwrap_or(part.app_approved);
        Ok(Reply::empty(204))
    })
}

fn tell(state: &State, repository: RepositoryId, sender: AccountId, action: &str, more: Value) {
    let event = Event {
        name: "repository",
        action: Some(action),
        repository,
        sender,
    };
    webhooks::emit(state, event, |_| more);
}
