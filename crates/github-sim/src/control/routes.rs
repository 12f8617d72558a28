//! The table of control routes.
//! No call here is written down or hit by a fault.

use serde::Deserialize;
use serde_json::json;

use super::{changing, granting, looking, making, organizations, renaming, reporting};
use crate::limits::Wished;
use crate::refusals::Refusal;
use crate::reply::Reply;
use crate::request::Request;
use crate::state::State;

/// The outcome of a control call.
pub(super) type Answer = Result<Reply, Refusal>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    advance_seconds: i64,
}

/// Answers a control call.
pub(crate) fn answer(state: &State, request: &Request, path: &[&str]) -> Reply {
    route(state, request, path).unwrap_or_else(Refusal::into_reply)
}

fn route(state: &State, request: &Request, path: &[&str]) -> Answer {
    match (request.method.as_str(), path) {
        ("POST", ["users"]) => making::user(state, request),
        ("PATCH", ["users", login]) => renaming::user(state, request, login),
        ("POST", ["organizations"]) => making::organization(state, request),
        ("POST", ["repositories"]) => making::repository(state, request),
        ("POST", ["commits"]) => making::commit(state, request),
        ("POST", ["tokens"]) => granting::token(state, request),
        ("POST", ["authorize"]) => granting::authorize(state, request),
        (_, ["repositories", id, rest @ ..]) => one_repository(state, request, id, rest),
        (_, ["organizations", login, rest @ ..]) => one_organization(state, request, login, rest),
        ("GET", ["switches"]) => Ok(Reply::json(200, json!(state.switches.now()))),
        ("PATCH", ["switches"]) => state.switches.set(&request.json()?),
        ("GET", ["routes"]) => Ok(looking::routes()),
        ("GET", ["faults"]) => Ok(looking::faults()),
        ("GET", ["world"]) => Ok(looking::world(state)),
        ("GET", ["calls"]) => Ok(looking::calls(state)),
        (_, ["calls" | "faults" | "limits" | "mishaps"]) => misbehave(state, request, path),
        ("POST", ["clock"]) => advance(state, request),
        _ => Err(Refusal::not_found()),
    }
}

/// Calls that end without anything to tell.
fn misbehave(state: &State, request: &Request, path: &[&str]) -> Answer {
    match (request.method.as_str(), path) {
        ("DELETE", ["calls"]) => state.calls.clear(),
        ("DELETE", ["faults"]) => state.faults.clear(),
        ("POST", ["limits"]) => {
            let wished: Wished = request.json()?;
            state.secondary.enforce(wished.secondary());
            state.limits.enforce(wished.primary());
        }
        ("POST", ["faults"]) => {
            let wrong = |error| Refusal::Plain(422, error);
            state.faults.add(request.json()?).map_err(wrong)?;
        }
        ("POST", ["mishaps"]) => state.mishaps.add(request.json()?),
        ("DELETE", ["mishaps"]) => state.mishaps.clear(),
        _ => return Err(Refusal::not_found()),
    }
    Ok(Reply::empty(204))
}

fn one_organization(state: &State, request: &Request, login: &str, path: &[&str]) -> Answer {
    match (request.method.as_str(), path) {
        ("PATCH", []) => organizations::change(state, request, login),
        ("PUT", ["teams", name]) => organizations::team(state, request, login, name),
        ("PUT", ["members", user]) => organizations::add_member(state, request, login, user),
        ("DELETE", ["members", user]) => organizations::remove_member(state, login, user),
        _ => Err(Refusal::not_found()),
    }
}

fn one_repository(state: &State, request: &Request, id: &str, path: &[&str]) -> Answer {
    let id = looking::repository(state, id)?.id;
    match (request.method.as_str(), path) {
        ("PATCH", []) => changing::repository(state, request, id),
        ("DELETE", []) => changing::delete_repository(state, id),
        ("PUT", ["collaborators", login]) => changing::add_collaborator(state, request, id, login),
        ("DELETE", ["collaborators", login]) => changing::remove_collaborator(state, id, login),
        ("POST", ["check-runs"]) => reporting::check_run(state, request, id),
        ("PATCH", ["branches", name @ ..]) => renaming::branch(state, request, id, &name.join("/")),
        ("DELETE", ["branches", name @ ..]) => changing::delete_branch(state, id, &name.join("/")),
        _ => Err(Refusal::not_found()),
    }
}

fn advance(state: &State, request: &Request) -> Answer {
    let advance: Advance = request.json()?;
    let now = state.change(|world| {
        world.clock_ahead += advance.advance_seconds;
        world.now()
    });
    Ok(Reply::json(200, json!({ "now": crate::clock::iso(now) })))
}
