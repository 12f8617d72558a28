//! Pull requests in replies.
//! What must be computed from git comes in as `Computed`, never from here.

use serde_json::{Value, json};

use super::users::extend;
use super::{View, node_id, repositories, users};
use crate::accounts::AccountId;
use crate::clock::iso;
use crate::pulls::Pull;
use crate::repositories::Repository;

/// What git says about a pull request.
#[derive(Debug, Clone, Default)]
pub(crate) struct Computed {
    /// Whether it merges without conflicts; unknown once it is closed.
    pub(crate) mergeable: Option<bool>,
    pub(crate) commits: usize,
    pub(crate) additions: u64,
    pub(crate) deletions: u64,
    pub(crate) changed_files: usize,
}

/// A pull request in a list.
pub(crate) fn listed(view: View<'_>, repository: &Repository, pull: &Pull) -> Value {
    let author = users::simple(view, view.world.account(pull.author));
    let assignees = users::several(view, &pull.assignees);
    let mut rendered = json!({
        "id": pull.id,
        "node_id": node_id("PullRequest", pull.id),
        "number": pull.number,
        "state": pull.state(),
        "locked": false,
        "active_lock_reason": null,
        "title": pull.title,
        "body": pull.body,
        "user": author,
        "labels": [],
        "milestone": null,
        "assignee": assignees.first(),
        "assignees": assignees,
        "requested_reviewers": users::several(view, &pull.reviewers),
        "requested_teams": [],
        "author_association": association(view, repository, pull.author),
        "auto_merge": null,
        "draft": pull.draft,
        "created_at": iso(pull.created_at),
        "updated_at": iso(pull.updated_at),
        "closed_at": pull.closed_at.map(iso),
        "merged_at": pull.merged.as_ref().map(|merged| iso(merged.at)),
        "merge_commit_sha": pull.merged.as_ref().map(|merged| &merged.sha),
        "head": side(view, repository, &pull.head, &pull.head_sha),
        "base": side(view, repository, &pull.base, &pull.base_sha),
    });
    extend(&mut rendered, addresses(view, repository, pull));
    rendered
}

/// A pull request asked for by itself.
pub(crate) fn full(
    view: View<'_>,
    repository: &Repository,
    pull: &Pull,
    computed: &Computed,
) -> Value {
    let mut rendered = listed(view, repository, pull);
    let merged_by = pull
        .merged
        .as_ref()
        .map(|merged| view.world.account(merged.by));
    extend(
        &mut rendered,
        json!({
            "merged": pull.merged.is_some(),
            "mergeable": computed.mergeable,
            "rebaseable": computed.mergeable,
            "mergeable_state": mergeable_state(repository, pull, computed.mergeable),
            "merged_by": merged_by.map(|user| users::simple(view, user)),
            "comments": 0,
            "review_comments": 0,
            "maintainer_can_modify": pull.maintainer_can_modify,
            "commits": computed.commits,
            "additions": computed.additions,
            "deletions": computed.deletions,
            "changed_files": computed.changed_files,
        }),
    );
    rendered
}

fn side(view: View<'_>, repository: &Repository, branch: &str, sha: &str) -> Value {
    let owner = view.world.account(repository.owner);
    json!({
        "label": format!("{}:{branch}", owner.login),
        "ref": branch,
        "sha": sha,
        "user": users::simple(view, owner),
        "repo": repositories::plain(view, repository),
    })
}

fn addresses(view: View<'_>, repository: &Repository, pull: &Pull) -> Value {
    let (api, number) = (view.api_of(repository), pull.number);
    let (url, issue) = (
        format!("{api}/pulls/{number}"),
        format!("{api}/issues/{number}"),
    );
    let page = format!("{}/pull/{number}", view.page_of(repository));
    let statuses = format!("{api}/statuses/{}", pull.head_sha);
    let link = |href: String| json!({ "href": href });
    json!({
        "url": url,
        "html_url": page,
        "diff_url": format!("{page}.diff"),
        "patch_url": format!("{page}.patch"),
        "issue_url": issue,
        "commits_url": format!("{url}/commits"),
        "review_comments_url": format!("{url}/comments"),
        "review_comment_url": format!("{api}/pulls/comments{{/number}}"),
        "comments_url": format!("{issue}/comments"),
        "statuses_url": statuses,
        "_links": {
            "self": link(url.clone()),
            "html": link(page.clone()),
            "issue": link(issue.clone()),
            "comments": link(format!("{issue}/comments")),
            "review_comments": link(format!("{url}/comments")),
            "review_comment": link(format!("{api}/pulls/comments{{/number}}")),
            "commits": link(format!("{url}/commits")),
            "statuses": link(statuses.clone()),
        },
    })
}

fn mergeable_state(repository: &Repository, pull: &Pull, mergeable: Option<bool>) -> &'static str {
    match mergeable {
        None => "unknown",
        Some(false) => "dirty",
        Some(true) if pull.draft => "draft",
        Some(true) if repository.protected.contains(&pull.base) => "blocked",
        Some(true) if !repository.is_well(&pull.head_sha) => "unstable",
        Some(true) => "clean",
    }
}

/// What the author has to do with the repository.
pub(super) fn association(
    view: View<'_>,
    repository: &Repository,
    author: AccountId,
) -> &'static str {
    if repository.owner == author {
        return "OWNER";
    }
    if view.world.is_member_of_owner(author, repository) {
        return "MEMBER";
    }
    let collaborates = repository.collaborators.contains_key(&author);
    if collaborates { "COLLABORATOR" } else { "NONE" }
}
