//! The effect that finds or opens the pull request of a task that was closed as done.
//!
//! It looks before it opens, at every attempt: there are never two (law 7). Whatever happens, it
//! settles within a bound, so that access ends (law 4).

use domain::{
    effect::Trouble,
    ids::TaskId,
    names::BranchName,
    pull_request::{PullRequestLink, PullRequestState},
};
use github::{BranchHead, Conditional, FoundPullRequest, PullRequestStanding, UserClient};
use store::ReadTx;

use crate::{
    failure::Failure,
    handover::{self, Handover},
    outcome::{BOUND, Verdict, judge},
    worker::Reconciler,
};

/// What became of a pull request.
#[derive(Clone, Debug)]
pub(crate) struct Settlement {
    pub(crate) state: PullRequestState,
    pub(crate) link: Option<PullRequestLink>,
    /// What did not go as the project wishes it, in words.
    pub(crate) remarks: Vec<String>,
}

impl From<PullRequestState> for Settlement {
    fn from(state: PullRequestState) -> Self {
        Self {
            state,
            link: None,
            remarks: Vec::new(),
        }
    }
}

impl Reconciler {
    /// Finds or opens the pull request of a task, or settles why there will be none.
    pub(crate) async fn sync_pull_request(
        &self,
        task: TaskId,
        attempts: i64,
    ) -> Result<(), Failure> {
        let app_url = &self.settings.app_url;
        let read = async |tx: &mut ReadTx| handover::read(tx, task, app_url).await;
        let settlement = match self.store.read(read).await? {
            None => return Ok(()),
            Some(Err(impossible)) => impossible.into(),
            Some(Ok(handover)) => match self.hand_over(&handover).await {
                Ok(settlement) => settlement,
                Err(failure) => settled_by(failure, attempts)?.into(),
            },
        };
        let Settlement {
            state,
            link,
            remarks,
        } = settlement;
        self.change_task(task, &remarks, |task, _, _| {
            task.settle(state, link.clone())
        })
        .await
    }

    /// As the assignee, whose work it is; as a steward where the assignee is not able to.
    async fn hand_over(&self, handover: &Handover) -> Result<Settlement, Failure> {
        let mut users: Vec<_> = handover.assignee.into_iter().collect();
        users.extend(&handover.stewards.able);
        let handed = self
            .acting_as_one_of(&users, handover.stewards.nobody(), |_, client| {
                Box::pin(async move { self.find_or_open(handover, &client).await })
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

    async fn find_or_open(
        &self,
        handover: &Handover,
        client: &UserClient,
    ) -> Result<Settlement, Failure> {
        let id = handover.repository;
        let place = client.repository(id).await?;
        let head = self.see_branch(client, id, &handover.new.head).await?;
        let base = self.see_branch(client, id, &handover.new.base).await?;
        let mut new = handover.new.clone();
        new.head = name_of(head.as_ref(), new.head);
        new.base = name_of(base.as_ref(), new.base);
        let owner = &place.owner.login;
        let found = client
            .find_pull_request(id, owner, &new.head, &new.base)
            .await?;
        let closed = match found {
            Some(found) if found.standing != PullRequestStanding::Closed => {
                return handover.take_over(client, found).await;
            }
            closed => closed,
        };
        let obstacle = match (&head, &base) {
            _ if place.archived => Some(PullRequestState::Refused),
            (None, _) => Some(PullRequestState::BranchMissing),
            (_, None) => Some(PullRequestState::BaseMissing),
            _ => nothing_to_merge(handover, client, &new.base, &new.head).await?,
        };
        if let Some(obstacle) = obstacle {
            let link = closed.map(|closed| closed.link);
            return Ok(Settlement {
                link,
                ..obstacle.into()
            });
        }
        let opened = match closed {
            Some(closed) => client.reopen_pull_request(id, closed.link.number).await?,
            None => client.open_pull_request(id, &new).await?,
        };
        handover.settle(client, opened, new.draft).await
    }
}

impl Handover {
    /// Takes a pull request for the task's that is there already, opened by whomever.
    async fn take_over(
        &self,
        client: &UserClient,
        found: FoundPullRequest,
    ) -> Result<Settlement, Failure> {
        if found.standing == PullRequestStanding::Merged {
            let link = Some(found.link);
            return Ok(Settlement {
                link,
                ..PullRequestState::Merged.into()
            });
        }
        let asks = client.asks_for_changes(self.repository, found.link.number);
        let settlement = self.settle(client, found, false);
        if asks.await? {
            let state = PullRequestState::ChangesRequested;
            return Ok(Settlement {
                state,
                ..settlement.await?
            });
        }
        settlement.await
    }

    /// It is open: whoever is to review it is asked, unless it was handed over before.
    async fn settle(
        &self,
        client: &UserClient,
        open: FoundPullRequest,
        draft: bool,
    ) -> Result<Settlement, Failure> {
        let mut remarks = Vec::new();
        if draft && !open.draft {
            remarks.push("ready for review, since the repository knows no drafts".to_owned());
        }
        if self.known.as_ref() != Some(&open.link) {
            remarks.extend(self.ask_reviewers(client, &open).await?);
        }
        Ok(Settlement {
            state: PullRequestState::Linked,
            link: Some(open.link),
            remarks,
        })
    }
}

/// What a branch is called now, where it is there.
fn name_of(seen: Option<&BranchHead>, known: BranchName) -> BranchName {
    seen.map_or(known, |head| head.name.clone())
}

/// Seen without trying: the branch may hold nothing that the base lacks.
async fn nothing_to_merge(
    handover: &Handover,
    client: &UserClient,
    base: &BranchName,
    head: &BranchName,
) -> Result<Option<PullRequestState>, Failure> {
    let compared = client.compare(handover.repository, base, head, None);
    let ahead = match compared.await? {
        Conditional::Changed { value, .. } => value.ahead,
        // Not asked for, since no tag was sent along.
        Conditional::Unchanged => 1,
    };
    Ok((ahead == 0).then_some(PullRequestState::NothingToMerge))
}

/// What a failure settles; one that passes settles nothing within the bound.
pub(crate) fn settled_by(failure: Failure, attempts: i64) -> Result<PullRequestState, Failure> {
    match failure {
        failure if failure.is_out_of_turn() => Err(failure),
        Failure::Github(github::Error::PullRequestRefused(state)) => Ok(state),
        failure if failure.is_not_found() => Ok(PullRequestState::RepositoryMissing),
        _ if attempts >= BOUND => Ok(PullRequestState::GaveUp),
        failure => Err(patient(failure)),
    }
}

/// Nobody is waited for endlessly here: access would stay for as long.
fn patient(failure: Failure) -> Failure {
    let trouble: Option<Trouble> = match judge(&failure) {
        Verdict::Mend(trouble) => Some(trouble),
        _ => None,
    };
    trouble.map_or(failure, Failure::NotYet)
}
