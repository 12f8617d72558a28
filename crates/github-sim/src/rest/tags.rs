//! Tags by REST, read from git at each call.
//! Nothing here changes a tag, see `refs`.

use serde_json::json;

use super::call::{Answer, Call};
use super::target::Target;
use crate::render::node_id;

/// `GET …/tags`
pub(crate) fn list(call: &Call<'_>, target: &Target) -> Answer {
    let mut tags = Vec::new();
    for (name, _) in target.git.refs("refs/tags/")?.into_iter().rev() {
        // An annotated tag is an object of its own, which leads to a commit.
        if let Some(sha) = target.git.resolve(&name) {
            tags.push((name, sha));
        }
    }
    let world = call.state.world();
    let url = call.state.view(&world).api_of(&target.repository);
    Ok(call.page(&tags, |(name, sha)| {
        let id = format!("{}:{name}", target.repository.id);
        json!({
            "name": name.trim_start_matches("refs/tags/"),
            "node_id": node_id("Ref", id),
            "commit": { "sha": sha, "url": format!("{url}/commits/{sha}") },
            "zipball_url": format!("{url}/zipball/{name}"),
            "tarball_url": format!("{url}/tarball/{name}"),
        })
    }))
}
