//! What a GitHub App reports about commits: check runs.
//! No token of a user can make them, so tests say here what an app would.

use serde::Deserialize;
use serde_json::json;

use super::routes::Answer;
use crate::git::{Commit, GitRepository};
use crate::refusals::Refusal;
use crate::render::reports;
use crate::reply::Reply;
use crate::reports::{CheckRun, CheckSuite, Conclusion, RunStatus};
use crate::repositories::{Repository, RepositoryId};
use crate::request::Request;
use crate::state::State;
use crate::webhooks::{self, Event};
use crate::world::World;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Report {
    /// A branch or a SHA.
    commit: String,
    name: String,
    /// Completed, unless said otherwise.
    status: Option<RunStatus>,
    conclusion: Option<Conclusion>,
    details_url: Option<String>,
    title: Option<String>,
    summary: Option<String>,
}

/// `POST /_sim/repositories/{id}/check-runs`: continues the run of that name that is not completed.
pub(super) fn check_run(state: &State, request: &Request, id: RepositoryId) -> Answer {
    let report: Report = request.json()?;
    let git = state.git.open(id);
    let missing = || Refusal::Plain(404, format!("there is no commit {}", report.commit));
    let sha = git.resolve(&report.commit).ok_or_else(missing)?;
    let commit = git.commit(&sha)?.ok_or_else(missing)?;
    let branch = branch_of(&git, &report, &sha)?;
    let (suite, run) = state.change(|world| {
        let place = suite(world, id, &commit, branch)?;
        note(world, id, place, &report)
    })?;
    if suite.status() == RunStatus::Completed {
        tell_completed(state, id, &suite, &commit);
    }
    Ok(Reply::json(
        201,
        json!({ "id": run, "check_suite": suite.id }),
    ))
}

fn branch_of(git: &GitRepository, report: &Report, sha: &str) -> Result<Option<String>, Refusal> {
    let branches = git.branches()?;
    let named = branches.iter().find(|(name, _)| *name == report.commit);
    let at = || branches.iter().find(|(_, tip)| tip == sha);
    Ok(named.or_else(at).map(|(name, _)| name.clone()))
}

/// The place of the suite of a commit, which is made when there is none.
fn suite(
    world: &mut World,
    id: RepositoryId,
    commit: &Commit,
    branch: Option<String>,
) -> Result<usize, Refusal> {
    let (fresh, created_at) = (world.next_id(), world.now());
    let suites = &mut found(world, id)?.suites;
    if let Some(place) = suites.iter().position(|suite| suite.sha == commit.sha) {
        return Ok(place);
    }
    suites.push(CheckSuite {
        id: fresh,
        sha: commit.sha.clone(),
        branch,
        before: commit.parents.first().cloned(),
        created_at,
        runs: Vec::new(),
    });
    Ok(suites.len() - 1)
}

/// Writes the report down, and gives the suite with the id of the run.
fn note(
    world: &mut World,
    id: RepositoryId,
    place: usize,
    report: &Report,
) -> Result<(CheckSuite, u64), Refusal> {
    let (fresh, now) = (world.next_id(), world.now());
    let suite = &mut found(world, id)?.suites[place];
    let open = |run: &CheckRun| run.name == report.name && run.status != RunStatus::Completed;
    let known = suite.runs.iter().position(open);
    let (number, started_at) = known.map_or((fresh, now), |place| {
        let run = suite.runs.remove(place);
        (run.id, run.started_at)
    });
    let status = report.status.unwrap_or(RunStatus::Completed);
    let completed = status == RunStatus::Completed;
    let conclusion = report.conclusion.unwrap_or(Conclusion::Success);
    suite.runs.push(CheckRun {
        id: number,
        name: report.name.clone(),
        status,
        conclusion: completed.then_some(conclusion),
        details_url: report.details_url.clone(),
        title: report.title.clone(),
        summary: report.summary.clone(),
        started_at,
        completed_at: completed.then_some(now),
    });
    Ok((suite.clone(), number))
}

fn found(world: &mut World, id: RepositoryId) -> Result<&mut Repository, Refusal> {
    let found = world.repositories.get_mut(&id);
    found.ok_or_else(Refusal::not_found)
}

fn tell_completed(state: &State, id: RepositoryId, suite: &CheckSuite, commit: &Commit) {
    let owner = state.world().repositories.get(&id).map(|one| one.owner);
    let Some(sender) = owner else { return };
    let event = Event {
        name: "check_suite",
        action: Some("completed"),
        repository: id,
        sender,
    };
    webhooks::emit(state, event, |view| {
        let repository = &view.world.repositories[&id];
        let rendered = reports::check_suite_in_event(view, repository, suite, commit);
        json!({ "check_suite": rendered })
    });
}
