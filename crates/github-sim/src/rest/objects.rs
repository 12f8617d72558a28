//! Git's own objects by REST: commits, trees, blobs.
//! They are read as git has them, and never changed.

use serde_json::{Value, json};

use super::call::{Answer, Call};
use super::target::Target;
use crate::refusals::Refusal;
use crate::render::{self, commits};
use crate::reply::Reply;

/// `GET …/git/commits/{sha}`
pub(crate) fn show_commit(call: &Call<'_>, target: &Target, sha: &str) -> Answer {
    refuse_empty(target)?;
    let commit = is_sha(sha).then(|| target.git.commit(sha).ok()).flatten();
    let commit = commit.flatten().ok_or_else(Refusal::not_found)?;
    let world = call.state.world();
    let view = call.state.view(&world);
    let rendered = commits::git_commit(view, &target.repository, &commit);
    Ok(Reply::json(200, rendered))
}

/// `GET …/git/trees/{tree}`: by its SHA, or by a name that leads to it.
pub(crate) fn show_tree(call: &Call<'_>, target: &Target, name: &str) -> Answer {
    refuse_empty(target)?;
    let deep = call.request.query("recursive").is_some();
    let named = target.git.resolve(name);
    let sha = named.or_else(|| is_sha(name).then(|| name.to_owned()));
    let tree = sha.and_then(|sha| target.git.object(&format!("{sha}^{{tree}}")));
    let (sha, _) = tree.ok_or_else(Refusal::not_found)?;
    let entries = target.git.tree(&sha, deep).ok_or_else(Refusal::not_found)?;
    let world = call.state.world();
    let url = call.state.view(&world).api_of(&target.repository);
    let entry = |entry: &crate::git::Entry| {
        let part = if entry.kind == "tree" {
            "trees"
        } else {
            "blobs"
        };
        let mut rendered = json!({
            "path": entry.path,
            "mode": entry.mode,
            "type": entry.kind,
            "sha": entry.sha,
            "url": format!("{url}/git/{part}/{}", entry.sha),
        });
        if let Some(size) = entry.size {
            rendered["size"] = json!(size);
        }
        rendered
    };
    let body = json!({
        "sha": sha,
        "url": format!("{url}/git/trees/{sha}"),
        "tree": entries.iter().map(entry).collect::<Vec<_>>(),
        "truncated": false,
    });
    Ok(Reply::json(200, body))
}

/// `GET …/git/blobs/{sha}`
pub(crate) fn show_blob(call: &Call<'_>, target: &Target, sha: &str) -> Answer {
    refuse_empty(target)?;
    let blob = is_sha(sha).then(|| target.git.blob(sha)).flatten();
    let blob = blob.ok_or_else(Refusal::not_found)?;
    let world = call.state.world();
    let url = call.state.view(&world).api_of(&target.repository);
    let mut body = json!({
        "sha": sha,
        "node_id": render::node_id("Blob", sha),
        "url": format!("{url}/git/blobs/{sha}"),
    });
    render::users::extend(&mut body, content(&blob));
    Ok(Reply::json(200, body))
}

/// Size, content and encoding of a file, as blobs and contents tell it.
pub(crate) fn content(bytes: &[u8]) -> Value {
    json!({
        "size": bytes.len(),
        "content": render::lines_of_base64(bytes),
        "encoding": "base64",
    })
}

fn refuse_empty(target: &Target) -> Result<(), Refusal> {
    if target.is_empty()? {
        return Err(Refusal::empty_repository());
    }
    Ok(())
}

fn is_sha(word: &str) -> bool {
    word.len() == 40 && word.bytes().all(|byte| byte.is_ascii_hexdigit())
}
