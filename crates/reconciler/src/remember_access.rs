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
                    Some(kind) => self.append(tx, kind, left).await,
                    None => Ok(()),
                }
            })
            .await
    }

    async fn append(
        &self,
        tx: &mut Tx,
        kind: ActivityKind,
        left: Option<Permission>,
    ) -> Result<(), Failure> {
        let detail = match (kind, left) {
            (ActivityKind::AccessRevoked, Some(left)) => {
                format!("{}; {} stays, as before", self.words(), left.as_str())
            }
            (ActivityKind::AccessResized, Some(now)) => {
                format!("{}; {} from now on", self.words(), now.as_str())
            }
            _ => self.words(),
        };
        for concern in accesses::concerns(tx, self.of.repository, self.of.account).await? {
            let entry = Entry::new(Chain::Project(concern.project), kind)
                .on(concern.task)
                .about(self.of.repository, Some(self.of.account))
                .saying(&detail);
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
