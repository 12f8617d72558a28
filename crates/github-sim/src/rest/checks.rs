//! Check runs and check suites by REST, to look at.
//! Only a GitHub App makes them, so no token of a user ever does; see the control API.

use serde_json::{Value, json};

use super::call::{Answer, Call};
use super::commits::resolve;
use super::target::Target;
use crate::paging::Page;
use crate::refusals::Refusal;
use crate::render::reports;
use crate::reply::Reply;
use crate::reports::{CheckRun, CheckSuite};

/// `POST …/check-runs` and every other call that changes checks.
pub(crate) fn refuse() -> Refusal {
    Refusal::forbidden("You must authenticate via a GitHub App.")
}

/// `GET …/commits/{ref}/check-runs`
pub(crate) fn list_runs(call: &Call<'_>, target: &Target, name: &str) -> Answer {
    let sha = resolve(target, name)?;
    let suites: Vec<_> = suites(target, &sha).collect();
    Ok(runs(call, target, &suites))
}

/// `GET …/check-suites/{id}/check-runs`
pub(crate) fn list_runs_of_suite(call: &Call<'_>, target: &Target, id: &str) -> Answer {
    Ok(runs(call, target, &[suite(target, id)?]))
}

/// `GET …/commits/{ref}/check-suites`
pub(crate) fn list_suites(call: &Call<'_>, target: &Target, name: &str) -> Answer {
    let sha = resolve(target, name)?;
    let commit = target.git.commit(&sha)?.ok_or_else(Refusal::not_found)?;
    let named = call.request.query("check_name");
    let found: Vec<_> = suites(target, &sha)
        .filter(|suite| named.is_none_or(|name| suite.runs.iter().any(|run| run.name == name)))
        .collect();
    let world = call.state.world();
    let view = call.state.view(&world);
    Ok(counted(call, "check_suites", &found, |suite| {
        reports::check_suite(view, &target.repository, suite, &commit)
    }))
}

/// `GET …/check-suites/{id}`
pub(crate) fn show_suite(call: &Call<'_>, target: &Target, id: &str) -> Answer {
    let suite = suite(target, id)?;
    let commit = target.git.commit(&suite.sha)?;
    let commit = commit.ok_or_else(Refusal::not_found)?;
    let world = call.state.world();
    let view = call.state.view(&world);
    let body = reports::check_suite(view, &target.repository, suite, &commit);
    Ok(Reply::json(200, body))
}

/// `GET …/check-runs/{id}`
pub(crate) fn show_run(call: &Call<'_>, target: &Target, id: &str) -> Answer {
    let (suite, run) = run(target, id)?;
    let world = call.state.world();
    let view = call.state.view(&world);
    let body = reports::check_run(view, &target.repository, suite, run);
    Ok(Reply::json(200, body))
}

/// `GET …/check-runs/{id}/annotations`: there are never any.
pub(crate) fn list_annotations(call: &Call<'_>, target: &Target, id: &str) -> Answer {
    run(target, id)?;
    Ok(call.page(&[], |(): &()| Value::Null))
}

fn suites<'a>(target: &'a Target, sha: &str) -> impl Iterator<Item = &'a CheckSuite> {
    let all = target.repository.suites.iter();
    all.filter(move |suite| suite.sha == sha)
}

fn suite<'a>(target: &'a Target, id: &str) -> Result<&'a CheckSuite, Refusal> {
    let mut all = target.repository.suites.iter();
    let found = all.find(|suite| suite.id.to_string() == id);
    found.ok_or_else(Refusal::not_found)
}

fn run<'a>(target: &'a Target, id: &str) -> Result<(&'a CheckSuite, &'a CheckRun), Refusal> {
    let all = target.repository.suites.iter();
    let mut runs = all.flat_map(|suite| suite.runs.iter().map(move |run| (suite, run)));
    let found = runs.find(|(_, run)| run.id.to_string() == id);
    found.ok_or_else(Refusal::not_found)
}

/// Those runs of some suites that the query picks.
fn runs(call: &Call<'_>, target: &Target, suites: &[&CheckSuite]) -> Reply {
    let query = |name| call.request.query(name);
    let all = query("filter") == Some("all");
    let is_of_status =
        |run: &CheckRun| query("status").is_none_or(|wanted| json!(run.status) == wanted);
    let found: Vec<_> = suites
        .iter()
        .flat_map(|suite| {
            let runs = if all {
                suite.runs.iter().collect()
            } else {
                suite.latest()
            };
            runs.into_iter().map(move |run| (*suite, run))
        })
        .filter(|(_, run)| query("check_name").is_none_or(|name| run.name == name))
        .filter(|(_, run)| is_of_status(run))
        .collect();
    let world = call.state.world();
    let view = call.state.view(&world);
    counted(call, "check_runs", &found, |(suite, run)| {
        reports::check_run(view, &target.repository, suite, run)
    })
}

/// A page of a list that is told with its length.
fn counted<T>(call: &Call<'_>, name: &str, list: &[T], render: impl Fn(&T) -> Value) -> Reply {
    let page = Page::of(call.request);
    let listed: Vec<_> = page.cut(list).iter().map(render).collect();
    let body = json!({ "total_count": list.len(), name: listed });
    page.reply(body, list.len(), &call.address(), call.request)
}
