//! The calls that show GitHub as the signed-in user sees it.

use domain::{
    ids::GithubRepositoryId,
    wire::github::{Branches, Owners, PickableOwner, Repositories},
};

use super::{Api, call::Call};
use crate::{browser, problem::Problem};

impl Api {
    /// Whose repositories there are to pick from.
    pub(crate) async fn github_owners(self) -> Result<Owners, Problem> {
        self.ask(Call::get("/github/owners")).await
    }

    /// How an owner stands who is not in the list.
    pub(crate) async fn github_owner(self, login: String) -> Result<PickableOwner, Problem> {
        let login = browser::encode(&login);
        self.ask(Call::get(&format!("/github/owners/{login}")))
            .await
    }

    /// A page of the repositories, those that were worked on last first.
    pub(crate) async fn github_repositories(self, page: u32) -> Result<Repositories, Problem> {
        let call = Call::get("/github/repositories");
        let page = page.to_string();
        self.ask(call.query(&[("page", Some(&page))])).await
    }

    /// A page of the branches of a repository, or those whose name holds `name`.
    pub(crate) async fn github_branches(
        self,
        repository: GithubRepositoryId,
        name: String,
        page: u32,
    ) -> Result<Branches, Problem> {
        let call = Call::get(&format!("/github/repositories/{repository}/branches"));
        let page = page.to_string();
        self.ask(call.query(&[("q", Some(&name)), ("page", Some(&page))]))
            .await
    }
}
