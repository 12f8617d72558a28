//! What one is notified of, and what of it one has read.
//!
//! Nobody reads another one's: the user is the caller.

use actix_web::{
    HttpResponse, Responder, get, put,
    web::{Data, Path},
};
use domain::{
    ids::NotificationId,
    wire::{
        notifications::{Notification, Unread},
        page::Page,
    },
};
use serde::Deserialize;
use store::notifications;
use utoipa::IntoParams;

use crate::{
    answer::Answer, caller::SignedIn, error::Error, input::Query, page::PageQuery, state::State,
};

/// A notification in a path.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct NotificationPath {
    /// The notification's id.
    notification_id: NotificationId,
}

/// List what one is notified of, the latest first.
#[utoipa::path(
    tag = "me",
    params(PageQuery),
    responses((status = OK, body = Page<Notification>, description = "A page of notifications"))
)]
#[get("/me/notifications")]
pub(crate) async fn list_notifications(
    caller: SignedIn,
    state: Data<State>,
    Query(query): Query<PageQuery>,
) -> Result<Answer<Page<Notification>>, Error> {
    let (cursor, limit) = (query.cursor.as_deref(), query.limit.0);
    let page = state
        .read(async |tx| Ok(notifications::list(tx, caller.user, cursor, limit).await?))
        .await?;
    Ok(Answer::ok(page))
}

/// Count what one has not read yet.
#[utoipa::path(
    tag = "me",
    responses((status = OK, body = Unread, description = "How many there are"))
)]
#[get("/me/notifications/unread")]
pub(crate) async fn count_unread(
    caller: SignedIn,
    state: Data<State>,
) -> Result<Answer<Unread>, Error> {
    let unread = state
        .read(async |tx| Ok(notifications::count_unread(tx, caller.user).await?))
        .await?;
    Ok(Answer::ok(Unread { unread }))
}

/// Mark all notifications as read.
#[utoipa::path(
    tag = "me",
    responses((status = NO_CONTENT, description = "They are"))
)]
#[put("/me/notifications/read")]
pub(crate) async fn read_all_notifications(
    caller: SignedIn,
    state: Data<State>,
) -> Result<impl Responder, Error> {
    state
        .write(async |tx| Ok(notifications::mark_all_read(tx, caller.user).await?))
        .await?;
    Ok(HttpResponse::NoContent())
}

/// Mark a notification as read.
#[utoipa::path(
    tag = "me",
    params(NotificationPath),
    responses((status = NO_CONTENT, description = "It is"))
)]
#[put("/me/notifications/{notification_id}/read")]
pub(crate) async fn read_notification(
    caller: SignedIn,
    state: Data<State>,
    at: Path<NotificationPath>,
) -> Result<impl Responder, Error> {
    let id = at.notification_id;
    let found = state
        .write(async |tx| Ok(notifications::mark_read(tx, caller.user, id).await?))
        .await?;
    if found {
        Ok(HttpResponse::NoContent())
    } else {
        Err(Error::NOT_FOUND)
    }
}
