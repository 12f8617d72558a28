//! Users and organizations: who there is, what they belong to, what the app may do for them.
//! It shows no token, no code and no secret.

use super::forms::Button;
use super::html::{badge, empty, escape, join, link, person};
use super::invitations;
use crate::accounts::{Account, OrgRole, Organization};
use crate::oauth_pages::APP_NAME;
use crate::render::View;

/// The card of a user.
pub(super) fn user(view: View<'_>, user: &Account) -> String {
    let organizations = view.world.organizations_of(user.id);
    let organizations = join(organizations, |(org, role)| match role {
        OrgRole::Admin => badge("", &format!("owns {}", org.login)),
        OrgRole::Member => badge("", &org.login),
    });
    format!(
        "<div class=\"card\"><div class=\"row\">\
         <img class=\"face large\" src=\"/avatars/{}\" alt=\"\"><div><h3>{}</h3>\
         <span class=\"dim\">{}</span></div></div><div class=\"row\">{organizations}</div>{}</div>",
        user.id,
        link(&format!("/{}", user.login), &user.login),
        escape(user.name.as_deref().unwrap_or_default()),
        granted(view, user),
    )
}

/// The card of an organization, with what its owners may do about the app.
pub(super) fn organization(view: View<'_>, account: &Account, here: &str) -> String {
    let Some(part) = &account.organization else {
        return String::new();
    };
    format!(
        "<div class=\"card\"><div class=\"row\">\
         <img class=\"face large\" src=\"/avatars/{}\" alt=\"\"><div><h3>{}</h3>\
         <span class=\"dim\">{}</span></div></div><div class=\"row\">{}</div>{}\
         <div class=\"row\">{}</div></div>",
        account.id,
        link(&format!("/{}", account.login), &account.login),
        escape(part.description.as_deref().unwrap_or_default()),
        marks(part),
        members(view, part),
        buttons(account, part, here),
    )
}

/// What is below the name of an account on its own page.
pub(super) fn details(view: View<'_>, account: &Account, here: &str) -> String {
    if account.organization.is_some() {
        let card = organization(view, account, here);
        return format!("<div class=\"cards\">{card}</div>");
    }
    let waiting = invitations::of(view, account.id);
    let waiting = if waiting.is_empty() {
        empty("No invitation waits for an answer.")
    } else {
        join(&waiting, |one| invitations::card(view, *one, here))
    };
    format!(
        "<div class=\"cards\">{}</div><h2>Invitations</h2><div class=\"cards\">{waiting}</div>",
        user(view, account)
    )
}

fn granted(view: View<'_>, user: &Account) -> String {
    let grants = &view.world.grants;
    let Some(granted) = grants.authorizations.get(&user.id) else {
        return format!("<p class=\"dim\">Allows {APP_NAME} nothing</p>");
    };
    let now = view.world.now();
    let tokens = grants.tokens.iter().filter(|token| token.user == user.id);
    let live = tokens.filter(|token| token.expires_at.is_none_or(|end| now < end));
    let scopes = join(granted.scopes.iter(), |scope| badge("good", scope));
    format!(
        "<div class=\"row\"><span class=\"dim\">Allows {APP_NAME}</span>{scopes}\
         <span class=\"dim\">tokens alive: {}</span></div>",
        live.count()
    )
}

fn marks(part: &Organization) -> String {
    let app = match (part.restricts_apps, part.app_approved) {
        (true, true) => badge("good", &format!("{APP_NAME} approved")),
        (true, false) => badge("bad", "keeps apps out"),
        (false, _) => badge("good", "apps welcome"),
    };
    let sso = part.sso.as_ref().map(|sessions| {
        let without = part.members.keys().filter(|id| !sessions.contains(id));
        badge(
            "warn",
            &format!("demands sign-on, {} without", without.count()),
        )
    });
    let base = format!("base permission: {}", part.base_permission.role_name());
    format!("{app}{}{}", sso.unwrap_or_default(), badge("", &base))
}

fn members(view: View<'_>, part: &Organization) -> String {
    let member = |(id, role): (&u64, &OrgRole)| {
        let mut html = person(view.world.account(*id));
        if *role == OrgRole::Admin {
            html.push_str(&badge("", "owner"));
        }
        if part.app_requests.contains(id) && part.keeps_app_out() {
            html.push_str(&badge("warn", "asks for the app"));
        }
        html
    };
    let team = |(name, team): (&String, &crate::accounts::Team)| {
        let logins = team.members.iter();
        let logins: Vec<_> = logins
            .map(|id| view.world.account(*id).login.as_str())
            .collect();
        let repositories = team.repositories.iter().filter_map(|(id, may)| {
            let repository = view.world.repositories.get(id)?;
            Some(format!("{} ({})", repository.name, may.role_name()))
        });
        format!(
            "<p>Team <strong>{}</strong>: {} <span class=\"dim\">→ {}</span></p>",
            escape(name),
            escape(&logins.join(", ")),
            escape(&repositories.collect::<Vec<_>>().join(", "))
        )
    };
    format!(
        "<div class=\"row\">{}</div>{}",
        join(&part.members, member),
        join(&part.teams, team)
    )
}

fn buttons(account: &Account, part: &Organization, here: &str) -> String {
    let button = |act: &str, words: &str, class: &str| {
        let name = format!("{words} at {}", account.login);
        Button {
            act: "organization",
            words: (words, &name),
            class: &format!("small {class}"),
            fields: &[("login", &account.login), ("do", act)],
            here,
        }
        .html()
    };
    let restriction = if part.restricts_apps {
        button("welcome", "Let all apps in", "")
    } else {
        button("restrict", "Keep apps out", "danger")
    };
    let approval = match (part.restricts_apps, part.app_approved) {
        (false, _) => String::new(),
        (true, false) => button("approve", &format!("Approve {APP_NAME}"), "go"),
        (true, true) => button("withdraw", "Take the approval back", "danger"),
    };
    format!("{restriction}{approval}")
}
