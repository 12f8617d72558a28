//! What follows when branches or tags have moved, whoever moved them.
//! Nothing here asks whether they were allowed to.

use serde_json::json;

use crate::accounts::AccountId;
use crate::git::{GitError, GitRepository};
use crate::issue_events::Deed;
use crate::pulls::{Merged, Pull};
use crate::repositories::RepositoryId;
use crate::state::State;
use crate::webhooks::{self, Event};
use crate::{push_events, render};

/// Names and commits of refs, as `git for-each-ref` lists them.
pub(crate) type Refs = Vec<(String, String)>;

/// A ref that was made, moved or deleted.
#[derive(Debug, Clone)]
pub(crate) struct RefChange {
    pub(crate) name: String,
    pub(crate) old: Option<String>,
    pub(crate) new: Option<String>,
}

/// Lets `action` move refs, alone on this repository, and draws the consequences.
pub(crate) fn moving_refs<T, E: From<GitError>>(
    state: &State,
    id: RepositoryId,
    by: AccountId,
    action: impl FnOnce(&GitRepository) -> Result<T, E>,
) -> Result<T, E> {
    let turn = state.turns.of(id);
    let _alone = turn
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    let git = state.git.open(id);
    let before = git.refs("refs/")?;
    let result = action(&git)?;
    let changes = compare(&before, &git.refs("refs/")?);
    if !changes.is_empty() {
        settle(state, id, by, &git, &changes)?;
    }
    Ok(result)
}

fn compare(before: &Refs, after: &Refs) -> Vec<RefChange> {
    let find = |refs: &Refs, name: &str| {
        let place = refs
            .binary_search_by(|(known, _)| known.as_str().cmp(name))
            .ok()?;
        Some(refs[place].1.clone())
    };
    let gone = before
        .iter()
        .filter(|(name, _)| find(after, name).is_none());
    let moved = after
        .iter()
        .filter(|(name, sha)| find(before, name).as_ref() != Some(sha));
    gone.chain(moved)
        .filter(|(name, _)| !name.starts_with("refs/pull/"))
        .map(|(name, _)| RefChange {
            name: name.clone(),
            old: find(before, name),
            new: find(after, name),
        })
        .collect()
}

fn settle(
    state: &State,
    id: RepositoryId,
    by: AccountId,
    git: &GitRepository,
    changes: &[RefChange],
) -> Result<(), GitError> {
    note_push(state, id, git)?;
    for change in changes {
        push_events::tell(state, id, by, git, change);
    }
    let pulls = state
        .world()
        .repositories
        .get(&id)
        .map(|r| r.pulls.clone())
        .unwrap_or_default();
    for pull in pulls.iter().filter(|pull| pull.is_open()) {
        for change in changes {
            follow(state, id, by, git, pull, change)?;
        }
    }
    for pull in &pulls {
        if changes.iter().any(|change| deletes_head(change, pull)) {
            note_deeds(state, id, pull.number, by, [Deed::HeadRefDeleted]);
        }
    }
    Ok(())
}

/// Whether the head of a pull request goes, and not a later branch of that name.
fn deletes_head(change: &RefChange, pull: &Pull) -> bool {
    change.new.is_none()
        && change.name.strip_prefix("refs/heads/") == Some(&pull.head)
        && change.old.as_ref() == Some(&pull.head_sha)
}

/// Moves `pushed_at`, and the default branch when it does not exist but another does.
fn note_push(state: &State, id: RepositoryId, git: &GitRepository) -> Result<(), GitError> {
    let branches = git.branches()?;
    let head = state.change(|world| {
        let now = world.now();
        let repository = world.repositories.get_mut(&id)?;
        repository.pushed_at = Some(now);
        repository.updated_at = now;
        let known = branches
            .iter()
            .any(|(name, _)| *name == repository.default_branch);
        let first = branches.first().filter(|_| !known)?;
        repository.default_branch.clone_from(&first.0);
        Some(first.0.clone())
    });
    Ok(head.map_or(Ok(()), |branch| git.set_head(&branch))?)
}

/// What a moved branch does to a pull request that leaves it or enters it.
fn follow(
    state: &State,
    id: RepositoryId,
    by: AccountId,
    git: &GitRepository,
    pull: &Pull,
    change: &RefChange,
) -> Result<(), GitError> {
    let Some(branch) = change.name.strip_prefix("refs/heads/") else {
        return Ok(());
    };
    if branch == pull.head {
        match &change.new {
            Some(sha) => synchronize(state, id, by, git, pull, sha)?,
            None => close(state, id, by, pull, None),
        }
    } else if branch == pull.base {
        match &change.new {
            Some(sha) if git.is_ancestor(&pull.head_sha, sha) => {
                close(state, id, by, pull, Some(sha));
            }
            Some(_) => {}
            None => close(state, id, by, pull, None),
        }
    }
    Ok(())
}

fn synchronize(
    state: &State,
    id: RepositoryId,
    by: AccountId,
    git: &GitRepository,
    pull: &Pull,
    sha: &str,
) -> Result<(), GitError> {
    git.set_ref(&format!("refs/pull/{}/head", pull.number), sha, None)?;
    change_pull(state, id, pull.number, |pull, now| {
        sha.clone_into(&mut pull.head_sha);
        pull.updated_at = now;
    });
    let details = json!({ "before": pull.head_sha, "after": sha });
    tell_pull(state, id, by, pull.number, "synchronize", details);
    Ok(())
}

fn close(state: &State, id: RepositoryId, by: AccountId, pull: &Pull, merged_as: Option<&str>) {
    change_pull(state, id, pull.number, |pull, now| {
        pull.close(
            now,
            merged_as.map(|sha| Merged {
                at: now,
                by,
                sha: sha.to_owned(),
            }),
        );
    });
    note_deeds(state, id, pull.number, by, closing(merged_as));
    tell_pull(state, id, by, pull.number, "closed", json!({}));
}

/// What ends a pull request, with or without a merge.
pub(crate) fn closing(merged_as: Option<&str>) -> Vec<Deed> {
    let merged = |sha: &str| Deed::Merged {
        sha: sha.to_owned(),
    };
    let merged = merged_as.map(merged);
    merged.into_iter().chain([Deed::Closed]).collect()
}

/// Writes down what somebody did to an issue or a pull request.
pub(crate) fn note_deeds(
    state: &State,
    id: RepositoryId,
    number: u64,
    by: AccountId,
    deeds: impl IntoIterator<Item = Deed>,
) {
    state.change(|world| world.note_deeds(id, number, by, deeds));
}

/// Changes one pull request of a repository.
pub(crate) fn change_pull(
    state: &State,
    id: RepositoryId,
    number: u64,
    change: impl FnOnce(&mut Pull, crate::clock::Time),
) {
    state.change(|world| {
        let now = world.now();
        let pulls = world
            .repositories
            .get_mut(&id)
            .map(|repository| &mut repository.pulls);
        let mut pulls = pulls.into_iter().flatten();
        if let Some(pull) = pulls.find(|pull| pull.number == number) {
            change(pull, now);
        }
    });
}

/// Tells the hooks what happened to a pull request.
pub(crate) fn tell_pull(
    state: &State,
    id: RepositoryId,
    by: AccountId,
    number: u64,
    action: &str,
    mut details: serde_json::Value,
) {
    let event = Event {
        name: "pull_request",
        action: Some(action),
        repository: id,
        sender: by,
    };
    webhooks::emit(state, event, |view| {
        let repository = &view.world.repositories[&id];
        if let Some(pull) = repository.pulls.iter().find(|pull| pull.number == number) {
            let computed = render::pulls::Computed::default();
            details["number"] = json!(number);
            details["pull_request"] = render::pulls::full(view, repository, pull, &computed);
        }
        details
    });
}
