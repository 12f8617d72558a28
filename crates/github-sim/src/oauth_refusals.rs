//! Why the token endpoint gives no token, with its codes, sentences and statuses.
//! Nothing is decided here, and refusals of the REST API are elsewhere, see `refusals`.

use serde_json::{Value, json};

use crate::panel::Panel;
use crate::switches::VerifierError;

const DOCUMENTATION: &str = "https://docs.github.com/apps/managing-oauth-apps";

/// Why no token is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refused {
    /// Nobody knows an app of this id.
    UnknownClient,
    /// The app's secret is wrong.
    BadSecret,
    /// The code was never given, or is too old.
    BadCode,
    /// The code was redeemed before.
    ReusedCode,
    /// The verifier does not fit the challenge that came with the request.
    WrongVerifier,
    /// The code was asked for to be sent elsewhere.
    BadRedirect,
    /// The refresh token was never given, is spent or too old.
    BadRefresh,
    /// Something else than a code or a refresh token is offered.
    BadGrant,
    /// The user's address was never verified. Here all are, so that only an order brings this.
    Unverified,
}

impl Refused {
    /// The refusal that has this code, as long as no switch gives it another.
    pub(crate) fn called(error: &str) -> Option<Self> {
        Some(match error {
            "incorrect_client_credentials" => Self::BadSecret,
            "bad_verification_code" => Self::BadCode,
            "redirect_uri_mismatch" => Self::BadRedirect,
            "bad_refresh_token" => Self::BadRefresh,
            "unsupported_grant_type" => Self::BadGrant,
            "unverified_user_email" => Self::Unverified,
            _ => return None,
        })
    }

    /// Its status and its body.
    pub(crate) fn told(self, switches: &Panel) -> (u16, Value) {
        let status = self.status(switches);
        if self == Self::UnknownClient && status == 404 {
            return (status, json!({ "error": "Not Found" }));
        }
        let (error, description) = self.words(switches);
        let body = json!({
            "error": error,
            "error_description": description,
            "error_uri": format!("{DOCUMENTATION}/{}", self.page()),
        });
        (status, body)
    }

    fn status(self, switches: &Panel) -> u16 {
        match self {
            Self::UnknownClient => switches.unknown_client(),
            Self::ReusedCode => switches.reused_code(),
            Self::WrongVerifier => switches.wrong_verifier(),
            _ => switches.token_error(),
        }
    }

    /// The place in GitHub's documentation; some are sent to one that is about something near.
    fn page(self) -> &'static str {
        match self {
            Self::UnknownClient | Self::BadSecret => {
                "troubleshooting-oauth-app-access-token-request-errors/#incorrect-client-credentials"
            }
            Self::BadRedirect => {
                "troubleshooting-authorization-request-errors/#redirect-uri-mismatch2"
            }
            Self::Unverified => {
                "troubleshooting-oauth-app-access-token-request-errors/#unverified_user_email"
            }
            Self::BadCode
            | Self::ReusedCode
            | Self::WrongVerifier
            | Self::BadRefresh
            | Self::BadGrant => {
                "troubleshooting-oauth-app-access-token-request-errors/#bad-verification-code"
            }
        }
    }

    fn words(self, switches: &Panel) -> (&'static str, &'static str) {
        match self {
            Self::UnknownClient | Self::BadSecret => (
                "incorrect_client_credentials",
                "The client_id and/or client_secret passed are incorrect.",
            ),
            Self::WrongVerifier
                if switches.wrong_verifier_error() == VerifierError::InvalidGrant =>
            {
                ("invalid_grant", "The code_verifier passed is incorrect.")
            }
            Self::BadCode | Self::ReusedCode | Self::WrongVerifier => (
                "bad_verification_code",
                "The code passed is incorrect or expired.",
            ),
            Self::BadRedirect => (
                "redirect_uri_mismatch",
                "The redirect_uri MUST match the registered callback URL for this application.",
            ),
            Self::BadRefresh => (
                "bad_refresh_token",
                "The refresh token passed is incorrect or expired.",
            ),
            Self::Unverified => (
                "unverified_user_email",
                "The user must have a verified primary email.",
            ),
            Self::BadGrant => (
                "unsupported_grant_type",
                "The grant_type is not one that this endpoint knows.",
            ),
        }
    }
}
