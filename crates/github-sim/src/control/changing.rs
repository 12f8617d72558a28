//! What people do by hand on GitHub, behind the product's back.
//! Hooks hear of it, as they would of the real thing.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::{Value, json};

use super::looking;
use super::routes::Answer;
use crate::accounts::{AccountId, Team};
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
    pulls_by_collaborators_only: Option<bool>,
    protected: Option<BTreeSet<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OrganizationChange {
    restricts_apps: Option<bool>,
    app_approved: Option<bool>,
    demands_sso: Option<bool>,
    /// Who has a live session of the single sign-on.
    sso_sessions: Option<Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WishedTeam {
    members: Vec<String>,
    /// What they may do, by `owner/name`.
    repositories: BTreeMap<String, String>,
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
        match change.demands_sso {
            Some(true) => part.sso = Some(part.sso.take().unwrap_or_default()),
            Some(false) => part.sso = None,
            None => {}
        }
        let Some(logins) = &change.sso_sessions else {
            return Ok(Reply::empty(204));
        };
        let sessions = logins.iter().map(|login| looking::user(world, login));
        let sessions = sessions.collect::<Result<_, _>>()?;
        let part = world.organization_mut(id).ok_or_else(Refusal::not_found)?;
        part.sso = Some(sessions);
        Ok(Reply::empty(204))
    })
}

/// `PUT /_sim/organizations/{login}/teams/{name}`: makes a team, or changes it whole.
pub(super) fn team(state: &State, request: &Request, login: &str, name: &str) -> Answer {
    let wish: WishedTeam = request.json()?;
    let mut team = Team::default();
    for (repository, word) in &wish.repositories {
        let id = looking::repository(state, repository)?.id;
        team.repositories.insert(id, looking::permission(word)?);
    }
    state.change(|world| {
        for login in &wish.members {
            team.members.insert(looking::user(world, login)?);
        }
        let id = looking::account(world, login)?;
        let part = world.organization_mut(id).ok_or_else(Refusal::not_found)?;
        part.teams.insert(name.to_owned(), team);
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
