//! Carrying out one step of closing a gap.
//!
//! What the step will leave on GitHub is remembered before GitHub is asked, so that a cut-off
//! never leaves something there that nobody remembers (laws 2 and 7).

use domain::{
    access::{Grant, Permission, Seen, Step},
    effect::Trouble,
};
use github::{Added, UserClient};
use store::{accesses::AccessRecord, connections};

use crate::{
    acting::Working,
    close_gap::Gap,
    failure::{Failure, or_gone},
};

impl Gap<'_> {
    /// Takes one step; what it led to is for the next look to tell.
    pub(crate) async fn take(
        &self,
        step: Step,
        record: AccessRecord,
        seen: Seen,
    ) -> Result<(), Failure> {
        let repository = self.of.repository;
        match step {
            Step::Settled(_) => Ok(()),
            Step::DropExpired(invitation) | Step::Withdraw(invitation) => {
                let deleted = self.client.delete_invitation(repository, invitation).await;
                Ok(or_gone(deleted)?)
            }
            Step::Ask => self.ask(record, seen.permission).await,
            Step::Accept(grant, invitation) => self.accept(record, grant, invitation).await,
            Step::Remove => self.remove(record.before).await,
        }
    }

    async fn ask(&self, record: AccessRecord, permission: Permission) -> Result<(), Failure> {
        let login = self.login()?;
        // Ours is not in force: what is seen is what people left. Less than before us was taken by
        // hand, and does not come back.
        let before = if record.grant.is_ours() {
            record.before.min(permission)
        } else {
            permission
        };
        let asked = AccessRecord {
            grant: Grant::Asked,
            before,
            invitation: None,
            steward: Some(self.steward),
            remains: false,
            ..record
        };
        self.remember(&record, asked, false, None).await?;
        let owner = self.place.owner.kind;
        let added = self
            .client
            .add_collaborator(self.of.repository, login, owner);
        match added.await? {
            Added::Active => Ok(()),
            Added::Invited(invitation) => {
                let invited = AccessRecord {
                    grant: Grant::Invited,
                    invitation: Some(invitation),
                    ..asked
                };
                self.remember(&asked, invited, false, None).await
            }
        }
    }

    /// Accepts as the one who was invited, so that there is no mail to click.
    async fn accept(
        &self,
        record: AccessRecord,
        grant: Grant,
        invitation: i64,
    ) -> Result<(), Failure> {
        let invited = AccessRecord {
            grant,
            invitation: Some(invitation),
            ..record
        };
        if invited != record {
            self.remember(&record, invited, false, None).await?;
        }
        self.as_the_assignee(|client| {
            Box::pin(async move { Ok(or_gone(client.accept_invitation(invitation).await)?) })
        })
        .await
    }

    /// Works with the token of the account itself.
    pub(crate) async fn as_the_assignee<'w, T>(
        &self,
        work: impl Fn(UserClient) -> Working<'w, T>,
    ) -> Result<T, Failure> {
        let account = self.of.account;
        let assignee = self
            .reconciler
            .store
            .read(async |tx| connections::find_by_account(tx, account).await)
            .await?
            .ok_or(Failure::Mend(Trouble::AssigneeMustReconnect))?;
        let worked = self.reconciler.acting_as(assignee.user, work).await;
        worked.map_err(as_the_assignees)
    }
}

/// A token that will not do is the assignee's here, not the steward's.
fn as_the_assignees(failure: Failure) -> Failure {
    use ::connections::Error;
    match failure {
        Failure::Connections(Error::NotConnected | Error::ReconnectNeeded)
        | Failure::Github(github::Error::ScopeMissing { .. }) => {
            Failure::Mend(Trouble::AssigneeMustReconnect)
        }
        other => other,
    }
}
