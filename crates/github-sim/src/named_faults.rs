//! GitHub's refusals by name, so that a test orders one without knowing its text.
//! What the simulator refuses by itself is never here, see `refusals`.

use crate::clock::Time;
use crate::random;
use crate::refusals::{
    FieldError, REVIEWER_IS_AUTHOR, REVIEWER_IS_STRANGER, Refusal, app_restricted,
};
use crate::reply::Reply;
use crate::request::Request;

/// Names that need nothing but a status and a message.
const PLAIN: &[(&str, u16, &str)] = &[
    ("bad_credentials", 401, "Bad credentials"),
    ("requires_authentication", 401, "Requires authentication"),
    ("not_admin", 403, "Must have admin rights to Repository."),
    ("archived", 403, "Repository was archived so is read-only."),
    (
        "few_scopes",
        403,
        "You need at least read:org scope or user scope to list your organizations.",
    ),
    (
        "outsiders_kept_out",
        403,
        "The organization does not allow outside collaborators.",
    ),
    (
        "too_many_bad_tokens",
        403,
        "Maximum number of login attempts exceeded. Please try again later.",
    ),
    ("not_found", 404, "Not Found"),
    ("branch_not_found", 404, "Branch not found"),
    ("branch_not_protected", 404, "Branch not protected"),
    ("not_mergeable", 405, "Pull Request is not mergeable"),
    (
        "base_modified",
        405,
        "Base branch was modified. Review and try the merge again.",
    ),
    ("empty_repository", 409, "Git Repository is empty."),
    (
        "head_modified",
        409,
        "Head branch was modified. Review and try the merge again.",
    ),
    ("invitation_conflict", 409, "Conflict"),
    (
        "gone",
        410,
        "This version of the API is no longer supported.",
    ),
    ("reference_exists", 422, "Reference already exists"),
    ("object_missing", 422, "Object does not exist"),
    ("reviewer_is_author", 422, REVIEWER_IS_AUTHOR),
    ("reviewer_is_stranger", 422, REVIEWER_IS_STRANGER),
    ("taken_down", 451, "Repository access blocked"),
    ("server_error", 500, "Server Error"),
    (
        "too_slow",
        503,
        "Sorry, this diff is temporarily unavailable due to heavy server load.",
    ),
];

/// A name of a 422 with resource, field, code and message of its one error.
type Invalid = (
    &'static str,
    &'static str,
    Option<&'static str>,
    &'static str,
    Option<&'static str>,
);

const INVALID: &[Invalid] = &[
    (
        "pull_exists",
        "PullRequest",
        None,
        "custom",
        Some("A pull request already exists for OWNER:BRANCH."),
    ),
    (
        "no_commits",
        "PullRequest",
        None,
        "custom",
        Some("No commits between BASE and HEAD"),
    ),
    (
        "drafts_unsupported",
        "PullRequest",
        None,
        "custom",
        Some("Draft pull requests are not supported in this repository."),
    ),
    ("base_invalid", "PullRequest", Some("base"), "invalid", None),
    ("head_invalid", "PullRequest", Some("head"), "invalid", None),
    (
        "hook_exists",
        "Hook",
        None,
        "custom",
        Some("Hook already exists on this repository"),
    ),
    (
        "hook_limit",
        "Hook",
        None,
        "custom",
        Some("The \"push\" event cannot have more than 20 hooks"),
    ),
    (
        "hook_not_public",
        "Hook",
        None,
        "custom",
        Some(
            "url is not supported because it isn't reachable over the public Internet (localhost)",
        ),
    ),
    (
        "invitation_limit",
        "Repository",
        None,
        "custom",
        Some("You have exceeded the limit of 50 invitations per 24 hours"),
    ),
    (
        "base_permission",
        "Repository",
        None,
        "custom",
        Some("Cannot assign LOGIN permission of read"),
    ),
    (
        "owner_invited",
        "Repository",
        None,
        "custom",
        Some("Repository owner cannot be a collaborator"),
    ),
    (
        "search_hidden",
        "Search",
        Some("q"),
        "invalid",
        Some(
            "The listed users and repositories cannot be searched either because the resources do \
             not exist or you do not have permission to view them.",
        ),
    ),
    (
        "personal_permission",
        "Repository",
        None,
        "custom",
        Some("You can only update permissions on organization-owned repositories and their forks"),
    ),
];

/// Whether there is a refusal of that name.
pub(crate) fn is_known(name: &str) -> bool {
    names().iter().any(|(known, _)| *known == name)
}

/// Names that depend on the request, the time or an organization, with the usual status.
const SPECIAL: &[(&str, u16)] = &[
    ("app_restricted", 403),
    ("sso_required", 403),
    ("integration", 403),
    ("primary_limit", 403),
    ("primary_limit_429", 429),
    ("secondary_limit", 403),
    ("secondary_limit_429", 429),
    ("trade_block", 403),
    ("bad_gateway", 502),
];

/// All names with their status, in the order of these.
pub(crate) fn names() -> Vec<(&'static str, u16)> {
    let plain = PLAIN.iter().map(|(name, status, _)| (*name, *status));
    let invalid = INVALID.iter().map(|entry| (entry.0, 422));
    let special = SPECIAL.iter().copied();
    let mut names: Vec<_> = plain.chain(invalid).chain(special).collect();
    names.sort_by_key(|(_, status)| *status);
    names
}

/// The refusal of that name, as this request would meet it.
pub(crate) fn answer(name: &str, organization: &str, request: &Request, now: Time) -> Reply {
    if let Some((_, status, message)) = PLAIN.iter().find(|entry| entry.0 == name) {
        return Refusal::Plain(*status, (*message).to_owned()).into_reply();
    }
    let invalid = INVALID.iter().find(|entry| entry.0 == name);
    if let Some(&(_, resource, field, code, message)) = invalid {
        return Refusal::Invalid(vec![FieldError {
            resource,
            field,
            code,
            message: message.map(str::to_owned),
        }])
        .into_reply();
    }
    special(name, organization, request, now)
}

fn special(name: &str, organization: &str, request: &Request, now: Time) -> Reply {
    let refuse = |status, text: &str| Refusal::Plain(status, text.to_owned()).into_reply();
    match name {
        "app_restricted" => refuse(403, &app_restricted(organization)),
        "sso_required" => sso_required(organization),
        "integration" => refuse(403, "Resource not accessible by integration")
            .with("X-Accepted-GitHub-Permissions", "contents=write"),
        "primary_limit" | "primary_limit_429" => {
            let status = if name == "primary_limit" { 403 } else { 429 };
            let reset = (now.timestamp() + 60).to_string();
            primary_limit(status, "user ID 1", now)
                .with("X-RateLimit-Limit", "5000")
                .with("X-RateLimit-Remaining", "0")
                .with("X-RateLimit-Used", "5000")
                .with("X-RateLimit-Resource", "core")
                .with("X-RateLimit-Reset", &reset)
        }
        "secondary_limit" => secondary_limit(403, None),
        "secondary_limit_429" => secondary_limit(429, Some(60)),
        "trade_block" => {
            // The newer version has a status of its own for it.
            let new = request.header("X-GitHub-Api-Version") == Some("2026-03-10");
            refuse(if new { 451 } else { 403 }, "Blocked by trade controls.")
        }
        _ => Reply::html(
            502,
            "<html><body><h1>502 Bad Gateway</h1></body></html>".to_owned(),
        ),
    }
}

/// 403 of an organization that demands a session of its single sign-on.
pub(crate) fn sso_required(organization: &str) -> Reply {
    let request = random::hex(16);
    let url = format!("https://github.com/orgs/{organization}/sso?authorization_request={request}");
    let text = "Resource protected by organization SAML enforcement. You must grant your OAuth \
                token access to this organization.";
    Refusal::Plain(403, text.to_owned())
        .into_reply()
        .with("X-GitHub-SSO", &format!("required; url={url}"))
}

/// The refusal of a caller who used up the hour.
pub(crate) fn primary_limit(status: u16, whose: &str, now: Time) -> Reply {
    let message = format!(
        "API rate limit exceeded for {whose}. If you reach out to GitHub Support for help, please \
         include the request ID {} and timestamp {}.",
        random::guid().to_uppercase(),
        now.format("%Y-%m-%d %H:%M:%S UTC"),
    );
    Refusal::Plain(status, message).into_reply()
}

/// The refusal of a caller who is too fast; how long to wait is told only sometimes.
pub(crate) fn secondary_limit(status: u16, retry_after: Option<u64>) -> Reply {
    let text = "You have exceeded a secondary rate limit. Please wait a few minutes before you \
                try again.";
    let reply = Refusal::Plain(status, text.to_owned()).into_reply();
    match retry_after {
        Some(seconds) => reply.with("Retry-After", &seconds.to_string()),
        None => reply,
    }
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn every_name_is_in_the_documentation() {
        for (name, _) in names() {
            let documentation = include_str!("lib.rs");
            assert!(documentation.contains(&format!("`{name}`")), "{name}");
        }
    }
}
