//! Registering and signing in.

use serde::{Deserialize, Serialize};

use super::me::Me;
use crate::names::{Email, Password, PersonName, TypedPassword};

/// A new account.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Register {
    /// What the user signs in with.
    pub email: Email,
    /// The name that others see.
    pub name: PersonName,
    /// At least twelve characters.
    pub password: Password,
}

/// A sign-in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Login {
    /// The account's e-mail address.
    pub email: Email,
    /// Its password.
    pub password: TypedPassword,
}

/// A sign-in that succeeded. The refresh token is in a cookie that no script can read.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignedIn {
    /// What to send as `Authorization: Bearer`.
    pub access_token: String,
    /// How many seconds it is good for.
    pub expires_in: u64,
    /// Who signed in.
    pub me: Me,
}
