//! The effect that looks at a repository as a whole: what it is called, and all that concerns it.
//!
//! Whatever happened to the repository itself is seen here first, and said where it is linked.

use domain::ids::GithubRepositoryId;
use store::{effects, repositories};

use crate::{failure::Failure, stewards::Errand, worker::Reconciler};

impl Reconciler {
    /// Has all that concerns a repository looked at, and looks at the repository itself.
    pub(crate) async fn sync_repository(
        &self,
        repository: GithubRepositoryId,
    ) -> Result<(), Failure> {
        let linked = self
            .store
            .write(async |tx| {
                effects::enqueue_all_of_repository(tx, repository).await?;
                let links = repositories::by_github(tx, repository).await?;
                Ok::<_, store::Error>(!links.is_empty())
            })
            .await?;
        if !linked {
            return Ok(());
        }
        let stewards = self.stewards_of(repository, Errand::Give).await?;
        self.acting_as_one_of(&stewards.able, stewards.nobody(), |_, client| {
            Box::pin(async move { self.see_repository(&client, repository).await.map(drop) })
        })
        .await
    }
}
