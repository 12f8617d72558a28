//! Saving a task that the system itself changed, with what follows and what there is to tell.
//!
//! Somebody may edit the task at this very moment: then it is decided anew, never overwritten.

use domain::{
    Timestamp,
    activity::ActivityKind,
    effect::Trouble,
    ids::TaskId,
    options::Follows,
    pull_request::PullRequestState,
    task::{Decided, Status, Task},
};
use store::{
    Outdated, Tx,
    activity::{self, Chain, Entry},
    effects, projects, tasks,
};

use crate::{failure::Failure, worker::Reconciler};

/// Somebody who edits the task at this very moment is stepped aside for this often.
const TRIES: usize = 5;

/// What there is to tell of one thing.
type News = (ActivityKind, String);

impl Reconciler {
    /// Decides about a task and saves that; once more where somebody else was quicker.
    pub(crate) async fn change_task(
        &self,
        task: TaskId,
        remarks: &[String],
        decide: impl Fn(Task, Follows, Timestamp) -> Decided,
    ) -> Result<(), Failure> {
        for _ in 0..TRIES {
            let saved = self
                .store
                .write(async |tx| change(tx, task, remarks, &decide).await)
                .await?;
            if saved.is_ok() {
                return Ok(());
            }
        }
        Err(Failure::NotYet(Trouble::Internal))
    }
}

async fn change(
    tx: &mut Tx,
    task: TaskId,
    remarks: &[String],
    decide: &impl Fn(Task, Follows, Timestamp) -> Decided,
) -> Result<Result<(), Outdated>, store::Error> {
    let Some(before) = tasks::find_by_id(tx, task).await? else {
        return Ok(Ok(()));
    };
    let Some(project) = projects::find_by_id(tx, before.project).await? else {
        return Ok(Ok(()));
    };
    let (after, consequences) = decide(before.clone(), project.options.follows, tx.now());
    if after == before {
        return Ok(Ok(()));
    }
    let news = news(&before, &after, remarks);
    let after = match tasks::save(tx, &after).await? {
        Ok(after) => after,
        Err(outdated) => return Ok(Err(outdated)),
    };
    effects::follow(tx, &consequences).await?;
    for (kind, detail) in news {
        let entry = Entry::new(Chain::Project(after.project), kind)
            .on(Some(after.id))
            .saying(detail);
        activity::append(tx, entry);
    }
    Ok(Ok(()))
}

/// What there is to tell; a pull request that was linked before is old news.
fn news(before: &Task, after: &Task, remarks: &[String]) -> Vec<News> {
    let found = after.branch.as_ref().filter(|_| before.branch.is_none());
    let linked = after
        .link
        .as_ref()
        .filter(|link| before.link.as_ref() != Some(*link));
    let said = |link: &str| [&[link.to_owned()], remarks].concat().join("; ");
    let moved = before.status != after.status;
    [
        found.map(|branch| (ActivityKind::BranchFound, branch.to_string())),
        linked.map(|link| (ActivityKind::PullRequestLinked, said(&link.url))),
        settled(before, after),
        moved.then(|| (ActivityKind::StatusFollowed, status_words(after.status))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn settled(before: &Task, after: &Task) -> Option<News> {
    use PullRequestState as State;
    if before.pull_request == after.pull_request {
        return None;
    }
    let url = || {
        after
            .link
            .as_ref()
            .map_or_else(String::new, |link| link.url.clone())
    };
    Some(match after.pull_request {
        State::Linked if before.pull_request == State::ChangesRequested => {
            (ActivityKind::ChangesSettled, url())
        }
        State::NotAsked | State::Awaited | State::Linked => return None,
        State::ChangesRequested => (ActivityKind::ChangesRequested, url()),
        State::Merged => (ActivityKind::PullRequestMerged, url()),
        State::Closed => (ActivityKind::PullRequestClosed, url()),
        settled => (ActivityKind::PullRequestSettled, settled.words().to_owned()),
    })
}

fn status_words(status: Status) -> String {
    status.as_str().replace('_', " ")
}
