//! Access tokens: short-lived JWTs by which a browser shows who it is.
//!
//! The algorithm is pinned and the key is found by its id: nothing that a token says of itself
//! is believed before its signature is.

use std::time::Duration;

use domain::{
    Timestamp,
    ids::{SessionId, UserId},
};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::error::Error;

/// How long an access token is good for.
pub(crate) const LIFETIME: Duration = Duration::from_mins(10);

/// Whom the tokens are for: this API, not anything else that may share a key.
const AUDIENCE: &str = "tasksource-api";

/// The keys that sign access tokens: one signs, and older ones are still believed.
#[derive(Clone)]
pub struct SigningKeys {
    current: SigningKey,
    older: Vec<SigningKey>,
}

#[derive(Clone)]
struct SigningKey {
    id: String,
    encoding: EncodingKey,
    decoding: DecodingKey,
}

/// What a token says, once its signature was found good.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Claims {
    /// Who.
    pub(crate) sub: UserId,
    /// By which sign-in.
    pub(crate) sid: SessionId,
    iss: String,
    aud: String,
    iat: i64,
    exp: i64,
}

impl Claims {
    /// Until when the token is good.
    pub(crate) fn expires_at(&self) -> Timestamp {
        Timestamp::from_timestamp(self.exp, 0).unwrap_or_default()
    }
}

impl SigningKeys {
    /// Keys from secrets, the newest first; there must be one at least.
    pub fn from_secrets(secrets: Vec<[u8; 32]>) -> Self {
        let mut keys = secrets.into_iter().map(|secret| SigningKey::new(&secret));
        let current = keys.next().expect("a server has at least one key");
        Self {
            current,
            older: keys.collect(),
        }
    }

    /// A token for a session, from now on.
    pub(crate) fn sign(
        &self,
        issuer: &str,
        user: UserId,
        session: SessionId,
        now: Timestamp,
    ) -> Result<String, Error> {
        let claims = Claims {
            sub: user,
            sid: session,
            iss: issuer.to_owned(),
            aud: AUDIENCE.to_owned(),
            iat: now.timestamp(),
            exp: (now + LIFETIME).timestamp(),
        };
        let mut header = Header::new(Algorithm::HS256);
        header.kid = Some(self.current.id.clone());
        jsonwebtoken::encode(&header, &claims, &self.current.encoding)
            .map_err(|_| Error::Internal("an access token could not be signed"))
    }

    /// What a token says, if it is ours and still good.
    pub(crate) fn verify(&self, issuer: &str, token: &str, now: Timestamp) -> Option<Claims> {
        let kid = jsonwebtoken::decode_header(token).ok()?.kid?;
        let key = std::iter::once(&self.current)
            .chain(&self.older)
            .find(|key| key.id == kid)?;
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_audience(&[AUDIENCE]);
        validation.set_issuer(&[issuer]);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        // The store's clock decides below: a test owns it.
        validation.validate_exp = false;
        let claims = jsonwebtoken::decode::<Claims>(token, &key.decoding, &validation)
            .ok()?
            .claims;
        (now.timestamp() < claims.exp).then_some(claims)
    }
}

impl SigningKey {
    fn new(secret: &[u8; 32]) -> Self {
        let mut id = hex::encode(Sha256::digest([b"key id of ".as_slice(), secret].concat()));
        id.truncate(16);
        Self {
            id,
            encoding: EncodingKey::from_secret(secret),
            decoding: DecodingKey::from_secret(secret),
        }
    }
}

#[cfg(test)]
#[path = "access_token_tests.rs"]
mod tests;
