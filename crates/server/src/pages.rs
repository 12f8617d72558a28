//! The built pages, embedded and compressed beforehand.
//!
//! Nothing is compressed or read from disk while people wait, and nothing here knows a page.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{Method, header},
};
use rust_embed::{EmbeddedFile, RustEmbed};

#[derive(RustEmbed)]
#[folder = "../../frontend/dist"]
#[allow_missing = true]
struct Pages;

/// Whether the pages were built before the binary was.
pub(crate) fn are_built() -> bool {
    Pages::get("index.html").is_some()
}

/// Answers what no route of the API does: a file, or the page that finds its way by itself.
pub(crate) async fn serve(request: HttpRequest) -> HttpResponse {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return HttpResponse::MethodNotAllowed().finish();
    }
    let path = request.path().trim_start_matches('/');
    if let Some(answer) = file(&request, path) {
        return answer;
    }
    if path.starts_with("assets/") {
        return HttpResponse::NotFound().body("There is no such file.");
    }
    file(&request, "index.html").unwrap_or_else(|| {
        HttpResponse::NotFound().body("The pages were not built into this server.")
    })
}

fn file(request: &HttpRequest, path: &str) -> Option<HttpResponse> {
    let plain = Pages::get(path)?;
    let (encoding, chosen) = compressed(request, path).unwrap_or(("identity", plain));
    let mut answer = HttpResponse::Ok();
    answer
        .insert_header((header::CONTENT_TYPE, content_type(path)))
        .insert_header((header::CACHE_CONTROL, lifetime(path)))
        .insert_header((header::VARY, "Accept-Encoding"));
    if encoding != "identity" {
        answer.insert_header((header::CONTENT_ENCODING, encoding));
    }
    Some(match chosen.data {
        std::borrow::Cow::Borrowed(bytes) => answer.body(bytes),
        std::borrow::Cow::Owned(bytes) => answer.body(bytes),
    })
}

/// The smallest form that the browser takes.
fn compressed(request: &HttpRequest, path: &str) -> Option<(&'static str, EmbeddedFile)> {
    let accepted = request
        .headers()
        .get(header::ACCEPT_ENCODING)?
        .to_str()
        .ok()?;
    [("br", "br"), ("gzip", "gz")]
        .into_iter()
        .find_map(|(encoding, ending)| {
            let takes = accepted.split(',').any(|one| {
                let (name, quality) = one.split_once(';').unwrap_or((one, ""));
                name.trim() == encoding && quality.trim() != "q=0"
            });
            takes
                .then(|| Pages::get(&format!("{path}.{ending}")))?
                .map(|file| (encoding, file))
        })
}

fn content_type(path: &str) -> String {
    let guess = mime_guess::from_path(path).first_or_octet_stream();
    if guess.type_() == mime_guess::mime::TEXT {
        format!("{guess}; charset=utf-8")
    } else {
        guess.to_string()
    }
}

/// Names in `assets/` change with their content, so they are good for ever.
fn lifetime(path: &str) -> &'static str {
    if path.starts_with("assets/") {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}
