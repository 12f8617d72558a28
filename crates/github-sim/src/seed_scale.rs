//! A world as large as a big company's, to measure pickers and limits in.
//! Its repositories are copies of one history; nothing in it is meant to be read.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;

use crate::accounts::{AccountId, OrgRole, Organization};
use crate::git::{GitError, NewCommit, Script};
use crate::permission::Permission;
use crate::repositories::{NewRepository, RepositoryId};
use crate::state::State;
use crate::world::World;

const USERS: usize = 250;
const ORGANIZATIONS: usize = 50;
const REPOSITORIES: usize = 5_000;
const BRANCHES: usize = 2_000;
const COMMITS: usize = 10_000;

/// Fills an empty world; `user-1` owns every organization and one repository of each size, and is
/// let in to all that other users own: nobody has more to pick from.
pub(crate) fn fill(state: &State) -> Result<(), GitError> {
    let ids = state.change(|world| {
        let owners = owners(world);
        repositories(world, &owners)
    });
    let (Some(many_commits), Some(many_branches)) = (ids.first(), ids.get(USERS)) else {
        return Ok(());
    };
    let template = state.git.create(*many_commits, "main")?;
    template.import(&history(1, 0))?;
    for id in &ids[1..] {
        state.git.create(*id, "main")?.copy(&template)?;
    }
    template.import(&history(COMMITS, 0))?;
    template.tidy()?;
    let many_branches = state.git.open(*many_branches);
    many_branches.import(&history(1, BRANCHES))?;
    many_branches.tidy()
}

fn owners(world: &mut World) -> Vec<AccountId> {
    let mut owners: Vec<_> = (1..=USERS)
        .map(|number| world.add_user(&format!("user-{number}"), None))
        .collect();
    for number in 1..=ORGANIZATIONS {
        let mut members: BTreeMap<_, _> = [(owners[0], OrgRole::Admin)].into();
        members.insert(owners[number], OrgRole::Member);
        let part = Organization {
            description: None,
            restricts_apps: false,
            app_approved: false,
            app_requests: BTreeSet::new(),
            base_permission: Permission::Push,
            members,
            teams: BTreeMap::new(),
            sso: None,
        };
        owners.push(world.add_organization(&format!("org-{number}"), part));
    }
    owners
}

fn repositories(world: &mut World, owners: &[AccountId]) -> Vec<RepositoryId> {
    let now = world.now();
    let mut ids = Vec::new();
    for (number, owner) in (1..=REPOSITORIES).zip(owners.iter().cycle()) {
        let minutes = i64::try_from(number).unwrap_or(0);
        let created_at = now - TimeDelta::minutes(minutes);
        let id = world.add_repository(NewRepository {
            owner: *owner,
            name: &format!("repository-{number}"),
            description: None,
            private: number % 2 == 0,
            created_at,
        });
        if let Some(repository) = world.repositories.get_mut(&id) {
            repository.pushed_at = Some(created_at);
            let of_user = owners[..USERS].contains(owner);
            if of_user && *owner != owners[0] {
                let right = Permission::Push;
                repository.collaborators.insert(owners[0], right);
            }
        }
        ids.push(id);
    }
    ids
}

fn history(commits: usize, branches: usize) -> Script {
    let mut script = Script::default();
    for number in 1..=commits {
        let text = format!("Commit {number}");
        let commit = NewCommit {
            branch: "main",
            author: "user-1 <user-1@example.com>",
            at: 1_700_000_000 + i64::try_from(number).unwrap_or(0),
            message: &text,
            path: "README.md",
            content: &text,
        };
        script.commit(&commit, None);
    }
    for number in 1..=branches {
        script.branch(&format!("branch-{number}"), "refs/heads/main");
    }
    script
}
