//! What every REST call goes through: agent, version, token, limits, headers, `ETag`.
//! No single route is known here, see `routing`.

use serde_json::{Value, json};

use super::call::Call;
use super::entity_tags::unless_known;
use super::headers;
use super::routing;
use crate::limits::Usage;
use crate::named_faults::{primary_limit, secondary_limit};
use crate::random;
use crate::refusals::{RESTRICTIONS, Refusal};
use crate::reply::Reply;
use crate::request::Request;
use crate::rights::Viewer;
use crate::state::State;

const OLD: &str = "2022-11-28";
const NEW: &str = "2026-03-10";
/// What the newer version no longer tells.
const GONE: &[&str] = &[
    "assignee",
    "has_downloads",
    "master_branch",
    "merge_commit_sha",
    "use_squash_pr_title_as_default",
];

/// Answers a REST call.
pub(crate) fn answer(state: &State, request: &Request, path: &[&str]) -> Reply {
    if request
        .header("User-Agent")
        .is_none_or(|agent| agent.trim().is_empty())
    {
        return no_agent();
    }
    let version = request.header("X-GitHub-Api-Version").unwrap_or(OLD);
    if version != OLD && version != NEW {
        let message = format!("\"{version}\" is not a supported version.");
        let status = state.switches.unknown_version();
        return Refusal::Plain(status, message).into_reply();
    }
    let Some(viewer) = viewer(state, request, path) else {
        return dress(
            Refusal::bad_credentials().into_reply(),
            None,
            request,
            path,
            version,
        );
    };
    let (reply, mut usage) = within_limits(state, request, path, &viewer);
    let reply = dress(reply, Some(&viewer), request, path, version);
    let reply = partial(state, reply, &viewer, path);
    let reply = unless_known(state, reply, request, &viewer, path);
    if reply.status == 304 && viewer.user.is_some() && path != ["rate_limit"] {
        usage = state.limits.refund(viewer.user, usage);
    }
    usage
        .headers()
        .iter()
        .fold(reply, |reply, (name, value)| reply.with(name, value))
}

fn within_limits(
    state: &State,
    request: &Request,
    path: &[&str],
    viewer: &Viewer,
) -> (Reply, Usage) {
    let resource = if path.first() == Some(&"search") {
        "search"
    } else {
        "core"
    };
    let cost = u64::from(path != ["rate_limit"]);
    let now = state.world().now();
    let usage = state.limits.count(viewer.user, resource, cost, now);
    let enforced = state.limits.enforced();
    if usage.exceeded {
        let user = viewer.user.map(|id| format!("user ID {id}"));
        let whose = user.as_deref().unwrap_or("127.0.0.1");
        return (primary_limit(enforced.status, whose, now), usage);
    }
    if request.crowded || state.secondary.exceeds(viewer.user, request, now) {
        let reply = secondary_limit(enforced.status, enforced.retry_after);
        return (reply, usage);
    }
    let path_of_links = format!("/{}", path.join("/"));
    let call = Call {
        state,
        request,
        viewer: viewer.clone(),
        path: path_of_links,
    };
    (
        routing::route(call, path).unwrap_or_else(|refusal| refused(state, refusal)),
        usage,
    )
}

fn refused(state: &State, refusal: Refusal) -> Reply {
    let article =
        matches!(refusal, Refusal::AppRestricted(_)) && state.switches.restriction_links_article();
    let mut reply = refusal.into_reply();
    if let Some(body) = reply.json.as_mut().filter(|_| article) {
        body["documentation_url"] = json!(RESTRICTIONS);
    }
    reply
}

/// The caller; nothing when a token was sent that does not live.
fn viewer(state: &State, request: &Request, path: &[&str]) -> Option<Viewer> {
    if let Some(token) = request.token() {
        return state.viewer(token);
    }
    match request.basic() {
        // These calls authenticate as the app, which is no viewer.
        Some(_) if path.first() == Some(&"applications") => Some(Viewer::default()),
        Some((_, password)) => state.viewer(&password),
        None => Some(Viewer::default()),
    }
}

fn dress(
    mut reply: Reply,
    viewer: Option<&Viewer>,
    request: &Request,
    path: &[&str],
    version: &str,
) -> Reply {
    // The description of search results still has all of these.
    let search = path.first() == Some(&"search");
    if let (NEW, Some(value), false) = (version, &mut reply.json, search) {
        forget(value);
    }
    let reply = reply
        .with("X-GitHub-Request-Id", &random::guid().to_uppercase())
        .with("X-GitHub-Media-Type", "github.v3; format=json")
        .with("X-GitHub-Api-Version-Selected", version)
        .with("X-GitHub-Enterprise-Version", "3.19.0");
    let reply = headers::always(reply);
    let accepted = headers::accepted_scopes(&request.method, reply.status, path);
    match viewer {
        Some(viewer) if viewer.user.is_some() => reply
            .with("X-OAuth-Scopes", &viewer.scopes.for_header())
            .with("X-Accepted-OAuth-Scopes", accepted),
        _ => reply,
    }
}

/// Says in a list which organizations it leaves away for want of a sign-on.
fn partial(state: &State, reply: Reply, viewer: &Viewer, path: &[&str]) -> Reply {
    let lists = matches!(
        path,
        ["user", "repos" | "orgs"] | ["user", "memberships", "orgs"] | ["search", ..]
    );
    let Some(user) = viewer.user.filter(|_| lists && reply.status == 200) else {
        return reply;
    };
    let world = state.world();
    let organizations = world.organizations_of(user);
    let demanding = organizations.iter().filter(|(account, _)| {
        let part = account.organization.as_ref();
        part.is_some_and(|part| part.demands_sso_of(user))
    });
    let ids: Vec<_> = demanding
        .map(|(account, _)| account.id.to_string())
        .collect();
    if ids.is_empty() {
        return reply;
    }
    let value = format!("partial-results; organizations={}", ids.join(","));
    reply.with("X-GitHub-SSO", &value)
}

fn no_agent() -> Reply {
    Reply::text(
        403,
        "Request forbidden by administrative rules. Please make sure your request has a \
         User-Agent header (https://docs.github.com/en/rest/overview/resources-in-the-rest-api\
         #user-agent-required). Check https://developer.github.com for other possible causes.\n",
    )
}

fn forget(value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(forget),
        Value::Object(object) => {
            // Events still tell who was assigned.
            let event = object.contains_key("event");
            let kept = |name: &str| !GONE.contains(&name) || (event && name == "assignee");
            object.retain(|name, _| kept(name));
            // The pull request of an issue is merged at some time, or says nothing about it.
            if let Some(Value::Object(pull)) = object.get_mut("pull_request") {
                pull.retain(|_, part| !part.is_null());
            }
            object.values_mut().for_each(forget);
        }
        _ => {}
    }
}
