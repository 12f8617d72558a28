//! Issues in replies; a pull request is shown as an issue, too.
//! Labels, comments and milestones are always empty.

use serde_json::{Value, json};

use super::pulls::association;
use super::{View, node_id, users};
use crate::clock::iso;
use crate::issues::Issue;
use crate::pulls::Pull;
use crate::repositories::Repository;

const REACTIONS: [&str; 8] = [
    "+1", "-1", "laugh", "hooray", "confused", "heart", "rocket", "eyes",
];

/// An issue asked for by itself.
pub(crate) fn full(
    view: View<'_>,
    repository: &Repository,
    of: &Issue,
    pull: Option<&Pull>,
) -> Value {
    let mut rendered = issue(view, repository, of, pull);
    let closer = of.closed_at.and_then(|_| repository.closer_of(of.number));
    rendered["closed_by"] = closer.map_or(Value::Null, |id| {
        users::simple(view, view.world.account(id))
    });
    rendered
}

/// An issue in a list; `pull` is the pull request that it is the issue of.
pub(crate) fn issue(
    view: View<'_>,
    repository: &Repository,
    issue: &Issue,
    pull: Option<&Pull>,
) -> Value {
    let api = view.api_of(repository);
    let url = format!("{api}/issues/{}", issue.number);
    let assignees = users::several(view, &issue.assignees);
    let mut rendered = json!({
        "id": issue.id,
        "node_id": node_id("Issue", issue.id),
        "url": url,
        "repository_url": api,
        "labels_url": format!("{url}/labels{{/name}}"),
        "comments_url": format!("{url}/comments"),
        "events_url": format!("{url}/events"),
        "timeline_url": format!("{url}/timeline"),
        "html_url": format!("{}/issues/{}", view.page_of(repository), issue.number),
        "number": issue.number,
        "state": issue.state(),
        "state_reason": issue.closed_at.filter(|_| pull.is_none()).map(|_| "completed"),
        "title": issue.title,
        "body": issue.body,
        "user": users::simple(view, view.world.account(issue.author)),
        "labels": [],
        "assignee": assignees.first(),
        "assignees": assignees,
        "milestone": null,
        "locked": false,
        "active_lock_reason": null,
        "comments": 0,
        "created_at": iso(issue.created_at),
        "updated_at": iso(issue.updated_at),
        "closed_at": issue.closed_at.map(iso),
        "author_association": association(view, repository, issue.author),
        "performed_via_github_app": null,
    });
    rendered["reactions"] = json!({ "url": format!("{url}/reactions"), "total_count": 0 });
    for kind in REACTIONS {
        rendered["reactions"][kind] = json!(0);
    }
    if let Some(pull) = pull {
        let page = format!("{}/pull/{}", view.page_of(repository), pull.number);
        rendered["html_url"] = json!(page);
        rendered["draft"] = json!(pull.draft);
        rendered["pull_request"] = json!({
            "url": format!("{api}/pulls/{}", pull.number),
            "html_url": page,
            "diff_url": format!("{page}.diff"),
            "patch_url": format!("{page}.patch"),
            "merged_at": pull.merged.as_ref().map(|merged| iso(merged.at)),
        });
    }
    rendered
}
