//! Git over HTTP: who may clone and who may push.
//! A push is never let through on an earlier answer: rights are computed at each request.

use std::sync::PoisonError;

use crate::git::{Exchange, GitError, GitRepository};
use crate::panel::Panel;
use crate::permission::Permission;
use crate::pushes::moving_refs;
use crate::refusals::app_restricted;
use crate::reply::Reply;
use crate::repositories::Repository;
use crate::request::Request;
use crate::rights::Viewer;
use crate::state::State;
use crate::world::World;

const PUSH: &str = "git-receive-pack";
const FETCH: &str = "git-upload-pack";
const NOT_FOUND: &str = "Repository not found.\n";

/// Whether the path behind a repository is one of git's.
pub(crate) fn is_git(rest: &[&str]) -> bool {
    matches!(rest, ["info", "refs"] | [PUSH | FETCH])
}

/// Answers a git client.
pub(crate) fn answer(
    state: &State,
    request: &Request,
    owner: &str,
    name: &str,
    rest: &[&str],
) -> Reply {
    let name = name.strip_suffix(".git").unwrap_or(name);
    let service = rest.last().filter(|last| **last != "refs").copied();
    let Some(service) = service.or(request.query("service")) else {
        return Reply::text(403, "Please upgrade your git client.\n");
    };
    let admitted = viewer(state, request).and_then(|viewer| {
        let repository = admit(state, &viewer, owner, name, service == PUSH)?;
        Ok((viewer, repository))
    });
    let served = match admitted {
        Err(Stop::Reply(reply)) => return reply,
        Err(Stop::Moved(_)) if state.switches.git_renamed() == 404 => {
            return Reply::text(404, NOT_FOUND);
        }
        Err(Stop::Moved(full_name)) => return moved(state, request, &full_name, rest),
        Ok((viewer, repository)) if rest == [PUSH] => {
            let by = viewer.user.unwrap_or(repository.owner);
            moving_refs(state, repository.id, by, |git| {
                serve(git, request, rest, &viewer)
            })
        }
        Ok((viewer, repository)) => serve(&state.git.open(repository.id), request, rest, &viewer),
    };
    served.unwrap_or_else(|error| {
        tracing::error!("{error}");
        Reply::text(500, "Internal Server Error\n")
    })
}

fn moved(state: &State, request: &Request, full_name: &str, rest: &[&str]) -> Reply {
    let mut location = format!("{}/{full_name}.git/{}", state.urls.web, rest.join("/"));
    if !request.raw_query.is_empty() {
        location = format!("{location}?{}", request.raw_query);
    }
    Reply::empty(301).with("Location", &location)
}

/// Why git does not get what it wants.
enum Stop {
    Reply(Reply),
    /// The repository has this name now.
    Moved(String),
}

/// The repository, when the viewer may clone it or push to it.
fn admit(
    state: &State,
    viewer: &Viewer,
    owner: &str,
    name: &str,
    push: bool,
) -> Result<Repository, Stop> {
    let switches = &state.switches;
    let world = state.world.lock().unwrap_or_else(PoisonError::into_inner);
    let found = world.repository_named(owner, name);
    let moved = || world.repository_once_named(owner, name);
    let found_or_moved = found.or_else(moved);
    let permission = found_or_moved.map(|found| world.permission_through_app(viewer, found));
    let readable = permission.is_some_and(|permission| permission >= Permission::Pull);
    // A stranger cannot tell a private repository from none, and is asked for a name first.
    if viewer.user.is_none() && (push || !readable) {
        return Err(Stop::Reply(unauthorized("Authentication is needed.\n")));
    }
    let user = viewer.user.zip(found_or_moved);
    if let Some(owner) = user.and_then(|(user, found)| world.demands_sso_of(user, found)) {
        let login = &owner.login;
        let text = format!("The '{login}' organization has enabled or enforced SAML SSO.\n");
        return Err(Stop::Reply(Reply::text(403, &text)));
    }
    let Some(repository) = found_or_moved.filter(|_| readable) else {
        let status = switches.git_unreadable();
        return Err(Stop::Reply(Reply::text(status, NOT_FOUND)));
    };
    if found.is_none() {
        return Err(Stop::Moved(world.full_name(repository)));
    }
    if push && let Some(reply) = refuse_push(&world, viewer, repository, switches) {
        return Err(Stop::Reply(reply));
    }
    Ok(repository.clone())
}

fn refuse_push(
    world: &World,
    viewer: &Viewer,
    repository: &Repository,
    switches: &Panel,
) -> Option<Reply> {
    if world.keeps_app_out(repository) {
        let login = &world.account(repository.owner).login;
        let text = format!("{}\n", app_restricted(login));
        return Some(Reply::text(403, &text));
    }
    if let Some(text) = lacking_right(world, viewer, repository) {
        return Some(match switches.git_unwritable() {
            404 => Reply::text(404, NOT_FOUND),
            status => Reply::text(status, &text),
        });
    }
    let archived = "This repository was archived so it is read-only.\n";
    repository.archived.then(|| Reply::text(403, archived))
}

/// Why this viewer may read and not write.
fn lacking_right(world: &World, viewer: &Viewer, repository: &Repository) -> Option<String> {
    if !viewer.scopes.has("public_repo") {
        return Some("Write access to repository not granted.\n".to_owned());
    }
    if world.permission_through_app(viewer, repository) >= Permission::Push {
        return None;
    }
    let user = viewer.user.map(|id| world.account(id).login.clone());
    let (full_name, user) = (world.full_name(repository), user.unwrap_or_default());
    Some(format!("Permission to {full_name}.git denied to {user}.\n"))
}

/// The one behind the credentials; nobody when there are none.
fn viewer(state: &State, request: &Request) -> Result<Viewer, Stop> {
    let token = match request.basic() {
        // The older way puts the token where the name belongs.
        Some((name, word)) if word.is_empty() || word == "x-oauth-basic" => Some(name),
        Some((_, word)) => Some(word),
        None => request.token().map(str::to_owned),
    };
    let Some(token) = token else {
        return Ok(Viewer::default());
    };
    let dead = || {
        let text = "Invalid username or token.\n";
        Stop::Reply(match state.switches.git_dead_token() {
            403 => Reply::text(403, text),
            _ => unauthorized(text),
        })
    };
    state.viewer(&token).ok_or_else(dead)
}

fn unauthorized(text: &str) -> Reply {
    Reply::text(401, text).with("WWW-Authenticate", "Basic realm=\"GitHub\"")
}

fn serve(
    git: &GitRepository,
    request: &Request,
    rest: &[&str],
    viewer: &Viewer,
) -> Result<Reply, GitError> {
    let user = viewer.user.map(|id| id.to_string());
    let (status, headers, body) = git.serve(&Exchange {
        method: &request.method,
        path: &format!("/{}", rest.join("/")),
        query: &request.raw_query,
        content_type: request.header("Content-Type").unwrap_or_default(),
        protocol: request.header("Git-Protocol").unwrap_or_default(),
        user: user.as_deref(),
        body: &request.body,
    })?;
    Ok(Reply {
        status,
        headers,
        body,
        json: None,
    })
}
