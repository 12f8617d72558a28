//! The table of REST routes, those below a repository apart.
//! A route is added to a table and nowhere else; what it does is in the file that it names.

use serde_json::json;

use super::call::Call;
use super::routing::{Open, Route};
use super::{
    absent, applications, credentials, members, organizations, own_invitations, repositories,
    search, teams, users,
};
use crate::reply::Reply;

use Open::{App, One, Three, Two, Zero};

/// Method, path and what answers. The first that fits is followed.
pub(super) const ROUTES: &[Route<Open>] = &[
    ("GET", "/rate_limit", Zero(|call| Ok(rate_limit(call)))),
    ("GET", "/user", Zero(users::show_own)),
    ("GET", "/user/emails", Zero(users::list_own_addresses)),
    ("GET", "/user/orgs", Zero(organizations::list_own)),
    (
        "GET",
        "/user/memberships/orgs",
        Zero(organizations::list_memberships),
    ),
    (
        "GET",
        "/user/memberships/orgs/{org}",
        One(organizations::show_membership),
    ),
    ("GET", "/user/repos", Zero(repositories::list_own)),
    (
        "GET",
        "/user/repository_invitations",
        Zero(own_invitations::list),
    ),
    (
        "PATCH",
        "/user/repository_invitations/{invitation_id}",
        One(own_invitations::accept),
    ),
    (
        "DELETE",
        "/user/repository_invitations/{invitation_id}",
        One(own_invitations::decline),
    ),
    ("GET", "/user/{account_id}", One(users::show_numbered)),
    ("GET", "/users/{username}", One(users::show_named)),
    (
        "GET",
        "/users/{username}/repos",
        One(repositories::list_of_account),
    ),
    (
        "GET",
        "/users/{username}/orgs",
        One(organizations::list_of_account),
    ),
    (
        "GET",
        "/users/{username}/events",
        One(absent::list_of_account),
    ),
    (
        "GET",
        "/users/{username}/events/public",
        One(absent::list_of_account),
    ),
    (
        "GET",
        "/users/{username}/followers",
        One(absent::list_of_account),
    ),
    (
        "GET",
        "/users/{username}/following",
        One(absent::list_of_account),
    ),
    (
        "GET",
        "/users/{username}/gists",
        One(absent::list_of_account),
    ),
    (
        "GET",
        "/users/{username}/received_events",
        One(absent::list_of_account),
    ),
    (
        "GET",
        "/users/{username}/starred",
        One(absent::list_of_account),
    ),
    (
        "GET",
        "/users/{username}/subscriptions",
        One(absent::list_of_account),
    ),
    ("GET", "/orgs/{org}", One(organizations::show)),
    (
        "GET",
        "/orgs/{org}/events",
        One(absent::list_of_organization),
    ),
    ("GET", "/orgs/{org}/hooks", One(absent::list_hooks)),
    ("GET", "/orgs/{org}/issues", One(absent::list_issues)),
    ("GET", "/orgs/{org}/members", One(members::list)),
    ("GET", "/orgs/{org}/members/{username}", Two(members::check)),
    (
        "GET",
        "/orgs/{org}/memberships/{username}",
        Two(members::show),
    ),
    (
        "GET",
        "/orgs/{org}/public_members",
        One(absent::list_of_organization),
    ),
    (
        "GET",
        "/orgs/{org}/repos",
        One(repositories::list_of_organization),
    ),
    ("GET", "/orgs/{org}/teams", One(teams::list)),
    ("GET", "/orgs/{org}/teams/{team_slug}", Two(teams::show)),
    (
        "GET",
        "/orgs/{org}/teams/{team_slug}/members",
        Two(teams::list_members),
    ),
    (
        "GET",
        "/orgs/{org}/teams/{team_slug}/repos",
        Two(teams::list_repositories),
    ),
    // Teams tell these addresses of themselves.
    (
        "GET",
        "/organizations/{org_id}/team/{team_id}",
        Two(teams::show),
    ),
    (
        "GET",
        "/organizations/{org_id}/team/{team_id}/members",
        Two(teams::list_members),
    ),
    (
        "GET",
        "/organizations/{org_id}/team/{team_id}/members/{username}",
        Three(teams::check_member),
    ),
    (
        "GET",
        "/organizations/{org_id}/team/{team_id}/repos",
        Two(teams::list_repositories),
    ),
    ("GET", "/search/repositories", Zero(search::repositories)),
    (
        "POST",
        "/applications/{client_id}/token",
        App(applications::check_token),
    ),
    (
        "PATCH",
        "/applications/{client_id}/token",
        App(applications::reset_token),
    ),
    (
        "DELETE",
        "/applications/{client_id}/token",
        App(applications::delete_token),
    ),
    (
        "DELETE",
        "/applications/{client_id}/grant",
        App(applications::delete_grant),
    ),
    ("POST", "/credentials/revoke", Zero(credentials::revoke)),
];

fn rate_limit(call: &Call<'_>) -> Reply {
    let now = call.state.world().now();
    let of = |resource| {
        call.state
            .limits
            .count(call.viewer.user, resource, 0, now)
            .render()
    };
    let mut body = json!({ "resources": { "core": of("core"), "search": of("search") } });
    if call.request.header("X-GitHub-Api-Version") != Some("2026-03-10") {
        body["rate"] = of("core");
    }
    Reply::json(200, body)
}
