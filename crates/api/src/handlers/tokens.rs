//! Personal access tokens, for programs that act as the user.
//!
//! A token is made by a person only: a leaked one cannot make more of its kind.

use actix_web::{
    HttpResponse, Responder, delete, get, post,
    web::{Data, Path},
};
use domain::{
    activity::ActivityKind,
    ids::TokenId,
    wire::me::{CreateToken, Token, TokenCreated},
};
use serde::Deserialize;
use store::tokens;
use utoipa::IntoParams;

use crate::{
    answer::Answer, caller::InPerson, error::Error, input::Json, record, secret, state::State,
};

/// The most days that a token is good for.
const DAYS_MAX: u16 = 365;

/// A token in a path.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct TokenPath {
    /// The token's id.
    token_id: TokenId,
}

/// List one's own tokens, without their secrets.
#[utoipa::path(
    tag = "me",
    responses((status = OK, body = Vec<Token>, description = "The tokens, newest first"))
)]
#[get("/me/tokens")]
pub(crate) async fn list_tokens(
    caller: InPerson,
    state: Data<State>,
) -> Result<Answer<Vec<Token>>, Error> {
    let tokens = state
        .read(async |tx| Ok(tokens::list(tx, caller.user).await?))
        .await?;
    Ok(Answer::ok(tokens))
}

/// Create a token.
///
/// Its secret is in this answer and nowhere else, ever.
#[utoipa::path(
    tag = "me",
    responses((status = CREATED, body = TokenCreated, description = "The token and its secret"))
)]
#[post("/me/tokens")]
pub(crate) async fn create_token(
    caller: InPerson,
    state: Data<State>,
    Json(body): Json<CreateToken>,
) -> Result<Answer<TokenCreated>, Error> {
    if !(1..=DAYS_MAX).contains(&body.days) {
        return Err(Error::field("days", format!("use 1 to {DAYS_MAX}")));
    }
    let secret = format!("{}{}", secret::TOKEN_PREFIX, secret::generate()?);
    let hash = secret::hash(&secret);
    let until = state.now() + chrono::TimeDelta::days(body.days.into());
    let token = state
        .write(async |tx| {
            let made = tokens::create(tx, caller.user, &body.name, body.scope, hash, until);
            let made = made.await?;
            let words = format!("{}, {}", made.name, made.scope.as_str());
            record::of_account(tx, caller.user, ActivityKind::TokenCreated, words);
            Ok(made)
        })
        .await?;
    Ok(Answer::created(TokenCreated { token, secret }))
}

/// Delete a token: it stops working at once.
#[utoipa::path(
    tag = "me",
    params(TokenPath),
    responses((status = NO_CONTENT, description = "Deleted"))
)]
#[delete("/me/tokens/{token_id}")]
pub(crate) async fn delete_token(
    caller: InPerson,
    state: Data<State>,
    at: Path<TokenPath>,
) -> Result<impl Responder, Error> {
    let deleted = state
        .write(async |tx| {
            let deleted = tokens::delete(tx, caller.user, at.token_id).await?;
            if let Some(name) = &deleted {
                record::of_account(tx, caller.user, ActivityKind::TokenDeleted, name.as_str());
            }
            Ok(deleted)
        })
        .await?;
    if deleted.is_some() {
        Ok(HttpResponse::NoContent())
    } else {
        Err(Error::NOT_FOUND)
    }
}
