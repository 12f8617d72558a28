//! The pages of the OAuth flow: choose an account, authorize, look at a connection.
//! Each is a plain form that works without scripts.

use super::html::{escape, hidden, join, page};
use crate::accounts::{Account, AccountId, OrgRole};
use crate::oauth_pages::APP_NAME;
use crate::scopes::{Scopes, in_words};
use crate::world::World;

/// The choice between the practice users.
pub(crate) fn accounts(world: &World, return_to: &str) -> String {
    let users = world
        .accounts
        .values()
        .filter(|account| account.organization.is_none());
    let buttons = join(users, |user| {
        let login = escape(&user.login);
        let name = escape(user.name.as_deref().unwrap_or(""));
        format!(
            "<div><button class=\"wide\" name=\"login\" value=\"{login}\" \
                 aria-label=\"Continue as {login}\">Continue as <strong>{login}</strong> \
                 <span class=\"dim\">{name}</span></button></div>"
        )
    });
    let none = if buttons.is_empty() {
        "<p>There are no practice users yet.</p>"
    } else {
        ""
    };
    let body = format!(
        "<p>Who are you today? No password is asked for.</p>{none}\
         <form method=\"post\" action=\"/session\">{}<div class=\"box\">{buttons}</div></form>",
        hidden("return_to", return_to)
    );
    page("Choose an account", "narrow", &body)
}

/// What the app asks for, and the buttons to allow or refuse it.
pub(crate) fn authorization(
    world: &World,
    user: AccountId,
    scopes: &Scopes,
    return_to: &str,
) -> String {
    let login = escape(&world.account(user).login);
    let body = format!(
        "<p><strong>{APP_NAME}</strong> wants to access your account <strong>{login}</strong>.</p>\
         <h2>Rights</h2>{}<h2>Organization access</h2>{}\
         <form method=\"post\" action=\"/login/oauth/authorize\">{}<p class=\"buttons\">\
         <button name=\"decision\" value=\"cancel\">Cancel</button>\
         <button class=\"go\" name=\"decision\" value=\"authorize\">Authorize</button></p></form>\
         <p class=\"dim\"><a href=\"{}&amp;prompt=select_account\">Use another account</a></p>",
        rights(scopes),
        organizations(world, user, return_to),
        hidden("return_to", return_to),
        escape(return_to),
    );
    page(&format!("Authorize {APP_NAME}"), "narrow", &body)
}

/// What a user allowed, with the way to take it back.
pub(crate) fn connection(world: &World, user: AccountId, here: &str) -> String {
    let login = escape(&world.account(user).login);
    let Some(granted) = world.grants.authorizations.get(&user) else {
        let body = format!("<p><strong>{login}</strong> allows {APP_NAME} nothing.</p>");
        return page(&format!("{APP_NAME} is not connected"), "narrow", &body);
    };
    let body = format!(
        "<p>{APP_NAME} may act for <strong>{login}</strong>.</p><h2>Rights</h2>{}\
         <h2>Organization access</h2>{}<form method=\"post\" action=\"{}\"><p class=\"buttons\">\
         <button>Revoke access</button></p></form>",
        rights(&granted.scopes),
        organizations(world, user, here),
        escape(here),
    );
    page(APP_NAME, "narrow", &body)
}

fn rights(scopes: &Scopes) -> String {
    let entries = join(scopes.iter(), |scope| {
        let words = escape(in_words(scope));
        format!(
            "<li><span>{words}</span> <code class=\"dim\">{}</code></li>",
            escape(scope)
        )
    });
    let nothing = "<li><span>Read what is public about you</span></li>".to_owned();
    let entries = if entries.is_empty() { nothing } else { entries };
    format!("<ul class=\"plain box\">{entries}</ul>")
}

fn organizations(world: &World, user: AccountId, return_to: &str) -> String {
    let list = world.organizations_of(user);
    if list.is_empty() {
        return "<p class=\"dim\">You belong to no organization.</p>".to_owned();
    }
    let entries = join(list, |(org, role)| organization(org, role, user, return_to));
    format!("<ul class=\"plain box\">{entries}</ul>")
}

fn organization(account: &Account, role: OrgRole, user: AccountId, return_to: &str) -> String {
    let login = escape(&account.login);
    let part = account.organization.as_ref();
    let kept_out = part.is_some_and(crate::accounts::Organization::keeps_app_out);
    let asked = part.is_some_and(|part| part.app_requests.contains(&user));
    let state = match (kept_out, role, asked) {
        (false, ..) => "<span class=\"dim\">Access granted</span>".to_owned(),
        (true, OrgRole::Member, true) => "<span class=\"dim\">Access requested</span>".to_owned(),
        (true, OrgRole::Admin, _) => button("Grant", &login, return_to),
        (true, OrgRole::Member, false) => button("Request", &login, return_to),
    };
    format!("<li><strong>{login}</strong>{state}</li>")
}

fn button(word: &str, login: &str, return_to: &str) -> String {
    format!(
        "<form method=\"post\" action=\"/login/oauth/organizations\">{}\
         <button name=\"login\" value=\"{login}\" aria-label=\"{word} {login}\">{word}</button>\
         </form>",
        hidden("return_to", return_to)
    )
}
