//! Repositories of the simulated world: who was let in, and what hangs on them.
//! Commits and branches are never here: git keeps them, see the `git` folder.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::accounts::AccountId;
use crate::clock::Time;
use crate::hooks::Hook;
use crate::issue_events::IssueEvent;
use crate::issues::Issue;
use crate::permission::Permission;
use crate::pulls::Pull;
use crate::reports::{CheckSuite, Status};
use crate::world::World;

/// The durable number of a repository.
pub(crate) type RepositoryId = u64;

/// A repository without its git data.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a setting of its own, as on GitHub's page of settings"
)]
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Repository {
    pub(crate) id: RepositoryId,
    pub(crate) owner: AccountId,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) private: bool,
    pub(crate) archived: bool,
    pub(crate) has_pull_requests: bool,
    pub(crate) default_branch: String,
    pub(crate) created_at: Time,
    pub(crate) updated_at: Time,
    pub(crate) pushed_at: Option<Time>,
    pub(crate) collaborators: BTreeMap<AccountId, Permission>,
    pub(crate) invitations: Vec<Invitation>,
    /// When invitations went out, for the limit of a day.
    pub(crate) invited_at: Vec<Time>,
    pub(crate) pulls: Vec<Pull>,
    #[serde(default)]
    pub(crate) issues: Vec<Issue>,
    /// What was done to issues and pull requests, the oldest first.
    #[serde(default)]
    pub(crate) events: Vec<IssueEvent>,
    #[serde(default)]
    pub(crate) statuses: Vec<Status>,
    #[serde(default)]
    pub(crate) suites: Vec<CheckSuite>,
    pub(crate) hooks: Vec<Hook>,
    /// Branches that nobody may push to.
    #[serde(default)]
    pub(crate) protected: BTreeSet<String>,
    /// Whether only collaborators may open pull requests.
    #[serde(default)]
    pub(crate) pulls_by_collaborators_only: bool,
    /// Where branches went that were renamed, by their old names.
    #[serde(default)]
    pub(crate) renamed_branches: BTreeMap<String, String>,
    /// Access that was taken away but still works for a while.
    #[serde(default)]
    pub(crate) fading: BTreeMap<AccountId, (Permission, Time)>,
}

impl Repository {
    /// The number of the next issue or pull request.
    pub(crate) fn next_number(&self) -> u64 {
        let pull = self.pulls.last().map_or(0, |last| last.number);
        let issue = self.issues.last().map_or(0, |last| last.number);
        pull.max(issue) + 1
    }

    /// Notes that a branch is called otherwise, with all that goes along with it.
    pub(crate) fn rename_branch(&mut self, from: &str, to: &str) {
        let follow = |name: &mut String| {
            if name == from {
                to.clone_into(name);
            }
        };
        follow(&mut self.default_branch);
        for pull in self.pulls.iter_mut().filter(|pull| pull.is_open()) {
            follow(&mut pull.head);
            follow(&mut pull.base);
        }
        if self.protected.remove(from) {
            self.protected.insert(to.to_owned());
        }
        self.renamed_branches.remove(to);
        self.renamed_branches.insert(from.to_owned(), to.to_owned());
    }
}

/// An invitation that was neither accepted nor withdrawn.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Invitation {
    pub(crate) id: u64,
    pub(crate) invitee: AccountId,
    pub(crate) inviter: AccountId,
    pub(crate) permission: Permission,
    pub(crate) created_at: Time,
}

impl Invitation {
    /// Whether its seven days are over.
    pub(crate) fn expired(&self, now: Time) -> bool {
        now - self.created_at > TimeDelta::days(7)
    }
}

/// What must be known to make a repository.
#[derive(Debug, Clone)]
pub(crate) struct NewRepository<'a> {
    pub(crate) owner: AccountId,
    pub(crate) name: &'a str,
    pub(crate) description: Option<String>,
    pub(crate) private: bool,
    pub(crate) created_at: Time,
}

impl World {
    /// Adds a repository; the name must be free.
    pub(crate) fn add_repository(&mut self, new: NewRepository<'_>) -> RepositoryId {
        let id = self.next_id();
        let repository = Repository {
            id,
            owner: new.owner,
            name: new.name.to_owned(),
            description: new.description,
            private: new.private,
            archived: false,
            has_pull_requests: true,
            default_branch: "main".to_owned(),
            created_at: new.created_at,
            updated_at: new.created_at,
            pushed_at: None,
            collaborators: BTreeMap::new(),
            invitations: Vec::new(),
            invited_at: Vec::new(),
            pulls: Vec::new(),
            issues: Vec::new(),
            events: Vec::new(),
            statuses: Vec::new(),
            suites: Vec::new(),
            hooks: Vec::new(),
            protected: BTreeSet::new(),
            renamed_branches: BTreeMap::new(),
            pulls_by_collaborators_only: false,
            fading: BTreeMap::new(),
        };
        self.former_names
            .remove(&key(&self.account(new.owner).login, new.name));
        self.repositories.insert(id, repository);
        id
    }

    /// The repository of that name today, whatever the case.
    pub(crate) fn repository_named(&self, owner: &str, name: &str) -> Option<&Repository> {
        let owner = self.account_named(owner)?.id;
        self.repositories.values().find(|repository| {
            repository.owner == owner && repository.name.eq_ignore_ascii_case(name)
        })
    }

    /// The repository that once had this name and lives on under another.
    pub(crate) fn repository_once_named(&self, owner: &str, name: &str) -> Option<&Repository> {
        self.repositories
            .get(self.former_names.get(&key(owner, name))?)
    }

    /// Gives a repository another name or owner; the old address keeps leading to it.
    pub(crate) fn move_repository(&mut self, id: RepositoryId, owner: AccountId, name: &str) {
        let Some(repository) = self.repositories.get(&id) else {
            return;
        };
        let old = key(&self.account(repository.owner).login, &repository.name);
        let new = key(&self.account(owner).login, name);
        self.former_names.insert(old, id);
        self.former_names.remove(&new);
        if let Some(repository) = self.repositories.get_mut(&id) {
            repository.owner = owner;
            name.clone_into(&mut repository.name);
        }
    }

    /// `owner/name`.
    pub(crate) fn full_name(&self, repository: &Repository) -> String {
        format!(
            "{}/{}",
            self.account(repository.owner).login,
            repository.name
        )
    }

    /// The repository in which an invitation lies, and the invitation.
    pub(crate) fn invitation(&self, id: u64) -> Option<(&Repository, &Invitation)> {
        self.repositories.values().find_map(|repository| {
            let found = repository
                .invitations
                .iter()
                .find(|invitation| invitation.id == id)?;
            Some((repository, found))
        })
    }

    /// Takes an invitation out of its repository.
    pub(crate) fn take_invitation(&mut self, id: u64) -> Option<(RepositoryId, Invitation)> {
        let repository = self.invitation(id)?.0.id;
        let invitations = &mut self.repositories.get_mut(&repository)?.invitations;
        let place = invitations.iter().position(|one| one.id == id)?;
        Some((repository, invitations.remove(place)))
    }
}

fn key(owner: &str, name: &str) -> String {
    format!("{owner}/{name}").to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{NewRepository, RepositoryId};
    use crate::world::World;

    fn world() -> (World, u64, RepositoryId) {
        let mut world = World::default();
        let owner = world.add_user("mona", None);
        let id = add(&mut world, owner, "site");
        (world, owner, id)
    }

    fn add(world: &mut World, owner: u64, name: &str) -> RepositoryId {
        let created_at = world.now();
        let (description, private) = (None, true);
        world.add_repository(NewRepository {
            owner,
            name,
            description,
            private,
            created_at,
        })
    }

    #[test]
    fn names_are_found_whatever_their_case() {
        let (world, _, id) = world();
        assert_eq!(world.repository_named("MONA", "Site").unwrap().id, id);
        assert!(world.repository_named("mona", "sit").is_none());
    }

    #[test]
    fn an_old_name_leads_on_until_it_is_taken_again() {
        let (mut world, owner, id) = world();
        world.move_repository(id, owner, "shop");
        world.move_repository(id, owner, "store");
        for old in ["site", "shop"] {
            assert_eq!(world.repository_once_named("mona", old).unwrap().id, id);
        }
        assert_eq!(world.full_name(&world.repositories[&id]), "mona/store");
        add(&mut world, owner, "site");
        assert!(world.repository_once_named("mona", "site").is_none());
    }

    #[test]
    fn a_repository_that_takes_its_old_name_back_is_not_led_to() {
        let (mut world, owner, id) = world();
        world.move_repository(id, owner, "shop");
        world.move_repository(id, owner, "site");
        assert!(world.repository_once_named("mona", "site").is_none());
        assert_eq!(world.repository_once_named("mona", "shop").unwrap().id, id);
    }
}
