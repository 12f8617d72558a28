//! Who works on a repository: those who may be assigned, and those who committed.
//! Granting and removing are in `collaborators`.

use serde_json::{Value, json};

use super::call::{Answer, Call};
use super::target::Target;
use crate::accounts::Account;
use crate::permission::Permission;
use crate::refusals::Refusal;
use crate::render::users;
use crate::reply::Reply;
use crate::world::World;

/// `GET …/assignees`
pub(crate) fn list_assignees(call: &Call<'_>, target: &Target) -> Reply {
    let world = call.state.world();
    let found: Vec<_> = world
        .accounts
        .values()
        .filter(|account| may_be_assigned(&world, target, account))
        .collect();
    let view = call.state.view(&world);
    call.page(&found, |account| users::simple(view, account))
}

/// `GET …/assignees/{username}`: 204 or 404.
pub(crate) fn check_assignee(call: &Call<'_>, target: &Target, login: &str) -> Answer {
    let world = call.state.world();
    let user = world.user_named(login).ok_or_else(Refusal::not_found)?;
    if may_be_assigned(&world, target, user) {
        Ok(Reply::empty(204))
    } else {
        Err(Refusal::not_found())
    }
}

/// `GET …/contributors`: 204 as long as there is no commit.
pub(crate) fn list_contributors(call: &Call<'_>, target: &Target) -> Answer {
    let Some(tip) = target.git.branch(&target.repository.default_branch) else {
        return Ok(Reply::empty(204));
    };
    let authors = target.git.authors(&tip)?;
    let world = call.state.world();
    let view = call.state.view(&world);
    let known = |(_, address, commits): &(String, String, usize)| {
        let mut user = users::simple(view, world.user_with_address(address)?);
        user["contributions"] = json!(commits);
        Some(user)
    };
    let mut found: Vec<_> = authors.iter().filter_map(known).collect();
    if call.request.query("anon").is_some_and(|anon| anon != "0") {
        let unknown = authors.iter().filter(|author| known(author).is_none());
        found.extend(unknown.map(|(name, email, commits)| {
            json!({ "type": "Anonymous", "name": name, "email": email, "contributions": commits })
        }));
    }
    Ok(call.page(&found, Value::clone))
}

/// Whoever may push, and members of the organization who see the repository.
fn may_be_assigned(world: &World, target: &Target, account: &Account) -> bool {
    let least = if world.is_member_of_owner(account.id, &target.repository) {
        Permission::Pull
    } else {
        Permission::Push
    };
    account.organization.is_none() && world.permission_of(account.id, &target.repository) >= least
}
