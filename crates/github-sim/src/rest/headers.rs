//! The headers that GitHub's replies carry whatever they say.
//! What a single reply adds is set where that reply is made.

use crate::clock::Time;
use crate::reply::Reply;

/// For browsers: who may read a reply, and that nothing in it may run.
const ALWAYS: &[(&str, &str)] = &[
    ("Access-Control-Allow-Origin", "*"),
    (
        "Access-Control-Expose-Headers",
        "ETag, Link, Location, Retry-After, X-GitHub-OTP, X-RateLimit-Limit, \
         X-RateLimit-Remaining, X-RateLimit-Used, X-RateLimit-Resource, X-RateLimit-Reset, \
         X-OAuth-Scopes, X-Accepted-OAuth-Scopes, X-Poll-Interval, X-GitHub-Media-Type, \
         X-GitHub-SSO, X-GitHub-Request-Id, Deprecation, Sunset",
    ),
    ("Content-Security-Policy", "default-src 'none'"),
    (
        "Referrer-Policy",
        "origin-when-cross-origin, strict-origin-when-cross-origin",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "deny"),
    ("X-XSS-Protection", "0"),
    ("Vary", "Accept, Authorization, Cookie, X-GitHub-OTP"),
];

/// Adds what every reply carries.
pub(super) fn always(reply: Reply) -> Reply {
    ALWAYS
        .iter()
        .fold(reply, |reply, (name, value)| reply.with(name, value))
}

/// The scopes of which a route asks for one; a name that leads elsewhere asks for any of all.
pub(super) fn accepted_scopes(method: &str, status: u16, path: &[&str]) -> &'static str {
    match path {
        ["user", "orgs" | "memberships", ..] | ["orgs", _] => {
            "admin:org, read:org, repo, user, write:org"
        }
        ["orgs", _, "teams", ..] | ["organizations", ..] => "admin:org, read:org, repo, write:org",
        ["user", "emails"] => "user, user:email",
        ["user", "repository_invitations", ..] => "public_repo, repo, repo:invite",
        ["user", "repos"] | ["orgs", ..] => "repo",
        ["repos", ..] if matches!(status, 301 | 307) => {
            "admin:repo_hook, delete_repo, read:repo_hook, repo, repo:status, repo_deployment, \
             security_events, write:repo_hook"
        }
        ["repos", _, _, rest @ ..] | ["repositories", _, rest @ ..] => {
            below_repository(method, rest)
        }
        _ => "",
    }
}

fn below_repository(method: &str, path: &[&str]) -> &'static str {
    match path {
        ["issues"] if method == "POST" => "",
        [
            "collaborators" | "contents" | "invitations" | "statuses",
            ..,
        ]
        | ["branches", .., "protection"] => "",
        ["commits", .., "status" | "statuses"] => "repo, repo:status",
        ["hooks", ..] => "admin:repo_hook, repo, write:repo_hook",
        _ => "repo",
    }
}

/// When what was asked for by itself last changed, where GitHub tells that.
pub(super) fn last_modified(path: &[&str], reply: &Reply) -> Option<Time> {
    let single = matches!(
        path,
        ["repos", _, _] | ["repositories" | "orgs" | "users", _] | ["user"]
    );
    let body = reply.json.as_ref().filter(|_| single)?;
    body["updated_at"].as_str()?.parse().ok()
}
