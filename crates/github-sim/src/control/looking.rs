//! The whole world as JSON, and finding things in it by what a test calls them.
//! Nothing here changes the world.

use serde_json::{Value, json};

use crate::accounts::{Account, AccountId};
use crate::named_faults;
use crate::permission::Permission;
use crate::refusals::Refusal;
use crate::reply::Reply;
use crate::repositories::Repository;
use crate::rest;
use crate::state::State;
use crate::world::World;

/// `GET /_sim/world`
pub(super) fn world(state: &State) -> Reply {
    let world = state.world().clone();
    let (organizations, users): (Vec<_>, Vec<_>) = world
        .accounts
        .values()
        .partition(|account| account.organization.is_some());
    let user = |user: &&Account| json!({ "id": user.id, "login": user.login, "name": user.name });
    let repositories = world.repositories.values();
    let body = json!({
        "users": users.iter().map(user).collect::<Vec<_>>(),
        "organizations": organizations.iter().map(|o| organization(&world, o)).collect::<Vec<_>>(),
        "repositories": repositories
            .map(|repository| repository_entry(state, &world, repository))
            .collect::<Vec<_>>(),
        "grants": grants(&world),
    });
    Reply::json(200, body)
}

/// `GET /_sim/routes`
pub(super) fn routes() -> Reply {
    let route = |(method, path)| json!({ "method": method, "path": path });
    Reply::json(200, rest::routes().map(route).collect())
}

/// `GET /_sim/faults`
pub(super) fn faults() -> Reply {
    let fault = |(name, status): &(&str, u16)| json!({ "name": name, "status": status });
    Reply::json(200, named_faults::names().iter().map(fault).collect())
}

/// `GET /_sim/calls`
pub(super) fn calls(state: &State) -> Reply {
    Reply::json(200, json!(state.calls.list()))
}

/// A repository as `GET /_sim/world` shows it.
pub(super) fn repository_entry(state: &State, world: &World, repository: &Repository) -> Value {
    let login = |id: &AccountId| world.account(*id).login.clone();
    let branches = state.git.open(repository.id).branches().unwrap_or_default();
    let now = world.now();
    json!({
        "id": repository.id,
        "full_name": world.full_name(repository),
        "private": repository.private,
        "archived": repository.archived,
        "fork_of": world.parent_of(repository.id).map(|parent| world.full_name(parent)),
        "default_branch": repository.default_branch,
        "protected": repository.protected,
        "collaborators": repository.collaborators.iter().map(|(id, permission)| json!({
            "login": login(id),
            "permission": permission.role_name(),
        })).collect::<Vec<_>>(),
        "invitations": repository.invitations.iter().map(|one| json!({
            "id": one.id,
            "login": login(&one.invitee),
            "permission": one.permission.role_name(),
            "expired": one.expired(now),
        })).collect::<Vec<_>>(),
        "branches": branches.into_iter().map(|(name, _)| name).collect::<Vec<_>>(),
        "pull_requests": repository.pulls.iter().map(|pull| json!({
            "number": pull.number,
            "title": pull.title,
            "head": pull.head,
            "base": pull.base,
            "state": pull.state(),
            "merged": pull.merged.is_some(),
            "author": login(&pull.author),
            "body": pull.body,
            "draft": pull.draft,
            "reviewers": pull.reviewers.iter().map(&login).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "hooks": repository.hooks.iter().map(|hook| json!({
            "id": hook.id,
            "url": hook.config.url,
            "events": hook.events,
            "active": hook.active,
        })).collect::<Vec<_>>(),
    })
}

/// The repository of an id or an `owner/name`.
pub(super) fn repository(state: &State, name: &str) -> Result<Repository, Refusal> {
    let world = state.world();
    let found = match name.split_once('/') {
        Some((owner, name)) => world.repository_named(owner, name),
        None => name
            .parse()
            .ok()
            .and_then(|id: u64| world.repositories.get(&id)),
    };
    found
        .cloned()
        .ok_or_else(|| Refusal::Plain(404, format!("there is no repository {name}")))
}

/// The id of a user.
pub(super) fn user(world: &World, login: &str) -> Result<AccountId, Refusal> {
    let found = world.user_named(login);
    found
        .map(|user| user.id)
        .ok_or_else(|| Refusal::Plain(404, format!("there is no user {login}")))
}

/// The id of a user or an organization.
pub(super) fn account(world: &World, login: &str) -> Result<AccountId, Refusal> {
    let missing = || Refusal::Plain(404, format!("there is no account {login}"));
    world
        .account_named(login)
        .map(|account| account.id)
        .ok_or_else(missing)
}

/// A level of access in either vocabulary.
pub(super) fn permission(word: &str) -> Result<Permission, Refusal> {
    Permission::parse(word).ok_or_else(|| Refusal::Plain(422, format!("{word} is no permission")))
}

fn organization(world: &World, account: &Account) -> Value {
    let part = account.organization.as_ref();
    let members = part.into_iter().flat_map(|part| &part.members);
    json!({
        "id": account.id,
        "login": account.login,
        "restricts_apps": part.is_some_and(|part| part.restricts_apps),
        "app_approved": part.is_some_and(|part| part.app_approved),
        "base_permission": part.map(|part| part.base_permission.role_name()),
        "members": members.map(|(id, role)| json!({
            "login": world.account(*id).login,
            "role": role.word(),
        })).collect::<Vec<_>>(),
    })
}

fn grants(world: &World) -> Vec<Value> {
    let now = world.now();
    let live = |user: AccountId| {
        let tokens = world
            .grants
            .tokens
            .iter()
            .filter(move |token| token.user == user);
        tokens
            .filter(|token| token.expires_at.is_none_or(|end| now < end))
            .count()
    };
    let authorizations = world.grants.authorizations.iter();
    authorizations
        .map(|(user, authorization)| {
            json!({
                "login": world.account(*user).login,
                "scopes": authorization.scopes.iter().collect::<Vec<_>>(),
                "tokens": live(*user),
            })
        })
        .collect()
}
