//! Pull requests by REST: listing, making, changing.
//! Merging is in `merges`; what git must compute is never stored.

use serde::Deserialize;
use serde_json::{Value, json};

use super::call::{Answer, Call};
use super::compare::local_name;
use super::target::Target;
use crate::git::{Commit, GitError, GitRepository, LogQuery};
use crate::issue_events::Deed;
use crate::paging::Page;
use crate::permission::Permission;
use crate::pulls::Pull;
use crate::pushes::{change_pull, note_deeds, tell_pull};
use crate::refusals::Refusal;
use crate::render::{commits, pulls};
use crate::reply::Reply;

#[derive(Debug, Deserialize)]
struct Change {
    title: Option<String>,
    body: Option<String>,
    state: Option<String>,
    base: Option<String>,
}

/// `GET …/pulls`
pub(crate) fn list(call: &Call<'_>, target: &Target) -> Reply {
    let request = call.request;
    let world = call.state.world();
    let owner = &world.account(target.repository.owner).login;
    let state = request.query("state").unwrap_or("open");
    // Without `OWNER:` GitHub does not filter by head at all.
    let head = request.query("head").filter(|head| head.contains(':'));
    let mut found: Vec<_> = target
        .repository
        .pulls
        .iter()
        .filter(|pull| state == "all" || pull.state() == state)
        .filter(|pull| head.is_none_or(|head| local_name(owner, head) == Some(&pull.head)))
        .filter(|pull| request.query("base").is_none_or(|base| base == pull.base))
        .collect();
    if request.query("sort") == Some("updated") {
        found.sort_by_key(|pull| pull.updated_at);
    }
    let falling = request.query("sort").is_none();
    if request
        .query("direction")
        .map_or(falling, |way| way == "desc")
    {
        found.reverse();
    }
    let view = call.state.view(&world);
    call.page(&found, |pull| pulls::listed(view, &target.repository, pull))
}

/// `GET …/pulls/{number}`
pub(crate) fn show(call: &Call<'_>, target: &Target, number: &str) -> Answer {
    let pull = find(target, number)?;
    rendered(call, target, pull.number, 200)
}

/// `PATCH …/pulls/{number}`
pub(crate) fn change(call: &Call<'_>, target: &Target, number: &str) -> Answer {
    let pull = find(target, number)?;
    let (user, id) = (call.user()?, target.repository.id);
    if pull.author != user {
        target.require(
            Permission::Push,
            "Must have push access to change this pull request.",
        )?;
    }
    let change: Change = call.request.json()?;
    if let Some(base) = &change.base
        && target.git.branch(base).is_none()
    {
        return Err(Refusal::field("PullRequest", "base", "invalid"));
    }
    let action = action(target, &pull, change.state.as_deref())?;
    let (edits, deeds) = (edits(&pull, &change), deeds(&pull, &change, action));
    change_pull(call.state, id, pull.number, |pull, now| {
        pull.title = change.title.unwrap_or_else(|| pull.title.clone());
        pull.body = change.body.or_else(|| pull.body.clone());
        pull.base = change.base.unwrap_or_else(|| pull.base.clone());
        pull.updated_at = now;
        match action {
            Some("closed") => pull.close(now, None),
            Some(_) => pull.closed_at = None,
            None => {}
        }
    });
    note_deeds(call.state, id, pull.number, user, deeds);
    let tell = |action, details| tell_pull(call.state, id, user, pull.number, action, details);
    if edits != json!({}) {
        tell("edited", json!({ "changes": edits }));
    }
    if let Some(action) = action {
        tell(action, json!({}));
    }
    rendered(call, target, pull.number, 200)
}

/// What a change replaces, as the event tells it.
fn edits(pull: &Pull, change: &Change) -> Value {
    let mut edits = json!({});
    if change
        .title
        .as_ref()
        .is_some_and(|title| *title != pull.title)
    {
        edits["title"] = json!({ "from": pull.title });
    }
    if change.body.is_some() && change.body != pull.body {
        edits["body"] = json!({ "from": pull.body.as_deref().unwrap_or_default() });
    }
    if change.base.as_ref().is_some_and(|base| *base != pull.base) {
        let (base, sha) = (&pull.base, &pull.base_sha);
        edits["base"] = json!({ "ref": { "from": base }, "sha": { "from": sha } });
    }
    edits
}

/// What a change does, as the list of events tells it.
fn deeds(pull: &Pull, change: &Change, action: Option<&str>) -> Vec<Deed> {
    let base = change.base.as_ref().filter(|base| **base != pull.base);
    let state = match action {
        Some("closed") => Some(Deed::Closed),
        Some(_) => Some(Deed::Reopened),
        None => None,
    };
    let title = Deed::renaming(&pull.title, change.title.as_ref());
    let base = base.map(|_| Deed::BaseRefChanged);
    title.into_iter().chain(base).chain(state).collect()
}

/// `GET …/pulls/{number}/commits`
pub(crate) fn list_commits(call: &Call<'_>, target: &Target, number: &str) -> Answer {
    let found = commits_of(target, &find(target, number)?)?;
    let world = call.state.world();
    let view = call.state.view(&world);
    Ok(call.page(&found, |commit| {
        commits::commit(view, &target.repository, commit)
    }))
}

/// The commits of a pull request, the oldest first; GitHub stops at 250.
pub(super) fn commits_of(target: &Target, pull: &Pull) -> Result<Vec<Commit>, GitError> {
    let mut found = target.git.log(&LogQuery {
        range: range(&target.git, pull),
        limit: 250,
        ..LogQuery::default()
    })?;
    found.reverse();
    Ok(found)
}

/// `GET …/pulls/{number}/files`
pub(crate) fn list_files(call: &Call<'_>, target: &Target, number: &str) -> Answer {
    let pull = find(target, number)?;
    let base = base(&target.git, &pull);
    let fork = target.git.merge_base(&base, &pull.head_sha);
    let changes = target.git.changes(fork.as_deref(), &pull.head_sha)?;
    let page = Page::of(call.request);
    let world = call.state.world();
    let view = call.state.view(&world);
    let body = commits::files(view, &target.repository, &pull.head_sha, page.cut(&changes));
    Ok(page.reply(body, changes.len(), &call.address(), call.request))
}

/// The pull request of that number.
pub(crate) fn find(target: &Target, number: &str) -> Result<Pull, Refusal> {
    let number: u64 = number.parse().map_err(|_| Refusal::not_found())?;
    let found = target
        .repository
        .pulls
        .iter()
        .find(|pull| pull.number == number);
    found.cloned().ok_or_else(Refusal::not_found)
}

/// A pull request as it is now, with what git computes of it.
pub(crate) fn rendered(call: &Call<'_>, target: &Target, number: u64, status: u16) -> Answer {
    let pull = {
        let world = call.state.world();
        let repository = world.repositories.get(&target.repository.id);
        let pull = repository.and_then(|r| r.pulls.iter().find(|pull| pull.number == number));
        pull.cloned().ok_or_else(Refusal::not_found)?
    };
    let computed = compute(&target.git, &pull)?;
    let world = call.state.world();
    let view = call.state.view(&world);
    let body = pulls::full(view, &target.repository, &pull, &computed);
    let location = body["url"].as_str().unwrap_or_default().to_owned();
    let reply = Reply::json(status, body);
    Ok(if status == 201 {
        reply.with("Location", &location)
    } else {
        reply
    })
}

/// Where the base of a pull request is: its branch today, or what it was when it ended.
pub(crate) fn base(git: &GitRepository, pull: &Pull) -> String {
    let today = if pull.is_open() {
        git.branch(&pull.base)
    } else {
        None
    };
    today.unwrap_or_else(|| pull.base_sha.clone())
}

fn compute(git: &GitRepository, pull: &Pull) -> Result<pulls::Computed, GitError> {
    let base = base(git, pull);
    let fork = git.merge_base(&base, &pull.head_sha);
    let changes = git.changes(fork.as_deref(), &pull.head_sha)?;
    let mergeable = if pull.is_open() {
        Some(git.merge_tree(&base, &pull.head_sha)?.is_some())
    } else {
        None
    };
    Ok(pulls::Computed {
        mergeable,
        commits: git.ahead_behind(&base, &pull.head_sha)?.0,
        additions: changes.iter().map(|change| change.additions).sum(),
        deletions: changes.iter().map(|change| change.deletions).sum(),
        changed_files: changes.len(),
    })
}

fn range(git: &GitRepository, pull: &Pull) -> String {
    format!("{}..{}", base(git, pull), pull.head_sha)
}

/// What a wished state makes of a pull request; nothing when it is in that state.
fn action(
    target: &Target,
    pull: &Pull,
    wished: Option<&str>,
) -> Result<Option<&'static str>, Refusal> {
    match (wished, pull.is_open()) {
        (Some("closed"), true) => Ok(Some("closed")),
        (Some("open"), false) => reopened(target, pull).map(Some),
        (None | Some("open" | "closed"), _) => Ok(None),
        (Some(_), _) => Err(Refusal::field("PullRequest", "state", "invalid")),
    }
}

fn reopened(target: &Target, pull: &Pull) -> Result<&'static str, Refusal> {
    let message = |text: &str| Refusal::custom("PullRequest", text.to_owned());
    if pull.merged.is_some() {
        return Err(message(
            "state cannot be changed. The pull request was merged.",
        ));
    }
    if target.git.branch(&pull.head).is_none() {
        return Err(message(
            "state cannot be changed. The head branch has been deleted.",
        ));
    }
    Ok("reopened")
}
