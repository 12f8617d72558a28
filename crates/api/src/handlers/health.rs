//! Whether the server lives, and whether it can work: for whoever watches over it.
//!
//! GitHub is not asked: its trouble is no reason to take this server out of service.

use actix_web::{HttpResponse, get, web::Data};

use crate::{error::Error, state::State};

/// Whether the process answers.
#[utoipa::path(
    tag = "service",
    security(()),
    responses((status = OK, body = String, content_type = "text/plain", description = "It does"))
)]
#[get("/healthz")]
pub(crate) async fn check_health() -> HttpResponse {
    fine()
}

/// Whether the database answers too.
#[utoipa::path(
    tag = "service",
    security(()),
    responses((status = OK, body = String, content_type = "text/plain", description = "It does"))
)]
#[get("/readyz")]
pub(crate) async fn check_readiness(state: Data<State>) -> Result<HttpResponse, Error> {
    state.store.ping().await?;
    Ok(fine())
}

fn fine() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header(("Cache-Control", "no-store"))
        .content_type("text/plain; charset=utf-8")
        .body("ok\n")
}
