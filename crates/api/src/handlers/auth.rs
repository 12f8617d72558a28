//! Registering, signing in and out.
//!
//! These calls need no token; the last two are the only ones that read the refresh cookie.

use actix_web::{HttpRequest, HttpResponse, Responder, post, web::Data};
use domain::{
    activity::ActivityKind,
    problem::ProblemCode,
    wire::auth::{Login, Register, SignedIn},
};
use store::{sessions, users};

use crate::{
    account::create_account, address, cookie, error::Error, input::Json, record, secret, sign_in,
    state::State,
};

/// Create an account and sign in.
///
/// The refresh token comes as a cookie that no script can read.
#[utoipa::path(
    tag = "auth",
    security(()),
    responses((status = CREATED, body = SignedIn, description = "The account, signed in"))
)]
#[post("/auth/register")]
pub(crate) async fn register(
    state: Data<State>,
    request: HttpRequest,
    Json(body): Json<Register>,
) -> Result<impl Responder, Error> {
    let address = address::of_caller(&request, state.settings.proxies);
    state.rate_limit.count(address, &body.email)?;
    let user = create_account(&state, &body.email, &body.name, &body.password).await?;
    sign_in::begin(&state, &request, user, HttpResponse::Created()).await
}

/// Sign in with e-mail and password.
///
/// The refresh token comes as a cookie that no script can read.
#[utoipa::path(
    tag = "auth",
    security(()),
    responses((status = OK, body = SignedIn, description = "Signed in"))
)]
#[post("/auth/login")]
pub(crate) async fn login(
    state: Data<State>,
    request: HttpRequest,
    Json(body): Json<Login>,
) -> Result<impl Responder, Error> {
    let address = address::of_caller(&request, state.settings.proxies);
    state.rate_limit.count(address, &body.email)?;
    let found = state
        .read(async |tx| Ok(users::find_by_email(tx, &body.email).await?))
        .await?;
    let (user, hash) = found.map_or((None, None), |(user, hash)| (Some(user.id), Some(hash)));
    let matches = state.passwords.verify(body.password.into(), hash).await?;
    match user {
        Some(user) if matches => sign_in::begin(&state, &request, user, HttpResponse::Ok()).await,
        Some(user) => {
            sign_in::refuse(&state, user).await?;
            Err(ProblemCode::WrongCredentials.into())
        }
        None => Err(ProblemCode::WrongCredentials.into()),
    }
}

/// Renew the access token by the refresh cookie.
///
/// The cookie is exchanged for a new one. One that was used before ends the session.
#[utoipa::path(
    tag = "auth",
    security(("refresh_cookie" = [])),
    responses((status = OK, body = SignedIn, description = "Signed in for longer"))
)]
#[post("/auth/refresh")]
pub(crate) async fn refresh(
    state: Data<State>,
    request: HttpRequest,
) -> Result<impl Responder, Error> {
    let secret = cookie::read(&request, &state.settings.public_url);
    let secret = secret.ok_or(ProblemCode::SignInNeeded)?;
    sign_in::renew(&state, &secret).await
}

/// Sign out: end the session of the refresh cookie.
#[utoipa::path(
    tag = "auth",
    security(("refresh_cookie" = [])),
    responses((status = NO_CONTENT, description = "Signed out"))
)]
#[post("/auth/logout")]
pub(crate) async fn logout(
    state: Data<State>,
    request: HttpRequest,
) -> Result<impl Responder, Error> {
    if let Some(secret) = cookie::read(&request, &state.settings.public_url) {
        let hash = secret::hash(&secret);
        state
            .write(async |tx| {
                if let Some(user) = sessions::end_by_refresh(tx, hash).await? {
                    record::of_account(tx, user, ActivityKind::SignedOut, "");
                }
                Ok(())
            })
            .await?;
    }
    Ok(HttpResponse::NoContent().cookie(cookie::gone()).finish())
}
