//! Statuses, check runs and check suites in replies and events.
//! All checks are those of one practice app, which belongs to the repository's owner.

use serde_json::{Value, json};

use super::users::extend;
use super::{View, node_id, repositories, users};
use crate::clock::iso;
use crate::git::{Commit, Signature};
use crate::pulls::Pull;
use crate::reports::{CheckRun, CheckSuite, Status};
use crate::repositories::Repository;

/// The app that every check is of, as pages and replies call it.
pub(crate) const APP: &str = "practice-checks";
const APP_ID: u64 = 1;

/// A status by itself, with who reported it.
pub(crate) fn status(view: View<'_>, repository: &Repository, status: &Status) -> Value {
    let creator = view.world.account(status.creator);
    let mut rendered = simple_status(view, repository, status);
    rendered["creator"] = users::simple(view, creator);
    rendered
}

/// A status within the combination of all.
pub(crate) fn simple_status(view: View<'_>, repository: &Repository, status: &Status) -> Value {
    let url = format!("{}/statuses/{}", view.api_of(repository), status.sha);
    json!({
        "id": status.id,
        "node_id": node_id("StatusContext", status.id),
        "url": url,
        "avatar_url": format!("{}/avatars/{}", view.urls.web, status.creator),
        "state": status.state,
        "context": status.context,
        "description": status.description,
        "target_url": status.target_url,
        "created_at": iso(status.created_at),
        "updated_at": iso(status.created_at),
    })
}

/// A check run.
pub(crate) fn check_run(
    view: View<'_>,
    repository: &Repository,
    suite: &CheckSuite,
    run: &CheckRun,
) -> Value {
    let url = format!("{}/check-runs/{}", view.api_of(repository), run.id);
    let app = app(view, repository);
    let details = run.details_url.as_ref().map(|url| json!(url));
    json!({
        "id": run.id,
        "node_id": node_id("CheckRun", run.id),
        "head_sha": suite.sha,
        "external_id": "",
        "url": url,
        "html_url": format!("{}/runs/{}", view.page_of(repository), run.id),
        "details_url": details.unwrap_or_else(|| app["external_url"].clone()),
        "name": run.name,
        "status": run.status,
        "conclusion": run.conclusion,
        "started_at": iso(run.started_at),
        "completed_at": run.completed_at.map(iso),
        "output": {
            "title": run.title,
            "summary": run.summary,
            "text": null,
            "annotations_count": 0,
            "annotations_url": format!("{url}/annotations"),
        },
        "check_suite": { "id": suite.id },
        "app": app,
        "pull_requests": pulls(view, repository, &suite.sha),
    })
}

/// A check suite in a reply; `commit` is the one that is checked.
pub(crate) fn check_suite(
    view: View<'_>,
    repository: &Repository,
    suite: &CheckSuite,
    commit: &Commit,
) -> Value {
    let mut rendered = check_suite_in_event(view, repository, suite, commit);
    rendered["repository"] = repositories::minimal(view, repository);
    rendered
}

/// A check suite in an event, which names its repository elsewhere.
pub(crate) fn check_suite_in_event(
    view: View<'_>,
    repository: &Repository,
    suite: &CheckSuite,
    commit: &Commit,
) -> Value {
    let url = format!("{}/check-suites/{}", view.api_of(repository), suite.id);
    let person = |one: &Signature| json!({ "name": one.name, "email": one.email });
    let mut rendered = json!({
        "id": suite.id,
        "node_id": node_id("CheckSuite", suite.id),
        "head_branch": suite.branch,
        "head_sha": suite.sha,
        "status": suite.status(),
        "conclusion": suite.conclusion(),
        "url": url,
        "check_runs_url": format!("{url}/check-runs"),
        "before": suite.before,
        "after": suite.sha,
        "pull_requests": pulls(view, repository, &suite.sha),
        "app": app(view, repository),
        "created_at": iso(suite.created_at),
        "updated_at": iso(suite.updated_at()),
        "latest_check_runs_count": suite.latest().len(),
        "rerequestable": false,
        "runs_rerequestable": false,
    });
    let head = json!({
        "head_commit": {
            "id": commit.sha,
            "tree_id": commit.tree,
            "message": commit.message,
            "timestamp": commit.committer.date,
            "author": person(&commit.author),
            "committer": person(&commit.committer),
        },
    });
    extend(&mut rendered, head);
    rendered
}

fn app(view: View<'_>, repository: &Repository) -> Value {
    let owner = view.world.account(repository.owner);
    let since = iso(owner.created_at);
    json!({
        "id": APP_ID,
        "slug": APP,
        "node_id": node_id("App", APP_ID),
        "client_id": "Iv1.practice",
        "owner": users::simple(view, owner),
        "name": "Practice checks",
        "description": "Reports what a test tells it to.",
        "external_url": format!("{}/apps/{APP}", view.urls.web),
        "html_url": format!("{}/apps/{APP}", view.urls.web),
        "created_at": since,
        "updated_at": since,
        "permissions": { "checks": "write", "metadata": "read" },
        "events": ["check_run", "check_suite"],
    })
}

/// The open pull requests that a commit is the head of.
fn pulls(view: View<'_>, repository: &Repository, sha: &str) -> Vec<Value> {
    let url = view.api_of(repository);
    let home = json!({ "id": repository.id, "url": url, "name": repository.name });
    let side = |name: &str, sha: &str| json!({ "ref": name, "sha": sha, "repo": home });
    let minimal = |pull: &Pull| {
        json!({
            "id": pull.id,
            "number": pull.number,
            "url": format!("{url}/pulls/{}", pull.number),
            "head": side(&pull.head, &pull.head_sha),
            "base": side(&pull.base, &pull.base_sha),
        })
    };
    let open = repository.pulls.iter();
    let open = open.filter(|pull| pull.is_open() && pull.head_sha == sha);
    open.map(minimal).collect()
}
