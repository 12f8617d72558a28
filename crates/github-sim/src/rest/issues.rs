//! Issues by REST, as far as somebody can be assigned to them.
//! A pull request is listed here as well, but closed and renamed only in `pulls`.

use serde::Deserialize;

use super::call::{Answer, Call};
use super::target::Target;
use crate::accounts::AccountId;
use crate::issue_events::Deed;
use crate::issues::Issue;
use crate::permission::Permission;
use crate::pulls::Pull;
use crate::refusals::Refusal;
use crate::render;
use crate::reply::Reply;
use crate::repositories::Repository;
use crate::world::World;

#[derive(Debug, Deserialize)]
struct Wish {
    title: Option<String>,
    body: Option<String>,
    state: Option<String>,
    assignees: Option<Vec<String>>,
}

/// `GET …/issues`
pub(crate) fn list(call: &Call<'_>, target: &Target) -> Reply {
    let (world, repository) = (call.state.world(), &target.repository);
    let state = call.request.query("state").unwrap_or("open");
    let assignee = call.request.query("assignee");
    let mut found: Vec<_> = all(repository)
        .into_iter()
        .filter(|(issue, _)| state == "all" || issue.state() == state)
        .filter(|(issue, _)| is_assigned(&world, issue, assignee))
        .collect();
    found.sort_by_key(|(issue, _)| issue.number);
    if call.request.query("direction") != Some("asc") {
        found.reverse();
    }
    let view = call.state.view(&world);
    call.page(&found, |(issue, pull)| {
        render::issues::issue(view, repository, issue, *pull)
    })
}

/// `POST …/issues`: who may not push cannot assign, and is not told so.
pub(crate) fn create(call: &Call<'_>, target: &Target) -> Answer {
    let wish: Wish = call.request.json()?;
    let title = wish.title.filter(|title| !title.trim().is_empty());
    let title = title.ok_or_else(|| Refusal::field("Issue", "title", "missing_field"))?;
    let (author, id) = (call.user()?, target.repository.id);
    let assignees = assignable(call, target, wish.assignees.unwrap_or_default())?;
    let number = call.state.change(|world| {
        let (fresh, now) = (world.next_id(), world.now());
        let repository = world.repositories.get_mut(&id);
        let repository = repository.ok_or_else(Refusal::not_found)?;
        let number = repository.next_number();
        repository.issues.push(Issue {
            id: fresh,
            number,
            title,
            body: wish.body,
            author,
            assignees: assignees.clone(),
            created_at: now,
            updated_at: now,
            closed_at: None,
        });
        let assigned = assignees.into_iter().map(Deed::Assigned);
        world.note_deeds(id, number, author, assigned);
        Ok::<_, Refusal>(number)
    })?;
    let reply = rendered(call, target, number, 201)?;
    let body = reply.json.as_ref();
    let location = body
        .and_then(|body| body["url"].as_str())
        .unwrap_or_default();
    let location = location.to_owned();
    Ok(reply.with("Location", &location))
}

/// `GET …/issues/{number}`
pub(crate) fn show(call: &Call<'_>, target: &Target, number: &str) -> Answer {
    rendered(call, target, parsed(number)?, 200)
}

/// `PATCH …/issues/{number}`
pub(crate) fn change(call: &Call<'_>, target: &Target, number: &str) -> Answer {
    let (wish, number): (Wish, _) = (call.request.json()?, parsed(number)?);
    let issues = &target.repository.issues;
    let known = issues.iter().find(|issue| issue.number == number);
    let known = known.ok_or_else(Refusal::not_found)?;
    let user = call.user()?;
    if known.author != user {
        target.require(Permission::Triage, "Must have triage access to this issue.")?;
    }
    let closed = match wish.state.as_deref() {
        None => known.closed_at.is_some(),
        Some("open") => false,
        Some("closed") => true,
        Some(_) => return Err(Refusal::field("Issue", "state", "invalid")),
    };
    let assignees = match wish.assignees {
        Some(logins) => assignable(call, target, logins)?,
        None => known.assignees.clone(),
    };
    let deeds = deeds(known, wish.title.as_ref(), closed, &assignees);
    call.state.change(|world| {
        let now = world.now();
        let repository = world.repositories.get_mut(&target.repository.id)?;
        let mut issues = repository.issues.iter_mut();
        let issue = issues.find(|issue| issue.number == number)?;
        issue.title = wish.title.unwrap_or_else(|| issue.title.clone());
        issue.body = wish.body.or_else(|| issue.body.clone());
        issue.assignees = assignees;
        issue.closed_at = closed.then(|| issue.closed_at.unwrap_or(now));
        issue.updated_at = now;
        world.note_deeds(target.repository.id, number, user, deeds);
        Some(())
    });
    rendered(call, target, number, 200)
}

/// What a change does to an issue.
fn deeds(
    issue: &Issue,
    title: Option<&String>,
    closed: bool,
    assignees: &[AccountId],
) -> Vec<Deed> {
    let state = match (issue.closed_at, closed) {
        (None, true) => Some(Deed::Closed),
        (Some(_), false) => Some(Deed::Reopened),
        _ => None,
    };
    let mut deeds = Deed::assignments(&issue.assignees, assignees);
    deeds.extend(Deed::renaming(&issue.title, title));
    deeds.extend(state);
    deeds
}

/// An issue as it is now.
pub(super) fn rendered(call: &Call<'_>, target: &Target, number: u64, status: u16) -> Answer {
    let world = call.state.world();
    let repository = world.repositories.get(&target.repository.id);
    let repository = repository.ok_or_else(Refusal::not_found)?;
    let (issue, pull) = find(repository, number).ok_or_else(Refusal::not_found)?;
    let view = call.state.view(&world);
    let body = render::issues::full(view, repository, &issue, pull);
    Ok(Reply::json(status, body))
}

/// The number of an issue in a path.
pub(super) fn parsed(number: &str) -> Result<u64, Refusal> {
    number.parse().map_err(|_| Refusal::not_found())
}

/// Those of some users who can be assigned; nobody when the caller may not push.
fn assignable(
    call: &Call<'_>,
    target: &Target,
    logins: Vec<String>,
) -> Result<Vec<AccountId>, Refusal> {
    if target.permission < Permission::Push {
        return Ok(Vec::new());
    }
    let world = call.state.world();
    let known = |login: String| {
        let user = world.user_named(&login).map(|user| user.id);
        let user = user.filter(|user| belongs(&world, *user, &target.repository));
        user.ok_or_else(|| Refusal::field("Issue", "assignees", "invalid"))
    };
    logins.into_iter().map(known).collect()
}

/// Whether a user has more to do with a repository than that it is public.
pub(super) fn belongs(world: &World, user: AccountId, repository: &Repository) -> bool {
    user == repository.owner
        || repository.collaborators.contains_key(&user)
        || world.is_member_of_owner(user, repository)
}

/// The issue of that number, with the pull request that it may be the issue of.
pub(super) fn find(repository: &Repository, number: u64) -> Option<(Issue, Option<&Pull>)> {
    let mut all = all(repository).into_iter();
    all.find(|(issue, _)| issue.number == number)
}

fn all(repository: &Repository) -> Vec<(Issue, Option<&Pull>)> {
    let issues = repository.issues.iter().map(|issue| (issue.clone(), None));
    let pulls = repository.pulls.iter();
    let pulls = pulls.map(|pull| (Issue::of(pull), Some(pull)));
    issues.chain(pulls).collect()
}

fn is_assigned(world: &World, issue: &Issue, wanted: Option<&str>) -> bool {
    let mut assignees = issue.assignees.iter();
    match wanted {
        None => true,
        Some("none") => issue.assignees.is_empty(),
        Some("*") => !issue.assignees.is_empty(),
        Some(login) => assignees.any(|id| world.account(*id).login == login),
    }
}
