//! The description of the API, as JSON for programs and as a page for people.
//!
//! The page loads nothing from elsewhere, and its policy lets it run nothing that it did not bring.

use std::sync::{Arc, LazyLock};

use actix_web::{
    HttpResponse, Responder, get,
    http::header,
    web::{Path, Redirect},
};
use utoipa_swagger_ui::Config;

use crate::{document::openapi, error::Error};

/// The page styles itself by script, and draws its icons from `data:` addresses.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
                      img-src 'self' data:; font-src 'self'; connect-src 'self'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

static DOCUMENT: LazyLock<String> = LazyLock::new(|| {
    openapi()
        .to_pretty_json()
        .expect("the description is plain text and lists")
});

#[get("/openapi.json")]
pub(crate) async fn show_document() -> impl Responder {
    HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .content_type("application/json")
        .body(DOCUMENT.as_str())
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
