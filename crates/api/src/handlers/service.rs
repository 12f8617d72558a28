//! What the pages must know of the server before anybody signs in.
//!
//! Nothing that helps an attacker more than a visitor is told here.

use actix_web::{get, web::Data};
use domain::wire::service::Service;

use crate::{answer::Answer, state::State};

/// About this server.
#[utoipa::path(
    tag = "service",
    security(()),
    responses((status = OK, body = Service, description = "The server and its GitHub"))
)]
#[get("/service")]
pub(crate) async fn show_service(state: Data<State>) -> Answer<Service> {
    Answer::ok(Service {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        github_url: state.connections.github().web_url().to_string(),
        practice: state.settings.github_practice,
    })
}
