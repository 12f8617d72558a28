//! One span and one line a request.
//!
//! The route is logged, never the query: GitHub's codes come back in one.

use std::time::Instant;

use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    middleware::Next,
};
use tracing::{Instrument, info, info_span};

/// Wraps a request in a span, and says how it ended.
pub(crate) async fn log<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let started = Instant::now();
    let span = info_span!("request", method = %request.method(), path = request.path());
    let answer = next.call(request).instrument(span.clone()).await?;
    let milliseconds = started.elapsed().as_secs_f64() * 1000.0;
    span.in_scope(|| info!(status = answer.status().as_u16(), milliseconds, "answered"));
    Ok(answer)
}
