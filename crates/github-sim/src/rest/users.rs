//! Users by REST.
//! An e-mail address goes only to its owner, and only with a scope for it.

use serde_json::json;

use super::call::{Answer, Call};
use crate::refusals::Refusal;
use crate::render::users;
use crate::reply::Reply;

/// `GET /user`
pub(crate) fn show_own(call: &Call<'_>) -> Answer {
    let user = call.user()?;
    let world = call.state.world();
    let (view, account) = (call.state.view(&world), world.account(user));
    let wide = call.viewer.scopes.has("read:user");
    let rendered = if wide {
        users::private(view, account)
    } else {
        users::public(view, account)
    };
    Ok(Reply::json(200, rendered))
}

/// `GET /user/emails`
pub(crate) fn list_own_addresses(call: &Call<'_>) -> Answer {
    let user = call.user()?;
    if !call.viewer.scopes.has("user:email") {
        return Err(Refusal::not_found());
    }
    let world = call.state.world();
    let account = world.account(user);
    let address = |email: &str, primary: bool, visibility: Option<&str>| json!({ "email": email, "primary": primary, "verified": true, "visibility": visibility });
    let addresses = [
        address(&account.email, true, Some("private")),
        address(&account.noreply(), false, None),
    ];
    Ok(call.page(&addresses, Clone::clone))
}

/// `GET /users/{login}`
pub(crate) fn show_named(call: &Call<'_>, login: &str) -> Answer {
    let world = call.state.world();
    let account = world.account_named(login).ok_or_else(Refusal::not_found)?;
    Ok(Reply::json(
        200,
        users::public(call.state.view(&world), account),
    ))
}

/// `GET /user/{id}`: finds a user whatever the login is today.
pub(crate) fn show_numbered(call: &Call<'_>, id: &str) -> Answer {
    let id: u64 = id.parse().map_err(|_| Refusal::not_found())?;
    let world = call.state.world();
    let account = world.accounts.get(&id).ok_or_else(Refusal::not_found)?;
    Ok(Reply::json(
        200,
        users::public(call.state.view(&world), account),
    ))
}
