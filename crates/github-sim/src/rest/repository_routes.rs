//! The table of the REST routes below `/repos/{owner}/{repo}` and `/repositories/{id}`.
//! Who may see a repository is decided before this table is read, see `routing`.

use super::routing::{Below, Route};
use super::{
    absent, assignees, branches, checks, collaborators, commits, compare, contents, forks,
    hook_deliveries, hooks, invitations, issue_events, issues, merges, new_pull, objects, people,
    pulls, refs, repositories, reviewers, reviews, statuses, tags, teams,
};

use Below::{One, Two, Zero};

/// Method, path below the repository and what answers. The first that fits is followed.
pub(super) const ROUTES: &[Route<Below>] = &[
    (
        "GET",
        "",
        Zero(|call, target| Ok(repositories::show(call, target))),
    ),
    // People.
    ("GET", "/collaborators", Zero(collaborators::list)),
    (
        "GET",
        "/collaborators/{username}",
        One(collaborators::check),
    ),
    ("PUT", "/collaborators/{username}", One(collaborators::add)),
    (
        "DELETE",
        "/collaborators/{username}",
        One(collaborators::remove),
    ),
    (
        "GET",
        "/collaborators/{username}/permission",
        One(collaborators::show_permission),
    ),
    (
        "GET",
        "/assignees",
        Zero(|call, target| Ok(people::list_assignees(call, target))),
    ),
    ("GET", "/assignees/{assignee}", One(people::check_assignee)),
    ("GET", "/teams", Zero(teams::list_of_repository)),
    ("GET", "/contributors", Zero(people::list_contributors)),
    ("GET", "/invitations", Zero(invitations::list)),
    (
        "PATCH",
        "/invitations/{invitation_id}",
        One(invitations::change),
    ),
    (
        "DELETE",
        "/invitations/{invitation_id}",
        One(invitations::withdraw),
    ),
    // Branches, refs and history.
    ("GET", "/branches", Zero(branches::list)),
    (
        "GET",
        "/branches/{branch}/protection",
        One(branches::show_protection),
    ),
    (
        "GET",
        "/branches/{branch}/protection/required_pull_request_reviews",
        One(branches::show_reviews),
    ),
    (
        "GET",
        "/branches/{branch}/protection/enforce_admins",
        One(branches::show_admins),
    ),
    ("GET", "/branches/{branch}", One(branches::show)),
    (
        "GET",
        "/rules/branches/{branch}",
        One(|_, _, _| Ok(absent::list_of_rules())),
    ),
    ("GET", "/tags", Zero(tags::list)),
    ("GET", "/git/matching-refs/{ref}", One(refs::list_matching)),
    ("GET", "/git/ref/{ref}", One(refs::show)),
    ("GET", "/git/refs/{ref}", One(refs::show)),
    ("POST", "/git/refs", Zero(refs::create)),
    ("DELETE", "/git/refs/{ref}", One(refs::delete)),
    ("GET", "/commits", Zero(commits::list)),
    ("GET", "/commits/{ref}/status", One(statuses::show)),
    ("GET", "/commits/{ref}/statuses", One(statuses::list)),
    ("GET", "/commits/{ref}/check-runs", One(checks::list_runs)),
    (
        "GET",
        "/commits/{ref}/check-suites",
        One(checks::list_suites),
    ),
    (
        "GET",
        "/commits/{ref}/comments",
        One(absent::list_of_commit),
    ),
    ("GET", "/commits/{ref}", One(commits::show)),
    (
        "GET",
        "/git/commits/{commit_sha}",
        One(objects::show_commit),
    ),
    ("GET", "/git/trees/{ref}", One(objects::show_tree)),
    ("GET", "/git/blobs/{file_sha}", One(objects::show_blob)),
    ("GET", "/contents", Zero(contents::show_root)),
    ("GET", "/contents/{path}", One(contents::show)),
    ("GET", "/tarball", Zero(contents::default_tarball)),
    ("GET", "/zipball", Zero(contents::default_zipball)),
    ("GET", "/tarball/{ref}", One(contents::tarball)),
    ("GET", "/zipball/{ref}", One(contents::zipball)),
    ("GET", "/compare/{basehead}", One(compare::show)),
    // What is reported about commits.
    ("GET", "/statuses/{ref}", One(statuses::list)),
    ("POST", "/statuses/{sha}", One(statuses::create)),
    ("POST", "/check-runs", Zero(|_, _| Err(checks::refuse()))),
    ("GET", "/check-runs/{check_run_id}", One(checks::show_run)),
    (
        "PATCH",
        "/check-runs/{check_run_id}",
        One(|_, _, _| Err(checks::refuse())),
    ),
    (
        "GET",
        "/check-runs/{check_run_id}/annotations",
        One(checks::list_annotations),
    ),
    (
        "GET",
        "/check-suites/{check_suite_id}",
        One(checks::show_suite),
    ),
    (
        "GET",
        "/check-suites/{check_suite_id}/check-runs",
        One(checks::list_runs_of_suite),
    ),
    // Forks and issues.
    (
        "GET",
        "/forks",
        Zero(|call, target| Ok(forks::list(call, target))),
    ),
    ("POST", "/forks", Zero(forks::create)),
    (
        "GET",
        "/issues",
        Zero(|call, target| Ok(issues::list(call, target))),
    ),
    ("POST", "/issues", Zero(issues::create)),
    ("GET", "/issues/comments", Zero(|_, _| Ok(absent::list()))),
    (
        "GET",
        "/issues/events",
        Zero(|call, target| Ok(issue_events::list(call, target))),
    ),
    ("GET", "/issues/events/{event_id}", One(issue_events::show)),
    ("GET", "/issues/{issue_number}", One(issues::show)),
    ("PATCH", "/issues/{issue_number}", One(issues::change)),
    (
        "POST",
        "/issues/{issue_number}/assignees",
        One(assignees::add),
    ),
    (
        "DELETE",
        "/issues/{issue_number}/assignees",
        One(assignees::remove),
    ),
    (
        "GET",
        "/issues/{issue_number}/comments",
        One(absent::list_of_issue),
    ),
    (
        "GET",
        "/issues/{issue_number}/events",
        One(issue_events::list_of_issue),
    ),
    (
        "GET",
        "/issues/{issue_number}/timeline",
        One(issue_events::timeline),
    ),
    (
        "GET",
        "/issues/{issue_number}/labels",
        One(absent::list_of_issue),
    ),
    (
        "GET",
        "/issues/{issue_number}/reactions",
        One(absent::list_of_issue),
    ),
    // Pull requests.
    (
        "GET",
        "/pulls",
        Zero(|call, target| Ok(pulls::list(call, target))),
    ),
    ("POST", "/pulls", Zero(new_pull::create)),
    ("GET", "/pulls/comments", Zero(|_, _| Ok(absent::list()))),
    ("GET", "/pulls/{pull_number}", One(pulls::show)),
    ("PATCH", "/pulls/{pull_number}", One(pulls::change)),
    (
        "GET",
        "/pulls/{pull_number}/commits",
        One(pulls::list_commits),
    ),
    ("GET", "/pulls/{pull_number}/files", One(pulls::list_files)),
    (
        "GET",
        "/pulls/{pull_number}/comments",
        One(absent::list_of_pull),
    ),
    ("GET", "/pulls/{pull_number}/merge", One(merges::check)),
    ("PUT", "/pulls/{pull_number}/merge", One(merges::merge)),
    (
        "GET",
        "/pulls/{pull_number}/requested_reviewers",
        One(reviewers::list),
    ),
    (
        "POST",
        "/pulls/{pull_number}/requested_reviewers",
        One(reviewers::ask),
    ),
    (
        "DELETE",
        "/pulls/{pull_number}/requested_reviewers",
        One(reviewers::release),
    ),
    ("GET", "/pulls/{pull_number}/reviews", One(reviews::list)),
    ("POST", "/pulls/{pull_number}/reviews", One(reviews::give)),
    (
        "PUT",
        "/pulls/{pull_number}/reviews/{review_id}/dismissals",
        Two(reviews::dismiss),
    ),
    // What there is none of.
    ("GET", "/comments", Zero(|_, _| Ok(absent::list()))),
    ("GET", "/deployments", Zero(|_, _| Ok(absent::list()))),
    ("GET", "/events", Zero(|_, _| Ok(absent::list()))),
    ("GET", "/keys", Zero(absent::list_keys)),
    ("GET", "/labels", Zero(|_, _| Ok(absent::list()))),
    ("GET", "/languages", Zero(|_, _| Ok(absent::languages()))),
    ("GET", "/milestones", Zero(|_, _| Ok(absent::list()))),
    ("GET", "/notifications", Zero(absent::list_notifications)),
    ("GET", "/releases", Zero(|_, _| Ok(absent::list()))),
    ("GET", "/stargazers", Zero(|_, _| Ok(absent::list()))),
    ("GET", "/subscribers", Zero(|_, _| Ok(absent::list()))),
    // Hooks.
    (
        "GET",
        "/hooks",
        Zero(|call, target| Ok(hooks::list(call, target))),
    ),
    ("POST", "/hooks", Zero(hooks::create)),
    ("GET", "/hooks/{hook_id}", One(hooks::show)),
    ("PATCH", "/hooks/{hook_id}", One(hooks::change)),
    ("DELETE", "/hooks/{hook_id}", One(hooks::delete)),
    ("POST", "/hooks/{hook_id}/pings", One(hooks::ping)),
    ("POST", "/hooks/{hook_id}/tests", One(hooks::test)),
    (
        "GET",
        "/hooks/{hook_id}/deliveries",
        One(hook_deliveries::list),
    ),
    (
        "GET",
        "/hooks/{hook_id}/deliveries/{delivery_id}",
        Two(hook_deliveries::show),
    ),
    (
        "POST",
        "/hooks/{hook_id}/deliveries/{delivery_id}/attempts",
        Two(hook_deliveries::redeliver),
    ),
];
