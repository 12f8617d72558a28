//! Events of issues and pull requests in replies.
//! What was done comes in as it was kept; nothing is concluded from it here.

use serde_json::{Value, json};

use super::users::extend;
use super::{View, commits, node_id, reviews, users};
use crate::accounts::AccountId;
use crate::clock::iso;
use crate::git::Commit;
use crate::issue_events::{Deed, IssueEvent};
use crate::pulls::{Pull, Review};
use crate::repositories::Repository;

/// An event in the list of its issue.
pub(crate) fn event(view: View<'_>, repository: &Repository, event: &IssueEvent) -> Value {
    let mut rendered = in_timeline(view, repository, event);
    if matches!(event.deed, Deed::Assigned(_) | Deed::Unassigned(_)) {
        rendered["assigner"] = user(view, event.actor);
    }
    rendered
}

/// An event in a timeline, which leaves away who assigned.
pub(crate) fn in_timeline(view: View<'_>, repository: &Repository, event: &IssueEvent) -> Value {
    let api = view.api_of(repository);
    let sha = match &event.deed {
        Deed::Merged { sha } => Some(sha),
        _ => None,
    };
    let mut rendered = json!({
        "id": event.id,
        "node_id": node_id("IssueEvent", event.id),
        "url": format!("{api}/issues/events/{}", event.id),
        "actor": user(view, event.actor),
        "event": event.deed.word(),
        "commit_id": sha,
        "commit_url": sha.map(|sha| format!("{api}/commits/{sha}")),
        "created_at": iso(event.at),
        "performed_via_github_app": null,
    });
    extend(&mut rendered, details(view, event));
    rendered
}

/// A commit of a pull request in its timeline.
pub(crate) fn committed(view: View<'_>, repository: &Repository, commit: &Commit) -> Value {
    let mut rendered = commits::git_commit(view, repository, commit);
    rendered["event"] = json!("committed");
    rendered
}

/// A review in the timeline of its pull request.
pub(crate) fn reviewed(view: View<'_>, of: &Repository, pull: &Pull, review: &Review) -> Value {
    let mut rendered = reviews::told(view, of, pull, review);
    rendered["event"] = json!("reviewed");
    rendered
}

/// What only this kind of event tells.
fn details(view: View<'_>, event: &IssueEvent) -> Value {
    match &event.deed {
        Deed::Renamed { from, to } => json!({ "rename": { "from": from, "to": to } }),
        Deed::Assigned(who) | Deed::Unassigned(who) => json!({ "assignee": user(view, *who) }),
        Deed::ReviewRequested(who) | Deed::ReviewRequestRemoved(who) => json!({
            "review_requester": user(view, event.actor),
            "requested_reviewer": user(view, *who),
        }),
        Deed::ReviewDismissed {
            review,
            verdict,
            message,
        } => json!({ "dismissed_review": {
            "state": verdict.word().to_lowercase(),
            "review_id": review,
            "dismissal_message": message,
        }}),
        _ => json!({}),
    }
}

fn user(view: View<'_>, id: AccountId) -> Value {
    users::simple(view, view.world.account(id))
}
