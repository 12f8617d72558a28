//! The browsers that are signed in as the user.
//!
//! An ended session's access token stops working at once, not only when it runs out.

use actix_web::{
    HttpResponse, Responder, delete, get,
    web::{Data, Path},
};
use domain::{activity::ActivityKind, ids::SessionId, wire::me::Session};
use serde::Deserialize;
use store::sessions;
use utoipa::IntoParams;

use crate::{answer::Answer, caller::InPerson, error::Error, record, state::State};

/// A session in a path.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct SessionPath {
    /// The session's id.
    session_id: SessionId,
}

/// List the browsers that are signed in.
#[utoipa::path(
    tag = "me",
    responses((status = OK, body = Vec<Session>, description = "The sessions, the latest used first"))
)]
#[get("/me/sessions")]
pub(crate) async fn list_sessions(
    caller: InPerson,
    state: Data<State>,
) -> Result<Answer<Vec<Session>>, Error> {
    let mut sessions = state
        .read(async |tx| Ok(sessions::list(tx, caller.user).await?))
        .await?;
    for session in &mut sessions {
        session.current = session.id == caller.session;
    }
    Ok(Answer::ok(sessions))
}

/// Sign a browser out.
#[utoipa::path(
    tag = "me",
    params(SessionPath),
    responses((status = NO_CONTENT, description = "Signed out"))
)]
#[delete("/me/sessions/{session_id}")]
pub(crate) async fn end_session(
    caller: InPerson,
    state: Data<State>,
    at: Path<SessionPath>,
) -> Result<impl Responder, Error> {
    let ended = state
        .write(async |tx| {
            let ended = sessions::end(tx, caller.user, at.session_id).await?;
            if ended {
                record::of_account(tx, caller.user, ActivityKind::SignedOut, "");
            }
            Ok(ended)
        })
        .await?;
    if ended {
        Ok(HttpResponse::NoContent())
    } else {
        Err(Error::NOT_FOUND)
    }
}
