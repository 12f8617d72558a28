//! Branches and other refs in replies.
//! A protected branch wants one approving review; no other rule exists here.

use serde_json::{Value, json};

use super::{View, node_id};
use crate::repositories::Repository;

/// A branch in a list.
pub(crate) fn branch(view: View<'_>, repository: &Repository, name: &str, sha: &str) -> Value {
    let url = view.api_of(repository);
    json!({
        "name": name,
        "commit": { "sha": sha, "url": format!("{url}/commits/{sha}") },
        "protected": repository.protected.contains(name),
    })
}

/// A branch asked for by itself; `commit` is the rendered tip.
pub(crate) fn branch_in_full(
    view: View<'_>,
    repository: &Repository,
    name: &str,
    commit: &Value,
) -> Value {
    let url = format!("{}/branches/{name}", view.api_of(repository));
    json!({
        "name": name,
        "commit": commit,
        "_links": {
            "self": url,
            "html": format!("{}/tree/{name}", view.page_of(repository)),
        },
        "protected": repository.protected.contains(name),
        "protection": {
            "enabled": repository.protected.contains(name),
            "required_status_checks": {
                "enforcement_level": "off",
                "contexts": [],
                "checks": [],
            },
        },
        "protection_url": format!("{url}/protection"),
    })
}

/// The rules of a protected branch, for those who administer the repository.
pub(crate) fn protection(view: View<'_>, repository: &Repository, name: &str) -> Value {
    let url = format!("{}/branches/{name}/protection", view.api_of(repository));
    json!({
        "url": url,
        "required_pull_request_reviews": {
            "url": format!("{url}/required_pull_request_reviews"),
            "dismiss_stale_reviews": false,
            "require_code_owner_reviews": false,
            "require_last_push_approval": false,
            "required_approving_review_count": 1,
        },
        "enforce_admins": { "url": format!("{url}/enforce_admins"), "enabled": true },
        "required_linear_history": { "enabled": false },
        "allow_force_pushes": { "enabled": false },
        "allow_deletions": { "enabled": false },
    })
}

/// A ref by its full name.
pub(crate) fn git_ref(view: View<'_>, repository: &Repository, name: &str, sha: &str) -> Value {
    let url = view.api_of(repository);
    json!({
        "ref": name,
        "node_id": node_id("Ref", format!("{}:{name}", repository.id)),
        "url": format!("{url}/git/{name}"),
        "object": { "type": "commit", "sha": sha, "url": format!("{url}/git/commits/{sha}") },
    })
}
