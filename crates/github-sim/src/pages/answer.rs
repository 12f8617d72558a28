//! Which page a path means.
//! A private repository is shown to everybody here: this is a practice world's window.

use super::{acts, files, html, people, reports, repositories, repository, world};
use crate::accounts::{Account, slug};
use crate::render::reports::APP;
use crate::reply::Reply;
use crate::request::Request;
use crate::state::State;

const ICON: &str = include_str!("icon.svg");

/// Answers everything that no other part of the simulator answers.
pub(crate) fn answer(state: &State, request: &Request, path: &[&str]) -> Reply {
    match (request.method.as_str(), path) {
        ("POST", ["_page", act]) => return acts::answer(state, request, act),
        ("GET", _) => {}
        _ => return html::not_found(),
    }
    let page = match path {
        [""] => Some(world::page_of(state)),
        ["avatars", id] => return avatar(state, id),
        ["favicon.ico"] => return picture(ICON.to_owned()),
        ["apps", name] if *name == APP => Some(reports::app_page()),
        [login] => account(state, login),
        // A team is shown on the page of its organization.
        ["orgs", login, "teams", slug] if has_team(state, login, slug) => account(state, login),
        // The address that git clones from is a page to a browser.
        [owner, name, rest @ ..] => {
            let name = name.strip_suffix(".git").unwrap_or(name);
            if let Some(file) = files::answer(state, owner, name, rest) {
                return file;
            }
            repository::page_of(state, owner, name, rest)
        }
        [] => None,
    };
    page.map_or_else(html::not_found, |page| Reply::html(200, page))
}

fn has_team(state: &State, login: &str, wanted: &str) -> bool {
    let world = state.world();
    let account = world.account_named(login);
    let part = account.and_then(|account| account.organization.as_ref());
    part.is_some_and(|part| part.teams.keys().any(|name| slug(name) == wanted))
}

fn account(state: &State, login: &str) -> Option<String> {
    let world = state.world();
    let account = world.account_named(login)?;
    let view = state.view(&world);
    let all = world.repositories.values();
    let own: Vec<_> = all.filter(|one| one.owner == account.id).collect();
    let body = format!(
        "<p class=\"dim\">{}</p>{}{}",
        account.kind(),
        people::details(view, account, &format!("/{}", account.login)),
        html::part(
            "repositories",
            "Repositories",
            own.len(),
            &repositories::list(view, &own)
        ),
    );
    Some(html::page(&account.login, "", &body))
}

/// A square with the first letter, in a colour that follows from the id.
fn avatar(state: &State, id: &str) -> Reply {
    let world = state.world();
    let account = id.parse().ok().and_then(|id: u64| world.accounts.get(&id));
    let letter = account.and_then(letter).unwrap_or('?');
    let hue = account.map_or(0, |account| account.id * 47 % 360);
    let image = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 40\" width=\"40\" height=\"40\">\
         <rect width=\"40\" height=\"40\" fill=\"hsl({hue} 45% 45%)\"/>\
         <text x=\"20\" y=\"27\" font-family=\"sans-serif\" font-size=\"20\" fill=\"#fff\" \
         text-anchor=\"middle\">{letter}</text></svg>"
    );
    picture(image)
}

fn picture(image: String) -> Reply {
    Reply::bytes(200, "image/svg+xml", image.into_bytes())
        .with("Cache-Control", "public, max-age=3600")
}

fn letter(account: &Account) -> Option<char> {
    account
        .login
        .chars()
        .find(char::is_ascii_alphanumeric)
        .map(|letter| letter.to_ascii_uppercase())
}
