//! The door: reads a request, lets an ordered fault strike, dispatches, writes the call down.
//! What a path means is never decided here, see `dispatch`.

use std::time::{Duration, Instant};

use actix_web::web::{self, Bytes, Data, PayloadConfig};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::Value;

use crate::accounts::AccountId;
use crate::calls::ReceivedCall;
use crate::clock;
use crate::dispatch::{dispatch, is_recorded, is_spared};
use crate::faults::Fault;
use crate::named_faults;
use crate::oauth_tokens;
use crate::refusals;
use crate::reply::{Reply, cut};
use crate::request::Request;
use crate::state::State;

/// Pushes may be large; everything is read into memory first.
const LARGEST_BODY: usize = 1 << 30;

/// Puts the simulator into an actix application.
pub(crate) fn configure(state: Data<State>) -> impl FnOnce(&mut web::ServiceConfig) {
    |config| {
        config
            .app_data(PayloadConfig::new(LARGEST_BODY))
            .app_data(state)
            .default_service(web::to(answer));
    }
}

async fn answer(request: HttpRequest, body: Bytes, state: Data<State>) -> HttpResponse {
    let mut request = Request::read(&request, body);
    let caller = caller(&state, &request);
    let (user, login) = caller.map_or((None, None), |(id, login)| (Some(id), Some(login)));
    let spared = is_spared(&request);
    let fault = if spared {
        None
    } else {
        state.faults.strike(&request)
    };
    let (method, path) = (request.method.clone(), request.path());
    let recorded = is_recorded(&request);
    let mut under_way = (recorded && !spared).then(|| state.secondary.begin(user));
    request.crowded = under_way.as_ref().is_some_and(|call| call.crowded);
    let truncated = fault == Some(Fault::Truncated);
    let started = Instant::now();
    let reply = suffer(state.clone(), request, fault).await;
    let took = started.elapsed();
    let now = state.world().now();
    if under_way.take().is_some() {
        state.secondary.spend(user, took, now);
    }
    if recorded {
        let status = reply.as_ref().map_or(0, |reply| reply.status);
        state.calls.record(ReceivedCall {
            method,
            path,
            status,
            took_us: took.as_micros().try_into().unwrap_or(u64::MAX),
            login,
        });
    }
    // Whoever compares clocks sees how far this one is off.
    let dated = reply.map(|reply| reply.with("Date", &clock::http(now)));
    match dated {
        None => cut(),
        Some(reply) if truncated => reply.into_truncated_response(),
        Some(reply) => reply.into_response(),
    }
}

/// Answers as the fault has it; nothing means that the connection is to be cut.
async fn suffer(state: Data<State>, request: Request, fault: Option<Fault>) -> Option<Reply> {
    match fault {
        Some(Fault::CutBefore) => return None,
        Some(Fault::CutAfter) => {
            act(state, request).await;
            return None;
        }
        Some(Fault::Status {
            status,
            body,
            headers,
        }) => {
            let reply = status_reply(status, body);
            return Some(
                headers
                    .iter()
                    .fold(reply, |reply, (name, value)| reply.with(name, value)),
            );
        }
        Some(Fault::TokenError { error }) => {
            return Some(oauth_tokens::refuse(&state, &request, &error));
        }
        Some(Fault::Named { name, organization }) => {
            let now = state.world().now();
            return Some(named_faults::answer(&name, &organization, &request, now));
        }
        Some(Fault::Delay { ms }) => tokio::time::sleep(Duration::from_millis(ms)).await,
        Some(Fault::Truncated) | None => {}
    }
    Some(act(state, request).await)
}

fn status_reply(status: u16, body: Value) -> Reply {
    match body {
        Value::Null if status >= 400 => refusals::by_status(status),
        Value::Null => Reply::empty(status),
        Value::String(text) => Reply::text(status, &text),
        body => Reply::json(status, body),
    }
}

/// Git runs for a while, so no request is answered on the thread that reads sockets.
async fn act(state: Data<State>, request: Request) -> Reply {
    let done = web::block(move || dispatch(&state, &request)).await;
    done.unwrap_or_else(|_| Reply::text(500, "the simulator failed; its log says why"))
}

fn caller(state: &State, request: &Request) -> Option<(AccountId, String)> {
    let world = state.world();
    let token = world.live_token(request.token()?)?;
    Some((token.user, world.account(token.user).login.clone()))
}
