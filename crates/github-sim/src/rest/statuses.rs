//! Commit statuses by REST: reporting, listing, and what they come to together.
//! Checks are another thing, see `checks`.

use serde::Deserialize;
use serde_json::{Value, json};

use super::call::{Answer, Call};
use super::commits::resolve;
use super::target::Target;
use crate::git::Commit;
use crate::paging::Page;
use crate::permission::Permission;
use crate::refusals::{FieldError, Refusal};
use crate::render::{commits, refs, reports, repositories};
use crate::reply::Reply;
use crate::reports::{Status, StatusState, combined};
use crate::webhooks::{self, Event};

/// How long a description may be.
const DESCRIPTION: usize = 140;
/// How many branches an event names.
const BRANCHES: usize = 10;

#[derive(Debug, Deserialize)]
struct Wish {
    state: Option<Value>,
    context: Option<String>,
    description: Option<String>,
    target_url: Option<String>,
}

/// `POST …/statuses/{sha}`
pub(crate) fn create(call: &Call<'_>, target: &Target, sha: &str) -> Answer {
    // Who may not push is told no more than a stranger.
    if target.permission < Permission::Push {
        return Err(Refusal::not_found());
    }
    let wish: Wish = call.request.json()?;
    let state = wish
        .state
        .clone()
        .and_then(|state| serde_json::from_value(state).ok());
    let state = state.ok_or_else(|| refused("state", "state is not included in the list"))?;
    let long = wish.description.as_ref();
    if long.is_some_and(|text| text.chars().count() > DESCRIPTION) {
        let message = "description is too long (maximum is 140 characters)";
        return Err(refused("description", message));
    }
    let missing = || Refusal::Plain(422, format!("No commit found for SHA: {sha}"));
    let whole = target.git.resolve(sha).filter(|found| found == sha);
    let commit = target.git.commit(&whole.ok_or_else(missing)?)?;
    let status = store(call, target, wish, state, sha)?;
    tell(call, target, &status, &commit.ok_or_else(missing)?)?;
    let world = call.state.world();
    let body = reports::status(call.state.view(&world), &target.repository, &status);
    let location = body["url"].as_str().unwrap_or_default().to_owned();
    Ok(Reply::json(201, body).with("Location", &location))
}

/// `GET …/commits/{ref}/statuses`
pub(crate) fn list(call: &Call<'_>, target: &Target, name: &str) -> Answer {
    let sha = resolve(target, name)?;
    let world = call.state.world();
    let (view, repository) = (call.state.view(&world), &target.repository);
    Ok(call.page(&repository.statuses_of(&sha), |status| {
        reports::status(view, repository, status)
    }))
}

/// `GET …/commits/{ref}/status`
pub(crate) fn show(call: &Call<'_>, target: &Target, name: &str) -> Answer {
    let sha = resolve(target, name)?;
    let world = call.state.world();
    let (view, repository) = (call.state.view(&world), &target.repository);
    let statuses = repository.latest_statuses_of(&sha);
    let page = Page::of(call.request);
    // One of each context, in the order in which they came.
    let oldest_first: Vec<_> = statuses.iter().rev().copied().collect();
    let listed = page.cut(&oldest_first).iter();
    let listed = listed.map(|status| reports::simple_status(view, repository, status));
    let commit = format!("{}/commits/{sha}", view.api_of(repository));
    let body = json!({
        "state": combined(&statuses),
        "statuses": listed.collect::<Vec<_>>(),
        "sha": sha,
        "total_count": statuses.len(),
        "repository": repositories::minimal(view, repository),
        "commit_url": commit,
        "url": format!("{commit}/status"),
    });
    Ok(page.reply(body, statuses.len(), &call.address(), call.request))
}

fn store(
    call: &Call<'_>,
    target: &Target,
    wish: Wish,
    state: StatusState,
    sha: &str,
) -> Result<Status, Refusal> {
    let creator = call.user()?;
    let context = wish.context.filter(|context| !context.is_empty());
    let context = context.unwrap_or_else(|| "default".to_owned());
    call.state.change(|world| {
        let (id, created_at) = (world.next_id(), world.now());
        let repository = world.repositories.get_mut(&target.repository.id);
        let repository = repository.ok_or_else(Refusal::not_found)?;
        if repository.is_full(sha, &context) {
            let message = "This SHA and context has reached the maximum number of statuses.";
            return Err(Refusal::custom("Status", message.to_owned()));
        }
        let status = Status {
            id,
            sha: sha.to_owned(),
            state,
            context,
            description: wish.description,
            target_url: wish.target_url,
            creator,
            created_at,
        };
        repository.statuses.push(status.clone());
        Ok(status)
    })
}

/// Tells the hooks, with the branches that hold the commit.
fn tell(call: &Call<'_>, target: &Target, status: &Status, commit: &Commit) -> Result<(), Refusal> {
    let (id, state) = (target.repository.id, call.state);
    if !webhooks::is_wanted(state, id, "status") {
        return Ok(());
    }
    let mut branches = target.git.branches_with(&status.sha)?;
    branches.truncate(BRANCHES);
    let event = Event {
        name: "status",
        action: None,
        repository: id,
        sender: status.creator,
    };
    webhooks::emit(state, event, |view| {
        let repository = &view.world.repositories[&id];
        let mut body = reports::simple_status(view, repository, status);
        let branch = |(name, sha): &(String, String)| refs::branch(view, repository, name, sha);
        body["sha"] = json!(status.sha);
        body["name"] = json!(view.world.full_name(repository));
        body["commit"] = commits::commit(view, repository, commit);
        body["branches"] = branches.iter().map(branch).collect();
        for field in ["node_id", "url"] {
            body.as_object_mut().map(|body| body.remove(field));
        }
        body
    });
    Ok(())
}

fn refused(field: &'static str, message: &str) -> Refusal {
    Refusal::Invalid(vec![FieldError {
        resource: "Status",
        field: Some(field),
        code: "custom",
        message: Some(message.to_owned()),
    }])
}
