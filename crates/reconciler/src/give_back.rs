//! Taking back what we gave, and leaving what was there before us as it was (law 2).
//!
//! GitHub keeps one right of an account's own on a repository: ours replaced theirs, so theirs
//! has to be set again where there was one.

use domain::{access::Permission, wire::github::OwnerKind};

use crate::{
    close_gap::Gap,
    failure::{Failure, or_gone},
    outcome::{Verdict, judge},
};

impl Gap<'_> {
    /// Brings the account's own right back to what it was before we asked.
    pub(crate) async fn remove(&self, before: Permission) -> Result<(), Failure> {
        if !self.was_more_than_everybodys(before) {
            return self.delete().await;
        }
        // A member reads by the organization's leave. A right of their own to read, left behind
        // beside it, would outlast their membership.
        if before == Permission::Read && self.is_a_member().await? {
            self.delete().await?;
            let left = self.client.permission(self.of.repository, self.login()?);
            if left.await? >= before {
                return Ok(());
            }
        }
        let set = self
            .client
            .set_permission(self.of.repository, self.login()?, before)
            .await;
        Ok(or_gone(set)?)
    }

    async fn delete(&self) -> Result<(), Failure> {
        let deleted = self
            .client
            .remove_collaborator(self.of.repository, self.login()?)
            .await;
        Ok(or_gone(deleted)?)
    }

    /// Whether somebody had given the account this right; a person's repository knows one only.
    pub(crate) fn was_more_than_everybodys(&self, before: Permission) -> bool {
        let everybodys = if self.place.private {
            Permission::None
        } else {
            Permission::Read
        };
        self.place.owner.kind == OwnerKind::Organization && before > everybodys
    }

    /// Whether the account belongs to the organization, as far as its own token can tell.
    async fn is_a_member(&self) -> Result<bool, Failure> {
        let organizations = self
            .as_the_assignee(|client| Box::pin(async move { Ok(client.organizations().await?) }))
            .await;
        match organizations {
            Ok(found) => Ok(found.iter().any(|owner| owner.id == self.place.owner.id)),
            Err(failure) if matches!(judge(&failure), Verdict::Mend(_)) => Ok(false),
            Err(failure) => Err(failure),
        }
    }
}
