//! Teams in replies.
//! What a team may do with a repository comes in from outside.

use serde_json::{Value, json};

use super::users::{self, extend};
use super::{View, node_id};
use crate::accounts::{Account, Team, slug};
use crate::clock::iso;
use crate::permission::Permission;
use crate::repositories::Repository;

/// A team with its organization and its name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NamedTeam<'a> {
    pub(crate) organization: &'a Account,
    pub(crate) name: &'a str,
    pub(crate) team: &'a Team,
}

impl<'a> NamedTeam<'a> {
    /// The repositories that the team has a right on, without what was deleted or given away.
    pub(crate) fn repositories(self, view: View<'a>) -> impl Iterator<Item = &'a Repository> {
        let ids = self.team.repositories.keys();
        let there = ids.filter_map(move |id| view.world.repositories.get(id));
        there.filter(move |one| one.owner == self.organization.id)
    }
}

/// A team in a list.
pub(crate) fn listed(view: View<'_>, of: NamedTeam<'_>) -> Value {
    let (organization, id) = (of.organization, of.team.id);
    let url = format!(
        "{}/organizations/{}/team/{id}",
        view.urls.api, organization.id
    );
    let slug = slug(of.name);
    json!({
        "id": id,
        "node_id": node_id("Team", id),
        "name": of.name,
        "slug": slug,
        "description": null,
        "privacy": "closed",
        "notification_setting": "notifications_enabled",
        "permission": Permission::Pull.word(),
        "url": url,
        "html_url": format!("{}/orgs/{}/teams/{slug}", view.urls.web, organization.login),
        "members_url": format!("{url}/members{{/member}}"),
        "repositories_url": format!("{url}/repos"),
        "type": "organization",
        "organization_id": organization.id,
        "parent": null,
    })
}

/// A team in the list of a repository, with what it may do there.
pub(crate) fn of_repository(view: View<'_>, of: NamedTeam<'_>, may: Permission) -> Value {
    let mut rendered = listed(view, of);
    rendered["permission"] = json!(may.word());
    rendered["permissions"] = may.flags();
    rendered
}

/// A team asked for by itself.
pub(crate) fn full(view: View<'_>, of: NamedTeam<'_>) -> Value {
    let mut rendered = listed(view, of);
    let more = json!({
        "members_count": of.team.members.len(),
        "repos_count": of.repositories(view).count(),
        "created_at": iso(of.team.created_at),
        "updated_at": iso(of.team.updated_at),
        "organization": users::organization_in_full(view, of.organization),
    });
    extend(&mut rendered, more);
    rendered
}

/// A member of a team, who is `member` or `maintainer`.
pub(crate) fn member(view: View<'_>, user: &Account, role: &str) -> Value {
    let mut rendered = users::simple(view, user);
    rendered["role"] = json!(role);
    rendered["inherited"] = json!(false);
    rendered
}
