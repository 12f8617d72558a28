//! Refs by REST: matching, making, deleting.
//! Whatever moves here draws the same consequences as a push, see `pushes`.

use serde::Deserialize;

use super::call::{Answer, Call};
use super::target::Target;
use crate::permission::Permission;
use crate::pushes::moving_refs;
use crate::refusals::Refusal;
use crate::render::refs;
use crate::reply::Reply;

const NO_PUSH: &str = "Resource not accessible: push access is needed.";

#[derive(Debug, Deserialize)]
struct NewRef {
    #[serde(rename = "ref")]
    name: Option<String>,
    sha: Option<String>,
}

/// `GET …/git/matching-refs/{prefix}`
pub(crate) fn list_matching(call: &Call<'_>, target: &Target, prefix: &str) -> Answer {
    if target.is_empty()? {
        return Err(Refusal::empty_repository());
    }
    let found = target.git.refs(&format!("refs/{prefix}"))?;
    let world = call.state.world();
    let view = call.state.view(&world);
    let render =
        |(name, sha): &(String, String)| refs::git_ref(view, &target.repository, name, sha);
    Ok(Reply::json(200, found.iter().map(render).collect()))
}

/// `GET …/git/ref/{ref}`
pub(crate) fn show(call: &Call<'_>, target: &Target, name: &str) -> Answer {
    if target.is_empty()? {
        return Err(Refusal::empty_repository());
    }
    let name = format!("refs/{name}");
    let found = target.git.refs(&name)?;
    let exact = found.iter().find(|(known, _)| *known == name);
    let (name, sha) = exact.ok_or_else(Refusal::not_found)?;
    let world = call.state.world();
    Ok(Reply::json(
        200,
        refs::git_ref(call.state.view(&world), &target.repository, name, sha),
    ))
}

/// `POST …/git/refs`
pub(crate) fn create(call: &Call<'_>, target: &Target) -> Answer {
    target.require(Permission::Push, NO_PUSH)?;
    let new: NewRef = call.request.json()?;
    let name = new
        .name
        .ok_or_else(|| Refusal::field("Reference", "ref", "missing_field"))?;
    let sha = new
        .sha
        .ok_or_else(|| Refusal::field("Reference", "sha", "missing_field"))?;
    if target.is_empty()? {
        return Err(Refusal::empty_repository());
    }
    if !name.starts_with("refs/")
        || name.matches('/').count() < 2
        || !target.git.accepts_name(&name)
    {
        let message = format!("{name} is not a valid ref name.");
        return Err(Refusal::Plain(422, message));
    }
    if sha.len() != 40 || target.git.resolve(&sha).is_none() {
        return Err(Refusal::Plain(422, "Object does not exist".to_owned()));
    }
    moving_refs(call.state, target.repository.id, call.user()?, |git| {
        if git.refs(&name)?.iter().any(|(known, _)| *known == name) {
            return Err(Refusal::Plain(422, "Reference already exists".to_owned()));
        }
        Ok(git.set_ref(&name, &sha, None)?)
    })?;
    let world = call.state.world();
    let rendered = refs::git_ref(call.state.view(&world), &target.repository, &name, &sha);
    let location = rendered["url"].as_str().unwrap_or_default().to_owned();
    Ok(Reply::json(201, rendered).with("Location", &location))
}

/// `DELETE …/git/refs/{ref}`
pub(crate) fn delete(call: &Call<'_>, target: &Target, name: &str) -> Answer {
    target.require(Permission::Push, NO_PUSH)?;
    let name = format!("refs/{name}");
    if name == format!("refs/heads/{}", target.repository.default_branch) {
        return Err(Refusal::Plain(
            422,
            "Cannot delete the default branch".to_owned(),
        ));
    }
    let branch = name.trim_start_matches("refs/heads/");
    if target.repository.protected.contains(branch) {
        let message = "Cannot delete this protected branch".to_owned();
        return Err(Refusal::Plain(422, message));
    }
    moving_refs(call.state, target.repository.id, call.user()?, |git| {
        if !git.refs(&name)?.iter().any(|(known, _)| *known == name) {
            return Err(Refusal::Plain(422, "Reference does not exist".to_owned()));
        }
        Ok(git.delete_ref(&name)?)
    })?;
    Ok(Reply::empty(204))
}
