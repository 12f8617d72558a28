//! What GitHub meant when it did not do as asked.
//!
//! No variant ever holds a token or anything of a commit: what is said here may be logged.

use std::time::Duration;

use chrono::TimeDelta;
use domain::{Timestamp, activity::RequestId, pull_request::PullRequestState};
use url::Url;

/// The least wait where GitHub does not say.
const UNSAID: TimeDelta = TimeDelta::minutes(1);

/// Why a call did not succeed, by what it means for the caller.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The token is expired, revoked or unknown.
    #[error("GitHub does not take this token")]
    Unauthorized,
    /// GitHub asks to wait; going on regardless may get the app banned.
    #[error("GitHub asks to wait")]
    RateLimited {
        /// For how long.
        wait: Wait,
    },
    /// The organization demands a single sign-on session for this token.
    #[error("the organization asks for a single sign-on")]
    SsoRequired {
        /// Where the user signs in; good for an hour.
        url: Option<Url>,
    },
    /// The organization has not approved this app.
    #[error("the organization has not approved this app")]
    OrganizationRestrictsApp {
        /// Its login, where GitHub named it.
        organization: Option<String>,
    },
    /// The user granted too little.
    #[error("the token lacks a right: {needed}")]
    ScopeMissing {
        /// The scopes of which one would do, as GitHub lists them.
        needed: String,
    },
    /// Not allowed, for another reason.
    #[error("GitHub forbids this: {message}")]
    Forbidden {
        /// GitHub's sentence; empty where it could speak of a commit.
        message: String,
    },
    /// Not there, or hidden from this token: GitHub does not tell which.
    #[error("not on GitHub, or hidden from this token")]
    NotFound,
    /// The repository has no commits.
    #[error("the repository is empty")]
    Empty,
    /// Gone for good, or blocked by law.
    #[error("gone from GitHub")]
    Gone,
    /// It does not fit what is there at the moment.
    #[error("GitHub sees a conflict")]
    Conflict,
    /// The request was understood and refused.
    #[error("GitHub refuses the request: {}", FieldError::list(.errors))]
    Invalid {
        /// What was wrong with it.
        errors: Vec<FieldError>,
    },
    /// No pull request can be opened, for this reason.
    #[error("no pull request: {}", .0.as_str())]
    PullRequestRefused(PullRequestState),
    /// The repository takes no more invitations today.
    #[error("GitHub takes no more invitations to this repository today")]
    TooManyInvitations,
    /// GitHub cannot deliver webhooks to the address.
    #[error("GitHub cannot reach the webhook's address")]
    AddressNotPublic,
    /// GitHub did not take the code, the refresh token or our own credentials.
    #[error("GitHub rejects the authorization: {code}")]
    OauthRejected {
        /// GitHub's code of the reason, such as `bad_refresh_token`.
        code: String,
    },
    /// No answer in time, or a fault of GitHub's own.
    #[error("GitHub is not available: {reason}")]
    Unavailable {
        /// What happened, in words.
        reason: String,
    },
    /// An answer that the contract does not know.
    #[error("GitHub's answer was not expected: status {status}, {message}")]
    Unexpected {
        /// Its status.
        status: u16,
        /// GitHub's sentence, or what was wrong with the answer.
        message: String,
        /// GitHub's id of the request, for asking them.
        request_id: Option<RequestId>,
    },
    /// The client cannot be built from its settings.
    #[error("the GitHub settings cannot be used: {0}")]
    Settings(String),
}

/// How long GitHub wants us to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// This long from now.
    For(Duration),
    /// Until this instant.
    Until(Timestamp),
    /// It does not say: a minute at least, and longer each time.
    Unsaid,
}

impl Wait {
    /// The instant that GitHub names, as seen from `now`.
    pub fn told(self, now: Timestamp) -> Option<Timestamp> {
        match self {
            Self::Unsaid => None,
            told => Some(told.end(now)),
        }
    }

    /// The instant before which nothing should be sent, as seen from `now`.
    pub fn end(self, now: Timestamp) -> Timestamp {
        match self {
            Self::For(time) => now + TimeDelta::from_std(time).unwrap_or(TimeDelta::hours(1)),
            Self::Until(instant) => instant.max(now),
            Self::Unsaid => now + UNSAID,
        }
    }
}

/// One reason of a refused request.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default)]
pub struct FieldError {
    /// The kind of thing, `PullRequest`.
    pub resource: String,
    /// Which field, where it is about one.
    pub field: Option<String>,
    /// GitHub's code, `missing`, `invalid`, `custom` and so on.
    pub code: String,
    /// The reason in words, where the code alone does not tell.
    pub message: Option<String>,
}

impl FieldError {
    /// Whether its words hold this phrase, in whatever case.
    pub fn says(&self, phrase: &str) -> bool {
        let phrase = phrase.to_lowercase();
        self.message
            .as_ref()
            .is_some_and(|message| message.to_lowercase().contains(&phrase))
    }

    fn list(errors: &[Self]) -> String {
        let one = |error: &Self| {
            let field = error.field.as_deref().unwrap_or(&error.resource);
            let reason = error.message.as_deref().unwrap_or(&error.code);
            format!("{field} {reason}")
        };
        errors.iter().map(one).collect::<Vec<_>>().join("; ")
    }
}

impl Error {
    /// GitHub could not be reached, or failed.
    pub(crate) fn unavailable(reason: impl Into<String>) -> Self {
        Self::Unavailable {
            reason: reason.into(),
        }
    }
}
