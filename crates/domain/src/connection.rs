//! A user's connected GitHub account, and the rights that it was given.
//!
//! Tokens are not here: they never leave `connections` and the database.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// How long a connection that is being removed may wait for a GitHub that does not answer: then
/// its tokens are wiped all the same.
pub const ENDS_WITHIN: TimeDelta = TimeDelta::hours(1);

/// How long it may take where GitHub does answer, but asks to wait: much may have been given.
pub const ENDS_AT_LAST: TimeDelta = TimeDelta::days(1);

/// How a connection stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ConnectionState {
    /// Its token works.
    Active,
    /// GitHub no longer takes its token: the user has to connect again.
    Reconnect,
    /// The user is removing it; what it gave is being taken back.
    Ending,
}

impl ConnectionState {
    /// The state's name in the database and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Reconnect => "reconnect",
            Self::Ending => "ending",
        }
    }
}

/// A right that Tasksource asks GitHub for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    /// GitHub's name of it.
    pub name: &'static str,
    /// What it is needed for, in words for the person who is about to grant it.
    pub why: &'static str,
}

/// Every scope that is asked for, in this order; nothing else ever is.
///
/// GitHub describes them in its documentation, "Scopes for OAuth apps"; `offline_access` makes
/// the tokens expire and come with a refresh token.
pub const SCOPES: [Scope; 3] = [
    Scope {
        name: "read:org",
        why: "See which organizations you belong to, so that you can pick their repositories.",
    },
    Scope {
        name: "repo",
        why: "Give and take access to the repositories you choose, create branches and pull \
              requests, and show you commits. GitHub has no smaller right for private repositories.",
    },
    Scope {
        name: "offline_access",
        why: "Receive tokens that expire after hours and are renewed, instead of one that lasts.",
    },
];

/// The names of the scopes in `granted` that are missing from what the product needs.
///
/// `offline_access` is never listed by GitHub as granted, so it is not counted as missing.
pub fn missing_scopes(granted: &[String]) -> Vec<&'static str> {
    SCOPES
        .iter()
        .map(|scope| scope.name)
        .filter(|name| *name != "offline_access")
        .filter(|name| !granted.iter().any(|granted| granted == name))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_user_did_not_grant_is_missing() {
        assert_eq!(missing_scopes(&["read:org".into()]), ["repo"]);
        assert_eq!(missing_scopes(&["repo".into(), "read:org".into()]), [""; 0]);
    }
}
