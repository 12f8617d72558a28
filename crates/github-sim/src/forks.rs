//! Forks: what was forked from what, and when that ends.
//! Their commits are never here: git copies them, see `rest::forks`.

use crate::accounts::AccountId;
use crate::permission::Permission;
use crate::repositories::{Repository, RepositoryId};
use crate::world::World;

impl World {
    /// The repository that another was forked from.
    pub(crate) fn parent_of(&self, id: RepositoryId) -> Option<&Repository> {
        self.repositories.get(self.forks.get(&id)?)
    }

    /// The repository at which a line of forks began.
    pub(crate) fn source_of(&self, id: RepositoryId) -> Option<&Repository> {
        let parent = self.parent_of(id)?;
        Some(self.source_of(parent.id).unwrap_or(parent))
    }

    /// What was forked directly from a repository, oldest first.
    pub(crate) fn forks_of(&self, id: RepositoryId) -> Vec<&Repository> {
        let forks = self.forks.iter().filter(|(_, parent)| **parent == id);
        let forks = forks.filter_map(|(fork, _)| self.repositories.get(fork));
        forks.collect()
    }

    /// The one repository that an account has of a repository and all its relatives.
    pub(crate) fn relative_owned_by(
        &self,
        owner: AccountId,
        id: RepositoryId,
    ) -> Option<&Repository> {
        let origin = |id| self.source_of(id).map_or(id, |source| source.id);
        let related = |one: &&Repository| one.owner == owner && origin(one.id) == origin(id);
        self.repositories.values().find(related)
    }

    /// Forgets a repository; the oldest fork of a public one takes its place.
    pub(crate) fn remove_repository(&mut self, id: RepositoryId) {
        self.former_names.retain(|_, leads_to| *leads_to != id);
        let removed = self.repositories.remove(&id);
        if removed.is_some_and(|removed| !removed.private) {
            self.hand_over_forks(id);
        }
        self.forks.remove(&id);
    }

    /// Shows a repository to all, or hides it; either way it and its forks part.
    pub(crate) fn set_private(&mut self, id: RepositoryId, private: bool) {
        let Some(repository) = self.repositories.get_mut(&id) else {
            return;
        };
        let before = std::mem::replace(&mut repository.private, private);
        if before && !private {
            self.release_forks(id);
        } else if !before && private {
            self.hand_over_forks(id);
        }
    }

    /// Makes the oldest fork what the others were forked from.
    fn hand_over_forks(&mut self, id: RepositoryId) {
        let mut forks = self.release_forks(id).into_iter();
        if let Some(oldest) = forks.next() {
            self.forks.extend(forks.map(|fork| (fork, oldest)));
        }
    }

    /// Lets every fork of a repository stand alone, and says which these were.
    fn release_forks(&mut self, id: RepositoryId) -> Vec<RepositoryId> {
        let forks: Vec<_> = self.forks_of(id).iter().map(|fork| fork.id).collect();
        self.forks.retain(|fork, _| !forks.contains(fork));
        forks
    }

    /// Removes the private forks of people who may no longer read what these were forked from.
    pub(crate) fn remove_lost_forks(&mut self) -> Vec<RepositoryId> {
        let mut removed = Vec::new();
        // One that goes may take its own forks along.
        while let Some(lost) = self.lost_fork() {
            self.remove_repository(lost);
            removed.push(lost);
        }
        removed
    }

    fn lost_fork(&self) -> Option<RepositoryId> {
        let mut forks = self.forks.iter();
        let lost = forks.find(|(fork, parent)| self.is_lost(**fork, **parent));
        lost.map(|(fork, _)| *fork)
    }

    fn is_lost(&self, fork: RepositoryId, parent: RepositoryId) -> bool {
        let Some(fork) = self.repositories.get(&fork).filter(|fork| fork.private) else {
            return false;
        };
        let Some(parent) = self.repositories.get(&parent) else {
            return true;
        };
        let personal = self.account(fork.owner).organization.is_none();
        personal && self.lasting_permission_of(fork.owner, parent) < Permission::Pull
    }
}

#[cfg(test)]
mod tests {
    use crate::accounts::AccountId;
    use crate::permission::Permission;
    use crate::repositories::{NewRepository, RepositoryId};
    use crate::world::World;

    fn add(world: &mut World, owner: AccountId, private: bool) -> RepositoryId {
        let created_at = world.now();
        world.add_repository(NewRepository {
            owner,
            name: "site",
            description: None,
            private,
            created_at,
        })
    }

    /// `mona/site`, forked by dana, whose fork eve forked.
    fn forked(private: bool) -> (World, [RepositoryId; 3]) {
        let mut world = World::default();
        let ids = ["mona", "dana", "eve"].map(|login| {
            let owner = world.add_user(login, None);
            add(&mut world, owner, private)
        });
        world.forks.extend([(ids[1], ids[0]), (ids[2], ids[1])]);
        (world, ids)
    }

    fn let_in(world: &mut World, repository: RepositoryId, of: RepositoryId) {
        let guest = world.repositories[&of].owner;
        let repository = world.repositories.get_mut(&repository).unwrap();
        repository.collaborators.insert(guest, Permission::Pull);
    }

    #[test]
    fn a_private_fork_lives_as_long_as_its_owner_may_read_the_original() {
        let (mut world, [site, danas, eves]) = forked(true);
        let_in(&mut world, site, danas);
        let_in(&mut world, danas, eves);
        assert!(world.remove_lost_forks().is_empty());
        let dana = world.repositories[&danas].owner;
        let site = world.repositories.get_mut(&site).unwrap();
        site.collaborators.remove(&dana);
        assert_eq!(world.remove_lost_forks(), [danas, eves]);
    }

    #[test]
    fn private_forks_go_with_the_original_and_public_ones_stay() {
        let (mut world, [site, danas, eves]) = forked(true);
        world.remove_repository(site);
        assert_eq!(world.remove_lost_forks(), [danas, eves]);
        let (mut world, [site, danas, eves]) = forked(false);
        world.remove_repository(site);
        assert!(world.remove_lost_forks().is_empty());
        assert!(world.parent_of(danas).is_none());
        assert_eq!(world.source_of(eves).unwrap().id, danas);
    }

    #[test]
    fn the_oldest_fork_takes_the_place_of_a_public_original() {
        let (mut world, [site, danas, eves]) = forked(false);
        world.forks.insert(eves, site);
        world.remove_repository(site);
        assert_eq!(world.parent_of(eves).unwrap().id, danas);
    }

    #[test]
    fn an_account_has_one_of_a_line_of_forks() {
        let (world, [site, danas, eves]) = forked(false);
        let mona = world.repositories[&site].owner;
        for id in [site, danas, eves] {
            assert_eq!(world.relative_owned_by(mona, id).unwrap().id, site);
        }
        assert!(world.relative_owned_by(7, site).is_none());
    }
}
