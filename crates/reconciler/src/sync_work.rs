//! The effect that lets a task follow its work on GitHub: branch, pull request, review, merge.
//!
//! It is woken by messages and by the sweep, and looks for itself either way. Failing harms nobody
//! save where a pull request holds access: that ends within a bound (law 4).

use domain::{
    branch,
    ids::TaskId,
    names::{BranchName, ProjectKey},
    pull_request::{PullRequestLink, PullRequestState},
    task::{Status, Task},
    work::{SeenPullRequest, Work},
};
use github::{FoundPullRequest, PullRequestStanding, UserClient};
use store::{
    ReadTx,
    projects::{self, Project},
    repositories::Repository,
    tasks,
};

use crate::{
    failure::Failure,
    handover::repository_of,
    outcome::{BOUND, Verdict, judge},
    stewards::{self, Errand, Stewards},
    sync_pull_request::settled_by,
    worker::Reconciler,
};

/// A task whose work is to be looked at.
struct Following {
    task: Task,
    key: ProjectKey,
    repository: Repository,
    base: BranchName,
    stewards: Stewards,
    /// Where a pull request is that access depends on.
    holding: Option<PullRequestLink>,
}

impl Reconciler {
    /// Looks at the work on a task, and lets the task follow it.
    pub(crate) async fn sync_work(&self, task: TaskId, attempts: i64) -> Result<(), Failure> {
        let following = self.store.read(async |tx| read(tx, task).await).await?;
        let Some(following) = following else {
            return Ok(());
        };
        let nobody = following.stewards.nobody();
        let able = &following.stewards.able;
        let following = &following;
        let looked = self.acting_as_one_of(able, nobody, |_, client| {
            Box::pin(async move { self.look_at_work(following, &client).await })
        });
        let work = match looked.await {
            Ok(work) => work,
            Err(failure) => unseen(following, failure, attempts)?,
        };
        self.store
            .write(async |tx| tasks::note_look(tx, task).await)
            .await?;
        self.change_task(task, &[], |task, follows, now| {
            task.follow(&work, follows, now)
        })
        .await
    }

    async fn look_at_work(
        &self,
        following: &Following,
        client: &UserClient,
    ) -> Result<Work, Failure> {
        let id = following.repository.github_id;
        let place = client.repository(id).await?;
        let head = match &following.task.branch {
            Some(known) => {
                let seen = self.see_branch(client, id, known).await?;
                Some(seen.map_or_else(|| known.clone(), |head| head.name))
            }
            None => following.find_branch(client).await?,
        };
        let Some(head) = head else {
            return Ok(Work::default());
        };
        let (owner, base) = (&place.owner.login, &following.base);
        let found = client.find_pull_request(id, owner, &head, base).await?;
        let pull_request = match found {
            Some(found) => Some(following.see_pull_request(client, found).await?),
            None => None,
        };
        Ok(Work {
            branch: Some(head),
            pull_request,
        })
    }
}

impl Following {
    /// The branch that is named after the task, where there is one: as the page would name it, or
    /// at least by key and number.
    async fn find_branch(&self, client: &UserClient) -> Result<Option<BranchName>, Failure> {
        let named = branch::name_for(&self.key, self.task.number, &self.task.title);
        let prefix = branch::prefix_for(&self.key, self.task.number);
        let id = self.repository.github_id;
        let found = client.branches_beginning_with(id, &prefix).await?;
        let ours = |name: &&BranchName| {
            let rest = name.as_str().strip_prefix(&prefix);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        let exactly = found.iter().find(|name| **name == named);
        Ok(exactly.or_else(|| found.iter().find(ours)).cloned())
    }

    async fn see_pull_request(
        &self,
        client: &UserClient,
        found: FoundPullRequest,
    ) -> Result<SeenPullRequest, Failure> {
        let (id, number) = (self.repository.github_id, found.link.number);
        let state = match found.standing {
            PullRequestStanding::Merged => PullRequestState::Merged,
            PullRequestStanding::Closed => PullRequestState::Closed,
            // While the task is open there is access anyway.
            PullRequestStanding::Open if self.task.status.is_open() => PullRequestState::Linked,
            PullRequestStanding::Open if client.asks_for_changes(id, number).await? => {
                PullRequestState::ChangesRequested
            }
            PullRequestStanding::Open => PullRequestState::Linked,
        };
        let link = found.link;
        Ok(SeenPullRequest { link, state })
    }
}

async fn read(tx: &mut ReadTx, task: TaskId) -> Result<Option<Following>, store::Error> {
    let Some(task) = tasks::find_by_id(tx, task).await? else {
        return Ok(None);
    };
    let project = projects::find_by_id(tx, task.project).await?;
    let Some(project) = project.filter(|project| is_worth_a_look(&task, project)) else {
        return Ok(None);
    };
    let Some(repository) = repository_of(tx, &task).await? else {
        return Ok(None);
    };
    let Some(base) = repository.development_branch.clone() else {
        return Ok(None);
    };
    let holds = task
        .pull_request
        .holds_access(project.options.closing.until_merged);
    Ok(Some(Following {
        stewards: stewards::find(tx, repository.github_id, Errand::Give).await?,
        holding: task.link.clone().filter(|_| holds),
        key: project.key,
        repository,
        base,
        task,
    }))
}

/// What was canceled is over, and closing looks for itself while it waits.
fn is_worth_a_look(task: &Task, project: &Project) -> bool {
    match task.status {
        Status::Canceled => false,
        Status::Done => {
            task.pull_request.is_settled() && task.pull_request != PullRequestState::Merged
        }
        _ => project.options.follows.any(),
    }
}

/// Nothing could be seen. Where no access depends on it, the next sweep is early enough.
fn unseen(following: &Following, failure: Failure, attempts: i64) -> Result<Work, Failure> {
    let Some(link) = following.holding.clone() else {
        let over = attempts >= BOUND || matches!(judge(&failure), Verdict::Mend(_));
        return if over {
            Ok(Work::default())
        } else {
            Err(failure)
        };
    };
    let state = settled_by(failure, attempts)?;
    Ok(Work {
        branch: None,
        pull_request: Some(SeenPullRequest { link, state }),
    })
}
