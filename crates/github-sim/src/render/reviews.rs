//! Reviews of pull requests in replies and events.
//! Which of them counts is never decided here.

use serde_json::{Value, json};

use super::pulls::association;
use super::{View, node_id, users};
use crate::clock::iso;
use crate::pulls::{Pull, Review};
use crate::repositories::Repository;

/// A review in a reply.
pub(crate) fn review(
    view: View<'_>,
    repository: &Repository,
    pull: &Pull,
    review: &Review,
) -> Value {
    let (api, number) = (view.api_of(repository), pull.number);
    let page = format!("{}/pull/{number}", view.page_of(repository));
    let (page, of) = (
        format!("{page}#pullrequestreview-{}", review.id),
        format!("{api}/pulls/{number}"),
    );
    json!({
        "id": review.id,
        "node_id": node_id("PullRequestReview", review.id),
        "user": users::simple(view, view.world.account(review.user)),
        "body": review.body,
        "state": review.verdict.word(),
        "html_url": page,
        "pull_request_url": of,
        "author_association": association(view, repository, review.user),
        "_links": { "html": { "href": page }, "pull_request": { "href": of } },
        "submitted_at": iso(review.at),
        "commit_id": review.sha,
    })
}

/// A review in an event, where states are written small.
pub(crate) fn told(view: View<'_>, of: &Repository, pull: &Pull, given: &Review) -> Value {
    let mut rendered = review(view, of, pull, given);
    rendered["state"] = json!(given.verdict.word().to_lowercase());
    rendered
}
