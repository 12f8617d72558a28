//! Who may do what with a repository, computed from every source anew each time.
//! No right is ever stored here, and no request is read.

use crate::accounts::{Account, AccountId, OrgRole};
use crate::permission::Permission;
use crate::repositories::Repository;
use crate::scopes::Scopes;
use crate::world::World;

/// The one who asks: a token's user, or nobody in particular.
#[derive(Debug, Clone, Default)]
pub(crate) struct Viewer {
    pub(crate) user: Option<AccountId>,
    pub(crate) scopes: Scopes,
    pub(crate) token: Option<String>,
}

impl World {
    /// What a user may do on GitHub's own pages: the highest of all sources.
    pub(crate) fn permission_of(&self, user: AccountId, repository: &Repository) -> Permission {
        let fading = repository.fading.get(&user);
        let fading = fading.filter(|(_, until)| self.now() < *until);
        let fading = fading.map_or(Permission::None, |(permission, _)| *permission);
        fading.max(self.lasting_permission_of(user, repository))
    }

    /// The same without access that was taken away and only still works for a while.
    pub(crate) fn lasting_permission_of(
        &self,
        user: AccountId,
        repository: &Repository,
    ) -> Permission {
        let public = if repository.private {
            Permission::None
        } else {
            Permission::Pull
        };
        let direct = repository
            .collaborators
            .get(&user)
            .copied()
            .unwrap_or(Permission::None);
        public
            .max(direct)
            .max(self.permission_by_owner(user, repository))
    }

    /// What a user may do through the app; an organization may keep it out.
    pub(crate) fn permission_through_app(
        &self,
        viewer: &Viewer,
        repository: &Repository,
    ) -> Permission {
        let public = if repository.private {
            Permission::None
        } else {
            Permission::Pull
        };
        let Some(user) = viewer.user else {
            return public;
        };
        let sso = self.demands_sso_of(user, repository).is_some();
        if sso
            || self.keeps_app_out(repository)
            || (repository.private && !viewer.scopes.has("repo"))
        {
            return public;
        }
        self.permission_of(user, repository)
    }

    /// The organization that owns the repository, when it demands a sign-on of this user.
    pub(crate) fn demands_sso_of(&self, user: AccountId, of: &Repository) -> Option<&Account> {
        let owner = self.account(of.owner);
        let part = owner.organization.as_ref()?;
        part.demands_sso_of(user).then_some(owner)
    }

    /// Whether the owner is an organization that has not approved the app.
    pub(crate) fn keeps_app_out(&self, repository: &Repository) -> bool {
        let owner = self.account(repository.owner);
        owner
            .organization
            .as_ref()
            .is_some_and(crate::accounts::Organization::keeps_app_out)
    }

    /// Whether an organization owns the repository.
    pub(crate) fn is_owned_by_organization(&self, repository: &Repository) -> bool {
        self.account(repository.owner).organization.is_some()
    }

    /// Whether `user` belongs to the organization that owns the repository.
    pub(crate) fn is_member_of_owner(&self, user: AccountId, repository: &Repository) -> bool {
        let owner = self.account(repository.owner);
        owner
            .organization
            .as_ref()
            .is_some_and(|part| part.members.contains_key(&user))
    }

    fn permission_by_owner(&self, user: AccountId, repository: &Repository) -> Permission {
        if repository.owner == user {
            return Permission::Admin;
        }
        let organization = self.account(repository.owner).organization.as_ref();
        match organization.and_then(|part| Some((part, part.members.get(&user)?))) {
            Some((_, OrgRole::Admin)) => Permission::Admin,
            Some((part, OrgRole::Member)) => part
                .base_permission
                .max(part.permission_by_teams(user, repository.id)),
            None => Permission::None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::accounts::Organization;
    use crate::repositories::NewRepository;

    fn organization(base: Permission, members: BTreeMap<AccountId, OrgRole>) -> Organization {
        Organization {
            description: None,
            restricts_apps: true,
            app_approved: false,
            app_requests: BTreeSet::new(),
            base_permission: base,
            members,
            teams: BTreeMap::new(),
            sso: None,
        }
    }

    fn private(world: &mut World, owner: AccountId) -> u64 {
        let created_at = world.now();
        world.add_repository(NewRepository {
            owner,
            name: "site",
            description: None,
            private: true,
            created_at,
        })
    }

    #[test]
    fn the_highest_of_all_sources_counts() {
        let mut world = World::default();
        let user = world.add_user("dana", None);
        let members = BTreeMap::from([(user, OrgRole::Member)]);
        let acme = world.add_organization("acme", organization(Permission::Push, members));
        let id = private(&mut world, acme);
        world
            .repositories
            .get_mut(&id)
            .unwrap()
            .collaborators
            .insert(user, Permission::Pull);
        assert_eq!(
            world.permission_of(user, &world.repositories[&id]),
            Permission::Push
        );
    }

    #[test]
    fn an_organization_that_restricts_apps_hides_its_private_repositories_from_them() {
        let mut world = World::default();
        let user = world.add_user("mona", None);
        let members = BTreeMap::from([(user, OrgRole::Admin)]);
        let acme = world.add_organization("acme", organization(Permission::Pull, members));
        let id = private(&mut world, acme);
        let viewer = Viewer {
            user: Some(user),
            scopes: Scopes::parse("repo"),
            token: None,
        };
        let seen = |world: &World| world.permission_through_app(&viewer, &world.repositories[&id]);
        assert_eq!(seen(&world), Permission::None);
        world.organization_mut(acme).unwrap().app_approved = true;
        assert_eq!(seen(&world), Permission::Admin);
    }
}
