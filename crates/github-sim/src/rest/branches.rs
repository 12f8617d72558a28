//! Branches by REST, read from git at each call.
//! Nothing here changes a branch, see `refs`.

use serde_json::Value;

use super::call::{Answer, Call};
use super::target::Target;
use crate::permission::Permission;
use crate::refusals::Refusal;
use crate::render::{commits, refs};
use crate::reply::Reply;

/// `GET …/branches`
pub(crate) fn list(call: &Call<'_>, target: &Target) -> Answer {
    let mut branches = target.git.branches()?;
    if call.request.query("protected") == Some("true") {
        branches.retain(|(name, _)| target.repository.protected.contains(name));
    }
    let world = call.state.world();
    let view = call.state.view(&world);
    Ok(call.page(&branches, |(name, sha)| {
        refs::branch(view, &target.repository, name, sha)
    }))
}

/// `GET …/branches/{branch}`
pub(crate) fn show(call: &Call<'_>, target: &Target, name: &str) -> Answer {
    let missing = || Refusal::Plain(404, "Branch not found".to_owned());
    let moved = |now: &String| {
        let id = target.repository.id;
        let location = format!("{}/repositories/{id}/branches/{now}", call.state.urls.api);
        Refusal::Moved {
            location,
            permanently: true,
        }
    };
    let renamed = || target.repository.renamed_branches.get(name).map(moved);
    let sha = target.git.branch(name);
    let sha = sha.ok_or_else(|| renamed().unwrap_or_else(missing))?;
    let commit = target.git.commit(&sha)?.ok_or_else(missing)?;
    let world = call.state.world();
    let view = call.state.view(&world);
    let tip = commits::commit(view, &target.repository, &commit);
    Ok(Reply::json(
        200,
        refs::branch_in_full(view, &target.repository, name, &tip),
    ))
}

/// `GET …/branches/{branch}/protection`
pub(crate) fn show_protection(call: &Call<'_>, target: &Target, name: &str) -> Answer {
    Ok(Reply::json(200, protection(call, target, name)?))
}

/// `GET …/branches/{branch}/protection/required_pull_request_reviews`
pub(crate) fn show_reviews(call: &Call<'_>, target: &Target, name: &str) -> Answer {
    let mut rules = protection(call, target, name)?;
    Ok(Reply::json(
        200,
        rules["required_pull_request_reviews"].take(),
    ))
}

/// `GET …/branches/{branch}/protection/enforce_admins`
pub(crate) fn show_admins(call: &Call<'_>, target: &Target, name: &str) -> Answer {
    let mut rules = protection(call, target, name)?;
    Ok(Reply::json(200, rules["enforce_admins"].take()))
}

fn protection(call: &Call<'_>, target: &Target, name: &str) -> Result<Value, Refusal> {
    if target.permission < Permission::Admin {
        return Err(Refusal::not_found());
    }
    if target.repository.protected.contains(name) {
        let world = call.state.world();
        let rules = refs::protection(call.state.view(&world), &target.repository, name);
        return Ok(rules);
    }
    Err(Refusal::Plain(404, "Branch not protected".to_owned()))
}
