//! The effect that makes an account's access to a repository what the tasks want (laws 1 to 4).
//!
//! What is wanted comes from the records alone; how the gap is closed is in `close_gap`.

use domain::{
    access::{self, Grant, Permission},
    ids::{GithubAccountId, GithubRepositoryId, UserId},
};
use github::UserClient;
use store::{
    ReadTx,
    accesses::{self, AccessRecord},
    effects::Claimed,
};

use crate::{
    close_gap::{Earlier, Gap},
    failure::Failure,
    stewards::{self, Errand},
    worker::Reconciler,
};

/// Whose access, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct AccessOf {
    pub(crate) repository: GithubRepositoryId,
    pub(crate) account: GithubAccountId,
}

/// What the records say of an access.
#[derive(Clone, Debug)]
pub(crate) struct Should {
    pub(crate) wanted: Permission,
    pub(crate) record: AccessRecord,
}

impl From<(GithubRepositoryId, GithubAccountId)> for AccessOf {
    fn from((repository, account): (GithubRepositoryId, GithubAccountId)) -> Self {
        Self {
            repository,
            account,
        }
    }
}

impl AccessOf {
    /// What should be, and what was given.
    pub(crate) async fn should(self, tx: &mut ReadTx) -> Result<Should, store::Error> {
        let claims = accesses::claims(tx, self.repository, self.account).await?;
        let record = accesses::find(tx, self.repository, self.account).await?;
        Ok(Should {
            wanted: access::wanted(claims),
            record: record.unwrap_or_else(|| AccessRecord::unknown(self.repository, self.account)),
        })
    }
}

impl Reconciler {
    /// Gives or takes what is missing between the records and GitHub.
    pub(crate) async fn sync_access(&self, of: AccessOf, claimed: &Claimed) -> Result<(), Failure> {
        let (should, stewards) = self
            .store
            .read(async |tx| {
                let should = of.should(tx).await?;
                let errand = if should.wanted > Permission::None {
                    Errand::Give
                } else {
                    Errand::TakeBack(should.record.steward)
                };
                let stewards = stewards::find(tx, of.repository, errand).await?;
                Ok::<_, store::Error>((should, stewards))
            })
            .await?;
        let ours = should.wanted > Permission::None || should.record.grant.is_ours();
        let worth_a_look = should.record.remains && !stewards.able.is_empty();
        if !ours && !worth_a_look {
            return self.leave_alone(should.record).await;
        }
        let nobody = stewards.nobody();
        self.acting_as_one_of(&stewards.able, nobody, |steward, client| {
            Box::pin(async move {
                let gap = Gap::see(self, of, steward, client).await?;
                gap.close(Earlier::of(claimed)).await
            })
        })
        .await
    }

    /// Takes back what an account was given, whatever the tasks say: its giver goes.
    pub(crate) async fn take_back(
        &self,
        of: AccessOf,
        giver: UserId,
        client: UserClient,
        claimed: &Claimed,
    ) -> Result<(), Failure> {
        let gap = Gap::see(self, of, giver, client).await?;
        // Of which access the trouble was is not known here.
        let earlier = Earlier {
            outlasted: false,
            ..Earlier::of(claimed)
        };
        gap.giver_goes().close(earlier).await
    }

    /// Nothing of ours is there, and nothing is wanted: GitHub need not be asked.
    async fn leave_alone(&self, record: AccessRecord) -> Result<(), Failure> {
        if record.grant == Grant::Nothing && !record.remains {
            return Ok(());
        }
        let looked_at = Some(self.store.clock().now());
        let nothing = AccessRecord {
            grant: Grant::Nothing,
            looked_at,
            ..record
        };
        self.store
            .write(async |tx| accesses::save(tx, &nothing).await)
            .await?;
        Ok(())
    }
}
