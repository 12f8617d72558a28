//! The classifier, fed with the texts and headers that GitHub is known to send.

use std::time::Duration;

use chrono::DateTime;
use proptest::prelude::*;
use reqwest::header::{HeaderName, HeaderValue};
use serde_json::{Value, json};

use super::*;
use crate::error::Wait;

fn error(status: u16, headers: &[(&str, &str)], body: &Value) -> Error {
    raw(status, headers, body.to_string().as_bytes(), Words::Kept)
}

fn raw(status: u16, headers: &[(&str, &str)], body: &[u8], words: Words) -> Error {
    let map = headers
        .iter()
        .map(|(name, value)| {
            let name: HeaderName = name.parse().unwrap();
            (name, HeaderValue::from_str(value).unwrap())
        })
        .collect();
    classify(StatusCode::from_u16(status).unwrap(), &map, body, words)
}

fn message(text: &str) -> Value {
    json!({ "message": text, "documentation_url": "https://docs.github.com/rest", "status": "403" })
}

#[test]
fn a_token_that_is_not_taken_comes_before_all_else() {
    let headers = [("x-ratelimit-remaining", "0")];
    let refused = error(401, &headers, &message("Bad credentials"));
    assert_eq!(refused, Error::Unauthorized);
}

#[test]
fn a_spent_limit_waits_until_a_second_after_the_reset() {
    let headers = [
        ("x-ratelimit-remaining", "0"),
        ("x-ratelimit-reset", "1795330000"),
    ];
    let body = message(
        "API rate limit exceeded for user ID 7. If you reach out to GitHub Support for help, \
         please include the request ID AB12.",
    );
    let wait = Wait::Until(DateTime::from_timestamp(1_795_330_001, 0).unwrap());
    for status in [403, 429] {
        assert_eq!(error(status, &headers, &body), Error::RateLimited { wait });
    }
}

#[test]
fn a_secondary_limit_waits_as_told_or_as_is_usual() {
    let body = message(
        "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
    );
    let told = error(403, &[("retry-after", "17")], &body);
    let untold = error(403, &[("x-ratelimit-remaining", "4711")], &body);
    let limited = |wait| Error::RateLimited { wait };
    assert_eq!(told, limited(Wait::For(Duration::from_secs(17))));
    assert_eq!(untold, limited(Wait::Unsaid));
    let ending = message("Something else. Please retry your request again later.");
    assert_eq!(error(403, &[], &ending), limited(Wait::Unsaid));
}

#[test]
fn a_single_sign_on_is_told_with_its_address() {
    let url = "https://github.com/orgs/octo/sso?authorization_request=AZ";
    let header = format!("required; url={url}");
    let required = error(403, &[("x-github-sso", &header)], &message("Forbidden"));
    let hidden = error(404, &[("x-github-sso", &header)], &message("Not Found"));
    let expected = Error::SsoRequired {
        url: Some(url.parse().unwrap()),
    };
    assert_eq!((&required, &hidden), (&expected, &expected));
    let words = message(
        "Resource protected by organization SAML enforcement. You must grant your OAuth token \
         access to this organization.",
    );
    assert_eq!(error(403, &[], &words), Error::SsoRequired { url: None });
    let partial = [("x-github-sso", "partial-results; organizations=1,2")];
    assert_eq!(error(404, &partial, &message("Not Found")), Error::NotFound);
}

#[test]
fn an_organization_that_keeps_the_app_out_is_named() {
    let body = message(
        "Although you appear to have the correct authorization credentials, the `octo` \
         organization has enabled OAuth App access restrictions, meaning that data access to \
         third-parties is limited.",
    );
    let organization = Some("octo".to_owned());
    let expected = Error::OrganizationRestrictsApp { organization };
    assert_eq!(error(403, &[], &body), expected);
}

#[test]
fn a_right_that_was_not_granted_is_named() {
    let headers = [
        ("x-oauth-scopes", "read:org"),
        ("x-accepted-oauth-scopes", "repo"),
    ];
    let needed = "repo".to_owned();
    for status in [403, 404] {
        let refused = error(status, &headers, &message("Not Found"));
        let needed = needed.clone();
        assert_eq!(refused, Error::ScopeMissing { needed });
    }
    let headers = [("x-accepted-github-permissions", "contents=write")];
    let refused = error(
        403,
        &headers,
        &message("Resource not accessible by integration"),
    );
    let needed = "contents=write".to_owned();
    assert_eq!(refused, Error::ScopeMissing { needed });
}

#[test]
fn sufficient_scopes_leave_a_refusal_as_it_is() {
    let headers = [
        ("x-oauth-scopes", "repo, read:org"),
        ("x-accepted-oauth-scopes", "public_repo, repo"),
    ];
    let text = "Must have admin rights to Repository.";
    let forbidden = Error::Forbidden {
        message: text.to_owned(),
    };
    assert_eq!(error(403, &headers, &message(text)), forbidden);
    assert_eq!(error(404, &headers, &message("Not Found")), Error::NotFound);
}

#[test]
fn the_rest_goes_by_its_status() {
    let empty = message("Git Repository is empty.");
    assert_eq!(error(409, &[], &empty), Error::Empty);
    assert_eq!(error(409, &[], &message("Conflict")), Error::Conflict);
    for status in [410, 451] {
        assert_eq!(error(status, &[], &message("Gone")), Error::Gone);
    }
    let version = message("\"2026-03-10\" is not a supported version.");
    for status in [400, 410] {
        let refused = error(status, &[], &version);
        assert!(matches!(refused, Error::Unexpected { .. }), "{refused}");
    }
    for status in [500, 502, 503, 504] {
        let failed = raw(status, &[], b"<html>", Words::Kept);
        assert!(matches!(failed, Error::Unavailable { .. }), "{failed}");
    }
}

#[test]
fn a_refused_request_says_which_field() {
    let body = json!({
        "message": "Validation Failed",
        "errors": [
            { "resource": "PullRequest", "field": "base", "code": "invalid" },
            "a sentence of its own",
        ],
    });
    let Error::Invalid { errors } = error(422, &[], &body) else {
        panic!("422 is a refused request");
    };
    assert_eq!(errors[0].field.as_deref(), Some("base"));
    assert!(errors[1].says("A SENTENCE"));
    let bare = error(422, &[], &message("No commit found for SHA"));
    assert!(bare.to_string().contains("No commit found"));
}

#[test]
fn an_answer_nobody_knows_keeps_githubs_id_of_it() {
    let headers = [("x-github-request-id", "AB:12")];
    let unknown = error(418, &headers, &message("teapot"));
    let request_id = RequestId::read("AB:12");
    let expected = Error::Unexpected {
        status: 418,
        message: "teapot".to_owned(),
        request_id,
    };
    assert_eq!(unknown, expected);
}

proptest! {
    #[test]
    fn law_5_words_about_commits_never_get_into_an_error(
        status in prop::sample::select(vec![400u16, 403, 404, 409, 410, 418, 422, 500, 503]),
        secret in "[A-Z]{12}",
        listed: bool,
    ) {
        let errors = if listed { json!([{ "message": secret, "code": "custom" }]) } else { json!([]) };
        let body = json!({ "message": secret, "errors": errors }).to_string();
        let error = raw(status, &[], body.as_bytes(), Words::Withheld);
        let shown = format!("{error} {error:?}");
        prop_assert!(!shown.contains(&secret));
    }

    #[test]
    fn no_answer_whatever_is_too_strange(
        status in 300u16..600,
        body in prop::collection::vec(any::<u8>(), 0..64),
        value in "[ -~]{0,40}",
    ) {
        let names = ["retry-after", "x-ratelimit-reset", "x-ratelimit-remaining", "x-github-sso"];
        let headers = names.map(|name| (name, value.as_str()));
        let error = raw(status, &headers, &body, Words::Kept);
        prop_assert!(!error.to_string().is_empty());
    }
}
