//! Signing in and staying signed in: an access token for memory, a refresh token in a cookie.
//!
//! A refresh token is good once. One that comes a second time was stolen, or was stolen from:
//! then everything that began with that sign-in ends.

use std::time::Duration;

use actix_web::{HttpRequest, HttpResponse, http::header};
use domain::{
    Timestamp,
    activity::ActivityKind,
    ids::{SessionId, UserId},
    problem::ProblemCode,
    wire::auth::SignedIn,
};
use store::sessions::{self, Rotation};

use crate::{access_token, account::load_me, cookie, error::Error, record, secret, state::State};

/// How long a browser stays signed in without being used.
const SESSION_LIFETIME: Duration = Duration::from_hours(30 * 24);

/// The most characters kept of what a browser calls itself.
const USER_AGENT_MAX: usize = 200;

/// Begins a session and answers with its tokens.
pub(crate) async fn begin(
    state: &State,
    request: &HttpRequest,
    user: UserId,
    mut answer: actix_web::HttpResponseBuilder,
) -> Result<HttpResponse, Error> {
    let refresh = secret::generate()?;
    let (hash, agent, until) = (secret::hash(&refresh), user_agent(request), until(state));
    let (session, me) = state
        .write(async |tx| {
            let session = sessions::create(tx, user, hash, &agent, until).await?;
            record::of_account(tx, user, ActivityKind::SignedIn, &agent);
            Ok((session, load_me(state, tx, user).await?))
        })
        .await?;
    let access_token = sign(state, user, session)?;
    let expires_in = access_token::LIFETIME.as_secs();
    Ok(answer
        .cookie(cookie::holding(refresh, SESSION_LIFETIME))
        .json(SignedIn {
            access_token,
            expires_in,
            me,
        }))
}

/// Writes down that somebody was not let in.
pub(crate) async fn refuse(state: &State, user: UserId) -> Result<(), Error> {
    state
        .write(async |tx| {
            record::of_nobody(tx, user, ActivityKind::SignInRefused);
            Ok(())
        })
        .await
}

/// Renews the session of a refresh token.
pub(crate) async fn renew(state: &State, old: &str) -> Result<HttpResponse, Error> {
    let refresh = secret::generate()?;
    let (old, new, until) = (secret::hash(old), secret::hash(&refresh), until(state));
    // A replay must be committed to end the family, so it is no error inside the transaction.
    let renewed = state.write(async |tx| match sessions::rotate(tx, old, new, until).await? {
            Rotation::Renewed { session, user } => {
                let me = load_me(state, tx, user).await?;
                Ok(Some((session, me)))
            }
            Rotation::Replayed { user } => {
                tracing::warn!(user.id = %user, "a refresh token came twice; its session ended");
                record::of_nobody(tx, user, ActivityKind::SessionReplayed);
                Ok(None)
            }
            Rotation::Unknown => Ok(None),
        })
        .await?;
    let (session, me) = renewed.ok_or(ProblemCode::SignInNeeded)?;
    Ok(HttpResponse::Ok()
        .cookie(cookie::holding(refresh, SESSION_LIFETIME))
        .json(SignedIn {
            access_token: sign(state, me.id, session)?,
            expires_in: access_token::LIFETIME.as_secs(),
            me,
        }))
}

fn sign(state: &State, user: UserId, session: SessionId) -> Result<String, Error> {
    let keys = &state.settings.signing_keys;
    keys.sign(&state.issuer(), user, session, state.now())
}

fn until(state: &State) -> Timestamp {
    state.now() + SESSION_LIFETIME
}

fn user_agent(request: &HttpRequest) -> String {
    let named = request.headers().get(header::USER_AGENT);
    let named = named.and_then(|value| value.to_str().ok()).unwrap_or("");
    named.chars().take(USER_AGENT_MAX).collect()
}
