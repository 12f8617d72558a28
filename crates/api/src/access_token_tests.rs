//! Which access tokens are believed, as claims.

use domain::Timestamp;
use serde_json::json;
use uuid::Uuid;

use super::*;

const USER: UserId = UserId(Uuid::from_u128(1));
const SESSION: SessionId = SessionId(Uuid::from_u128(2));
const ISSUER: &str = "https://tasks.example";

fn keys() -> SigningKeys {
    SigningKeys::from_secrets(vec![[1; 32]])
}

fn token() -> String {
    let now = Timestamp::default();
    keys().sign(ISSUER, USER, SESSION, now).unwrap()
}

/// A token of the given header and claims, signed with the key that `keys` has.
fn forged(header: &Header, claims: &serde_json::Value) -> String {
    jsonwebtoken::encode(header, claims, &keys().current.encoding).unwrap()
}

fn header() -> Header {
    let mut header = Header::new(Algorithm::HS256);
    header.kid = Some(keys().current.id);
    header
}

fn claims() -> serde_json::Value {
    json!({
        "sub": USER, "sid": SESSION, "iss": ISSUER, "aud": AUDIENCE, "iat": 0, "exp": 600,
    })
}

fn is_believed(token: &str) -> bool {
    keys().verify(ISSUER, token, Timestamp::default()).is_some()
}

#[test]
fn a_token_says_who_and_by_which_session() {
    let claims = keys()
        .verify(ISSUER, &token(), Timestamp::default())
        .unwrap();
    assert_eq!((claims.sub, claims.sid), (USER, SESSION));
}

#[test]
fn a_token_ends_after_ten_minutes() {
    let last = Timestamp::default() + LIFETIME - Duration::from_secs(1);
    assert!(keys().verify(ISSUER, &token(), last).is_some());
    let over = Timestamp::default() + LIFETIME;
    assert!(keys().verify(ISSUER, &token(), over).is_none());
}

#[test]
fn a_token_of_an_older_key_is_believed_and_of_a_dropped_key_is_not() {
    let changed = SigningKeys::from_secrets(vec![[2; 32], [1; 32]]);
    assert!(
        changed
            .verify(ISSUER, &token(), Timestamp::default())
            .is_some()
    );
    let dropped = SigningKeys::from_secrets(vec![[2; 32]]);
    assert!(
        dropped
            .verify(ISSUER, &token(), Timestamp::default())
            .is_none()
    );
}

#[test]
fn what_a_token_says_of_itself_is_checked() {
    assert!(
        is_believed(&forged(&header(), &claims())),
        "the pattern itself is good"
    );
    for (claim, value) in [
        ("iss", json!("https://elsewhere.example")),
        ("aud", json!("another-api")),
        ("exp", json!(0)),
        ("sid", json!("not an id")),
        ("sub", json!(null)),
    ] {
        let mut claims = claims();
        claims[claim] = value;
        assert!(!is_believed(&forged(&header(), &claims)), "{claim}");
    }
}

#[test]
fn another_algorithm_or_no_key_id_is_not_believed() {
    let mut other = header();
    other.alg = Algorithm::HS512;
    assert!(!is_believed(&forged(&other, &claims())));
    let mut nameless = header();
    nameless.kid = None;
    assert!(!is_believed(&forged(&nameless, &claims())));
    let unsigned = {
        let token = forged(&header(), &claims());
        let claims = token.split('.').nth(1).unwrap().to_owned();
        // {"alg":"none"}
        format!("eyJhbGciOiJub25lIn0.{claims}.")
    };
    assert!(!is_believed(&unsigned));
}
