//! Events: what changes, as it changes.
//!
//! A stream holds kinds and ids only (law 5 and 6): what is behind them is asked for by calls of
//! their own, with the caller's own rights.

use std::time::Duration;

use actix_web::{HttpRequest, HttpResponse, get, http::header, web::Data};
use domain::event::Event;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    access_token::LIFETIME,
    caller::SignedIn,
    error::Error,
    input::Query,
    listening::{Listening, Start},
    state::State,
};

/// From where a stream goes on.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct SinceQuery {
    /// The `id` of the last event that was seen. The header `Last-Event-ID` says the same, and
    /// counts more.
    #[param(value_type = Option<i64>)]
    since: Option<Number>,
}

/// The number of an event, as an address says it.
#[derive(Clone, Copy, Deserialize)]
#[serde(try_from = "String")]
struct Number(i64);

impl TryFrom<String> for Number {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
            .map(Self)
            .map_err(|_| "use the `id` of an event")
    }
}

/// Listen to what changes, as server-sent events.
///
/// An event `change` holds an `Event`: a kind and ids, of the caller's projects and own account. A
/// stream begins with what was missed since the number that it goes on from, then says `ready`. Where that is
/// no longer known it says `reset` instead: load everything again. It ends with the access
/// token, or when a sign-in ends; go on with a fresh one from the last `id`.
#[utoipa::path(
    tag = "events",
    params(
        SinceQuery,
        ("Last-Event-ID" = Option<i64>, Header, description = "From where to go on")
    ),
    responses((
        status = OK,
        body = Event,
        content_type = "text/event-stream",
        description = "The stream; the `data` of each `change` is an `Event`"
    ))
)]
#[get("/events")]
pub(crate) async fn listen_to_events(
    caller: SignedIn,
    state: Data<State>,
    request: HttpRequest,
    Query(query): Query<SinceQuery>,
) -> Result<HttpResponse, Error> {
    let since = last_event(&request).or(query.since.map(|number| number.0));
    // Listening begins before the look, so that nothing that is told in between is missed.
    let told = state.hub.listen(caller.user).await;
    let start = state
        .read(async |tx| Start::read(tx, caller.user, since).await)
        .await?;
    let left = (caller.until - state.now()).to_std().unwrap_or_default();
    let lasts: Duration = left.min(LIFETIME);
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        // A proxy that gathers the answer would keep it for ever.
        .insert_header(("X-Accel-Buffering", "no"))
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .streaming(Listening::new(start, told, lasts).stream()))
}

/// What a browser says that it has seen; words that are no number were never ours, and it loads
/// again.
fn last_event(request: &HttpRequest) -> Option<i64> {
    let said = request.headers().get("Last-Event-ID")?;
    let number = said.to_str().ok().and_then(|text| text.parse().ok());
    Some(number.unwrap_or(-1))
}
