//! The effect that finds or opens the pull request of a task that was closed as done.
//!
//! It looks before it opens, at every attempt: there are never two (law 7). Whatever happens, it
//! settles within a bound, so that access ends (law 4).

use domain::{
    connection::ConnectionState,
    effect::Trouble,
    ids::{GithubRepositoryId, TaskId, UserId},
    names::BranchName,
    pull_request::{PullRequestLink, PullRequestState},
    task::Task,
};
use github::{Conditional, NewPullRequest, PullRequestStanding, UserClient};
use store::{ReadTx, connections as connection_rows, projects, repositories, tasks};
use url::Url;

use crate::{
    failure::Failure,
    outcome::{BOUND, Verdict, judge},
    stewards::{self, Errand, Stewards},
    worker::Reconciler,
};

/// What became of a pull request.
pub(crate) type Settlement = (PullRequestState, Option<PullRequestLink>);

/// A pull request to be found or opened.
struct Handover {
    repository: GithubRepositoryId,
    new: NewPullRequest,
    assignee: Option<UserId>,
    stewards: Stewards,
}

impl Reconciler {
    /// Finds or opens the pull request of a task, or settles why there will be none.
    pub(crate) async fn sync_pull_request(
        &self,
        task: TaskId,
        attempts: i64,
    ) -> Result<(), Failure> {
        let app_url = &self.settings.app_url;
        let read = async |tx: &mut ReadTx| read_handover(tx, task, app_url).await;
        let settlement = match self.store.read(read).await? {
            None => return Ok(()),
            Some(Err(impossible)) => (impossible, None),
            Some(Ok(handover)) => match self.hand_over(&handover).await {
                Ok(settlement) => settlement,
                Err(failure) => settled_by(failure, attempts)?,
            },
        };
        self.settle_pull_request(task, settlement).await
    }

    /// As the assignee, whose work it is; as a steward where the assignee is not able to.
    async fn hand_over(&self, handover: &Handover) -> Result<Settlement, Failure> {
        let mut users: Vec<_> = handover.assignee.into_iter().collect();
        users.extend(&handover.stewards.able);
        let handed = self
            .acting_as_one_of(&users, handover.stewards.nobody(), |_, client| {
                Box::pin(async move { handover.find_or_open(&client).await })
            })
            .await;
        match handed {
            // To an assignee who was put out the repository is missing; only a steward can tell.
            Err(failure) if failure.is_not_found() && handover.stewards.able.is_empty() => {
                Err(handover.stewards.nobody())
            }
            handed => handed,
        }
    }
}

impl Handover {
    async fn find_or_open(&self, client: &UserClient) -> Result<Settlement, Failure> {
        let (id, new) = (self.repository, &self.new);
        let place = client.repository(id).await?;
        let owner = &place.owner.login;
        let found = client
            .find_pull_request(id, owner, &new.head, &new.base)
            .await?;
        let closed = match found {
            Some(found) if found.standing != PullRequestStanding::Closed => {
                return Ok((PullRequestState::Linked, Some(found.link)));
            }
            closed => closed.map(|closed| closed.link),
        };
        if place.archived {
            return Ok((PullRequestState::Refused, closed));
        }
        if let Some(obstacle) = self.obstacle(client).await? {
            return Ok((obstacle, closed));
        }
        let link = match closed {
            Some(closed) => client.reopen_pull_request(id, closed.number).await?,
            None => client.open_pull_request(id, new).await?,
        };
        Ok((PullRequestState::Linked, Some(link)))
    }

    /// Why there is nothing to open, seen without trying.
    async fn obstacle(&self, client: &UserClient) -> Result<Option<PullRequestState>, Failure> {
        let (id, head, base) = (self.repository, &self.new.head, &self.new.base);
        if client.branch(id, head).await?.is_none() {
            return Ok(Some(PullRequestState::BranchMissing));
        }
        if client.branch(id, base).await?.is_none() {
            return Ok(Some(PullRequestState::BaseMissing));
        }
        let ahead = match client.compare(id, base, head, None).await? {
            Conditional::Changed { value, .. } => value.ahead,
            // Not asked for, since no tag was sent along.
            Conditional::Unchanged => 1,
        };
        Ok((ahead == 0).then_some(PullRequestState::NothingToMerge))
    }
}

/// What is to be handed over, or why that cannot be; nothing when nobody waits for it any more.
async fn read_handover(
    tx: &mut ReadTx,
    task: TaskId,
    app_url: &Url,
) -> Result<Option<Result<Handover, PullRequestState>>, store::Error> {
    let task = tasks::find_by_id(tx, task).await?;
    let Some(task) = task.filter(|task| !task.pull_request.is_settled()) else {
        return Ok(None);
    };
    let Some(repository) = repository_of(tx, &task).await? else {
        return Ok(Some(Err(PullRequestState::RepositoryMissing)));
    };
    let Some(head) = task.branch.clone() else {
        return Ok(Some(Err(PullRequestState::BranchMissing)));
    };
    let Some(base) = repository.development_branch else {
        return Ok(Some(Err(PullRequestState::BaseMissing)));
    };
    let stewards = stewards::find(tx, repository.github_id, Errand::Give).await?;
    Ok(Some(Ok(Handover {
        repository: repository.github_id,
        new: write_text(tx, &task, head, base, app_url).await?,
        assignee: able_assignee(tx, &task).await?,
        stewards,
    })))
}

async fn repository_of(
    tx: &mut ReadTx,
    task: &Task,
) -> Result<Option<repositories::Repository>, store::Error> {
    match task.repository {
        Some(repository) => repositories::find(tx, task.project, repository).await,
        None => Ok(None),
    }
}

async fn able_assignee(tx: &mut ReadTx, task: &Task) -> Result<Option<UserId>, store::Error> {
    let Some(user) = task.assignee else {
        return Ok(None);
    };
    let connection = connection_rows::find(tx, user).await?;
    let able = connection.is_some_and(|found| found.state == ConnectionState::Active);
    Ok(able.then_some(user))
}

async fn write_text(
    tx: &mut ReadTx,
    task: &Task,
    head: BranchName,
    base: BranchName,
    app_url: &Url,
) -> Result<NewPullRequest, store::Error> {
    let project = projects::find_by_id(tx, task.project).await?;
    let key = project.map_or_else(String::new, |project| project.key.into());
    let (name, address) = (format!("{key}-{}", task.number), app_url.as_str());
    let address = address.trim_end_matches('/');
    Ok(NewPullRequest {
        title: format!("{name}: {}", task.title),
        body: format!("[{name}]({address}/projects/{key}/tasks/{})", task.number),
        head,
        base,
    })
}

/// What a failure settles; one that passes settles nothing within the bound.
fn settled_by(failure: Failure, attempts: i64) -> Result<Settlement, Failure> {
    let state = match failure {
        failure if failure.is_out_of_turn() => return Err(failure),
        Failure::Github(github::Error::PullRequestRefused(state)) => state,
        failure if failure.is_not_found() => PullRequestState::RepositoryMissing,
        _ if attempts >= BOUND => PullRequestState::GaveUp,
        failure => return Err(patient(failure)),
    };
    Ok((state, None))
}

/// Nobody is waited for endlessly here: access would stay for as long.
fn patient(failure: Failure) -> Failure {
    let trouble: Option<Trouble> = match judge(&failure) {
        Verdict::Mend(trouble) => Some(trouble),
        _ => None,
    };
    trouble.map_or(failure, Failure::NotYet)
}
