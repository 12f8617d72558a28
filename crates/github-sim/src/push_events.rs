//! The bodies of `push`, `create` and `delete`.
//! The commits of a push are read only when some hook wants to hear of it.

use serde_json::{Value, json};

use crate::accounts::AccountId;
use crate::git::{Change, Commit, GitError, GitRepository, LogQuery};
use crate::pushes::RefChange;
use crate::render;
use crate::repositories::{Repository, RepositoryId};
use crate::state::State;
use crate::webhooks::{self, Event};

const NOTHING: &str = "0000000000000000000000000000000000000000";
/// How many commits a push lists.
const LISTED: usize = 2048;

/// Tells the hooks of one moved ref.
pub(crate) fn tell(
    state: &State,
    repository: RepositoryId,
    sender: AccountId,
    git: &GitRepository,
    change: &RefChange,
) {
    let event = |name| Event {
        name,
        action: None,
        repository,
        sender,
    };
    if webhooks::is_wanted(state, repository, "push") {
        tell_push(state, event("push"), git, change, None);
    }
    match (&change.old, &change.new) {
        (None, Some(_)) => webhooks::emit(state, event("create"), |view| {
            let repository = &view.world.repositories[&repository];
            let mut body = named(change);
            body["master_branch"] = json!(repository.default_branch);
            body["description"] = json!(repository.description);
            body
        }),
        (Some(_), None) => webhooks::emit(state, event("delete"), |_| named(change)),
        _ => {}
    }
}

/// Tells one hook of the newest commit on the default branch, as if it had just been pushed.
pub(crate) fn tell_newest(
    state: &State,
    repository: &Repository,
    sender: AccountId,
    git: &GitRepository,
    hook: u64,
) -> Result<(), GitError> {
    let Some(tip) = git.branch(&repository.default_branch) else {
        return Ok(());
    };
    let commit = git.commit(&tip)?;
    let change = RefChange {
        name: format!("refs/heads/{}", repository.default_branch),
        old: commit.and_then(|commit| commit.parents.into_iter().next()),
        new: Some(tip),
    };
    let event = Event {
        name: "push",
        action: None,
        repository: repository.id,
        sender,
    };
    tell_push(state, event, git, &change, Some(hook));
    Ok(())
}

fn tell_push(
    state: &State,
    event: Event<'_>,
    git: &GitRepository,
    change: &RefChange,
    only: Option<u64>,
) {
    // Git is asked before the world is held.
    let commits = commits(git, change).unwrap_or_default();
    let forced = change.old.as_ref().zip(change.new.as_ref());
    let forced = forced.is_some_and(|(old, new)| !git.is_ancestor(old, new));
    webhooks::emit_to(state, event, only, |view| {
        let mut body = push(change, forced);
        let repository = &view.world.repositories[&event.repository];
        let account = view.world.account(event.sender);
        let render = |(commit, files): &(Commit, Vec<Change>)| {
            render::commits::pushed(view, repository, commit, files)
        };
        let rendered: Vec<_> = commits.iter().map(render).collect();
        body["head_commit"] = rendered.last().cloned().unwrap_or_default();
        body["commits"] = Value::Array(rendered);
        body["pusher"] = json!({ "name": account.login, "email": account.email });
        body["compare"] = json!(format!("{}/compare", view.page_of(repository)));
        body
    });
}

fn push(change: &RefChange, forced: bool) -> Value {
    json!({
        "ref": change.name,
        "before": change.old.as_deref().unwrap_or(NOTHING),
        "after": change.new.as_deref().unwrap_or(NOTHING),
        "created": change.old.is_none(),
        "deleted": change.new.is_none(),
        "forced": forced,
        "base_ref": null,
    })
}

fn named(change: &RefChange) -> Value {
    let tag = change.name.strip_prefix("refs/tags/");
    let name = tag
        .or_else(|| change.name.strip_prefix("refs/heads/"))
        .unwrap_or(&change.name);
    json!({
        "ref": name,
        "ref_type": if tag.is_some() { "tag" } else { "branch" },
        "pusher_type": "user",
    })
}

/// The commits that a push brought, oldest first; a tag brings none.
fn commits(
    git: &GitRepository,
    change: &RefChange,
) -> Result<Vec<(Commit, Vec<Change>)>, GitError> {
    let (Some(new), true) = (&change.new, change.name.starts_with("refs/heads/")) else {
        return Ok(Vec::new());
    };
    let (range, limit) = match &change.old {
        Some(old) => (format!("{old}..{new}"), LISTED),
        None => (new.clone(), 1),
    };
    let mut commits = git.log(&LogQuery {
        range,
        limit,
        ..LogQuery::default()
    })?;
    commits.reverse();
    let with_files = |commit: Commit| {
        let files = git.changes(commit.parents.first().map(String::as_str), &commit.sha)?;
        Ok((commit, files))
    };
    commits.into_iter().map(with_files).collect()
}
