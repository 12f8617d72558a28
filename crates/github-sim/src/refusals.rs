//! The ways in which the REST API refuses, with GitHub's own statuses and texts.
//! Refusals of OAuth and of git are never here: they look different on GitHub, too.

use actix_web::http::StatusCode;
use serde_json::{Value, json};

use crate::git::GitError;
use crate::named_faults::sso_required;
use crate::reply::Reply;

const REDIRECTS: &str =
    "https://docs.github.com/rest/guides/best-practices-for-using-the-rest-api#follow-redirects";
const DOCUMENTATION: &str = "https://docs.github.com/rest";
/// The article on organizations that restrict apps.
pub(crate) const RESTRICTIONS: &str =
    "https://docs.github.com/articles/restricting-access-to-your-organization-s-data/";
/// A pull request is never reviewed by whom it is from.
pub(crate) const REVIEWER_IS_AUTHOR: &str = "Review cannot be requested from pull request author.";
/// Nor by who cannot see it.
pub(crate) const REVIEWER_IS_STRANGER: &str = "Reviews may only be requested from collaborators. One or more of the users or teams you \
     specified is not a collaborator of the repository.";

/// Why a REST call is not answered as asked.
#[derive(Debug, Clone)]
pub(crate) enum Refusal {
    /// A status with a message.
    Plain(u16, String),
    /// 422 with the fields that are wrong.
    Invalid(Vec<FieldError>),
    /// 422 of the few routes that say in words what is wrong.
    Unprocessable(&'static str),
    /// The organization of that login keeps the app out.
    AppRestricted(String),
    /// The organization of that login demands a session of its single sign-on.
    SsoRequired(String),
    /// The repository lives at another address.
    Moved { location: String, permanently: bool },
}

/// One entry of the `errors` of a 422.
#[derive(Debug, Clone)]
pub(crate) struct FieldError {
    pub(crate) resource: &'static str,
    pub(crate) field: Option<&'static str>,
    pub(crate) code: &'static str,
    pub(crate) message: Option<String>,
}

impl Refusal {
    /// Not there, or not for the eyes of the caller.
    pub(crate) fn not_found() -> Self {
        Self::Plain(404, "Not Found".to_owned())
    }

    /// A token was sent that no longer lives.
    pub(crate) fn bad_credentials() -> Self {
        Self::Plain(401, "Bad credentials".to_owned())
    }

    /// No token was sent where one is needed.
    pub(crate) fn requires_authentication() -> Self {
        Self::Plain(401, "Requires authentication".to_owned())
    }

    /// Seen, but not allowed.
    pub(crate) fn forbidden(message: &str) -> Self {
        Self::Plain(403, message.to_owned())
    }

    /// 422 with a message of its own instead of a field.
    pub(crate) fn custom(resource: &'static str, message: String) -> Self {
        let error = FieldError {
            resource,
            field: None,
            code: "custom",
            message: Some(message),
        };
        Self::Invalid(vec![error])
    }

    /// 422 that names a field.
    pub(crate) fn field(resource: &'static str, field: &'static str, code: &'static str) -> Self {
        Self::Invalid(vec![FieldError {
            resource,
            field: Some(field),
            code,
            message: None,
        }])
    }

    /// 409 of a repository without commits.
    pub(crate) fn empty_repository() -> Self {
        Self::Plain(409, "Git Repository is empty.".to_owned())
    }

    /// The reply that says so.
    pub(crate) fn into_reply(self) -> Reply {
        match self {
            Self::Plain(status, message) => plain(status, &message),
            Self::SsoRequired(login) => sso_required(&login),
            Self::AppRestricted(login) => plain(403, &app_restricted(&login)),
            Self::Invalid(errors) => {
                let errors: Vec<_> = errors.iter().map(FieldError::render).collect();
                let mut body = error_body(422, "Validation Failed");
                body["errors"] = json!(errors);
                Reply::json(422, body)
            }
            Self::Unprocessable(error) => {
                let mut body = error_body(422, "Unprocessable Entity");
                body["errors"] = json!([error]);
                Reply::json(422, body)
            }
            Self::Moved {
                location,
                permanently,
            } => {
                // It was renamed for good; 307 only lets a write keep its method and its body.
                let status = if permanently { 301 } else { 307 };
                let body = json!({
                    "message": "Moved Permanently",
                    "url": location,
                    "documentation_url": REDIRECTS,
                });
                Reply::json(status, body).with("Location", &location)
            }
        }
    }
}

/// The sentence by which clients recognise that an organization must approve the app.
pub(crate) fn app_restricted(login: &str) -> String {
    format!(
        "Although you appear to have the correct authorization credentials, the `{login}` \
         organization has enabled OAuth App access restrictions, meaning that data access to \
         third-parties is limited. For more information on these restrictions, including how to \
         enable this app, visit {RESTRICTIONS}"
    )
}

impl From<GitError> for Refusal {
    fn from(error: GitError) -> Self {
        tracing::error!("{error}");
        Self::Plain(500, "Server Error".to_owned())
    }
}

impl From<std::io::Error> for Refusal {
    fn from(error: std::io::Error) -> Self {
        GitError::from(error).into()
    }
}

impl FieldError {
    fn render(&self) -> Value {
        let mut entry = json!({ "resource": self.resource, "code": self.code });
        if let Some(field) = self.field {
            entry["field"] = json!(field);
        }
        if let Some(message) = &self.message {
            entry["message"] = json!(message);
        }
        entry
    }
}

/// A refusal of which nothing but the status is known, in the words of HTTP.
pub(crate) fn by_status(status: u16) -> Reply {
    let reason = StatusCode::from_u16(status).ok();
    let reason = reason.and_then(|status| status.canonical_reason());
    plain(status, reason.unwrap_or("Error"))
}

fn plain(status: u16, message: &str) -> Reply {
    Reply::json(status, error_body(status, message))
}

fn error_body(status: u16, message: &str) -> Value {
    json!({ "message": message, "documentation_url": DOCUMENTATION, "status": status.to_string() })
}
