//! What others report about commits: statuses, and the check runs of one practice app.
//! Who may report is never decided here.

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::accounts::AccountId;
use crate::clock::Time;
use crate::repositories::Repository;

/// How many statuses one commit may have in one context.
const STATUSES: usize = 1000;

/// What somebody's own program thinks of a commit.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Status {
    pub(crate) id: u64,
    pub(crate) sha: String,
    pub(crate) state: StatusState,
    pub(crate) context: String,
    pub(crate) description: Option<String>,
    pub(crate) target_url: Option<String>,
    pub(crate) creator: AccountId,
    pub(crate) created_at: Time,
}

/// How a status stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum StatusState {
    Error,
    Failure,
    Pending,
    Success,
}

/// All runs of the app on one commit.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct CheckSuite {
    pub(crate) id: u64,
    pub(crate) sha: String,
    pub(crate) branch: Option<String>,
    /// The commit before the one that is checked.
    pub(crate) before: Option<String>,
    pub(crate) created_at: Time,
    pub(crate) runs: Vec<CheckRun>,
}

/// One check of a commit.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct CheckRun {
    pub(crate) id: u64,
    pub(crate) name: String,
    pub(crate) status: RunStatus,
    /// Only a completed run has one.
    pub(crate) conclusion: Option<Conclusion>,
    pub(crate) details_url: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) summary: Option<String>,
    pub(crate) started_at: Time,
    pub(crate) completed_at: Option<Time>,
}

/// How far a check is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RunStatus {
    Queued,
    InProgress,
    Completed,
}

/// How a check ended; what comes first counts for the whole suite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Conclusion {
    Failure,
    TimedOut,
    ActionRequired,
    Cancelled,
    Success,
    Neutral,
    Skipped,
}

impl CheckRun {
    /// How it ended, or how far it is.
    pub(crate) fn word(&self) -> String {
        let word = match self.conclusion {
            Some(conclusion) => json!(conclusion),
            None => json!(self.status),
        };
        word.as_str().unwrap_or_default().to_owned()
    }
}

impl CheckSuite {
    /// The newest run of every name, in the order of their beginning.
    pub(crate) fn latest(&self) -> Vec<&CheckRun> {
        let newer = |place: usize, name: &str| {
            let mut later = self.runs[place + 1..].iter();
            later.any(|run| run.name == name)
        };
        let runs = self.runs.iter().enumerate();
        let latest = runs.filter(|(place, run)| !newer(*place, &run.name));
        latest.map(|(_, run)| run).collect()
    }

    /// Completed when every run is, else as far as the one that is furthest.
    pub(crate) fn status(&self) -> RunStatus {
        let all: Vec<_> = self.latest().iter().map(|run| run.status).collect();
        if all.iter().all(|status| *status == RunStatus::Completed) {
            return RunStatus::Completed;
        }
        let furthest = all.into_iter().max().unwrap_or(RunStatus::Queued);
        furthest.min(RunStatus::InProgress)
    }

    /// What all runs come to, once they are completed.
    pub(crate) fn conclusion(&self) -> Option<Conclusion> {
        let latest = self.latest();
        let all = latest.iter().filter_map(|run| run.conclusion);
        all.min().filter(|_| self.status() == RunStatus::Completed)
    }

    /// When a run last began or ended.
    pub(crate) fn updated_at(&self) -> Time {
        let moments = self.runs.iter();
        let moments = moments.map(|run| run.completed_at.unwrap_or(run.started_at));
        moments.max().unwrap_or(self.created_at)
    }
}

impl Repository {
    /// The statuses of a commit, newest first.
    pub(crate) fn statuses_of(&self, sha: &str) -> Vec<&Status> {
        let all = self.statuses.iter().rev();
        all.filter(|status| status.sha == sha).collect()
    }

    /// The newest status of every context.
    pub(crate) fn latest_statuses_of(&self, sha: &str) -> Vec<&Status> {
        let mut latest: Vec<&Status> = Vec::new();
        for status in self.statuses_of(sha) {
            let same = |known: &&Status| known.context.eq_ignore_ascii_case(&status.context);
            if !latest.iter().any(same) {
                latest.push(status);
            }
        }
        latest
    }

    /// Whether a commit has all the statuses that it may have in a context.
    pub(crate) fn is_full(&self, sha: &str, context: &str) -> bool {
        let same =
            |status: &&Status| status.sha == sha && status.context.eq_ignore_ascii_case(context);
        self.statuses.iter().filter(same).count() >= STATUSES
    }

    /// Whether everything that was reported about a commit is well.
    pub(crate) fn is_well(&self, sha: &str) -> bool {
        let mut statuses = self.latest_statuses_of(sha).into_iter();
        let mut suites = self.suites.iter().filter(|suite| suite.sha == sha);
        statuses.all(|status| status.state == StatusState::Success)
            && suites.all(|suite| suite.conclusion() >= Some(Conclusion::Success))
    }
}

/// What several statuses come to; none are as good as one that is pending.
pub(crate) fn combined(statuses: &[&Status]) -> &'static str {
    let any = |states: &[StatusState]| statuses.iter().any(|one| states.contains(&one.state));
    if any(&[StatusState::Error, StatusState::Failure]) {
        "failure"
    } else if statuses.is_empty() || any(&[StatusState::Pending]) {
        "pending"
    } else {
        "success"
    }
}

#[cfg(test)]
mod tests {
    use super::{CheckRun, CheckSuite, Conclusion, RunStatus, Status, StatusState, combined};
    use crate::clock;
    use crate::repositories::NewRepository;
    use crate::world::World;

    fn status(context: &str, state: StatusState) -> Status {
        Status {
            id: 1,
            sha: "abc".to_owned(),
            state,
            context: context.to_owned(),
            description: None,
            target_url: None,
            creator: 1,
            created_at: clock::now(0),
        }
    }

    fn run(name: &str, conclusion: Option<Conclusion>) -> CheckRun {
        let queued = conclusion.map_or(RunStatus::Queued, |_| RunStatus::Completed);
        CheckRun {
            id: 1,
            name: name.to_owned(),
            status: queued,
            conclusion,
            details_url: None,
            title: None,
            summary: None,
            started_at: clock::now(0),
            completed_at: None,
        }
    }

    fn suite(runs: Vec<CheckRun>) -> CheckSuite {
        CheckSuite {
            id: 1,
            sha: "abc".to_owned(),
            branch: None,
            before: None,
            created_at: clock::now(0),
            runs,
        }
    }

    #[test]
    fn one_bad_status_is_enough_and_none_is_pending() {
        let of = |states: &[StatusState]| {
            let all: Vec<_> = states.iter().map(|state| status("ci", *state)).collect();
            combined(&all.iter().collect::<Vec<_>>())
        };
        assert_eq!(of(&[]), "pending");
        assert_eq!(of(&[StatusState::Success]), "success");
        assert_eq!(of(&[StatusState::Success, StatusState::Pending]), "pending");
        assert_eq!(of(&[StatusState::Error, StatusState::Pending]), "failure");
    }

    #[test]
    fn a_context_counts_once_whatever_its_case_and_has_a_limit() {
        let mut world = World::default();
        let owner = world.add_user("mona", None);
        let created_at = world.now();
        let id = world.add_repository(NewRepository {
            owner,
            name: "site",
            description: None,
            private: true,
            created_at,
        });
        let repository = world.repositories.get_mut(&id).unwrap();
        for state in [StatusState::Failure, StatusState::Success] {
            repository.statuses.push(status("CI", state));
            repository.statuses.push(status("ci", state));
        }
        let latest = repository.latest_statuses_of("abc");
        assert_eq!(latest.len(), 1);
        assert_eq!(latest[0].state, StatusState::Success);
        assert!(repository.is_well("abc") && !repository.is_full("abc", "ci"));
        let many = (0..996).map(|_| status("ci", StatusState::Pending));
        repository.statuses.extend(many);
        assert!(repository.is_full("abc", "Ci") && !repository.is_full("abc", "lint"));
        assert!(!repository.is_well("abc"));
    }

    #[test]
    fn a_suite_is_as_good_as_its_worst_latest_run() {
        let (bad, good) = (Some(Conclusion::Failure), Some(Conclusion::Success));
        let fixed = suite(vec![run("test", bad), run("lint", good), run("test", good)]);
        assert_eq!(fixed.conclusion(), good);
        assert_eq!(fixed.latest().len(), 2);
        let worse = suite(vec![run("test", bad), run("lint", good)]);
        assert_eq!(worse.conclusion(), bad);
        let waiting = suite(vec![run("test", bad), run("lint", None)]);
        assert_eq!(waiting.conclusion(), None);
        assert_eq!(waiting.status(), RunStatus::InProgress);
        let queued = suite(vec![run("lint", None)]);
        assert_eq!(queued.status(), RunStatus::Queued);
    }
}
