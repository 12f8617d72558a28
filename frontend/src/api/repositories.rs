//! The calls about the repositories that are linked to a project.

use domain::{
    ids::RepositoryId,
    names::ProjectKey,
    wire::projects::{EditRepository, LinkRepository, Repository},
};

use super::{Api, call::Call};
use crate::problem::Problem;

impl Api {
    /// The linked repositories.
    pub(crate) async fn repositories(self, key: ProjectKey) -> Result<Vec<Repository>, Problem> {
        self.ask(Call::get(&format!("/projects/{key}/repositories")))
            .await
    }

    /// Links a repository.
    pub(crate) async fn link_repository(
        self,
        key: ProjectKey,
        link: LinkRepository,
    ) -> Result<Repository, Problem> {
        let call = Call::post(&format!("/projects/{key}/repositories"));
        self.ask(call.json(&link)).await
    }

    /// Changes a linked repository's branch or steward.
    pub(crate) async fn edit_repository(
        self,
        key: ProjectKey,
        repository: &Repository,
        edit: EditRepository,
    ) -> Result<Repository, Problem> {
        let call = Call::patch(&format!("/projects/{key}/repositories/{}", repository.id));
        self.ask(call.based_on(repository.version).json(&edit))
            .await
    }

    /// Ends the link.
    pub(crate) async fn unlink_repository(
        self,
        key: ProjectKey,
        id: RepositoryId,
    ) -> Result<(), Problem> {
        self.tell(Call::delete(&format!("/projects/{key}/repositories/{id}")))
            .await
    }
}
