//! The headers that every answer carries to keep browsers on the safe side.
//!
//! Which origins a page may load from is decided here and nowhere else.

use actix_web::middleware::DefaultHeaders;
use url::Url;

/// The headers for a server whose GitHub has its pages at `github_web`.
pub(crate) fn secure(github_web: &Url) -> DefaultHeaders {
    DefaultHeaders::new()
        .add(("Content-Security-Policy", content_policy(github_web)))
        .add(("X-Content-Type-Options", "nosniff"))
        .add(("Referrer-Policy", "no-referrer"))
        .add(("Cross-Origin-Opener-Policy", "same-origin"))
        .add((
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=()",
        ))
}

/// Scripts, styles and calls from here alone; pictures also from where GitHub keeps avatars.
fn content_policy(github_web: &Url) -> String {
    let avatars = match github_web.host_str() {
        Some("github.com") => "https://avatars.githubusercontent.com".to_owned(),
        _ => github_web.origin().ascii_serialization(),
    };
    format!(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data: {avatars}; \
         object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_come_from_where_github_keeps_them() {
        let github = content_policy(&Url::parse("https://github.com").unwrap());
        assert!(github.contains("img-src 'self' data: https://avatars.githubusercontent.com;"));
        let practice = content_policy(&Url::parse("http://127.0.0.1:4000/").unwrap());
        assert!(practice.contains("img-src 'self' data: http://127.0.0.1:4000;"));
    }
}
