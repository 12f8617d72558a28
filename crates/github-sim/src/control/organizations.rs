//! What the owners of an organization do by hand: its settings, members and teams.
//! What follows when somebody loses access is in `removals`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::looking;
use super::routes::Answer;
use crate::accounts::{OrgRole, Team};
use crate::refusals::Refusal;
use crate::removals::{delete_lost_forks, expel};
use crate::reply::Reply;
use crate::request::Request;
use crate::state::State;

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
struct WishedMember {
    role: OrgRole,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WishedTeam {
    members: Vec<String>,
    /// What they may do, by `owner/name`.
    repositories: BTreeMap<String, String>,
}

/// `PATCH /_sim/organizations/{login}`
pub(super) fn change(state: &State, request: &Request, login: &str) -> Answer {
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
    let repositories = wish.repositories.iter();
    let repositories = repositories.map(|(repository, word)| {
        let id = looking::repository(state, repository)?.id;
        Ok::<_, Refusal>((id, looking::permission(word)?))
    });
    let repositories = repositories.collect::<Result<_, _>>()?;
    state.change(|world| {
        let members = wish.members.iter();
        let members = members.map(|login| looking::user(world, login));
        let members = members.collect::<Result<_, _>>()?;
        let (fresh, now) = (world.next_id(), world.now());
        let id = looking::account(world, login)?;
        let part = world.organization_mut(id).ok_or_else(Refusal::not_found)?;
        let before = part.teams.get(name);
        let team = Team {
            id: before.map_or(fresh, |team| team.id),
            created_at: before.map_or(now, |team| team.created_at),
            updated_at: now,
            members,
            repositories,
        };
        part.teams.insert(name.to_owned(), team);
        Ok::<_, Refusal>(())
    })?;
    delete_lost_forks(state)?;
    Ok(Reply::empty(204))
}

/// `PUT /_sim/organizations/{login}/members/{user}`
pub(super) fn add_member(state: &State, request: &Request, login: &str, user: &str) -> Answer {
    let wish: WishedMember = request.json()?;
    state.change(|world| {
        let (id, user) = (looking::account(world, login)?, looking::user(world, user)?);
        let part = world.organization_mut(id).ok_or_else(Refusal::not_found)?;
        part.members.insert(user, wish.role);
        Ok(Reply::empty(204))
    })
}

/// `DELETE /_sim/organizations/{login}/members/{user}`
pub(super) fn remove_member(state: &State, login: &str, user: &str) -> Answer {
    state.change(|world| {
        let (id, user) = (looking::account(world, login)?, looking::user(world, user)?);
        expel(world, id, user);
        Ok::<_, Refusal>(())
    })?;
    delete_lost_forks(state)?;
    Ok(Reply::empty(204))
}
