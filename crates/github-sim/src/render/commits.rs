//! Commits and comparisons in replies.
//! An author is linked to an account only by an address that the account owns.

use serde_json::{Value, json};

use super::{View, node_id, users};
use crate::git::{Change, Commit, Signature};
use crate::repositories::Repository;

/// Who commits what is done on GitHub's own pages; such commits are signed.
const GITHUB: &str = "noreply@github.com";

/// A commit in a list.
pub(crate) fn commit(view: View<'_>, repository: &Repository, commit: &Commit) -> Value {
    let url = view.api_of(repository);
    let sha = &commit.sha;
    json!({
        "sha": sha,
        "node_id": node_id("Commit", sha),
        "url": format!("{url}/commits/{sha}"),
        "html_url": page(view, repository, sha),
        "comments_url": format!("{url}/commits/{sha}/comments"),
        "commit": {
            "url": format!("{url}/git/commits/{sha}"),
            "message": commit.message,
            "author": signature(&commit.author),
            "committer": signature(&commit.committer),
            "comment_count": 0,
            "tree": { "sha": commit.tree, "url": format!("{url}/git/trees/{}", commit.tree) },
            "verification": verification(commit),
        },
        "author": account(view, &commit.author),
        "committer": account(view, &commit.committer),
        "parents": commit.parents.iter().map(|sha| json!({
            "sha": sha,
            "url": format!("{url}/commits/{sha}"),
            "html_url": page(view, repository, sha),
        })).collect::<Vec<_>>(),
    })
}

/// A commit as git has it, without anything of GitHub.
pub(crate) fn git_commit(view: View<'_>, repository: &Repository, of: &Commit) -> Value {
    let url = view.api_of(repository);
    let address = |sha: &str| format!("{url}/git/commits/{sha}");
    let parent = |sha: &String| json!({ "sha": sha, "url": address(sha), "html_url": page(view, repository, sha) });
    json!({
        "sha": of.sha,
        "node_id": node_id("Commit", &of.sha),
        "url": address(&of.sha),
        "html_url": page(view, repository, &of.sha),
        "author": signature(&of.author),
        "committer": signature(&of.committer),
        "message": of.message,
        "tree": { "sha": of.tree, "url": format!("{url}/git/trees/{}", of.tree) },
        "parents": of.parents.iter().map(parent).collect::<Vec<_>>(),
        "verification": verification(of),
    })
}

/// A commit asked for by itself, with the files that it changes.
pub(crate) fn with_files(
    view: View<'_>,
    repository: &Repository,
    of: &Commit,
    changes: &[Change],
) -> Value {
    let additions: u64 = changes.iter().map(|change| change.additions).sum();
    let deletions: u64 = changes.iter().map(|change| change.deletions).sum();
    let mut rendered = commit(view, repository, of);
    rendered["stats"] =
        json!({ "additions": additions, "deletions": deletions, "total": additions + deletions });
    rendered["files"] = files(view, repository, &of.sha, changes);
    rendered
}

/// The files of a commit or a comparison; GitHub stops at 300.
pub(crate) fn files(
    view: View<'_>,
    repository: &Repository,
    sha: &str,
    changes: &[Change],
) -> Value {
    let (url, page) = (view.api_of(repository), view.page_of(repository));
    let file = |change: &Change| {
        let path = &change.path;
        json!({
            "sha": change.blob,
            "filename": path,
            "status": change.status,
            "additions": change.additions,
            "deletions": change.deletions,
            "changes": change.additions + change.deletions,
            "blob_url": format!("{page}/blob/{sha}/{path}"),
            "raw_url": format!("{page}/raw/{sha}/{path}"),
            "contents_url": format!("{url}/contents/{path}?ref={sha}"),
        })
    };
    changes.iter().take(300).map(file).collect()
}

/// A commit within a `push` event.
pub(crate) fn pushed(
    view: View<'_>,
    repository: &Repository,
    commit: &Commit,
    files: &[Change],
) -> Value {
    let person = |signature: &Signature| {
        let mut person =
            json!({ "name": signature.name, "email": signature.email, "date": signature.date });
        if let Some(user) = view.world.user_with_address(&signature.email) {
            person["username"] = json!(user.login);
        }
        person
    };
    let of = |status: &str| {
        let some = files.iter().filter(|change| change.status == status);
        some.map(|change| change.path.as_str()).collect::<Vec<_>>()
    };
    json!({
        "id": commit.sha,
        "tree_id": commit.tree,
        "distinct": true,
        "message": commit.message,
        "timestamp": commit.committer.date,
        "url": page(view, repository, &commit.sha),
        "author": person(&commit.author),
        "committer": person(&commit.committer),
        "added": of("added"),
        "removed": of("removed"),
        "modified": of("modified"),
    })
}

fn signature(signature: &Signature) -> Value {
    json!({ "name": signature.name, "email": signature.email, "date": signature.date })
}

fn verification(commit: &Commit) -> Value {
    let verified = commit.committer.email == GITHUB;
    let reason = if verified { "valid" } else { "unsigned" };
    json!({
        "verified": verified,
        "reason": reason,
        "signature": null,
        "payload": null,
        "verified_at": verified.then_some(&commit.committer.date),
    })
}

fn account(view: View<'_>, signature: &Signature) -> Value {
    let user = view.world.user_with_address(&signature.email);
    user.map_or(Value::Null, |user| users::simple(view, user))
}

fn page(view: View<'_>, repository: &Repository, sha: &str) -> String {
    format!("{}/commit/{sha}", view.page_of(repository))
}
