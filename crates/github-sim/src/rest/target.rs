//! The repository that a call is about, and what the caller may do with it.
//! Every route below a repository passes through `open`; none may go around it.

use super::call::Call;
use crate::git::{GitError, GitRepository};
use crate::permission::Permission;
use crate::refusals::Refusal;
use crate::repositories::{Repository, RepositoryId};
use crate::world::World;

/// A repository that the caller sees.
#[derive(Debug)]
pub(crate) struct Target {
    /// As it was when the call came in.
    pub(crate) repository: Repository,
    pub(crate) permission: Permission,
    pub(crate) git: GitRepository,
}

impl Target {
    /// Refuses a caller who may do less.
    pub(crate) fn require(&self, least: Permission, message: &str) -> Result<(), Refusal> {
        if self.permission >= least {
            Ok(())
        } else {
            Err(Refusal::forbidden(message))
        }
    }

    /// Refuses a caller who does not administer the repository.
    pub(crate) fn require_admin(&self) -> Result<(), Refusal> {
        self.require(Permission::Admin, "Must have admin rights to Repository.")
    }

    /// Whether nothing was ever pushed.
    pub(crate) fn is_empty(&self) -> Result<bool, GitError> {
        self.git.is_empty()
    }
}

/// The id behind a name; a name of former times leads on by a redirect.
pub(crate) fn find(
    call: &Call<'_>,
    owner: &str,
    name: &str,
    rest: &[&str],
) -> Result<RepositoryId, Refusal> {
    let world = call.state.world();
    if let Some(found) = world.repository_named(owner, name) {
        return Ok(found.id);
    }
    let moved = world
        .repository_once_named(owner, name)
        .ok_or_else(Refusal::not_found)?;
    if world.permission_through_app(&call.viewer, moved) < Permission::Pull {
        return Err(Refusal::not_found());
    }
    // What follows the name is kept as it was sent, escapes included.
    let sent = call
        .request
        .raw_path
        .splitn(7, '/')
        .nth(6)
        .filter(|_| !rest.is_empty());
    let mut location = format!("{}/repositories/{}", call.state.urls.api, moved.id);
    if let Some(sent) = sent {
        location = format!("{location}/{sent}");
    }
    if !call.request.raw_query.is_empty() {
        location = format!("{location}?{}", call.request.raw_query);
    }
    Err(Refusal::Moved {
        location,
        permanently: call.request.method == "GET",
    })
}

/// Opens a repository for a call: what the caller may not see is not found.
pub(crate) fn open(call: &Call<'_>, id: RepositoryId, path: &[&str]) -> Result<Target, Refusal> {
    let world = call.state.world();
    let repository = world.repositories.get(&id).ok_or_else(Refusal::not_found)?;
    let permission = world.permission_through_app(&call.viewer, repository);
    refuse_unseen(call, &world, repository)?;
    if !call.request.only_reads() {
        call.user()?;
        refuse_writes(call, &world, repository, path)?;
    }
    if permission < Permission::Pull {
        return Err(Refusal::not_found());
    }
    let repository = repository.clone();
    Ok(Target {
        repository,
        permission,
        git: call.state.git.open(id),
    })
}

/// Refuses what a member would see with a sign-on, or with an organization that lets the app in.
fn refuse_unseen(call: &Call<'_>, world: &World, repository: &Repository) -> Result<(), Refusal> {
    let reads_openly = call.request.only_reads() && !repository.private;
    let Some(user) = call.viewer.user.filter(|_| !reads_openly) else {
        return Ok(());
    };
    let known = world.permission_of(user, repository) >= Permission::Pull;
    let demanding = world.demands_sso_of(user, repository);
    if let Some(owner) = demanding.filter(|_| known) {
        return Err(Refusal::SsoRequired(owner.login.clone()));
    }
    let restricted = known && world.keeps_app_out(repository);
    if restricted && call.state.switches.restricted_read() == 403 {
        let owner = world.account(repository.owner);
        return Err(Refusal::AppRestricted(owner.login.clone()));
    }
    Ok(())
}

fn refuse_writes(
    call: &Call<'_>,
    world: &World,
    repository: &Repository,
    path: &[&str],
) -> Result<(), Refusal> {
    let user = call.user()?;
    let known = world.permission_of(user, repository) >= Permission::Pull;
    if known && world.keeps_app_out(repository) {
        return Err(Refusal::AppRestricted(
            world.account(repository.owner).login.clone(),
        ));
    }
    let scopes = &call.viewer.scopes;
    let hooks = path.first() == Some(&"hooks") && scopes.has("read:repo_hook");
    if !scopes.has("public_repo") && !hooks {
        return Err(Refusal::not_found());
    }
    // What nobody may change may still be forked.
    if repository.archived && known && path != ["forks"] {
        return Err(Refusal::forbidden(
            "Repository was archived so is read-only.",
        ));
    }
    Ok(())
}
