//! One's own account: name and password.
//!
//! What GitHub knows of the user is in `connection`.

use actix_web::{HttpResponse, Responder, get, patch, put, web::Data};
use domain::{
    activity::ActivityKind,
    wire::{
        access::ProjectAccess,
        me::{ChangePassword, EditMe, Me},
        page::Page,
        projects::Activity,
    },
};
use store::{accesses, activity, sessions, users};

use crate::{
    account::load_me,
    answer::Answer,
    caller::{InPerson, SignedIn},
    error::Error,
    input::{Json, Query},
    page::PageQuery,
    record,
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

/// List what one reaches on GitHub because of which tasks, over all of one's projects.
#[utoipa::path(
    tag = "me",
    responses((status = OK, body = Vec<ProjectAccess>, description = "The accesses, by projects"))
)]
#[get("/me/access")]
pub(crate) async fn list_my_access(
    caller: SignedIn,
    state: Data<State>,
) -> Result<Answer<Vec<ProjectAccess>>, Error> {
    let accesses = state
        .read(async |tx| Ok(accesses::of_user(tx, caller.user).await?))
        .await?;
    Ok(Answer::ok(accesses))
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
            record::of_account(tx, caller.user, ActivityKind::AccountEdited, "name");
            load_me(&state, tx, caller.user).await
        })
        .await?;
    Ok(Answer::ok(me))
}

/// List what happened with one's own account, the latest first.
#[utoipa::path(
    tag = "me",
    params(PageQuery),
    responses((status = OK, body = Page<Activity>, description = "A page of entries"))
)]
#[get("/me/activity")]
pub(crate) async fn list_my_activity(
    caller: SignedIn,
    state: Data<State>,
    Query(query): Query<PageQuery>,
) -> Result<Answer<Page<Activity>>, Error> {
    let (cursor, limit) = (query.cursor.as_deref(), query.limit.0);
    let page = state
        .read(async |tx| {
            let page = activity::list_of_account(tx, caller.user, cursor, limit);
            Ok(page.await?)
        })
        .await?;
    Ok(Answer::ok(page))
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
            record::of_account(tx, user, ActivityKind::PasswordChanged, "");
            Ok(sessions::end_others(tx, user, Some(caller.session)).await?)
        })
        .await?;
    Ok(HttpResponse::NoContent())
}
