//! Tokens between GitHub and the database: sealed on the way in, opened one at a time.
//!
//! A token in clear is never part of a type that could be stored or shown.

use std::time::Duration;

use chrono::TimeDelta;
use domain::{Timestamp, connection::ConnectionState, ids::UserId};
use github::Tokens;
use secrecy::SecretString;
use store::connections::SealedTokens;

use crate::{error::Error, keys::Keys, seal::Purpose};

/// So much before its end a token is taken as expired, for the call may take a while.
const MARGIN: TimeDelta = TimeDelta::minutes(1);

impl Keys {
    /// Seals what GitHub gave to a user just now.
    pub(crate) fn seal_tokens(
        &self,
        user: UserId,
        tokens: &Tokens,
        now: Timestamp,
    ) -> Result<SealedTokens, Error> {
        let refresh = tokens.refresh.as_ref();
        let expiry = |lifetime: Option<Duration>| {
            let lifetime = TimeDelta::from_std(lifetime?).ok()?;
            now.checked_add_signed(lifetime)
        };
        Ok(SealedTokens {
            version: 0,
            state: ConnectionState::Active,
            access: self.seal(Purpose::Access(user), &tokens.access)?,
            refresh: refresh
                .map(|token| self.seal(Purpose::Refresh(user), token))
                .transpose()?,
            access_expires_at: expiry(tokens.access_lifetime),
            refresh_expires_at: expiry(tokens.refresh_lifetime),
        })
    }

    /// The access token, whether or not it still works.
    pub(crate) fn open_access(
        &self,
        user: UserId,
        sealed: &SealedTokens,
    ) -> Result<SecretString, Error> {
        self.open(Purpose::Access(user), &sealed.access)
    }

    /// The refresh token, if there is one that has not expired.
    pub(crate) fn open_refresh(
        &self,
        user: UserId,
        sealed: &SealedTokens,
        now: Timestamp,
    ) -> Result<Option<SecretString>, Error> {
        let expired = sealed.refresh_expires_at.is_some_and(|end| end <= now);
        let refresh = sealed.refresh.as_ref().filter(|_| !expired);
        refresh
            .map(|token| self.open(Purpose::Refresh(user), token))
            .transpose()
    }
}

/// Whether the access token can be used for a while yet.
pub(crate) fn is_fresh(sealed: &SealedTokens, now: Timestamp) -> bool {
    sealed
        .access_expires_at
        .is_none_or(|end| end - MARGIN > now)
}
