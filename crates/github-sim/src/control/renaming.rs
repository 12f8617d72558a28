//! Renaming by hand: users and branches. The old name of a branch leads to the new one.
//! A repository is renamed by changing it, see `changing`.

use serde::Deserialize;

use super::looking;
use super::routes::Answer;
use crate::git::GitError;
use crate::pushes::moving_refs;
use crate::refusals::Refusal;
use crate::reply::Reply;
use crate::repositories::RepositoryId;
use crate::request::Request;
use crate::state::State;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NewLogin {
    login: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NewName {
    name: String,
}

/// `PATCH /_sim/users/{login}`
pub(super) fn user(state: &State, request: &Request, login: &str) -> Answer {
    let wish: NewLogin = request.json()?;
    state.change(|world| {
        if world.account_named(&wish.login).is_some() {
            return Err(Refusal::field("User", "login", "already_exists"));
        }
        let id = looking::user(world, login)?;
        let account = world.accounts.get_mut(&id).ok_or_else(Refusal::not_found)?;
        account.login = wish.login;
        Ok(Reply::empty(204))
    })
}

/// `PATCH /_sim/repositories/{id}/branches/{name}`
pub(super) fn branch(state: &State, request: &Request, id: RepositoryId, name: &str) -> Answer {
    let wish: NewName = request.json()?;
    let before = looking::repository(state, &id.to_string())?;
    let tip = state
        .git
        .open(id)
        .branch(name)
        .ok_or_else(Refusal::not_found)?;
    // What leaves or enters the branch goes along before anybody takes it for deleted.
    state.change(|world| {
        let repository = world.repositories.get_mut(&id)?;
        repository.rename_branch(name, &wish.name);
        Some(())
    });
    moving_refs(state, id, before.owner, |git| -> Result<(), GitError> {
        git.set_ref(&format!("refs/heads/{}", wish.name), &tip, None)?;
        git.delete_ref(&format!("refs/heads/{name}"))?;
        if before.default_branch == name {
            git.set_head(&wish.name)?;
        }
        Ok(())
    })?;
    Ok(Reply::empty(204))
}
