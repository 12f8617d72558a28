//! Grants without a browser: a token at once, or the answer that a browser would be sent.
//! The rules of consent are those of the pages.

use serde::Deserialize;
use serde_json::json;
use url::Url;

use super::looking;
use super::routes::Answer;
use crate::oauth_request::{AuthorizationRequest, Unfit, let_app_into};
use crate::oauth_tokens::token_body;
use crate::refusals::Refusal;
use crate::reply::Reply;
use crate::request::Request;
use crate::scopes::Scopes;
use crate::state::State;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WishedToken {
    login: String,
    #[serde(default)]
    scopes: Vec<String>,
    expires_in: Option<i64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Consent {
    login: String,
    url: String,
    #[serde(default)]
    organizations: Vec<String>,
    #[serde(default)]
    refuse: bool,
}

/// `POST /_sim/tokens`
pub(super) fn token(state: &State, request: &Request) -> Answer {
    let wish: WishedToken = request.json()?;
    let token = state.change(|world| {
        let user = looking::user(world, &wish.login)?;
        let scopes = Scopes::parse(&wish.scopes.join(" "));
        world.authorize(user, &scopes);
        Ok::<_, Refusal>(world.issue_token(user, scopes, wish.expires_in))
    })?;
    Ok(Reply::json(200, token_body(&token)))
}

/// `POST /_sim/authorize`
pub(super) fn authorize(state: &State, request: &Request) -> Answer {
    let consent: Consent = request.json()?;
    let url = Url::parse(&consent.url).map_err(|error| Refusal::Plain(422, error.to_string()))?;
    let query: Vec<_> = url.query_pairs().into_owned().collect();
    let user = looking::user(&state.world(), &consent.login)?;
    let location = match AuthorizationRequest::read(state, &query) {
        Err(Unfit::UnknownClient) => return Err(Refusal::not_found()),
        Err(Unfit::Back(location)) => location,
        Ok(asked) if consent.refuse => asked.refuse(),
        Ok(asked) => {
            for login in &consent.organizations {
                state
                    .change(|world| let_app_into(world, user, login))
                    .ok_or_else(|| {
                        Refusal::Plain(422, format!("{} is no member of {login}", consent.login))
                    })?;
            }
            asked.allow(state, user)
        }
    };
    Ok(Reply::json(200, json!({ "location": location })))
}
