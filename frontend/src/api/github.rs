//! The calls that show GitHub as the signed-in user sees it.

use domain::{
    ids::GithubRepositoryId,
    wire::github::{Branches, Owners, Repositories},
};

use super::{Api, call::Call};
use crate::problem::Problem;

impl Api {
    /// Whose repositories there are to pick from.
    pub(crate) async fn github_owners(self) -> Result<Owners, Problem> {
        self.ask(Call::get("/github/owners")).await
    }

    /// Repositories, those that were worked on last first.
    pub(crate) async fn github_repositories(
        self,
        owner: Option<String>,
        name: String,
    ) -> Result<Repositories, Problem> {
        let call = Call::get("/github/repositories");
        self.ask(call.query(&[("owner", owner.as_deref()), ("q", Some(&name))]))
            .await
    }

    /// The branches of a repository.
    pub(crate) async fn github_branches(
        self,
        repository: GithubRepositoryId,
        name: String,
    ) -> Result<Branches, Problem> {
        let call = Call::get(&format!("/github/repositories/{repository}/branches"));
        self.ask(call.query(&[("q", Some(&name))])).await
    }
}
