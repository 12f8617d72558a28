//! One access, brought step by step to what is wanted: look, decide, act, and look again.
//!
//! The decisions are `domain::gap::next_step`'s. No step is taken twice in one attempt.

use chrono::TimeDelta;
use domain::{
    access::{Grant, Permission},
    effect::Trouble,
    gap::{Known, Seen, Step, next_step},
    ids::UserId,
};
use github::UserClient;
use store::{accesses::AccessRecord, effects::Claimed};

use crate::{
    failure::Failure,
    sync_access::{AccessOf, Should},
    taken::Taken,
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
/// How long after an invitation nobody is invited again who does not have it any more.
const DECLINED_FOR: TimeDelta = TimeDelta::days(1);

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
        let login = reconciler.see_account(&client, of).await?;
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
        let mut taken = Taken::after(earlier.outlasted);
        loop {
            let Should { wanted, record } = self.should().await?;
            let seen = self.look().await?;
            let step = next_step(wanted, self.known(&record), seen);
            if let Step::Settled(grant) = step {
                return self.settle(record, grant, seen.permission, &taken).await;
            }
            if taken.contains(step) {
                return match covered(step, wanted, seen) {
                    Some((grant, given)) => {
                        let record = AccessRecord { given, ..record };
                        self.settle(record, grant, seen.permission, &taken).await
                    }
                    None if step == Step::Remove && earlier.last_look => {
                        self.admit_that_it_remains(record, &taken).await
                    }
                    None if step == Step::Remove => Err(Failure::NotYet(Trouble::AccessRemains)),
                    None => Err(Failure::NotYet(Trouble::GithubUnavailable)),
                };
            }
            if taken.is_empty() {
                self.tell_of_drift(&record, wanted, seen.permission).await?;
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
        if self.giver_goes {
            should.wanted = Permission::None;
        }
        Ok(should)
    }

    fn known(&self, record: &AccessRecord) -> Known {
        let now = self.reconciler.store.clock().now();
        Known {
            grant: record.grant,
            before: record.before,
            given: record.given,
            just_invited: record.invited_at.is_some_and(|at| now < at + DECLINED_FOR),
        }
    }

    async fn look(&self) -> Result<Seen, Failure> {
        let (repository, account) = (self.of.repository, self.of.account);
        let permission = match &self.login {
            Some(login) => self.client.permission(repository, login).await?,
            None => Permission::None,
        };
        let invitation = self.client.invitation_of(repository, account).await?;
        Ok(Seen {
            permission,
            invitation,
        })
    }

    async fn settle(
        &self,
        record: AccessRecord,
        grant: Grant,
        permission: Permission,
        taken: &Taken,
    ) -> Result<(), Failure> {
        let before = if grant == Grant::PreExisting {
            permission
        } else {
            record.before
        };
        let settled = AccessRecord {
            grant,
            before,
            // What somebody else made of it is not ours.
            given: record.given.min(permission),
            invitation: None,
            // Nothing of ours is there, but has that other way in been closed meanwhile?
            remains: grant == Grant::Nothing && record.remains && permission > record.before,
            ..record
        };
        let left = (permission > Permission::None).then_some(permission);
        self.remember(&record, settled, taken, left).await
    }

    async fn admit_that_it_remains(
        &self,
        record: AccessRecord,
        taken: &Taken,
    ) -> Result<(), Failure> {
        let remaining = AccessRecord {
            grant: Grant::Nothing,
            invitation: None,
            remains: true,
            ..record
        };
        self.remember(&record, remaining, taken, None).await
    }
}

/// What a step without effect leaves, where access is wanted and another source covers it: ours is
/// as small as it can be.
fn covered(step: Step, wanted: Permission, seen: Seen) -> Option<(Grant, Permission)> {
    match step {
        Step::Ask(right) if seen.permission >= right => Some((Grant::Active, right)),
        Step::Remove if wanted > Permission::None => Some((Grant::PreExisting, Permission::None)),
        _ => None,
    }
}
