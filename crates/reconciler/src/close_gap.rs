//! One access, brought step by step to what is wanted: look, decide, act, and look again.
//!
//! The decisions are `domain::access::next_step`'s. No step is taken twice in one attempt.

use domain::{
    access::{Grant, Permission, Seen, Step, next_step},
    effect::Trouble,
    ids::UserId,
};
use github::UserClient;
use store::{accesses::AccessRecord, effects::Claimed};

use crate::{
    failure::Failure,
    sync_access::{AccessOf, Should},
    worker::Reconciler,
};

/// At this attempt, some two minutes after the first, access that was already seen to outlast its
/// taking does not just end slowly: it remains.
const LOOKS: i64 = 5;

/// What attempts before this one tell of taking the same access.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Earlier {
    /// GitHub still showed what was taken.
    pub(crate) outlasted: bool,
    /// GitHub had its time: what it still shows remains.
    pub(crate) last_look: bool,
}

impl Earlier {
    /// An attempt that failed for another reason took nothing, and gave GitHub no time.
    pub(crate) fn of(claimed: &Claimed) -> Self {
        let outlasted = claimed.trouble == Some(Trouble::AccessRemains);
        Self {
            outlasted,
            last_look: outlasted && claimed.attempts >= LOOKS,
        }
    }
}

/// An access as its steward sees it.
pub(crate) struct Gap<'a> {
    pub(crate) reconciler: &'a Reconciler,
    pub(crate) of: AccessOf,
    pub(crate) steward: UserId,
    pub(crate) client: UserClient,
    pub(crate) place: github::Repository,
    /// What the account is called now; `None` when it is gone from GitHub.
    login: Option<String>,
    giver_goes: bool,
}

impl<'a> Gap<'a> {
    /// Looks at both ends with the steward's eyes.
    pub(crate) async fn see(
        reconciler: &'a Reconciler,
        of: AccessOf,
        steward: UserId,
        client: UserClient,
    ) -> Result<Self, Failure> {
        let place = reconciler.see_repository(&client, of.repository).await?;
        let login = match client.account_by_id(of.account).await {
            Ok(account) => Some(account.login),
            Err(github::Error::NotFound) => None,
            Err(error) => return Err(error.into()),
        };
        Ok(Self {
            reconciler,
            of,
            steward,
            client,
            place,
            login,
            giver_goes: false,
        })
    }

    /// What was given is to be taken, even where a task still wants it.
    pub(crate) fn giver_goes(mut self) -> Self {
        self.giver_goes = true;
        self
    }

    /// Takes steps until none is left.
    ///
    /// GitHub ends access in the background. Only on the last look what is still there after ours
    /// was taken is believed to remain; before that it is looked at again later (law 3).
    pub(crate) async fn close(&self, earlier: Earlier) -> Result<(), Failure> {
        let mut taken = Vec::new();
        loop {
            let Should { wanted, record } = self.should().await?;
            let seen = self.look().await?;
            let mut step = next_step(wanted, record.grant, record.before, seen);
            if earlier.outlasted && !taken.contains(&Step::Remove) && self.lacks(&record, seen) {
                step = Step::Remove;
            }
            if let Step::Settled(grant) = step {
                let took = earlier.outlasted || taken.iter().any(is_taking);
                return self.settle(record, grant, seen.permission, took).await;
            }
            if taken.contains(&step) {
                return match step {
                    Step::Remove if earlier.last_look => self.admit_that_it_remains(record).await,
                    Step::Remove => Err(Failure::NotYet(Trouble::AccessRemains)),
                    _ => Err(Failure::NotYet(Trouble::GithubUnavailable)),
                };
            }
            self.take(step, record, seen).await?;
            taken.push(step);
        }
    }

    /// What the account is called now.
    pub(crate) fn login(&self) -> Result<&str, Failure> {
        let gone = Failure::Mend(Trouble::AssigneeMustReconnect);
        self.login.as_deref().ok_or(gone)
    }

    /// The account and the repository, in words.
    pub(crate) fn words(&self) -> String {
        let login = self.login.as_deref().unwrap_or("a deleted account");
        format!("{login} on {}/{}", self.place.owner.login, self.place.name)
    }

    async fn should(&self) -> Result<Should, Failure> {
        let store = &self.reconciler.store;
        let mut should = store.read(async |tx| self.of.should(tx).await).await?;
        should.wanted &= !self.giver_goes;
        Ok(should)
    }

    async fn look(&self) -> Result<Seen, Failure> {
        let Some(login) = &self.login else {
            return Ok(Seen {
                permission: Permission::None,
                invitation: None,
            });
        };
        let (repository, account) = (self.of.repository, self.of.account);
        Ok(Seen {
            permission: self.client.permission(repository, login).await?,
            invitation: self.client.invitation_of(repository, account).await?,
        })
    }

    /// Whether more went than was ours, which GitHub was too slow to show at the time (law 2).
    fn lacks(&self, record: &AccessRecord, seen: Seen) -> bool {
        self.login.is_some()
            && record.grant.is_ours()
            && seen.permission < record.before
            && self.was_more_than_everybodys(record.before)
    }

    async fn settle(
        &self,
        record: AccessRecord,
        grant: Grant,
        permission: Permission,
        took: bool,
    ) -> Result<(), Failure> {
        let settled = AccessRecord {
            grant,
            invitation: None,
            // Nothing of ours is there, but has that other way in been closed meanwhile?
            remains: grant == Grant::Nothing && record.remains && permission > record.before,
            ..record
        };
        let left = (permission > Permission::None).then_some(permission);
        self.remember(&record, settled, took, left).await
    }

    async fn admit_that_it_remains(&self, record: AccessRecord) -> Result<(), Failure> {
        let remaining = AccessRecord {
            grant: Grant::Nothing,
            invitation: None,
            remains: true,
            ..record
        };
        self.remember(&record, remaining, true, None).await
    }
}

fn is_taking(step: &Step) -> bool {
    matches!(step, Step::Withdraw(_) | Step::Remove)
}
