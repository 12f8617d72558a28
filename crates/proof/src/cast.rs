//! Who and what a history is about, in a form that another process can be told.

use std::collections::BTreeMap;

use domain::{
    access::Permission,
    ids::{GithubAccountId, GithubRepositoryId, ProjectId, RepositoryId, TaskId, UserId},
};
use serde::{Deserialize, Serialize};

/// A person with an account here and one on GitHub.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Person {
    pub(crate) user: UserId,
    pub(crate) login: String,
    pub(crate) account: GithubAccountId,
}

/// A repository as a project links it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Link {
    pub(crate) project: ProjectId,
    pub(crate) repository: RepositoryId,
    pub(crate) place: GithubRepositoryId,
}

/// A task, and the branch that its work would be on.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Work {
    pub(crate) task: TaskId,
    pub(crate) place: GithubRepositoryId,
    pub(crate) branch: String,
}

/// All of a history's people and things.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Cast {
    /// Each of them is an administrator of every repository.
    pub(crate) managers: Vec<Person>,
    pub(crate) developers: Vec<Person>,
    pub(crate) links: Vec<Link>,
    pub(crate) works: Vec<Work>,
}

/// What each account can do without us, by the hands of people on GitHub.
pub(crate) type Baseline = BTreeMap<(GithubRepositoryId, GithubAccountId), Permission>;

impl Cast {
    /// Every repository once, however many projects link it.
    pub(crate) fn places(&self) -> Vec<GithubRepositoryId> {
        let mut places: Vec<_> = self.links.iter().map(|link| link.place).collect();
        places.sort_unstable();
        places.dedup();
        places
    }
}
