//! Repositories in replies, in the four lengths in which GitHub gives them.
//! Branches and commits are never part of these shapes.

use serde_json::{Value, json};

use super::users::extend;
use super::{View, node_id, users};
use crate::clock::iso;
use crate::permission::Permission;
use crate::repositories::Repository;

/// The parts of a repository's address space, field and path.
const PARTS: &[(&str, &str)] = &[
    ("archive_url", "/{archive_format}{/ref}"),
    ("assignees_url", "/assignees{/user}"),
    ("blobs_url", "/git/blobs{/sha}"),
    ("branches_url", "/branches{/branch}"),
    ("collaborators_url", "/collaborators{/collaborator}"),
    ("comments_url", "/comments{/number}"),
    ("commits_url", "/commits{/sha}"),
    ("compare_url", "/compare/{base}...{head}"),
    ("contents_url", "/contents/{+path}"),
    ("contributors_url", "/contributors"),
    ("deployments_url", "/deployments"),
    ("downloads_url", "/downloads"),
    ("events_url", "/events"),
    ("forks_url", "/forks"),
    ("git_commits_url", "/git/commits{/sha}"),
    ("git_refs_url", "/git/refs{/sha}"),
    ("git_tags_url", "/git/tags{/sha}"),
    ("hooks_url", "/hooks"),
    ("issue_comment_url", "/issues/comments{/number}"),
    ("issue_events_url", "/issues/events{/number}"),
    ("issues_url", "/issues{/number}"),
    ("keys_url", "/keys{/key_id}"),
    ("labels_url", "/labels{/name}"),
    ("languages_url", "/languages"),
    ("merges_url", "/merges"),
    ("milestones_url", "/milestones{/number}"),
    (
        "notifications_url",
        "/notifications{?since,all,participating}",
    ),
    ("pulls_url", "/pulls{/number}"),
    ("releases_url", "/releases{/id}"),
    ("stargazers_url", "/stargazers"),
    ("statuses_url", "/statuses/{sha}"),
    ("subscribers_url", "/subscribers"),
    ("subscription_url", "/subscription"),
    ("tags_url", "/tags"),
    ("teams_url", "/teams"),
    ("trees_url", "/git/trees{/sha}"),
];

/// What something else tells of the repository that it belongs to.
pub(crate) fn minimal(view: View<'_>, repository: &Repository) -> Value {
    let url = view.api_of(repository);
    let mut rendered = json!({
        "id": repository.id,
        "node_id": node_id("Repository", repository.id),
        "name": repository.name,
        "full_name": view.world.full_name(repository),
        "owner": users::simple(view, view.world.account(repository.owner)),
        "private": repository.private,
        "description": repository.description,
        "fork": view.world.forks.contains_key(&repository.id),
        "url": url,
        "html_url": view.page_of(repository),
    });
    for (field, path) in PARTS {
        rendered[field] = json!(format!("{url}{path}"));
    }
    rendered
}

/// A repository without anything about the one who asks.
pub(crate) fn plain(view: View<'_>, repository: &Repository) -> Value {
    let page = view.page_of(repository);
    let mut rendered = minimal(view, repository);
    let more = json!({
        "visibility": if repository.private { "private" } else { "public" },
        "clone_url": format!("{page}.git"),
        "svn_url": page,
        "git_url": git_url(view, repository, "git://", "/"),
        "ssh_url": git_url(view, repository, "git@", ":"),
        "default_branch": repository.default_branch,
        "created_at": iso(repository.created_at),
        "updated_at": iso(repository.updated_at),
        "pushed_at": repository.pushed_at.map(iso),
    });
    extend(&mut rendered, more);
    extend(&mut rendered, switches(repository));
    extend(&mut rendered, counts(view, repository));
    rendered
}

/// A repository in a list, with what the caller may do with it.
pub(crate) fn listed(view: View<'_>, repository: &Repository, permission: Permission) -> Value {
    let mut rendered = plain(view, repository);
    rendered["permissions"] = permission.flags();
    rendered
}

/// A repository asked for by itself.
pub(crate) fn full(view: View<'_>, repository: &Repository, permission: Permission) -> Value {
    let mut rendered = listed(view, repository, permission);
    extend(
        &mut rendered,
        json!({
            "allow_rebase_merge": true,
            "allow_squash_merge": true,
            "allow_merge_commit": true,
            "allow_auto_merge": false,
            "allow_update_branch": false,
            "delete_branch_on_merge": false,
            "use_squash_pr_title_as_default": false,
            // By itself, a repository without a push tells when it was made.
            "pushed_at": iso(repository.pushed_at.unwrap_or(repository.created_at)),
            "temp_clone_token": (permission >= Permission::Push).then_some(""),
            "network_count": 0,
            "subscribers_count": 0,
        }),
    );
    let origins = [
        ("parent", view.world.parent_of(repository.id)),
        ("source", view.world.source_of(repository.id)),
    ];
    for (field, origin) in origins {
        if let Some(origin) = origin {
            rendered[field] = plain(view, origin);
        }
    }
    let owner = view.world.account(repository.owner);
    if owner.organization.is_some() {
        rendered["organization"] = users::simple(view, owner);
    }
    rendered
}

fn switches(repository: &Repository) -> Value {
    json!({
        "archived": repository.archived,
        "disabled": false,
        "is_template": false,
        "has_issues": true,
        "has_projects": true,
        "has_downloads": true,
        "has_wiki": true,
        "has_pages": false,
        "has_discussions": false,
        "has_pull_requests": repository.has_pull_requests,
        "pull_request_creation_policy": if repository.pulls_by_collaborators_only {
            "collaborators_only"
        } else {
            "all"
        },
        "allow_forking": true,
        "web_commit_signoff_required": false,
        "homepage": null,
        "language": null,
        "license": null,
        "mirror_url": null,
        "topics": [],
    })
}

fn counts(view: View<'_>, repository: &Repository) -> Value {
    let pulls = repository.pulls.iter().filter(|pull| pull.is_open());
    let issues = repository.issues.iter();
    let issues = issues.filter(|issue| issue.closed_at.is_none());
    let open = pulls.count() + issues.count();
    let forks = view.world.forks_of(repository.id).len();
    json!({
        "size": 0,
        "forks": forks,
        "forks_count": forks,
        "stargazers_count": 0,
        "watchers": 0,
        "watchers_count": 0,
        "open_issues": open,
        "open_issues_count": open,
    })
}

fn git_url(view: View<'_>, repository: &Repository, scheme: &str, divider: &str) -> String {
    let host = view.urls.web_url.host_str().unwrap_or_default();
    format!(
        "{scheme}{host}{divider}{}.git",
        view.world.full_name(repository)
    )
}
