//! Carrying out one step of closing a gap.
//!
//! What the step will leave on GitHub is remembered before GitHub is asked, so that a cut-off
//! never leaves something there that nobody remembers (laws 2 and 7).

use domain::{
    access::{Grant, Permission},
    effect::Trouble,
    gap::{Seen, Step},
    wire::github::OwnerKind,
};
use github::{Added, UserClient};
use store::{accesses::AccessRecord, connections};

use crate::{
    acting::Working,
    close_gap::Gap,
    failure::{Failure, or_gone},
    taken::Taken,
};

impl Gap<'_> {
    /// Takes one step; what it led to is for the next look to tell.
    pub(crate) async fn take(
        &self,
        step: Step,
        record: AccessRecord,
        seen: Seen,
    ) -> Result<(), Failure> {
        match step {
            Step::Settled(_) => Ok(()),
            Step::Declined => Err(Failure::Mend(Trouble::InvitationDeclined)),
            Step::DropExpired(invitation) | Step::Withdraw(invitation) => {
                self.withdraw(record, invitation).await
            }
            Step::Ask(right) => self.ask(record, right, seen.permission).await,
            Step::Accept(grant, invitation) => self.accept(record, grant, invitation).await,
            Step::Remove => {
                self.forget_inviting(&record).await?;
                self.remove(record).await
            }
        }
    }

    async fn withdraw(&self, record: AccessRecord, invitation: i64) -> Result<(), Failure> {
        self.forget_inviting(&record).await?;
        let deleted = self
            .client
            .delete_invitation(self.of.repository, invitation);
        Ok(or_gone(deleted.await)?)
    }

    /// It is we who take it away: what is missing afterwards was not declined, whatever becomes of
    /// the call and whatever is wanted by then.
    async fn forget_inviting(&self, record: &AccessRecord) -> Result<(), Failure> {
        if record.invited_at.is_none() {
            return Ok(());
        }
        let forgotten = AccessRecord {
            invited_at: None,
            ..*record
        };
        self.remember(record, forgotten, &Taken::nothing(), None)
            .await
    }

    async fn ask(
        &self,
        record: AccessRecord,
        right: Permission,
        permission: Permission,
    ) -> Result<(), Failure> {
        let login = self.login()?;
        let asked = self.about_to_ask(record, right, permission).await?;
        self.remember(&record, asked, &Taken::nothing(), None)
            .await?;
        let (owner, repository) = (self.place.owner.kind, self.of.repository);
        let added = self
            .client
            .add_collaborator(repository, login, owner, right);
        match added.await? {
            Added::Active => Ok(()),
            Added::Invited(invitation) => {
                let invited = AccessRecord {
                    grant: Grant::Invited,
                    invitation: Some(invitation),
                    invited_at: Some(self.reconciler.store.clock().now()),
                    ..asked
                };
                self.remember(&asked, invited, &Taken::nothing(), None)
                    .await
            }
        }
    }

    /// The record of what is going to be ours, whatever becomes of the call.
    async fn about_to_ask(
        &self,
        record: AccessRecord,
        right: Permission,
        permission: Permission,
    ) -> Result<AccessRecord, Failure> {
        let asked = AccessRecord {
            invitation: None,
            steward: Some(self.steward),
            remains: false,
            ..record
        };
        // Less than before us was taken by hand, and does not come back.
        if record.grant.is_ours() && permission >= record.before {
            let in_force = record.grant == Grant::Active && permission > Permission::None;
            let grant = if in_force {
                Grant::Active
            } else {
                Grant::Asked
            };
            let given = record.given.max(right);
            return Ok(AccessRecord {
                grant,
                given,
                ..asked
            });
        }
        Ok(AccessRecord {
            grant: Grant::Asked,
            before: permission,
            own: self.has_right_of_its_own(permission).await?,
            given: right,
            ..asked
        })
    }

    /// Whether what the account can do now was given to itself; a person's repository knows no
    /// right below the one that we give.
    async fn has_right_of_its_own(&self, permission: Permission) -> Result<bool, Failure> {
        if permission == Permission::None || self.place.owner.kind == OwnerKind::User {
            return Ok(false);
        }
        let (repository, account) = (self.of.repository, self.of.account);
        let own = self
            .client
            .has_right_of_its_own(repository, self.login()?, account);
        Ok(own.await?)
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
            self.remember(&record, invited, &Taken::nothing(), None)
                .await?;
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
