//! The pages on which a user signs in, allows the app something, and takes it back.
//! What a request must look like is decided in `oauth_request`.

use url::form_urlencoded;

use crate::accounts::AccountId;
use crate::oauth_request::{AuthorizationRequest, Unfit, let_app_into};
use crate::pages::{consent, html};
use crate::random;
use crate::reply::Reply;
use crate::request::Request;
use crate::state::{SESSION_COOKIE, State};

/// What the pages call the app.
pub(crate) const APP_NAME: &str = "Tasksource";

/// Answers the pages below `/login`, `/session` and `/settings`.
pub(crate) fn answer(state: &State, request: &Request) -> Reply {
    match (request.method.as_str(), request.parts().as_slice()) {
        ("GET", ["login"]) => choose_account(state, "/"),
        ("GET", ["login", "oauth", "authorize"]) => show_request(state, request),
        ("POST", ["login", "oauth", "authorize"]) => decide(state, request),
        ("POST", ["login", "oauth", "organizations"]) => settle_organization(state, request),
        ("POST", ["session"]) => sign_in(state, request),
        (method, ["settings", "connections", "applications", client])
            if *client == state.settings.client_id =>
        {
            connection(state, request, method)
        }
        _ => html::not_found(),
    }
}

fn show_request(state: &State, request: &Request) -> Reply {
    let asked = match AuthorizationRequest::read(state, request.query_pairs()) {
        Ok(asked) => asked,
        Err(unfit) => return turn_away(unfit),
    };
    let here = without_prompt(request);
    let Some(user) = state.signed_in(request).filter(|_| !asked.select_account) else {
        return choose_account(state, &here);
    };
    if asked.is_granted_already(&state.world(), user) {
        return Reply::see_other(&asked.allow(state, user));
    }
    Reply::html(
        200,
        consent::authorization(&state.world(), user, &asked.scopes, &here),
    )
}

fn decide(state: &State, request: &Request) -> Reply {
    let fields = request.fields();
    let here = fields.get("return_to").cloned().unwrap_or_default();
    let query = here.split_once('?').map_or("", |(_, query)| query);
    let query: Vec<_> = form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect();
    let asked = match AuthorizationRequest::read(state, &query) {
        Ok(asked) => asked,
        Err(unfit) => return turn_away(unfit),
    };
    let Some(user) = state.signed_in(request) else {
        return choose_account(state, &here);
    };
    let allowed = fields
        .get("decision")
        .is_some_and(|decision| decision == "authorize");
    Reply::see_other(&if allowed {
        asked.allow(state, user)
    } else {
        asked.refuse()
    })
}

fn settle_organization(state: &State, request: &Request) -> Reply {
    let fields = request.fields();
    if let (Some(user), Some(login)) = (state.signed_in(request), fields.get("login")) {
        state.change(|world| let_app_into(world, user, login));
    }
    Reply::see_other(&local(fields.get("return_to")))
}

fn sign_in(state: &State, request: &Request) -> Reply {
    let fields = request.fields();
    let login = fields.get("login").map(String::as_str).unwrap_or_default();
    let user = state.world().user_named(login).map(|user| user.id);
    let Some(user) = user else {
        return html::not_found();
    };
    let session = random::hex(16);
    state.change(|world| world.sessions.insert(session.clone(), user));
    let cookie = format!("{SESSION_COOKIE}={session}; Path=/; HttpOnly; SameSite=Lax");
    Reply::see_other(&local(fields.get("return_to"))).with("Set-Cookie", &cookie)
}

fn connection(state: &State, request: &Request, method: &str) -> Reply {
    let Some(user) = state.signed_in(request) else {
        return choose_account(state, &request.raw_path);
    };
    if method == "POST" {
        state.change(|world| world.end_grant(user));
        return Reply::see_other(&request.raw_path);
    }
    show_connection(state, user, &request.raw_path)
}

fn show_connection(state: &State, user: AccountId, here: &str) -> Reply {
    Reply::html(200, consent::connection(&state.world(), user, here))
}

fn choose_account(state: &State, return_to: &str) -> Reply {
    Reply::html(200, consent::accounts(&state.world(), return_to))
}

fn turn_away(unfit: Unfit) -> Reply {
    match unfit {
        Unfit::UnknownClient => html::not_found(),
        Unfit::Back(location) => Reply::see_other(&location),
    }
}

/// This address again, but without asking for another account a second time.
fn without_prompt(request: &Request) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, value) in request.query_pairs() {
        if name != "prompt" {
            query.append_pair(name, value);
        }
    }
    format!("{}?{}", request.raw_path, query.finish())
}

/// A path of this site; anything else would send the browser to strangers.
fn local(path: Option<&String>) -> String {
    let sound = |path: &&String| path.starts_with('/') && !path.starts_with("//");
    path.filter(sound)
        .cloned()
        .unwrap_or_else(|| "/".to_owned())
}
