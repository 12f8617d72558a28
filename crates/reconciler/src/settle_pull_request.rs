//! Recording what became of a pull request, with what follows from it.
//!
//! GitHub is not asked here. State, consequences and entry in the activity are one transaction.

use domain::{
    activity::ActivityKind, effect::Trouble, ids::TaskId, pull_request::PullRequestState,
    task::Task,
};
use store::{
    Outdated, Tx,
    activity::{self, Chain, Entry},
    effects, tasks,
};

use crate::{failure::Failure, sync_pull_request::Settlement, worker::Reconciler};

/// Somebody who edits the task at this very moment is stepped aside for this often.
const TRIES: usize = 5;

impl Reconciler {
    /// Settles the pull request of a task; access may end now.
    pub(crate) async fn settle_pull_request(
        &self,
        task: TaskId,
        settlement: Settlement,
    ) -> Result<(), Failure> {
        for _ in 0..TRIES {
            let saved = self
                .store
                .write(async |tx| settle(tx, task, settlement.clone()).await)
                .await?;
            if saved.is_ok() {
                return Ok(());
            }
        }
        Err(Failure::NotYet(Trouble::Internal))
    }
}

async fn settle(
    tx: &mut Tx,
    task: TaskId,
    (state, link): Settlement,
) -> Result<Result<(), Outdated>, store::Error> {
    let Some(before) = tasks::find_by_id(tx, task).await? else {
        return Ok(Ok(()));
    };
    let (after, consequences) = before.clone().settle(state, link);
    if after == before {
        return Ok(Ok(()));
    }
    let entry = entry(&before, &after);
    let after = match tasks::save(tx, &after).await? {
        Ok(after) => after,
        Err(outdated) => return Ok(Err(outdated)),
    };
    effects::follow(tx, &consequences).await?;
    if let Some((kind, detail)) = entry {
        let entry = Entry::new(Chain::Project(after.project), kind)
            .on(Some(after.id))
            .saying(detail);
        activity::append(tx, entry);
    }
    Ok(Ok(()))
}

/// What there is to tell; a pull request that was linked before is old news.
fn entry(before: &Task, after: &Task) -> Option<(ActivityKind, String)> {
    let linked = after
        .link
        .as_ref()
        .filter(|link| before.link.as_ref() != Some(*link));
    match linked {
        Some(link) => Some((ActivityKind::PullRequestLinked, link.url.clone())),
        None if after.pull_request == PullRequestState::Linked => None,
        None => {
            let reason = after.pull_request.words().to_owned();
            Some((ActivityKind::PullRequestSettled, reason))
        }
    }
}
