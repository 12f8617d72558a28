//! Forks by REST: listing and making.
//! When a private fork ends is decided elsewhere, see `crate::forks`.

use serde::Deserialize;

use super::call::{Answer, Call};
use super::target::Target;
use crate::accounts::AccountId;
use crate::permission::Permission;
use crate::refusals::Refusal;
use crate::render::repositories;
use crate::reply::Reply;
use crate::repositories::{NewRepository, Repository, RepositoryId};
use crate::world::World;

const EMPTY: &str = "The repository exists, but it contains no Git content. \
                     Empty repositories cannot be forked.";

#[derive(Debug, Default, Deserialize)]
struct Wish {
    organization: Option<String>,
    name: Option<String>,
    #[serde(default)]
    default_branch_only: bool,
}

/// `GET …/forks`: those that the caller sees.
pub(crate) fn list(call: &Call<'_>, target: &Target) -> Reply {
    let world = call.state.world();
    let mut forks: Vec<_> = world
        .forks_of(target.repository.id)
        .into_iter()
        .map(|fork| (fork, world.permission_through_app(&call.viewer, fork)))
        .filter(|(_, permission)| *permission >= Permission::Pull)
        .collect();
    if call.request.query("sort") != Some("oldest") {
        forks.reverse();
    }
    let view = call.state.view(&world);
    call.page(&forks, |(fork, permission)| {
        repositories::listed(view, fork, *permission)
    })
}

/// `POST …/forks`: asking again gives the fork that is there.
pub(crate) fn create(call: &Call<'_>, target: &Target) -> Answer {
    // Nothing at all may be sent, and that is no object.
    let wish: Option<Wish> = call.request.json()?;
    let wish = wish.unwrap_or_default();
    if target.is_empty()? {
        return Err(Refusal::forbidden(EMPTY));
    }
    let owner = owner(call, &wish)?;
    let world = call.state.world();
    let known = world.relative_owned_by(owner, target.repository.id);
    let known = known.map(|known| known.id);
    drop(world);
    let id = match known {
        Some(id) => id,
        None => fork(call, target, &wish, owner)?,
    };
    let world = call.state.world();
    let made = world.repositories.get(&id).ok_or_else(Refusal::not_found)?;
    let permission = world.permission_through_app(&call.viewer, made);
    let body = repositories::full(call.state.view(&world), made, permission);
    Ok(Reply::json(202, body))
}

fn owner(call: &Call<'_>, wish: &Wish) -> Result<AccountId, Refusal> {
    let user = call.user()?;
    let Some(login) = &wish.organization else {
        return Ok(user);
    };
    let world = call.state.world();
    let organizations = world.organizations_of(user);
    let mut organizations = organizations.into_iter();
    let found = organizations.find(|(account, _)| account.login.eq_ignore_ascii_case(login));
    found
        .map(|(account, _)| account.id)
        .ok_or_else(Refusal::not_found)
}

fn fork(
    call: &Call<'_>,
    target: &Target,
    wish: &Wish,
    owner: AccountId,
) -> Result<RepositoryId, Refusal> {
    let source = &target.repository;
    let id = call.state.change(|world| add(world, source, wish, owner));
    let git = call.state.git.create(id, &source.default_branch)?;
    let branch = Some(source.default_branch.as_str()).filter(|_| wish.default_branch_only);
    git.take_over(&target.git, branch)?;
    Ok(id)
}

fn add(world: &mut World, source: &Repository, wish: &Wish, owner: AccountId) -> RepositoryId {
    let login = world.account(owner).login.clone();
    let wanted = wish.name.as_deref().unwrap_or(&source.name);
    let numbered = (1..).map(|number| format!("{wanted}-{number}"));
    let mut names = std::iter::once(wanted.to_owned()).chain(numbered);
    let free = names.find(|name| world.repository_named(&login, name).is_none());
    let created_at = world.now();
    let id = world.add_repository(NewRepository {
        owner,
        name: &free.expect("numbers never end"),
        description: source.description.clone(),
        private: source.private,
        created_at,
    });
    world.forks.insert(id, source.id);
    if let Some(fork) = world.repositories.get_mut(&id) {
        fork.default_branch.clone_from(&source.default_branch);
        fork.pushed_at = source.pushed_at;
    }
    id
}
