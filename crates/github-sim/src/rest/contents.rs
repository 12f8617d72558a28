//! Files and folders of a branch by REST, and the whole of it as an archive.
//! What the caller may not see is not found before this is asked.

use serde_json::{Value, json};

use super::call::{Answer, Call};
use super::objects::content;
use super::target::Target;
use crate::git::Entry;
use crate::refusals::Refusal;
use crate::render;
use crate::reply::Reply;

/// `GET …/contents`
pub(crate) fn show_root(call: &Call<'_>, target: &Target) -> Answer {
    show(call, target, "")
}

/// `GET …/contents/{path}`: a file with its content, or a list of what a folder holds.
pub(crate) fn show(call: &Call<'_>, target: &Target, path: &str) -> Answer {
    let place = Place::of(call, target)?;
    let (sha, kind) = target
        .git
        .at_path(&place.commit, path)
        .ok_or_else(Refusal::not_found)?;
    if kind == "blob" {
        let blob = target.git.blob(&sha).ok_or_else(Refusal::not_found)?;
        let mut file = place.entry("file", path, &sha);
        render::users::extend(&mut file, content(&blob));
        return Ok(Reply::json(200, file));
    }
    let entries = target
        .git
        .tree(&sha, false)
        .ok_or_else(Refusal::not_found)?;
    let listed = |entry: &Entry| {
        let kind = if entry.kind == "tree" { "dir" } else { "file" };
        let whole = format!("{path}/{}", entry.path);
        let mut rendered = place.entry(kind, whole.trim_start_matches('/'), &entry.sha);
        rendered["size"] = json!(entry.size.unwrap_or(0));
        rendered
    };
    Ok(Reply::json(200, entries.iter().map(listed).collect()))
}

/// `GET …/tarball`: of the default branch.
pub(crate) fn default_tarball(call: &Call<'_>, target: &Target) -> Answer {
    archive(call, target, &target.repository.default_branch, "tar.gz")
}

/// `GET …/zipball`: of the default branch.
pub(crate) fn default_zipball(call: &Call<'_>, target: &Target) -> Answer {
    archive(call, target, &target.repository.default_branch, "zip")
}

/// `GET …/tarball/{ref}`
pub(crate) fn tarball(call: &Call<'_>, target: &Target, name: &str) -> Answer {
    archive(call, target, name, "tar.gz")
}

/// `GET …/zipball/{ref}`
pub(crate) fn zipball(call: &Call<'_>, target: &Target, name: &str) -> Answer {
    archive(call, target, name, "zip")
}

/// Leads to the page that hands the archive out.
fn archive(call: &Call<'_>, target: &Target, name: &str, format: &str) -> Answer {
    let commit = target.git.resolve(name).ok_or_else(Refusal::not_found)?;
    let world = call.state.world();
    let page = call.state.view(&world).page_of(&target.repository);
    let location = format!("{page}/archive/{commit}.{format}");
    Ok(Reply::empty(302)
        .with("Location", &location)
        .with("Cache-Control", "public, must-revalidate, max-age=0")
        .with("Content-Type", "text/html;charset=utf-8"))
}

/// Where in the history of a repository one looks.
struct Place {
    name: String,
    commit: String,
    api: String,
    page: String,
}

impl Place {
    fn of(call: &Call<'_>, target: &Target) -> Result<Self, Refusal> {
        let asked = call.request.query("ref");
        let name = asked.unwrap_or(&target.repository.default_branch);
        let commit = target.git.resolve(name).ok_or_else(|| {
            let message = match asked {
                None => "This repository is empty.".to_owned(),
                Some(name) => format!("No commit found for the ref {name}"),
            };
            Refusal::Plain(404, message)
        })?;
        let world = call.state.world();
        let view = call.state.view(&world);
        Ok(Self {
            name: name.to_owned(),
            commit,
            api: view.api_of(&target.repository),
            page: view.page_of(&target.repository),
        })
    }

    fn entry(&self, kind: &str, path: &str, sha: &str) -> Value {
        let Self {
            name, api, page, ..
        } = self;
        let (git, view) = if kind == "dir" {
            ("trees", "tree")
        } else {
            ("blobs", "blob")
        };
        let url = format!("{api}/contents/{path}?ref={name}");
        let git_url = format!("{api}/git/{git}/{sha}");
        let html_url = format!("{page}/{view}/{name}/{path}");
        json!({
            "type": kind,
            "name": path.rsplit('/').next(),
            "path": path,
            "sha": sha,
            "url": url,
            "git_url": git_url,
            "html_url": html_url,
            "download_url": (kind == "file").then(|| format!("{page}/raw/{name}/{path}")),
            "_links": { "self": url, "git": git_url, "html": html_url },
        })
    }
}
