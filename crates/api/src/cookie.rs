//! The refresh cookie: how a browser stays signed in without any script seeing its secret.
//!
//! Only renewing and signing out read it; no other call is ever authorized by a cookie.

use actix_web::{
    HttpRequest,
    cookie::{Cookie, SameSite, time},
    http::header::{self, HeaderName},
};
use url::Url;

/// Its name. The prefix makes browsers insist on `Secure`, on this very host, on the whole path.
const NAME: &str = "__Host-tasksource_refresh";

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// The cookie that holds a refresh token.
pub(crate) fn holding(secret: String, lifetime: std::time::Duration) -> Cookie<'static> {
    let seconds = i64::try_from(lifetime.as_secs()).unwrap_or(i64::MAX);
    Cookie::build(NAME, secret)
        .path("/")
        .http_only(true)
        .secure(true)
        .same_site(SameSite::Strict)
        .max_age(time::Duration::seconds(seconds))
        .finish()
}

/// The cookie that takes the former away.
pub(crate) fn gone() -> Cookie<'static> {
    holding(String::new(), std::time::Duration::ZERO)
}

/// The refresh token that came, if it came from a page of our own.
pub(crate) fn read(request: &HttpRequest, public_url: &Url) -> Option<String> {
    is_own_page(request, public_url)
        .then(|| request.cookie(NAME))?
        .map(|cookie| cookie.value().to_owned())
        .filter(|secret| !secret.is_empty())
}

/// Browsers say where a request comes from; `SameSite` alone would trust sibling hosts.
fn is_own_page(request: &HttpRequest, public_url: &Url) -> bool {
    let text = |name| {
        request
            .headers()
            .get(name)
            .map(|value| value.to_str().unwrap_or(""))
    };
    if let Some(site) = text(SEC_FETCH_SITE) {
        return site == "same-origin";
    }
    let Some(origin) = text(header::ORIGIN) else {
        return true;
    };
    let host = text(header::HOST).unwrap_or("");
    let same_host = origin
        .split_once("://")
        .is_some_and(|(_, authority)| authority.eq_ignore_ascii_case(host));
    same_host || origin == public_url.origin().ascii_serialization()
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn is_own(name: &'static str, value: &'static str) -> bool {
        let request = TestRequest::default()
            .insert_header((header::HOST, "tasks.example"))
            .insert_header((name, value))
            .to_http_request();
        is_own_page(&request, &Url::parse("https://public.example/").unwrap())
    }

    #[test]
    fn only_our_own_pages_renew() {
        assert!(is_own("sec-fetch-site", "same-origin"));
        assert!(is_own("origin", "https://tasks.example"));
        assert!(is_own("origin", "https://public.example"));
        assert!(is_own("x-no-browser", "1"));
        for site in ["same-site", "cross-site", "none"] {
            assert!(!is_own("sec-fetch-site", site), "{site}");
        }
        for origin in ["https://evil.example", "null", "https://tasks.example.evil"] {
            assert!(!is_own("origin", origin), "{origin}");
        }
    }

    #[test]
    fn the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
        let cookie = holding("s".into(), std::time::Duration::from_hours(720)).to_string();
        assert_eq!(
            cookie,
            "__Host-tasksource_refresh=s; HttpOnly; SameSite=Strict; Secure; Path=/; \
             Max-Age=2592000"
        );
    }
}
