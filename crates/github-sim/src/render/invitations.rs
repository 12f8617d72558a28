//! Invitations and collaborators in replies.
//! Whether an invitation is still good is computed from its date, never stored.

use serde_json::{Value, json};

use super::{View, node_id, repositories, users};
use crate::accounts::Account;
use crate::clock::iso;
use crate::permission::Permission;
use crate::repositories::{Invitation, Repository};

/// An invitation to a repository.
pub(crate) fn invitation(
    view: View<'_>,
    repository: &Repository,
    invitation: &Invitation,
) -> Value {
    let account = |id| users::simple(view, view.world.account(id));
    json!({
        "id": invitation.id,
        "node_id": node_id("RepositoryInvitation", invitation.id),
        "repository": repositories::minimal(view, repository),
        "invitee": account(invitation.invitee),
        "inviter": account(invitation.inviter),
        "permissions": invitation.permission.role_name(),
        "created_at": iso(invitation.created_at),
        "expired": invitation.expired(view.world.now()),
        "url": format!("{}/user/repository_invitations/{}", view.urls.api, invitation.id),
        "html_url": format!("{}/invitations", view.page_of(repository)),
    })
}

/// Somebody with access, and how much.
pub(crate) fn collaborator(view: View<'_>, user: &Account, permission: Permission) -> Value {
    let mut rendered = users::simple(view, user);
    rendered["permissions"] = permission.flags();
    rendered["role_name"] = json!(permission.role_name());
    rendered
}

/// What one user may do.
pub(crate) fn permission(view: View<'_>, user: &Account, permission: Permission) -> Value {
    json!({
        "permission": permission.legacy(),
        "role_name": permission.role_name(),
        "user": collaborator(view, user, permission),
    })
}
