//! The refusals that a test can order, on every route that can meet them.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::scene::Scene;

/// Where a refusal that has a name can be met.
#[derive(Clone, Copy)]
enum Where {
    /// On every route.
    Everywhere,
    /// On every route below a repository.
    Repository,
    /// On those for which GitHub describes this status.
    Described(u16),
    /// On one.
    On(&'static str),
}

use Where::{Described, Everywhere, On, Repository};

const COLLABORATOR: &str = "PUT /repos/{owner}/{repo}/collaborators/{username}";
const OWN_INVITATION: &str = "PATCH /user/repository_invitations/{invitation_id}";
const REVIEWERS: &str = "POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers";

/// What `every_route` is given without an order is ordered where GitHub describes it.
const NAMED: &[(&str, Where)] = &[
    ("app_restricted", Repository),
    ("archived", Repository),
    ("bad_credentials", Described(401)),
    ("bad_gateway", Everywhere),
    ("base_invalid", Described(422)),
    ("base_modified", Described(405)),
    ("base_permission", On(COLLABORATOR)),
    (
        "branch_not_found",
        On("GET /repos/{owner}/{repo}/branches/{branch}"),
    ),
    (
        "branch_not_protected",
        On("GET /repos/{owner}/{repo}/branches/{branch}/protection"),
    ),
    ("drafts_unsupported", Described(422)),
    ("empty_repository", Described(409)),
    ("few_scopes", On("GET /user/orgs")),
    ("gone", Everywhere),
    ("head_invalid", Described(422)),
    ("head_modified", Described(409)),
    ("hook_exists", Described(422)),
    ("hook_limit", Described(422)),
    ("hook_not_public", Described(422)),
    ("integration", Everywhere),
    ("invitation_conflict", On(OWN_INVITATION)),
    ("invitation_limit", Described(422)),
    ("no_commits", Described(422)),
    ("not_admin", Repository),
    ("not_found", Described(404)),
    ("not_mergeable", Described(405)),
    ("object_missing", Described(422)),
    ("outsiders_kept_out", On(COLLABORATOR)),
    ("owner_invited", On(COLLABORATOR)),
    ("personal_permission", Described(422)),
    ("primary_limit", Described(403)),
    ("primary_limit_429", On("GET /user")),
    ("pull_exists", Described(422)),
    ("reference_exists", Described(422)),
    ("requires_authentication", Described(401)),
    ("secondary_limit", Described(403)),
    (
        "secondary_limit_429",
        On("POST /repos/{owner}/{repo}/pulls"),
    ),
    ("reviewer_is_author", On(REVIEWERS)),
    ("reviewer_is_stranger", On(REVIEWERS)),
    ("search_hidden", On("GET /search/repositories")),
    ("server_error", Everywhere),
    ("sso_required", Repository),
    ("taken_down", Repository),
    ("too_many_bad_tokens", Everywhere),
    ("too_slow", Described(503)),
    ("trade_block", On(OWN_INVITATION)),
];

/// Routes that say in words what is wrong with a body, so that no refusal with a name is theirs.
const IN_WORDS: &[&str] = &["/reviews", "/dismissals", "/revoke"];

pub(super) async fn tour(scene: &mut Scene) {
    scene.ordered = true;
    for (name, place) in NAMED {
        let fault = json!({ "kind": "named", "name": name, "organization": "acme" });
        order(scene, fault).await;
        for (route, call) in scene.routes.calls() {
            let met = match place {
                Everywhere => true,
                Repository => call.contains("/repos/mona/site"),
                Described(422) if in_words(&route) => false,
                Described(status) => describes(scene, &route, *status),
                On(one) => route == *one,
            };
            if met {
                meet(scene, &call).await;
            }
        }
    }
    statuses(scene).await;
    every_name_was_ordered(scene).await;
    scene.ordered = false;
}

/// Every refusal that GitHub describes for a route, ordered by nothing but its status.
async fn statuses(scene: &mut Scene) {
    let described = scene.judge.described().values().flatten();
    let refusals: BTreeSet<_> = described.filter_map(|one| one.parse().ok()).collect();
    for status in refusals.into_iter().filter(|status| *status >= 400) {
        order(scene, json!({ "kind": "status", "status": status })).await;
        for (route, call) in scene.routes.calls() {
            if describes(scene, &route, status) {
                let met = meet(scene, &call).await;
                assert_eq!(met, status, "{call}");
            }
        }
    }
    scene.control("DELETE /faults", Value::Null).await;
}

async fn every_name_was_ordered(scene: &Scene) {
    let known = scene.control("GET /faults", Value::Null).await;
    let known = known.as_array().unwrap().iter();
    let known: BTreeSet<_> = known.map(|fault| fault["name"].as_str().unwrap()).collect();
    assert_eq!(known, NAMED.iter().map(|(name, _)| *name).collect());
}

async fn order(scene: &Scene, fault: Value) {
    scene.control("DELETE /faults", Value::Null).await;
    let order = json!({ "path": ".", "fault": fault });
    scene.control("POST /faults", order).await;
}

async fn meet(scene: &mut Scene, call: &str) -> u16 {
    let request = scene.request("mona", call, &Value::Null);
    scene.take(call, request).await.status
}

fn describes(scene: &mut Scene, route: &str, status: u16) -> bool {
    let described = &scene.judge.described()[route];
    described.contains(&status.to_string())
}

fn in_words(route: &str) -> bool {
    IN_WORDS.iter().any(|end| route.ends_with(end))
}
