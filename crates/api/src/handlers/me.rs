//! One's own account: name and password.
//!
//! What GitHub knows of the user is in `connection`.

use actix_web::{HttpResponse, Responder, get, patch, put, web::Data};
use domain::wire::me::{ChangePassword, EditMe, Me};
use store::{sessions, users};

use crate::{
    account::load_me,
    answer::Answer,
    caller::{InPerson, SignedIn},
    error::Error,
    input::Json,
    state::State,
};

/// Who is signed in.
#[utoipa::path(
    tag = "me",
    responses((status = OK, body = Me, description = "The signed-in user"))
)]
#[get("/me")]
pub(crate) async fn show_me(caller: SignedIn, state: Data<State>) -> Result<Answer<Me>, Error> {
    let me = state
        .read(async |tx| load_me(&state, tx, caller.user).await)
        .await?;
    Ok(Answer::ok(me))
}

/// Change one's own name.
#[utoipa::path(
    tag = "me",
    responses((status = OK, body = Me, description = "The user as changed"))
)]
#[patch("/me")]
pub(crate) async fn edit_me(
    caller: SignedIn,
    state: Data<State>,
    Json(body): Json<EditMe>,
) -> Result<Answer<Me>, Error> {
    let me = state
        .write(async |tx| {
            users::rename(tx, caller.user, &body.name).await?;
            load_me(&state, tx, caller.user).await
        })
        .await?;
    Ok(Answer::ok(me))
}

/// Change one's own password.
///
/// Every other session ends. A wrong present password is named as the field at fault.
#[utoipa::path(
    tag = "me",
    responses((status = NO_CONTENT, description = "Changed"))
)]
#[put("/me/password")]
pub(crate) async fn change_password(
    caller: InPerson,
    state: Data<State>,
    Json(body): Json<ChangePassword>,
) -> Result<impl Responder, Error> {
    let user = caller.user;
    let (account, known) = state
        .read(async |tx| {
            let account = users::find(tx, user).await?.ok_or(Error::NOT_FOUND)?;
            Ok((account, users::find_password(tx, user).await?))
        })
        .await?;
    // Guessing the present password from a stolen session is bounded like signing in.
    state.rate_limit.count_account(&account.email)?;
    if !state.passwords.verify(body.current.into(), known).await? {
        return Err(Error::field("current", "this is not your present password"));
    }
    let hash = state.passwords.hash(&body.new).await?;
    state
        .write(async |tx| {
            users::set_password(tx, user, &hash).await?;
            Ok(sessions::end_others(tx, user, Some(caller.session)).await?)
        })
        .await?;
    Ok(HttpResponse::NoContent())
}
