//! How accounts stand on a repository: our records beside what GitHub shows.
//!
//! Nothing is changed by it: what is to be done about a difference is `gap`'s to say, or a person's.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use crate::{
    access::{AccessState, Grant, Permission},
    ids::GithubAccountId,
    wire::{access::Access, github::OwnerKind, me::Person},
};

/// Why an account reaches a repository.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// Tasksource gave it, or is to, because of tasks.
    #[default]
    Tasks,
    /// It was there before Tasksource looked first.
    Before,
    /// The repository is the account's own.
    Owner,
    /// The organization lets it in: as an owner, by its base permission, or by a team.
    Organization,
    /// Somebody gave it on GitHub.
    Hand,
}

impl Cause {
    /// Why an account reaches a repository as far as a grant tells.
    pub fn of(grant: Grant) -> Self {
        match grant {
            Grant::PreExisting => Self::Before,
            Grant::Nothing | Grant::Asked | Grant::Invited | Grant::Active => Self::Tasks,
        }
    }

    /// The cause's name in JSON and in exports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tasks => "tasks",
            Self::Before => "before",
            Self::Owner => "owner",
            Self::Organization => "organization",
            Self::Hand => "hand",
        }
    }
}

/// How what GitHub shows differs from our records: somebody changed it by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Drift {
    /// The account has a right, or an invitation, that we neither gave nor found.
    Added,
    /// It has more than we gave or found.
    Raised,
    /// It has less than we gave or found, though not nothing.
    Lowered,
    /// What we gave or found is gone.
    Removed,
}

impl Drift {
    /// The drift's name in JSON and in exports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Raised => "raised",
            Self::Lowered => "lowered",
            Self::Removed => "removed",
        }
    }
}

/// What our records say of one account's access.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// What of it is shown.
    pub shown: Access,
    /// What we remember of having given.
    pub grant: Grant,
    /// The right that was seen before we first asked.
    pub before: Permission,
    /// The most that we may have given.
    pub given: Permission,
    /// Whether an effect is still to run: what is seen meanwhile may be its doing.
    pub pending: bool,
}

/// What GitHub shows of one account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sight {
    /// Whose.
    pub account: GithubAccountId,
    /// What the account is called now, where GitHub lists it.
    pub login: Option<String>,
    /// The highest right from all sources.
    pub permission: Permission,
    /// Whether something was given to the account itself.
    pub own: bool,
    /// What an open invitation would give.
    pub invited: Option<Permission>,
}

/// What GitHub shows of a repository at one look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// What kind of account owns the repository.
    pub owner: OwnerKind,
    /// Everybody who reaches it or is invited, each once.
    pub sights: Vec<Sight>,
    /// Whether there are more than these.
    pub truncated: bool,
}

/// What is shown where GitHub was not asked: all that is not over.
pub fn from_records(recorded: Vec<Recorded>) -> Vec<Access> {
    let shown = recorded.into_iter().map(|one| one.shown);
    sorted(shown.filter(|access| !is_over(access)).collect())
}

/// What is shown where GitHub was asked: whoever can do more than read, is invited, or is in our
/// records; `known` are the persons whom the project knows.
pub fn beside_github(
    look: Look,
    recorded: Vec<Recorded>,
    known: &BTreeMap<GithubAccountId, Person>,
) -> Vec<Access> {
    let sights = look.sights.into_iter().map(|one| (one.account, one));
    let mut sights: HashMap<_, _> = sights.collect();
    let mut accesses = Vec::new();
    for one in recorded {
        let account = one.shown.account;
        let unseen = || account.filter(|_| !look.truncated).map(Sight::nothing);
        let sight = account.and_then(|account| sights.remove(&account));
        accesses.push(match sight.or_else(unseen) {
            Some(sight) => joined(look.owner, one, sight),
            None => one.shown,
        });
    }
    for (account, sight) in sights {
        let nothing = Recorded::nothing(account, known.get(&account).cloned());
        accesses.push(joined(look.owner, nothing, sight));
    }
    accesses.retain(|access| !is_over(access) || matters(access));
    sorted(accesses)
}

fn joined(owner: OwnerKind, recorded: Recorded, sight: Sight) -> Access {
    Access {
        cause: cause(owner, &recorded, &sight),
        drift: drift(&recorded, &sight),
        seen: Some(sight.permission),
        invited: sight.invited,
        login: sight.login.or(recorded.shown.login),
        ..recorded.shown
    }
}

fn cause(owner: OwnerKind, recorded: &Recorded, sight: &Sight) -> Cause {
    // A person's repository knows no administrator but the person.
    if owner == OwnerKind::User && sight.permission == Permission::Admin {
        return Cause::Owner;
    }
    match recorded.grant {
        grant if grant.is_ours() => Cause::Tasks,
        _ if sight.permission > Permission::None && !sight.own => Cause::Organization,
        Grant::PreExisting => Cause::Before,
        _ if sight.own && sight.permission <= recorded.before => Cause::Before,
        _ if sight.own || sight.invited.is_some() => match recorded.shown.state {
            AccessState::OnItsWay | AccessState::Ending => Cause::Tasks,
            _ => Cause::Hand,
        },
        _ => recorded.shown.cause,
    }
}

/// What somebody did by hand since we looked. While an effect of ours is to run nobody can tell.
fn drift(recorded: &Recorded, sight: &Sight) -> Option<Drift> {
    let Recorded { before, given, .. } = *recorded;
    if recorded.pending {
        return None;
    }
    match recorded.grant {
        Grant::Active => compare(before.max(given), before, sight),
        Grant::PreExisting => compare(before, Permission::None, sight),
        Grant::Nothing => added(before, sight),
        // What is on its way is not there yet.
        Grant::Asked | Grant::Invited => None,
    }
}

/// Something should be there: `whole`, or at least more than `without`.
fn compare(whole: Permission, without: Permission, sight: &Sight) -> Option<Drift> {
    if sight.permission < whole {
        let gone = sight.permission <= without;
        return Some(if gone { Drift::Removed } else { Drift::Lowered });
    }
    (sight.own && sight.permission > whole).then_some(Drift::Raised)
}

/// Nothing of ours should be there, and of the account's own no more than was. Who may only read
/// changes nothing.
fn added(before: Permission, sight: &Sight) -> Option<Drift> {
    let least = before.max(Permission::Read);
    let more = sight.own && sight.permission > least;
    let invited = sight.invited.is_some_and(|right| right > least);
    if !more && !invited {
        return None;
    }
    let had = before > Permission::None;
    Some(if had { Drift::Raised } else { Drift::Added })
}

fn is_over(access: &Access) -> bool {
    matches!(access.state, AccessState::Ended | AccessState::NotAsked)
}

/// Whether what GitHub shows is worth a line although no task has a part in it.
fn matters(access: &Access) -> bool {
    access.seen > Some(Permission::Read) || access.invited.is_some() || access.drift.is_some()
}

/// What differs first, then by name.
fn sorted(mut accesses: Vec<Access>) -> Vec<Access> {
    accesses.sort_by_cached_key(|access| {
        let name = access.person.as_ref().map(|person| person.name.to_string());
        let name = name.or_else(|| access.login.clone()).unwrap_or_default();
        (access.drift.is_none(), name.to_lowercase(), access.account)
    });
    accesses
}

impl Recorded {
    /// An account of which we remember nothing.
    fn nothing(account: GithubAccountId, person: Option<Person>) -> Self {
        let shown = Access {
            login: person
                .as_ref()
                .and_then(|person| person.github_login.clone()),
            person,
            account: Some(account),
            cause: Cause::Hand,
            ..Access::default()
        };
        Self {
            shown,
            grant: Grant::Nothing,
            before: Permission::None,
            given: Permission::None,
            pending: false,
        }
    }
}

impl Sight {
    /// An account that GitHub does not list.
    fn nothing(account: GithubAccountId) -> Self {
        Self {
            account,
            login: None,
            permission: Permission::None,
            own: false,
            invited: None,
        }
    }
}

#[cfg(test)]
#[path = "standing_tests.rs"]
mod tests;
