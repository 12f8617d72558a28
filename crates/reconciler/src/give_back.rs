//! Taking back what we gave, and leaving what was there before us as it was (law 2).
//!
//! GitHub keeps one right of an account's own on a repository: ours replaced theirs, so theirs
//! has to be set again where there was one.

use domain::wire::github::OwnerKind;
use store::accesses::AccessRecord;

use crate::{
    close_gap::Gap,
    failure::{Failure, or_gone},
};

impl Gap<'_> {
    /// Brings the account's own right back to what it was before we asked.
    pub(crate) async fn remove(&self, record: AccessRecord) -> Result<(), Failure> {
        // A repository that went to a person knows no smaller right than ours: theirs is lost.
        if !record.own || self.place.owner.kind == OwnerKind::User {
            return self.delete().await;
        }
        let (repository, login) = (self.of.repository, self.login()?);
        let set = self.client.set_permission(repository, login, record.before);
        match set.await {
            // The organization gives its members more than that by now.
            Err(github::Error::Invalid { .. }) => self.delete().await,
            set => Ok(or_gone(set)?),
        }
    }

    async fn delete(&self) -> Result<(), Failure> {
        let deleted = self
            .client
            .remove_collaborator(self.of.repository, self.login()?)
            .await;
        Ok(or_gone(deleted)?)
    }
}
