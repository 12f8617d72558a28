//! Lists of what this world has none of, so that every address in a reply can be followed.
//! Empty is the truth here; what GitHub would fill from this world is never listed as empty.

use serde_json::json;

use super::call::{Answer, Call};
use super::target::Target;
use super::{commits, issues, pulls};
use crate::accounts::{Account, OrgRole};
use crate::refusals::Refusal;
use crate::reply::Reply;

/// `GET /users/{username}/…`: followers, stars and the like. The feeds of events are among them:
/// GitHub fills these up to six hours late.
pub(crate) fn list_of_account(call: &Call<'_>, login: &str) -> Answer {
    call.state
        .world()
        .account_named(login)
        .ok_or_else(Refusal::not_found)?;
    Ok(list())
}

/// `GET /orgs/{org}/…`: events and public members.
pub(crate) fn list_of_organization(call: &Call<'_>, login: &str) -> Answer {
    let world = call.state.world();
    let account = world.account_named(login);
    account
        .filter(|account| account.organization.is_some())
        .ok_or_else(Refusal::not_found)?;
    Ok(list())
}

/// `GET /orgs/{org}/issues`: those that are assigned to the caller.
pub(crate) fn list_issues(call: &Call<'_>, login: &str) -> Answer {
    call.user()?;
    list_of_organization(call, login)
}

/// `GET /orgs/{org}/hooks`: for owners whose token has a scope for it.
pub(crate) fn list_hooks(call: &Call<'_>, login: &str) -> Answer {
    let user = call.user()?;
    let world = call.state.world();
    let role = |account: &Account| account.organization.as_ref()?.members.get(&user).copied();
    let owns = world.account_named(login).and_then(role) == Some(OrgRole::Admin);
    if owns && call.viewer.scopes.has("admin:org_hook") {
        Ok(list())
    } else {
        Err(Refusal::not_found())
    }
}

/// `GET …/releases` and other lists of a repository.
pub(crate) fn list() -> Reply {
    Reply::json(200, json!([]))
}

/// `GET …/rules/branches/{branch}`: branches are protected in the older way, which is no rule.
pub(crate) fn list_of_rules() -> Reply {
    list()
}

/// `GET …/keys`: for administrators.
pub(crate) fn list_keys(_: &Call<'_>, target: &Target) -> Answer {
    target.require_admin().map_err(|_| Refusal::not_found())?;
    Ok(list())
}

/// `GET …/notifications`: the caller's own.
pub(crate) fn list_notifications(call: &Call<'_>, _: &Target) -> Answer {
    call.user()?;
    Ok(list())
}

/// `GET …/commits/{ref}/comments`
pub(crate) fn list_of_commit(_: &Call<'_>, target: &Target, name: &str) -> Answer {
    commits::resolve(target, name)?;
    Ok(list())
}

/// `GET …/pulls/{number}/comments`
pub(crate) fn list_of_pull(_: &Call<'_>, target: &Target, number: &str) -> Answer {
    pulls::find(target, number)?;
    Ok(list())
}

/// `GET …/issues/{number}/comments`, and what else hangs on an issue.
pub(crate) fn list_of_issue(call: &Call<'_>, target: &Target, number: &str) -> Answer {
    issues::show(call, target, number)?;
    Ok(list())
}

/// `GET …/languages`: there is only text here, which is no language to GitHub.
pub(crate) fn languages() -> Reply {
    Reply::json(200, json!({}))
}
