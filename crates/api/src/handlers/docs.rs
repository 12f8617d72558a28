//! The description of the API, as JSON for programs and as a page for people.
//!
//! The page loads nothing from elsewhere, and its policy lets it run nothing that it did not bring.

use std::sync::Arc;

use actix_web::{
    HttpResponse, Responder, get,
    http::header,
    web::{Data, Path, Redirect},
};
use utoipa_swagger_ui::Config;

use crate::error::Error;

/// The page styles itself by script, and draws its icons from `data:` addresses.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
                      img-src 'self' data:; font-src 'self'; connect-src 'self'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The description as it is served.
pub(crate) struct Description(pub(crate) String);

#[get("/openapi.json")]
pub(crate) async fn show_document(description: Data<Description>) -> impl Responder {
    HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .content_type("application/json")
        .body(description.0.clone())
}

#[get("/docs")]
pub(crate) async fn find_docs() -> impl Responder {
    Redirect::to("/docs/").permanent()
}

#[get("/docs/{file:.*}")]
pub(crate) async fn show_docs(file: Path<String>) -> Result<HttpResponse, Error> {
    let config = Config::from("/openapi.json")
        .persist_authorization(false)
        .validator_url("none");
    let file = utoipa_swagger_ui::serve(&file, Arc::new(config))
        .map_err(|_| Error::Internal("the documentation page could not be written"))?
        .ok_or(Error::NOT_FOUND)?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        .content_type(file.content_type)
        .body(file.bytes.into_owned()))
}
