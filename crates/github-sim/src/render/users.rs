//! Users and organizations in replies.
//! An e-mail address is shown only by the shape that is meant for its owner.

use serde_json::{Value, json};

use super::{View, node_id};
use crate::accounts::{Account, AccountId, OrgRole};
use crate::clock::iso;

/// The parts of a user's address space, field and path.
const PARTS: &[(&str, &str)] = &[
    ("followers_url", "/followers"),
    ("following_url", "/following{/other_user}"),
    ("gists_url", "/gists{/gist_id}"),
    ("starred_url", "/starred{/owner}{/repo}"),
    ("subscriptions_url", "/subscriptions"),
    ("organizations_url", "/orgs"),
    ("repos_url", "/repos"),
    ("events_url", "/events{/privacy}"),
    ("received_events_url", "/received_events"),
];

/// The short shape, as owner, author, collaborator and so on.
pub(crate) fn simple(view: View<'_>, account: &Account) -> Value {
    let url = format!("{}/users/{}", view.urls.api, account.login);
    let mut user = json!({
        "login": account.login,
        "id": account.id,
        "node_id": node_id(account.kind(), account.id),
        "avatar_url": avatar(view, account),
        "gravatar_id": "",
        "url": url,
        "html_url": format!("{}/{}", view.urls.web, account.login),
        "type": account.kind(),
        "user_view_type": "public",
        "site_admin": false,
    });
    for (field, path) in PARTS {
        user[field] = json!(format!("{url}{path}"));
    }
    user
}

/// The short shapes of several users.
pub(crate) fn several(view: View<'_>, users: &[AccountId]) -> Vec<Value> {
    let users = users.iter().map(|id| view.world.account(*id));
    users.map(|user| simple(view, user)).collect()
}

/// What anybody may read of a user.
pub(crate) fn public(view: View<'_>, account: &Account) -> Value {
    let mut user = simple(view, account);
    let more = json!({
        "name": account.name,
        "company": null,
        "blog": "",
        "location": null,
        "email": null,
        "hireable": null,
        "bio": null,
        "twitter_username": null,
        "public_repos": public_repositories(view, account),
        "public_gists": 0,
        "followers": 0,
        "following": 0,
        "created_at": iso(account.created_at),
        "updated_at": iso(account.created_at),
    });
    extend(&mut user, more);
    user
}

/// What a user reads of themselves with a scope for it.
pub(crate) fn private(view: View<'_>, account: &Account) -> Value {
    let count = private_repositories(view, account);
    let mut user = public(view, account);
    let more = json!({
        "email": account.email,
        "private_gists": 0,
        "total_private_repos": count,
        "owned_private_repos": count,
        "disk_usage": 0,
        "collaborators": 0,
        "two_factor_authentication": true,
        "plan": { "name": "free", "space": 976_562_499, "collaborators": 0, "private_repos": 10_000 },
    });
    extend(&mut user, more);
    user
}

/// The short shape of an organization.
pub(crate) fn organization(view: View<'_>, account: &Account) -> Value {
    let url = format!("{}/orgs/{}", view.urls.api, account.login);
    json!({
        "login": account.login,
        "id": account.id,
        "node_id": node_id("Organization", account.id),
        "url": url,
        "repos_url": format!("{url}/repos"),
        "events_url": format!("{url}/events"),
        "hooks_url": format!("{url}/hooks"),
        "issues_url": format!("{url}/issues"),
        "members_url": format!("{url}/members{{/member}}"),
        "public_members_url": format!("{url}/public_members{{/member}}"),
        "avatar_url": avatar(view, account),
        "description": account.organization.as_ref().and_then(|part| part.description.clone()),
    })
}

/// An organization asked for by itself.
pub(crate) fn organization_in_full(view: View<'_>, account: &Account) -> Value {
    let mut rendered = organization(view, account);
    let more = json!({
        "html_url": format!("{}/{}", view.urls.web, account.login),
        "type": account.kind(),
        "is_verified": false,
        "has_organization_projects": true,
        "has_repository_projects": true,
        "public_repos": public_repositories(view, account),
        "public_gists": 0,
        "followers": 0,
        "following": 0,
        "created_at": iso(account.created_at),
        "updated_at": iso(account.created_at),
        "archived_at": null,
    });
    extend(&mut rendered, more);
    if let Some(name) = &account.name {
        rendered["name"] = json!(name);
    }
    rendered
}

/// An organization as its owners see it, with a scope for it.
pub(crate) fn organization_for_owners(view: View<'_>, account: &Account) -> Value {
    let part = account.organization.as_ref();
    let base = part.map(|part| part.base_permission.role_name());
    let private = private_repositories(view, account);
    let mut rendered = organization_in_full(view, account);
    let more = json!({
        "total_private_repos": private,
        "owned_private_repos": private,
        "private_gists": 0,
        "disk_usage": 0,
        "collaborators": 0,
        "billing_email": account.email,
        "default_repository_permission": base,
        "members_can_create_repositories": true,
        "two_factor_requirement_enabled": false,
        "members_allowed_repository_creation_type": "all",
        "members_can_create_public_repositories": true,
        "members_can_create_private_repositories": true,
        "members_can_create_internal_repositories": false,
        "members_can_create_pages": true,
        "members_can_fork_private_repositories": false,
        "members_can_create_public_pages": true,
        "members_can_create_private_pages": true,
        "web_commit_signoff_required": false,
        "plan": {
            "name": "team",
            "space": 976_562_499,
            "private_repos": 999_999,
            "filled_seats": part.map(|part| part.members.len()),
            "seats": 5,
        },
    });
    extend(&mut rendered, more);
    rendered
}

/// A user's membership in an organization.
pub(crate) fn membership(view: View<'_>, user: &Account, org: &Account, role: OrgRole) -> Value {
    let url = format!("{}/orgs/{}", view.urls.api, org.login);
    json!({
        "url": format!("{url}/memberships/{}", user.login),
        "state": "active",
        "role": role.word(),
        "direct_membership": true,
        "organization_url": url,
        "organization": organization(view, org),
        "user": simple(view, user),
        "permissions": { "can_create_repository": true },
    })
}

/// Adds the fields of one object to another.
pub(crate) fn extend(object: &mut Value, more: Value) {
    if let (Value::Object(object), Value::Object(more)) = (object, more) {
        object.extend(more);
    }
}

fn private_repositories(view: View<'_>, account: &Account) -> usize {
    let all = view.world.repositories.values();
    all.filter(|repository| repository.owner == account.id && repository.private)
        .count()
}

fn public_repositories(view: View<'_>, account: &Account) -> usize {
    let all = view.world.repositories.values();
    all.filter(|repository| repository.owner == account.id && !repository.private)
        .count()
}

fn avatar(view: View<'_>, account: &Account) -> String {
    format!("{}/avatars/{}", view.urls.web, account.id)
}
