//! The token endpoint: codes and refresh tokens go in, access tokens come out.
//! Its refusals are answers with status 200, as GitHub gives them.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use url::form_urlencoded;

use crate::grants::{Code, REFRESH_LIFETIME, Token};
use crate::named_faults::secondary_limit;
use crate::reply::Reply;
use crate::request::Request;
use crate::state::State;

/// Why no token is given: the code of the refusal and a sentence.
type Refused = (&'static str, &'static str);

const BAD_CLIENT: Refused = (
    "incorrect_client_credentials",
    "The client_id and/or client_secret passed are incorrect.",
);
const BAD_CODE: Refused = (
    "bad_verification_code",
    "The code passed is incorrect or expired.",
);
const BAD_REDIRECT: Refused = (
    "redirect_uri_mismatch",
    "The redirect_uri MUST match the registered callback URL for this application.",
);
const BAD_REFRESH: Refused = (
    "bad_refresh_token",
    "The refresh token passed is incorrect or expired.",
);
const BAD_GRANT: Refused = (
    "unsupported_grant_type",
    "The grant_type is not one that this endpoint knows.",
);

/// Answers `POST /login/oauth/access_token`.
pub(crate) fn answer(state: &State, request: &Request) -> Reply {
    if request.method != "POST" {
        return Reply::json(404, json!({ "error": "Not Found" }));
    }
    let now = state.world().now();
    if state.secondary.exceeds_token_requests(now) {
        let limits = state.limits.enforced();
        return secondary_limit(limits.status, limits.retry_after);
    }
    match exchange(state, request) {
        Ok(token) => encoded(request, 200, token_body(&token)),
        Err((error, description)) => {
            let body = json!({
                "error": error,
                "error_description": description,
                "error_uri": "https://docs.github.com/apps/managing-oauth-apps/troubleshooting-oauth-app-access-token-request-errors/",
            });
            encoded(request, state.switches.now().token_error, body)
        }
    }
}

/// Whether these are the credentials of the one app that is registered.
pub(crate) fn is_the_app(state: &State, id: &str, secret: &str) -> bool {
    let known = state.settings.client_secret.as_bytes();
    id == state.settings.client_id && bool::from(secret.as_bytes().ct_eq(known))
}

/// The answer of the token endpoint for a token, as JSON.
pub(crate) fn token_body(token: &Token) -> Value {
    let mut body = json!({
        "access_token": token.access,
        "scope": token.scopes.comma_separated(),
        "token_type": "bearer",
    });
    if let (Some(refresh), Some(end)) = (&token.refresh, token.expires_at) {
        let lifetime = (end - token.created_at).num_seconds();
        body["expires_in"] = json!(lifetime);
        body["refresh_token"] = json!(refresh.token);
        body["refresh_token_expires_in"] = json!(REFRESH_LIFETIME);
    }
    body
}

fn exchange(state: &State, request: &Request) -> Result<Token, Refused> {
    let fields = request.fields();
    let field = |name: &str| {
        fields
            .get(name)
            .map(String::as_str)
            .filter(|text| !text.is_empty())
    };
    let in_body = || {
        Some((
            field("client_id")?.to_owned(),
            field("client_secret")?.to_owned(),
        ))
    };
    let (id, secret) = request.basic().or_else(in_body).ok_or(BAD_CLIENT)?;
    if !is_the_app(state, &id, &secret) {
        return Err(BAD_CLIENT);
    }
    match field("grant_type") {
        None | Some("authorization_code") => redeem(
            state,
            field("code").ok_or(BAD_CODE)?,
            field("redirect_uri"),
            field("code_verifier"),
        ),
        Some("refresh_token") => refresh(state, field("refresh_token").ok_or(BAD_REFRESH)?),
        Some(_) => Err(BAD_GRANT),
    }
}

/// Redeems a code; whatever comes of it, the code is spent.
fn redeem(
    state: &State,
    word: &str,
    redirect_uri: Option<&str>,
    verifier: Option<&str>,
) -> Result<Token, Refused> {
    state.change(|world| {
        let Some(code) = world.grants.codes.remove(word) else {
            let first = world.grants.redeemed.remove(word);
            if state.switches.now().reused_code_ends_token {
                world.end_token(&first.unwrap_or_default());
            }
            return Err(BAD_CODE);
        };
        if world.now() > code.expires_at || !proves(&code, verifier) {
            return Err(BAD_CODE);
        }
        if redirect_uri.is_some_and(|uri| uri != code.redirect_uri) {
            return Err(BAD_REDIRECT);
        }
        let lifetime = code.offline.then(|| lifetime(state));
        let token = world.issue_token(code.user, code.scopes, lifetime);
        let redeemed = &mut world.grants.redeemed;
        redeemed.insert(word.to_owned(), token.access.clone());
        Ok(token)
    })
}

fn refresh(state: &State, word: &str) -> Result<Token, Refused> {
    state.change(|world| {
        let old = world.spend_refresh_token(word).ok_or(BAD_REFRESH)?;
        Ok(world.issue_token(old.user, old.scopes, Some(lifetime(state))))
    })
}

/// How long an expiring token lives, in seconds.
pub(crate) fn lifetime(state: &State) -> i64 {
    i64::try_from(state.settings.token_lifetime.as_secs()).unwrap_or(i64::MAX)
}

fn proves(code: &Code, verifier: Option<&str>) -> bool {
    let Some(challenge) = &code.challenge else {
        return true;
    };
    verifier.is_some_and(|verifier| {
        BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(verifier)) == *challenge
    })
}

/// A form unless JSON is asked for.
fn encoded(request: &Request, status: u16, body: Value) -> Reply {
    let json = request
        .header("Accept")
        .is_some_and(|accept| accept.contains("json"));
    if json {
        return Reply::json(status, body);
    }
    let mut form = form_urlencoded::Serializer::new(String::new());
    for (name, value) in body.as_object().unwrap_or(&Map::new()) {
        let text = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        form.append_pair(name, &text);
    }
    let kind = "application/x-www-form-urlencoded; charset=utf-8";
    Reply::bytes(status, kind, form.finish().into_bytes())
}
