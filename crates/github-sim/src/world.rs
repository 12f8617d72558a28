//! All that the simulated GitHub remembers, as one value that is saved whole.
//! What lives only while the process runs (faults, calls, limits) is never part of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::accounts::{Account, AccountId};
use crate::clock::{self, Time};
use crate::grants::Grants;
use crate::repositories::{Repository, RepositoryId};

/// The state of the simulated GitHub.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct World {
    last_id: u64,
    /// By how many seconds this world's clock is ahead of the machine's.
    pub(crate) clock_ahead: i64,
    pub(crate) accounts: BTreeMap<AccountId, Account>,
    pub(crate) repositories: BTreeMap<RepositoryId, Repository>,
    /// Where names lead that a repository gave up, in lower case.
    pub(crate) former_names: BTreeMap<String, RepositoryId>,
    /// What each fork was forked from.
    #[serde(default)]
    pub(crate) forks: BTreeMap<RepositoryId, RepositoryId>,
    pub(crate) grants: Grants,
    /// Who is signed in on the pages, by the cookie's value.
    pub(crate) sessions: BTreeMap<String, AccountId>,
}

impl World {
    /// A number that nothing else in this world has.
    pub(crate) fn next_id(&mut self) -> u64 {
        self.last_id = self.last_id.max(100_000) + 1;
        self.last_id
    }

    /// The present moment of this world.
    pub(crate) fn now(&self) -> Time {
        clock::now(self.clock_ahead)
    }
}
