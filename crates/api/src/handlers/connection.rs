//! Connecting a GitHub account, and taking the connection away.
//!
//! State, verifier and user are checked together by `connections`; no token passes through here.

use actix_web::{HttpResponse, Responder, delete, get, post, web::Data};
use domain::{
    activity::ActivityKind,
    connection::{ConnectionState, SCOPES},
    effect::Subject,
    ids::UserId,
    problem::ProblemCode,
    wire::me::{
        Connection, ConnectionFinished, ConnectionImpact, ConnectionStarted, FinishConnection,
        ScopeAsked, StartConnection, UnconfirmedEnd,
    },
};
use store::{connections, effects};
use url::Url;

use crate::{
    account,
    answer::Answer,
    caller::{InPerson, SignedIn},
    error::Error,
    input::Json,
    record,
    state::State,
};

/// The page that GitHub sends the browser back to.
const CALLBACK: &str = "/github/callback";

/// The most characters of a path to come back to.
const RETURN_TO_MAX: usize = 500;

/// Show one's own connected GitHub account.
///
/// Without one the problem is `not_connected`.
#[utoipa::path(
    tag = "me",
    responses((status = OK, body = Connection, description = "The connection"))
)]
#[get("/me/connection")]
pub(crate) async fn show_connection(
    caller: SignedIn,
    state: Data<State>,
) -> Result<Answer<Connection>, Error> {
    Ok(Answer::ok(load(&state, caller.user).await?))
}

/// Begin to connect a GitHub account.
///
/// Send the browser to the address in the answer. It is good once, for this user, for ten minutes.
#[utoipa::path(
    tag = "me",
    responses((status = OK, body = ConnectionStarted, description = "Where to send the browser"))
)]
#[post("/me/connection/authorize")]
pub(crate) async fn start_connection(
    caller: InPerson,
    state: Data<State>,
    Json(body): Json<StartConnection>,
) -> Result<Answer<ConnectionStarted>, Error> {
    if !is_own_path(&body.return_to) {
        return Err(Error::field(
            "return_to",
            "use a path of this app, such as /projects",
        ));
    }
    let redirect = callback(&state)?;
    let url = state
        .connections
        .start(caller.user, &body.return_to, &redirect)
        .await?;
    let scopes = SCOPES.map(|scope| ScopeAsked {
        name: scope.name.to_owned(),
        why: scope.why.to_owned(),
    });
    Ok(Answer::ok(ConnectionStarted {
        url: url.into(),
        scopes: scopes.into(),
    }))
}

/// Finish connecting, with what GitHub sent back with the browser.
///
/// Each `state` is taken once, from the user who began, within ten minutes. An account that is
/// connected to another user is refused, and nothing is kept.
#[utoipa::path(
    tag = "me",
    responses((status = CREATED, body = ConnectionFinished, description = "Connected"))
)]
#[post("/me/connection")]
pub(crate) async fn finish_connection(
    caller: InPerson,
    state: Data<State>,
    Json(body): Json<FinishConnection>,
) -> Result<Answer<ConnectionFinished>, Error> {
    let (code, error) = (body.code.as_deref(), body.error.as_deref());
    let finished = state
        .in_time(async {
            let made = state
                .connections
                .finish(caller.user, &body.state, code, error);
            Ok(made.await?)
        })
        .await?;
    Ok(Answer::created(ConnectionFinished {
        connection: load(&state, caller.user).await?,
        return_to: finished.return_to,
    }))
}

/// Show what stops working when the connection is removed.
#[utoipa::path(
    tag = "me",
    responses((status = OK, body = ConnectionImpact, description = "Projects, tasks and grants"))
)]
#[get("/me/connection/impact")]
pub(crate) async fn show_impact(
    caller: SignedIn,
    state: Data<State>,
) -> Result<Answer<ConnectionImpact>, Error> {
    let impact = state
        .read(async |tx| {
            connections::find(tx, caller.user)
                .await?
                .ok_or(ProblemCode::NotConnected)?;
            Ok(connections::impact(tx, caller.user).await?)
        })
        .await?;
    Ok(Answer::ok(impact))
}

/// Remove the connection.
///
/// What was granted through it is revoked, the grant at GitHub is deleted, the tokens are wiped:
/// all of it by itself, also while GitHub is down.
#[utoipa::path(
    tag = "me",
    responses((status = ACCEPTED, description = "It is being removed"))
)]
#[delete("/me/connection")]
pub(crate) async fn remove_connection(
    caller: InPerson,
    state: Data<State>,
) -> Result<impl Responder, Error> {
    let user = caller.user;
    state
        .write(async |tx| {
            let found = connections::find(tx, user).await?;
            let found = found.ok_or(ProblemCode::NotConnected)?;
            if connections::mark(tx, user, ConnectionState::Ending).await? {
                record::of_account(tx, user, ActivityKind::ConnectionEnding, found.login);
            }
            Ok(effects::enqueue(tx, Subject::EndConnection { user }).await?)
        })
        .await?;
    Ok(HttpResponse::Accepted())
}

/// Show what is left to be finished on GitHub after the last connection ended.
///
/// It is there when GitHub did not confirm the end of the grant, or access that was given through
/// the connection could not be taken back.
#[utoipa::path(
    tag = "me",
    responses((status = OK, body = UnconfirmedEnd, description = "How the connection ended"))
)]
#[get("/me/connection/unconfirmed")]
pub(crate) async fn show_unconfirmed_end(
    caller: SignedIn,
    state: Data<State>,
) -> Result<Answer<UnconfirmedEnd>, Error> {
    let end = state
        .read(async |tx| Ok(connections::find_unconfirmed(tx, caller.user).await?))
        .await?;
    let end = end.ok_or(Error::NOT_FOUND)?;
    Ok(Answer::ok(UnconfirmedEnd {
        login: end.login,
        ended_at: end.ended_at,
        grant_deleted: end.grant_deleted,
        live_grants: end.live_grants,
        review_url: state.connections.github().review_url().to_string(),
    }))
}

/// Say that it is finished on GitHub: nobody is reminded any more.
#[utoipa::path(
    tag = "me",
    responses((status = NO_CONTENT, description = "Nothing is left"))
)]
#[delete("/me/connection/unconfirmed")]
pub(crate) async fn dismiss_unconfirmed_end(
    caller: InPerson,
    state: Data<State>,
) -> Result<impl Responder, Error> {
    state
        .write(async |tx| Ok(connections::forget_unconfirmed(tx, caller.user).await?))
        .await?;
    Ok(HttpResponse::NoContent())
}

async fn load(state: &State, user: UserId) -> Result<Connection, Error> {
    let found = state
        .read(async |tx| account::load_connection(state, tx, user).await)
        .await?;
    Ok(found.ok_or(ProblemCode::NotConnected)?)
}

fn callback(state: &State) -> Result<Url, Error> {
    let callback = state.settings.public_url.join(CALLBACK);
    callback.map_err(|_| Error::Internal("the public address takes no path"))
}

/// Whether a browser that follows `path` stays on this app, whatever it makes of odd signs.
fn is_own_path(path: &str) -> bool {
    let odd = |c: char| c == '\\' || c.is_control() || c.is_whitespace();
    path.starts_with('/')
        && !path.starts_with("//")
        && path.chars().count() <= RETURN_TO_MAX
        && !path.contains(odd)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_comes_back_to_a_path_of_this_app_only() {
        assert!(is_own_path("/projects/WEB/settings?tab=integrations#top"));
        for foreign in [
            "",
            "projects",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\nb",
            "/\t/evil.example",
            &"/a".repeat(300),
        ] {
            assert!(!is_own_path(foreign), "{foreign}");
        }
    }
}
