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
    let default = {
        let world = state.world();
        let repository = world.repositories.get(&event.repository);
        repository.map(|repository| repository.default_branch.clone())
    };
    let commits = commits(git, change, &default.unwrap_or_default()).unwrap_or_default();
    let head = head(git, change).unwrap_or_default();
    let forced = change.old.as_ref().zip(change.new.as_ref());
    let forced = forced.is_some_and(|(old, new)| !git.is_ancestor(old, new));
    webhooks::emit_to(state, event, only, |view| {
        let mut body = push(change, forced);
        let repository = &view.world.repositories[&event.repository];
        let account = view.world.account(event.sender);
        let render = |(commit, files): &(Commit, Vec<Change>)| {
            render::commits::pushed(view, repository, commit, files)
        };
        body["head_commit"] = head.as_ref().map(render).unwrap_or_default();
        body["commits"] = commits.iter().map(render).collect();
        body["pusher"] = json!({ "name": account.login, "email": account.email });
        let compare = format!("{}/compare/{}", view.page_of(repository), compared(change));
        body["compare"] = json!(compare);
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
    let tag = change.name.starts_with("refs/tags/");
    json!({
        "ref": short_name(change),
        "ref_type": if tag { "tag" } else { "branch" },
        "pusher_type": "user",
    })
}

/// A commit and the files that it changes.
type Told = (Commit, Vec<Change>);

/// The commits that a push brought, oldest first: a new branch brings what the default one has not,
/// and a tag brings none.
fn commits(git: &GitRepository, change: &RefChange, default: &str) -> Result<Vec<Told>, GitError> {
    let (Some(new), Some(branch)) = (&change.new, change.name.strip_prefix("refs/heads/")) else {
        return Ok(Vec::new());
    };
    let elsewhere = || git.branch(default).filter(|_| branch != default);
    let range = match change.old.clone().or_else(elsewhere) {
        Some(known) => format!("{known}..{new}"),
        None => new.clone(),
    };
    let mut commits = git.log(&LogQuery {
        range,
        limit: LISTED,
        ..LogQuery::default()
    })?;
    commits.reverse();
    commits
        .into_iter()
        .map(|commit| with_files(git, commit))
        .collect()
}

/// Where the ref is now; a commit even where nothing was brought.
fn head(git: &GitRepository, change: &RefChange) -> Result<Option<Told>, GitError> {
    let Some(new) = &change.new else {
        return Ok(None);
    };
    let commit = git.commit(new)?;
    commit.map(|commit| with_files(git, commit)).transpose()
}

fn with_files(git: &GitRepository, commit: Commit) -> Result<Told, GitError> {
    let files = git.changes(commit.parents.first().map(String::as_str), &commit.sha)?;
    Ok((commit, files))
}

/// What follows `/compare` on the page that shows a push.
fn compared(change: &RefChange) -> String {
    let short = |sha: &Option<String>| sha.as_deref().unwrap_or(NOTHING)[..12].to_owned();
    match &change.old {
        Some(_) => format!("{}...{}", short(&change.old), short(&change.new)),
        None => short_name(change).to_owned(),
    }
}

/// The name of a ref without its folder.
fn short_name(change: &RefChange) -> &str {
    let tag = change.name.strip_prefix("refs/tags/");
    tag.or_else(|| change.name.strip_prefix("refs/heads/"))
        .unwrap_or(&change.name)
}
