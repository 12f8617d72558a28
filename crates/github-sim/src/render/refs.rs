//! Branches and other refs in replies.
//! Protection is always shown as absent: no branch is protected here yet.

use serde_json::{Value, json};

use super::{View, node_id};
use crate::repositories::Repository;

/// A branch in a list.
pub(crate) fn branch(view: View<'_>, repository: &Repository, name: &str, sha: &str) -> Value {
    let url = view.api_of(repository);
    json!({
        "name": name,
        "commit": { "sha": sha, "url": format!("{url}/commits/{sha}") },
        "protected": false,
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
        "protected": false,
        "protection": {
            "enabled": false,
            "required_status_checks": {
                "enforcement_level": "off",
                "contexts": [],
                "checks": [],
            },
        },
        "protection_url": format!("{url}/protection"),
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
