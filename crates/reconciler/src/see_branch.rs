//! Looking at a branch that was renamed, perhaps: the records follow.
//!
//! GitHub leads from the old name to the new one, for as long as nobody takes the old one again.

use domain::{ids::GithubRepositoryId, names::BranchName};
use github::{BranchHead, UserClient};
use store::repositories;

use crate::{failure::Failure, worker::Reconciler};

impl Reconciler {
    /// A branch as it is now, if it is there.
    pub(crate) async fn see_branch(
        &self,
        client: &UserClient,
        id: GithubRepositoryId,
        known: &BranchName,
    ) -> Result<Option<BranchHead>, Failure> {
        let seen = client.branch(id, known).await?;
        if let Some(head) = seen.as_ref().filter(|head| head.name != *known) {
            let name = &head.name;
            self.store
                .write(async |tx| repositories::rename_branch(tx, id, known, name).await)
                .await?;
        }
        Ok(seen)
    }
}
