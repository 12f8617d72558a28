//! Why a call fails: the one place where an error becomes a problem of HTTP.
//!
//! Each error has one [`ProblemCode`], each code one status. What broke inside never goes into a
//! body; it is logged here, once.

use std::time::Duration;

use actix_web::{HttpResponse, HttpResponseBuilder, ResponseError, http::StatusCode, http::header};
use domain::{
    problem::{FieldError, Problem, ProblemCode},
    refusal::Refusal,
};
use tracing::error;

use crate::status::status;

/// Why a call fails.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A problem of which its code says all.
    #[error("{}", .0.title())]
    Plain(ProblemCode),
    /// A problem with more to say, in words.
    #[error("{1}")]
    Worded(ProblemCode, String),
    /// The address exists, for these methods.
    #[error("only {0} may be used here")]
    MethodNotAllowed(String),
    /// The input is at fault, field by field.
    #[error("some fields are at fault")]
    Input(Vec<FieldError>),
    /// Too many tries; the next may come after this time.
    #[error("too many tries")]
    TooManyRequests(Duration),
    /// A rule says no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The caller's connection to GitHub fails.
    #[error(transparent)]
    Connection(connections::Error),
    /// GitHub says no.
    #[error(transparent)]
    Github(#[from] github::Error),
    /// GitHub asks to wait this long.
    #[error("GitHub asks to wait")]
    GithubRateLimited(Duration),
    /// GitHub did not answer while a page could wait.
    #[error("GitHub did not answer in time")]
    GithubTooSlow,
    /// The records fail.
    #[error(transparent)]
    Store(store::Error),
    /// Something else inside fails.
    #[error("{0}")]
    Internal(&'static str),
}

impl From<connections::Error> for Error {
    fn from(error: connections::Error) -> Self {
        match error {
            connections::Error::Github(error) => Self::Github(error),
            connections::Error::Store(error) => error.into(),
            error => Self::Connection(error),
        }
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::BadCursor => Self::field("cursor", "this is not a cursor of this list"),
            error => Self::Store(error),
        }
    }
}

/// What the store refuses, each with the one code that it means.
macro_rules! store_refuses {
    ($($refusal:ident;)*) => {$(
        impl From<store::$refusal> for Error {
            fn from(_: store::$refusal) -> Self {
                Self::Plain(ProblemCode::$refusal)
            }
        }
    )*};
}

store_refuses! {
    EmailTaken;
    KeyTaken;
    AlreadyMember;
    AlreadyLinked;
    AccountTaken;
    LabelTaken;
    Outdated;
}

impl From<ProblemCode> for Error {
    fn from(code: ProblemCode) -> Self {
        Self::Plain(code)
    }
}

impl Error {
    /// There is no such thing, or it is not the caller's to see.
    pub(crate) const NOT_FOUND: Self = Self::Plain(ProblemCode::NotFound);

    /// One field at fault.
    pub(crate) fn field(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Input(vec![FieldError {
            field: field.into(),
            message: message.into(),
        }])
    }

    /// What programs and pages match on.
    pub fn code(&self) -> ProblemCode {
        match self {
            Self::Plain(code) | Self::Worded(code, _) => *code,
            Self::MethodNotAllowed(_) => ProblemCode::MethodNotAllowed,
            Self::Input(_) => ProblemCode::InvalidInput,
            Self::TooManyRequests(_) => ProblemCode::TooManyRequests,
            Self::Refused(refusal) => refusal.code(),
            Self::Connection(error) => connection_code(error),
            Self::Github(error) => github_code(error),
            Self::GithubRateLimited(_) => ProblemCode::GithubRateLimited,
            Self::GithubTooSlow => ProblemCode::GithubUnavailable,
            Self::Store(_) | Self::Internal(_) => ProblemCode::Internal,
        }
    }

    /// The problem as it is answered.
    pub fn problem(&self) -> Problem {
        let code = self.code();
        let mut problem = Problem::new(code, status(code).as_u16());
        match self {
            Self::Worded(_, words) => problem.detail = Some(words.clone()),
            Self::Input(errors) => problem.errors.clone_from(errors),
            Self::Github(error) => describe_github(error, &mut problem),
            _ => {}
        }
        problem
    }

    /// After how many seconds the next try makes sense, where that is known.
    fn retry_after(&self) -> Option<u64> {
        let (Self::TooManyRequests(wait) | Self::GithubRateLimited(wait)) = self else {
            return None;
        };
        // A part of a second counts as a whole one: less would come too early.
        Some(wait.as_secs() + u64::from(wait.subsec_nanos() > 0))
    }
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        status(self.code())
    }

    fn error_response(&self) -> HttpResponse {
        if self.code() == ProblemCode::Internal {
            error!(error = self as &dyn std::error::Error, "a call failed");
        }
        let mut answer = HttpResponse::build(self.status_code());
        match self {
            Self::Plain(ProblemCode::SignInNeeded) => {
                answer.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
            }
            Self::MethodNotAllowed(methods) => {
                answer.insert_header((header::ALLOW, methods.as_str()));
            }
            _ => {}
        }
        if let Some(wait) = self.retry_after() {
            answer.insert_header((header::RETRY_AFTER, wait));
        }
        write(&mut answer, &self.problem())
    }
}

fn write(answer: &mut HttpResponseBuilder, problem: &Problem) -> HttpResponse {
    let body = serde_json::to_vec(problem).expect("a problem is plain text and numbers");
    answer
        .insert_header((header::CONTENT_TYPE, "application/problem+json"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(body)
}

fn connection_code(error: &connections::Error) -> ProblemCode {
    use connections::Error as E;
    match error {
        E::NotConnected => ProblemCode::NotConnected,
        E::ReconnectNeeded => ProblemCode::ReconnectNeeded,
        E::StateUnknown => ProblemCode::OauthStateUnknown,
        E::Refused => ProblemCode::OauthRefused,
        E::CodeRejected => ProblemCode::OauthCodeRejected,
        E::AccountTaken => ProblemCode::AccountTaken,
        E::ConnectionEnding => ProblemCode::ConnectionEnding,
        E::Github(error) => github_code(error),
        E::Store(_) | E::Sealing => ProblemCode::Internal,
    }
}

fn github_code(error: &github::Error) -> ProblemCode {
    use github::Error as E;
    match error {
        E::Unauthorized | E::ScopeMissing { .. } => ProblemCode::ReconnectNeeded,
        E::RateLimited { .. } => ProblemCode::GithubRateLimited,
        E::SsoRequired { .. } => ProblemCode::SsoRequired,
        E::OrganizationRestrictsApp { .. } => ProblemCode::OrganizationRestrictsApp,
        E::NotFound | E::Gone => ProblemCode::GithubMissing,
        E::Empty => ProblemCode::RepositoryEmpty,
        E::OauthRejected { .. } => ProblemCode::OauthCodeRejected,
        E::Forbidden { .. }
        | E::Conflict
        | E::Invalid { .. }
        | E::PullRequestRefused(_)
        | E::TooManyInvitations
        | E::AddressNotPublic => ProblemCode::GithubRefused,
        E::Unavailable { .. } | E::Unexpected { .. } => ProblemCode::GithubUnavailable,
        E::Settings(_) => ProblemCode::Internal,
    }
}

fn describe_github(error: &github::Error, problem: &mut Problem) {
    match error {
        github::Error::SsoRequired { url: Some(url) } => problem.help_url = Some(url.to_string()),
        github::Error::ScopeMissing { needed } => {
            problem.detail = Some(format!(
                "GitHub was not allowed to give the right {needed}. Connect again and grant it."
            ));
        }
        _ => {}
    }
}
