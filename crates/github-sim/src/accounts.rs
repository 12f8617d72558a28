//! Users and organizations of the simulated world.
//! What they may do with a repository is never decided here, see `rights`.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::clock::Time;
use crate::permission::Permission;
use crate::world::World;

/// The durable number of a user or an organization.
pub(crate) type AccountId = u64;

/// A user, or an organization when it has that part.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Account {
    pub(crate) id: AccountId,
    pub(crate) login: String,
    pub(crate) name: Option<String>,
    pub(crate) email: String,
    pub(crate) created_at: Time,
    pub(crate) organization: Option<Organization>,
}

/// What an organization has beyond an account.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Organization {
    pub(crate) description: Option<String>,
    /// Whether OAuth apps need the approval of an owner.
    pub(crate) restricts_apps: bool,
    /// Whether an owner gave that approval to the app.
    pub(crate) app_approved: bool,
    /// Members who asked an owner for it.
    pub(crate) app_requests: BTreeSet<AccountId>,
    /// What every member may do with every repository.
    pub(crate) base_permission: Permission,
    pub(crate) members: BTreeMap<AccountId, OrgRole>,
    /// Teams by their name.
    #[serde(default)]
    pub(crate) teams: BTreeMap<String, Team>,
    /// Whether members need a live session of the single sign-on, and who has one.
    #[serde(default)]
    pub(crate) sso: Option<BTreeSet<AccountId>>,
}

/// Members who share access to some repositories.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Team {
    #[serde(default)]
    pub(crate) id: u64,
    #[serde(default)]
    pub(crate) created_at: Time,
    #[serde(default)]
    pub(crate) updated_at: Time,
    pub(crate) members: BTreeSet<AccountId>,
    pub(crate) repositories: BTreeMap<u64, Permission>,
}

/// The role of a member; an admin is what the pages call an owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum OrgRole {
    Admin,
    Member,
}

impl OrgRole {
    /// The word in memberships.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Member => "member",
        }
    }
}

/// What stands for the name of a team in addresses; GitHub takes marks off letters, too.
pub(crate) fn slug(name: &str) -> String {
    let words = name.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    words.join("-").to_lowercase()
}

impl Organization {
    /// Whether this user is a member without a live session that is demanded.
    pub(crate) fn demands_sso_of(&self, user: AccountId) -> bool {
        let without = |sessions: &BTreeSet<_>| !sessions.contains(&user);
        self.members.contains_key(&user) && self.sso.as_ref().is_some_and(without)
    }

    /// What the teams of a user may do with a repository.
    pub(crate) fn permission_by_teams(&self, user: AccountId, repository: u64) -> Permission {
        let teams = self.teams.values();
        let own = teams.filter(|team| team.members.contains(&user));
        own.filter_map(|team| team.repositories.get(&repository).copied())
            .max()
            .unwrap_or(Permission::None)
    }

    /// Whether the app gets nothing private and may write nothing here.
    pub(crate) fn keeps_app_out(&self) -> bool {
        self.restricts_apps && !self.app_approved
    }
}

impl Account {
    /// `User` or `Organization`, as `type` says it.
    pub(crate) fn kind(&self) -> &'static str {
        if self.organization.is_some() {
            "Organization"
        } else {
            "User"
        }
    }

    /// The address that hides the real one in commits.
    pub(crate) fn noreply(&self) -> String {
        format!("{}+{}@users.noreply.github.com", self.id, self.login)
    }

    fn owns_address(&self, email: &str) -> bool {
        self.organization.is_none() && (self.email == email || self.noreply() == email)
    }
}

impl World {
    /// Adds a user; the login must be free.
    pub(crate) fn add_user(&mut self, login: &str, name: Option<String>) -> AccountId {
        self.add_account(login, name, None)
    }

    /// Adds an organization; the login must be free.
    pub(crate) fn add_organization(&mut self, login: &str, part: Organization) -> AccountId {
        self.add_account(login, Some(login.to_owned()), Some(part))
    }

    /// The account of that name, whatever its case.
    pub(crate) fn account_named(&self, login: &str) -> Option<&Account> {
        self.accounts
            .values()
            .find(|account| account.login.eq_ignore_ascii_case(login))
    }

    /// The user of that name; organizations are not users.
    pub(crate) fn user_named(&self, login: &str) -> Option<&Account> {
        self.account_named(login)
            .filter(|account| account.organization.is_none())
    }

    /// The user whose address this is, as commits are linked to accounts.
    pub(crate) fn user_with_address(&self, email: &str) -> Option<&Account> {
        self.accounts
            .values()
            .find(|account| account.owns_address(email))
    }

    /// The account behind an id that the world itself wrote down.
    pub(crate) fn account(&self, id: AccountId) -> &Account {
        self.accounts.get(&id).expect("accounts are never deleted")
    }

    /// The organizations that a user belongs to, with the role in each.
    pub(crate) fn organizations_of(&self, user: AccountId) -> Vec<(&Account, OrgRole)> {
        let role = |account: &Account| account.organization.as_ref()?.members.get(&user).copied();
        self.accounts
            .values()
            .filter_map(|account| Some((account, role(account)?)))
            .collect()
    }

    /// The organization part of an account, to change it.
    pub(crate) fn organization_mut(&mut self, id: AccountId) -> Option<&mut Organization> {
        self.accounts.get_mut(&id)?.organization.as_mut()
    }

    fn add_account(
        &mut self,
        login: &str,
        name: Option<String>,
        organization: Option<Organization>,
    ) -> AccountId {
        let account = Account {
            id: self.next_id(),
            login: login.to_owned(),
            name,
            email: format!("{}@example.com", login.to_ascii_lowercase()),
            created_at: self.now(),
            organization,
        };
        let id = account.id;
        self.accounts.insert(id, account);
        id
    }
}
