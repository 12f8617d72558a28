//! Problems: every way in which a call can fail, by a stable code.
//!
//! The form is RFC 9457. Programs and pages match on the code, never on the text; which HTTP
//! status a code has is `api`'s business.

use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:tt, $title:literal;)*) => {
        /// A stable code of what went wrong.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum ProblemCode {
            $($(#[$doc])* #[serde(rename = $text)] $name,)*
        }

        impl ProblemCode {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The code as programs see it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// What the code means, in a short sentence.
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }
        }
    };
}

codes! {
    /// The body is not JSON, or not of this call's form; `errors` names the fields.
    InvalidInput = "invalid_input", "Something in the request is not as it should be.";
    /// The body is larger than is taken.
    TooLarge = "too_large", "The request is too large.";
    /// There is no such thing, or it is not the caller's to see.
    NotFound = "not_found", "There is nothing here, or it is not yours to see.";
    /// The path exists, but not for this method.
    MethodNotAllowed = "method_not_allowed", "This address does not take that kind of request.";
    /// No token came, or one that is unknown, expired or ended.
    SignInNeeded = "sign_in_needed", "Please sign in.";
    /// E-mail and password do not fit together.
    WrongCredentials = "wrong_credentials", "E-mail and password do not fit together.";
    /// The token may only read.
    TokenReadOnly = "token_read_only", "This token may only read.";
    /// A token can do much, but not this: tokens, password and connection are a person's own.
    SessionNeeded = "session_needed", "Only a person who signed in may do this, not a token.";
    /// Too many tries; `Retry-After` says how long to wait.
    TooManyRequests = "too_many_requests", "Too many tries. Please wait a moment.";
    /// The e-mail address has an account already.
    EmailTaken = "email_taken", "There is an account with this e-mail address already.";
    /// Nobody has this e-mail address here.
    NoSuchUser = "no_such_user", "Nobody has an account with this e-mail address yet.";
    /// The project key is in use.
    KeyTaken = "key_taken", "There is a project with this key already.";
    /// The person is a member already.
    AlreadyMember = "already_member", "This person is a member already.";
    /// The repository is linked to this project already.
    AlreadyLinked = "already_linked", "This repository is linked already.";
    /// Somebody else changed it meanwhile: load it again, then decide.
    Outdated = "outdated", "Somebody changed this meanwhile. Nothing was overwritten.";
    /// An update came without `If-Match`.
    VersionNeeded = "version_needed", "Say which version this change is based on (If-Match).";
    /// The idempotency key was used with another body.
    KeyReused = "key_reused", "This idempotency key was used for another request.";
    /// See [`crate::refusal::Refusal::RoleTooLow`].
    RoleTooLow = "role_too_low", "Your role in this project does not allow this.";
    /// See [`crate::refusal::Refusal::TaskClosed`].
    TaskClosed = "task_closed", "The task is closed. Reopen it first.";
    /// See [`crate::refusal::Refusal::TaskOpen`].
    TaskOpen = "task_open", "The task is open already.";
    /// See [`crate::refusal::Refusal::ClosingIsApart`].
    ClosingIsApart = "closing_is_apart", "A task gets into a closed column by closing it.";
    /// The project has a label of this name.
    LabelTaken = "label_taken", "There is a label of this name already.";
    /// Only who said something changes it or takes it back.
    NotYours = "not_yours", "Only who wrote this may change it.";
    /// See [`crate::refusal::Refusal::NotAMember`].
    NotAMember = "not_a_member", "This person is not a member of the project.";
    /// See [`crate::refusal::Refusal::ViewerCannotWork`].
    ViewerCannotWork = "viewer_cannot_work", "A viewer cannot be assigned a task.";
    /// See [`crate::refusal::Refusal::NoRepository`].
    NoRepository = "no_repository", "The task has no repository.";
    /// See [`crate::refusal::Refusal::BranchExists`].
    BranchExists = "branch_exists", "The task has a branch already.";
    /// See [`crate::refusal::Refusal::NoDevelopmentBranch`].
    NoDevelopmentBranch = "no_development_branch", "The repository has no development branch yet.";
    /// See [`crate::refusal::Refusal::RepositoryInUse`].
    RepositoryInUse = "repository_in_use", "The task already has a branch in its repository.";
    /// See [`crate::refusal::Refusal::LastOwner`].
    LastOwner = "last_owner", "A project needs an owner.";
    /// The caller has no GitHub connection.
    NotConnected = "not_connected", "Connect your GitHub account first.";
    /// GitHub no longer takes the caller's token.
    ReconnectNeeded = "reconnect_needed", "GitHub no longer takes your token. Connect again.";
    /// The sign-in at GitHub that came back was not begun here, is too old, or came back before.
    OauthStateUnknown = "oauth_state_unknown",
        "This authorization was not begun here, is too old, or was used already.";
    /// The user refused at GitHub.
    OauthRefused = "oauth_refused", "The authorization was refused at GitHub.";
    /// GitHub did not take the code.
    OauthCodeRejected = "oauth_code_rejected", "GitHub did not accept this authorization.";
    /// The GitHub account is connected to another user here.
    AccountTaken = "account_taken", "This GitHub account is connected to another user.";
    /// Another account than before was chosen while something still depends on the old one.
    ConnectionEnding = "connection_ending", "The old connection is still being removed.";
    /// The caller's GitHub account does not reach this on GitHub.
    NoGithubAccess = "no_github_access", "Your GitHub account does not reach this repository.";
    /// The caller's GitHub account is not an administrator of the repository.
    GithubAdminNeeded = "github_admin_needed",
        "Your GitHub account is not an administrator of this repository.";
    /// The repository, branch or commit is gone on GitHub.
    GithubMissing = "github_missing", "This is no longer on GitHub.";
    /// The repository has no commits yet.
    RepositoryEmpty = "repository_empty", "The repository is empty.";
    /// The organization has not approved this app.
    OrganizationRestrictsApp = "organization_restricts_app",
        "The organization has not approved Tasksource on GitHub.";
    /// The organization demands a single sign-on session.
    SsoRequired = "sso_required", "The organization asks for a single sign-on on GitHub.";
    /// GitHub said no for another reason.
    GithubRefused = "github_refused", "GitHub refused this.";
    /// GitHub asks to wait; `Retry-After` says how long.
    GithubRateLimited = "github_rate_limited", "GitHub asks to wait.";
    /// GitHub did not answer in time, or with a fault of its own.
    GithubUnavailable = "github_unavailable", "GitHub does not answer at the moment.";
    /// The webhook's signature is missing or wrong.
    SignatureInvalid = "signature_invalid", "The signature does not fit.";
    /// A fault of ours; the log has the cause.
    Internal = "internal", "Something failed on our side.";
}

/// An answer that is not a success (RFC 9457, `application/problem+json`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// The kind of problem as an address, `/problems/{code}`.
    #[serde(rename = "type")]
    pub kind: String,
    /// What the code means, in a short sentence.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What to match on.
    pub code: ProblemCode,
    /// What happened this time, in words, where there is more to say than the title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The fields at fault, where the input was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// Where a person can mend it, for instance a page of GitHub.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help_url: Option<String>,
}

impl Problem {
    /// A problem with this code and status, and no more to say.
    pub fn new(code: ProblemCode, status: u16) -> Self {
        Self {
            kind: format!("/problems/{}", code.as_str()),
            title: code.title().to_owned(),
            status,
            code,
            detail: None,
            errors: Vec::new(),
            help_url: None,
        }
    }

    /// The most telling sentence: the detail where there is one, else the title.
    pub fn words(&self) -> &str {
        self.detail.as_deref().unwrap_or(&self.title)
    }
}

/// A field at fault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// Which field, as a path: `title`, `members.0.email`.
    pub field: String,
    /// What is wrong with it, in words.
    pub message: String,
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_code_is_unique_and_written_as_programs_see_it() {
        let texts: HashSet<_> = ProblemCode::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(texts.len(), ProblemCode::ALL.len());
        for code in ProblemCode::ALL {
            let json = serde_json::to_value(code).unwrap();
            assert_eq!(json, code.as_str());
        }
    }
}
