//! Token management by REST, where the app itself is the caller.
//! A user's token never opens these routes.

use serde::Deserialize;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::call::{Answer, Call};
use crate::clock::iso;
use crate::grants::Token;
use crate::oauth_tokens::is_the_app;
use crate::refusals::Refusal;
use crate::render::users;
use crate::reply::Reply;
use crate::world::World;

#[derive(Debug, Deserialize)]
struct Wish {
    access_token: Option<String>,
}

/// Refuses all but the app itself.
pub(crate) fn authenticate(call: &Call<'_>, client: &str) -> Result<(), Refusal> {
    let (id, secret) = call.request.basic().ok_or_else(Refusal::not_found)?;
    if id == client && is_the_app(call.state, &id, &secret) {
        return Ok(());
    }
    Err(Refusal::not_found())
}

/// `POST /applications/{client_id}/token`
pub(crate) fn check_token(call: &Call<'_>) -> Answer {
    let access = access_token(call)?;
    let world = call.state.world();
    let token = world.live_token(&access).ok_or_else(Refusal::not_found)?;
    Ok(rendered(call, &world, token))
}

/// `PATCH /applications/{client_id}/token`: another word for the same token, at once.
pub(crate) fn reset_token(call: &Call<'_>) -> Answer {
    let old = live(call)?;
    let fresh = call.state.change(|world| world.reset_token(&old.access));
    let fresh = fresh.ok_or_else(Refusal::not_found)?;
    Ok(rendered(call, &call.state.world(), &fresh))
}

/// `DELETE /applications/{client_id}/token`
pub(crate) fn delete_token(call: &Call<'_>) -> Answer {
    let token = live(call)?;
    let whole_pair = call.state.switches.deleted_token_ends_refresh();
    call.state.change(|world| {
        if whole_pair {
            world.end_token(&token.access);
        } else {
            world.end_access(&token.access);
        }
    });
    Ok(Reply::empty(204))
}

/// `DELETE /applications/{client_id}/grant`: ends every token of that user.
pub(crate) fn delete_grant(call: &Call<'_>) -> Answer {
    let token = live(call)?;
    call.state.change(|world| world.end_grant(token.user));
    Ok(Reply::empty(204))
}

fn rendered(call: &Call<'_>, world: &World, token: &Token) -> Reply {
    let hash = hex::encode(Sha256::digest(&token.access));
    let urls = &call.state.urls;
    let body = json!({
        "id": token.id,
        "url": format!("{}/authorizations/{}", urls.api, token.id),
        "scopes": token.scopes.iter().collect::<Vec<_>>(),
        "token": token.access,
        "token_last_eight": token.access[token.access.len() - 8..],
        "hashed_token": hash,
        "app": {
            "client_id": call.state.settings.client_id,
            "name": crate::oauth_pages::APP_NAME,
            "url": urls.web,
        },
        "note": null,
        "note_url": null,
        "fingerprint": null,
        "created_at": iso(token.created_at),
        "updated_at": iso(token.created_at),
        "expires_at": token.expires_at.map(iso),
        "user": users::simple(call.state.view(world), world.account(token.user)),
    });
    Reply::json(200, body)
}

fn live(call: &Call<'_>) -> Result<Token, Refusal> {
    let access = access_token(call)?;
    let world = call.state.world();
    let invalid = || match call.state.switches.dead_token() {
        404 => Refusal::not_found(),
        _ => Refusal::field("OauthAccess", "access_token", "invalid"),
    };
    world.live_token(&access).cloned().ok_or_else(invalid)
}

fn access_token(call: &Call<'_>) -> Result<String, Refusal> {
    let wish: Wish = call.request.json()?;
    wish.access_token
        .ok_or_else(|| Refusal::field("OauthAccess", "access_token", "missing_field"))
}
