//! Those who look after an issue or a pull request, by REST.
//! Whoever cannot be assigned is left away in silence, as GitHub does it.

use serde::Deserialize;

use super::call::{Answer, Call};
use super::issues::{belongs, parsed, rendered};
use super::target::Target;
use crate::accounts::AccountId;
use crate::issue_events::Deed;
use crate::permission::Permission;
use crate::repositories::Repository;

/// How many may look after one issue.
const MOST: usize = 10;

#[derive(Debug, Deserialize)]
struct Wish {
    #[serde(default)]
    assignees: Vec<String>,
}

/// `POST …/issues/{number}/assignees`
pub(crate) fn add(call: &Call<'_>, target: &Target, number: &str) -> Answer {
    change(call, target, number, 201, |assignees, named| {
        for user in named {
            if assignees.len() < MOST && !assignees.contains(&user) {
                assignees.push(user);
            }
        }
    })
}

/// `DELETE …/issues/{number}/assignees`
pub(crate) fn remove(call: &Call<'_>, target: &Target, number: &str) -> Answer {
    change(call, target, number, 200, |assignees, named| {
        assignees.retain(|user| !named.contains(user));
    })
}

fn change(
    call: &Call<'_>,
    target: &Target,
    number: &str,
    status: u16,
    change: impl FnOnce(&mut Vec<AccountId>, Vec<AccountId>),
) -> Answer {
    let (wish, number): (Wish, _) = (call.request.json()?, parsed(number)?);
    let (named, user, id) = (
        named(call, target, &wish),
        call.user()?,
        target.repository.id,
    );
    call.state.change(|world| {
        let repository = world.repositories.get_mut(&id)?;
        let assignees = assignees_of(repository, number)?;
        let before = assignees.clone();
        change(assignees, named);
        let deeds = Deed::assignments(&before, assignees);
        world.note_deeds(id, number, user, deeds);
        Some(())
    });
    rendered(call, target, number, status)
}

/// Those who are named and can be assigned; nobody when the caller may not push.
fn named(call: &Call<'_>, target: &Target, wish: &Wish) -> Vec<AccountId> {
    if target.permission < Permission::Push {
        return Vec::new();
    }
    let world = call.state.world();
    let users = wish.assignees.iter();
    let users = users.filter_map(|login| Some(world.user_named(login)?.id));
    users
        .filter(|user| belongs(&world, *user, &target.repository))
        .collect()
}

fn assignees_of(repository: &mut Repository, number: u64) -> Option<&mut Vec<AccountId>> {
    let mut issues = repository.issues.iter_mut();
    if let Some(issue) = issues.find(|issue| issue.number == number) {
        return Some(&mut issue.assignees);
    }
    let mut pulls = repository.pulls.iter_mut();
    let pull = pulls.find(|pull| pull.number == number)?;
    Some(&mut pull.assignees)
}
