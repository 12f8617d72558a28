//! Secrets that we give out: refresh tokens and personal access tokens.
//!
//! Only their hashes are kept; a secret itself is shown to its owner once and never logged.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

use crate::error::Error;

/// What every personal access token begins with, so that scanners find one that leaked.
pub(crate) const TOKEN_PREFIX: &str = "tsk_";

/// 256 random bits as text for cookies and headers.
pub(crate) fn generate() -> Result<String, Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|_| Error::Internal("no random numbers"))?;
    Ok(BASE64_URL_SAFE_NO_PAD.encode(bytes))
}

/// What is kept of a secret. It is random enough that a plain hash cannot be turned back.
pub(crate) fn hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}
