//! Remembering how an access stands, and telling the projects that it concerns, once.
//!
//! The record and its entries in the activity are one transaction: neither is ever there alone.

use domain::{
    access::{Grant, Permission},
    activity::ActivityKind,
};
use store::{
    Tx,
    accesses::{self, AccessRecord},
    activity::{self, Chain, Entry},
};

use crate::{close_gap::Gap, failure::Failure, taken::Taken};

impl Gap<'_> {
    /// Replaces what was remembered, after these steps; `left` is what the account can do now.
    pub(crate) async fn remember(
        &self,
        was: &AccessRecord,
        mut is: AccessRecord,
        taken: &Taken,
        left: Option<Permission>,
    ) -> Result<(), Failure> {
        let store = &self.reconciler.store;
        is.looked_at = Some(store.clock().now());
        let told = tell(was, &is, taken);
        store
            .write(async |tx| {
                accesses::save(tx, &is).await?;
                match told {
                    Some(kind) => self.append(tx, kind, &self.detail(kind, left)).await,
                    None => Ok(()),
                }
            })
            .await
    }

    /// Tells, before it is mended, that what we gave was found lower than it should be: somebody
    /// took it by hand.
    pub(crate) async fn tell_of_drift(
        &self,
        record: &AccessRecord,
        wanted: Permission,
        seen: Permission,
    ) -> Result<(), Failure> {
        let given = record.given.min(wanted);
        if record.grant != Grant::Active || seen >= given {
            return Ok(());
        }
        let (seen, given) = (seen.as_str(), given.as_str());
        let detail = format!("{}; {seen} instead of {given}", self.words());
        let kind = ActivityKind::AccessDrifted;
        let store = &self.reconciler.store;
        store
            .write(async |tx| self.append(tx, kind, &detail).await)
            .await
    }

    fn detail(&self, kind: ActivityKind, left: Option<Permission>) -> String {
        match (kind, left) {
            (ActivityKind::AccessRevoked, Some(left)) => {
                format!("{}; {} stays, as before", self.words(), left.as_str())
            }
            (ActivityKind::AccessResized, Some(now)) => {
                format!("{}; {} from now on", self.words(), now.as_str())
            }
            _ => self.words(),
        }
    }

    async fn append(&self, tx: &mut Tx, kind: ActivityKind, detail: &str) -> Result<(), Failure> {
        for concern in accesses::concerns(tx, self.of.repository, self.of.account).await? {
            let entry = Entry::new(Chain::Project(concern.project), kind)
                .on(concern.task)
                .about(self.of.repository, Some(self.of.account))
                .saying(detail);
            activity::append(tx, entry);
        }
        Ok(())
    }
}

/// What there is to tell of a change; nothing where nobody would notice one.
fn tell(was: &AccessRecord, is: &AccessRecord, taken: &Taken) -> Option<ActivityKind> {
    match (was.grant, is.grant) {
        _ if is.remains => (!was.remains).then_some(ActivityKind::AccessRemains),
        (Grant::Active, Grant::Active) => taken.asked().then_some(ActivityKind::AccessResized),
        (Grant::Active, Grant::PreExisting) => taken.took().then_some(ActivityKind::AccessResized),
        (was, is) if was == is => None,
        (_, Grant::Invited) => Some(ActivityKind::AccessInvited),
        (_, Grant::Active) => Some(ActivityKind::AccessGranted),
        (_, Grant::PreExisting) => Some(ActivityKind::AccessAlreadyThere),
        (Grant::Invited | Grant::Active, Grant::Nothing) => Some(ActivityKind::AccessRevoked),
        (Grant::Asked, Grant::Nothing) => taken.took().then_some(ActivityKind::AccessRevoked),
        _ => None,
    }
}
