//! The work on a task as it is seen on GitHub, and how a task's status follows it.
//!
//! The rule: only forwards, and never against a person's decision. Each step of the work moves a
//! task once, when it is first seen; whoever moves the task back afterwards has the last word
//! until the work goes a step further.

use crate::{
    Timestamp,
    names::BranchName,
    options::Follows,
    progress::{Progress, Stage},
    pull_request::{PullRequestLink, PullRequestState},
    task::{Decided, Status, Task},
};

/// What is seen of a task's work on GitHub: where it is, nothing of what it holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// The branch.
    pub branch: Option<BranchName>,
    /// The pull request from it.
    pub pull_request: Option<SeenPullRequest>,
}

/// A pull request as it is seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenPullRequest {
    /// Where it is.
    pub link: PullRequestLink,
    /// How it stands: one of those states that need a pull request.
    pub state: PullRequestState,
}

impl Work {
    fn progress(&self) -> Option<Progress> {
        let of_pull_request = self
            .pull_request
            .as_ref()
            .and_then(SeenPullRequest::progress);
        let of_branch = self.branch.as_ref().map(|_| Progress {
            pull_request: None,
            stage: Stage::Branch,
        });
        of_pull_request.or(of_branch)
    }
}

impl SeenPullRequest {
    fn progress(&self) -> Option<Progress> {
        let stage = match self.state {
            PullRequestState::Merged => Stage::Merged,
            // Nobody waits for a review of what was closed.
            PullRequestState::Closed => return None,
            _ => Stage::PullRequest,
        };
        let pull_request = Some(self.link.number);
        Some(Progress {
            pull_request,
            stage,
        })
    }
}

/// The status that a step asks for, where the project follows it.
fn status_for(progress: Progress, follows: Follows) -> Option<Status> {
    match progress.stage {
        Stage::Merged => follows.merge.then_some(Status::Done),
        Stage::PullRequest if follows.pull_request => Some(Status::InReview),
        Stage::PullRequest | Stage::Branch => follows.branch.then_some(Status::InProgress),
    }
}

impl Task {
    /// Lets the task follow what is seen of its work; access may come back or end by it.
    ///
    /// What was canceled is over, and while a pull request is awaited closing has its own say.
    #[must_use]
    pub fn follow(mut self, work: &Work, follows: Follows, now: Timestamp) -> Decided {
        if self.status == Status::Canceled || !self.pull_request.is_settled() {
            return (self, Vec::new());
        }
        let before = (self.status, self.pull_request);
        if let Some(seen) = &work.pull_request {
            self.link = Some(seen.link.clone());
        }
        if self.status.is_open() {
            self.branch = self.branch.or_else(|| work.branch.clone());
            self.advance(work.progress(), follows, now);
        } else if let Some(seen) = &work.pull_request {
            self.pull_request = seen.state;
            self.progress = self.progress.max(seen.progress());
        }
        let changed = before != (self.status, self.pull_request);
        let consequences = self.access().filter(|_| changed).into_iter().collect();
        (self, consequences)
    }

    fn advance(&mut self, seen: Option<Progress>, follows: Follows, now: Timestamp) {
        if seen <= self.progress {
            return;
        }
        self.progress = seen;
        let status = seen.and_then(|seen| status_for(seen, follows));
        let Some(status) = status.filter(|status| *status > self.status) else {
            return;
        };
        self.status = status;
        if status == Status::Done {
            self.closed_at = Some(now);
            self.pull_request = PullRequestState::Merged;
        }
    }
}

#[cfg(test)]
#[path = "work_tests.rs"]
mod tests;
