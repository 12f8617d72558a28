//! The token endpoint: codes and refresh tokens go in, access tokens come out.
//! What its refusals look like is not here, see `oauth_refusals`.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use url::form_urlencoded;

use crate::grants::{Code, REFRESH_LIFETIME, Token};
use crate::named_faults::secondary_limit;
use crate::oauth_refusals::Refused;
use crate::pages::html::escape;
use crate::reply::Reply;
use crate::request::Request;
use crate::state::State;

/// Answers `POST /login/oauth/access_token`.
pub(crate) fn answer(state: &State, request: &Request) -> Reply {
    if request.method != "POST" {
        return encoded(request, 404, json!({ "error": "Not Found" }));
    }
    let now = state.world().now();
    if state.secondary.exceeds_token_requests(now) {
        let limits = state.limits.enforced();
        return secondary_limit(limits.status, limits.retry_after);
    }
    match exchange(state, request) {
        Ok(token) => encoded(request, 200, token_body(&token)),
        Err(refused) => refusal(state, request, refused),
    }
}

/// The refusal of that code, as if it came of the request itself.
pub(crate) fn refuse(state: &State, request: &Request, error: &str) -> Reply {
    match Refused::called(error) {
        Some(refused) => refusal(state, request, refused),
        None => encoded(
            request,
            200,
            json!({ "error": error, "error_description": error }),
        ),
    }
}

fn refusal(state: &State, request: &Request, refused: Refused) -> Reply {
    let (status, body) = refused.told(&state.switches);
    encoded(request, status, body)
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
        let secret = field("client_secret").unwrap_or_default();
        Some((field("client_id")?.to_owned(), secret.to_owned()))
    };
    let credentials = request.basic().or_else(in_body);
    let (id, secret) = credentials.ok_or(Refused::UnknownClient)?;
    if id != state.settings.client_id {
        return Err(Refused::UnknownClient);
    }
    if !is_the_app(state, &id, &secret) {
        return Err(Refused::BadSecret);
    }
    match field("grant_type") {
        None | Some("authorization_code") => redeem(
            state,
            field("code").ok_or(Refused::BadCode)?,
            field("redirect_uri"),
            field("code_verifier"),
        ),
        Some("refresh_token") => {
            let word = field("refresh_token").ok_or(Refused::BadRefresh)?;
            refresh(state, word)
        }
        Some(_) => Err(Refused::BadGrant),
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
            let first = world.grants.redeemed.get(word).cloned();
            let first = first.ok_or(Refused::BadCode)?;
            if state.switches.reused_code_ends_token() {
                world.end_token(&first);
            }
            return Err(Refused::ReusedCode);
        };
        if world.now() > code.expires_at {
            return Err(Refused::BadCode);
        }
        if !proves(&code, verifier) {
            return Err(Refused::WrongVerifier);
        }
        if redirect_uri.is_some_and(|uri| uri != code.redirect_uri) {
            return Err(Refused::BadRedirect);
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
        let old = world.spend_refresh_token(word).ok_or(Refused::BadRefresh)?;
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

/// A form unless JSON or XML is asked for.
fn encoded(request: &Request, status: u16, body: Value) -> Reply {
    let accept = request.header("Accept").unwrap_or_default();
    if accept.contains("json") {
        return Reply::json(status, body);
    }
    let none = Map::new();
    let fields = body.as_object().unwrap_or(&none).iter();
    let fields = fields.map(|(name, value)| {
        let text = value.as_str().map(str::to_owned);
        (name, text.unwrap_or_else(|| value.to_string()))
    });
    if accept.contains("xml") {
        let element =
            |(name, text): (&String, String)| format!("<{name}>{}</{name}>", escape(&text));
        let elements: Vec<_> = fields.map(element).collect();
        let text = format!("<OAuth>{}</OAuth>", elements.concat());
        return Reply::bytes(status, "application/xml; charset=utf-8", text.into_bytes());
    }
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(fields);
    let kind = "application/x-www-form-urlencoded; charset=utf-8";
    Reply::bytes(status, kind, form.finish().into_bytes())
}
