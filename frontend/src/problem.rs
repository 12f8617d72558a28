//! What can go wrong with a call, as pages see it, and the way out of each.
//!
//! Never matched by text: only [`ProblemCode`] decides.

use domain::problem::{Problem as Answer, ProblemCode};

use crate::{
    language::{Language, spoken},
    text::problem,
};

/// Why a call gave no answer to show.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Problem {
    /// The server said why.
    Answered(Box<Answer>),
    /// The server could not be reached.
    Unreachable,
    /// Something answered that is not understood.
    Garbled,
}

/// What a person can do about a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum WayOut {
    /// It may pass: ask again.
    TryAgain,
    /// Connect the GitHub account, for the first time or again.
    Connect,
    /// Load what somebody else has changed.
    Reload,
    /// A page elsewhere mends it.
    Visit(String),
    /// Nothing on this page.
    Nothing,
}

impl Problem {
    /// The problem of a thing that is not there.
    pub(crate) fn missing() -> Self {
        Self::Answered(Box::new(Answer::new(ProblemCode::NotFound, 404)))
    }

    /// What to match on, where the server said it.
    pub(crate) fn code(&self) -> Option<ProblemCode> {
        match self {
            Self::Answered(answer) => Some(answer.code),
            Self::Unreachable | Self::Garbled => None,
        }
    }

    /// Whether this is the problem with that code.
    pub(crate) fn is(&self, code: ProblemCode) -> bool {
        self.code() == Some(code)
    }

    /// The problem as a sentence for the person in front of the page: the detail where there is
    /// one, else the title.
    ///
    /// Details are written by the server, for programs and in English: in another language the
    /// title says less, but is understood.
    pub(crate) fn words(&self) -> String {
        match self {
            Self::Answered(answer) => match &answer.detail {
                Some(detail) if spoken() == Language::English => detail.clone(),
                Some(_) | None => title(answer.code).to_owned(),
            },
            Self::Unreachable => problem::unreachable().to_owned(),
            Self::Garbled => problem::garbled().to_owned(),
        }
    }

    /// What is wrong with one field of the form, where that is the problem: in the server's words
    /// or, like a detail, in fewer.
    pub(crate) fn field(&self, name: &str) -> Option<String> {
        let Self::Answered(answer) = self else {
            return None;
        };
        let error = answer.errors.iter().find(|error| error.field == name)?;
        Some(match spoken() {
            Language::English => error.message.clone(),
            Language::German => title(answer.code).to_owned(),
        })
    }

    /// Whether the problem may be gone in a moment, so that what is shown may stay.
    pub(crate) fn is_passing(&self) -> bool {
        self.way_out() == WayOut::TryAgain
    }

    /// What a person can do about it.
    pub(crate) fn way_out(&self) -> WayOut {
        let Self::Answered(answer) = self else {
            return WayOut::TryAgain;
        };
        match answer.code {
            ProblemCode::NotConnected | ProblemCode::ReconnectNeeded => WayOut::Connect,
            ProblemCode::Outdated => WayOut::Reload,
            ProblemCode::TooManyRequests
            | ProblemCode::GithubRateLimited
            | ProblemCode::GithubUnavailable
            | ProblemCode::Internal => WayOut::TryAgain,
            _ => answer
                .help_url
                .clone()
                .map_or(WayOut::Nothing, WayOut::Visit),
        }
    }
}

/// What a code means, in a short sentence.
fn title(code: ProblemCode) -> &'static str {
    match code {
        ProblemCode::InvalidInput => problem::invalid_input(),
        ProblemCode::TooLarge => problem::too_large(),
        ProblemCode::NotFound => problem::not_found(),
        ProblemCode::MethodNotAllowed => problem::method_not_allowed(),
        ProblemCode::SignInNeeded => problem::sign_in_needed(),
        ProblemCode::WrongCredentials => problem::wrong_credentials(),
        ProblemCode::TokenReadOnly => problem::token_read_only(),
        ProblemCode::SessionNeeded => problem::session_needed(),
        ProblemCode::TooManyRequests => problem::too_many_requests(),
        ProblemCode::EmailTaken => problem::email_taken(),
        ProblemCode::NoSuchUser => problem::no_such_user(),
        ProblemCode::KeyTaken => problem::key_taken(),
        ProblemCode::AlreadyMember => problem::already_member(),
        ProblemCode::AlreadyLinked => problem::already_linked(),
        ProblemCode::Outdated => problem::outdated(),
        ProblemCode::VersionNeeded => problem::version_needed(),
        ProblemCode::KeyReused => problem::key_reused(),
        ProblemCode::RoleTooLow => problem::role_too_low(),
        ProblemCode::TaskClosed => problem::task_closed(),
        ProblemCode::TaskOpen => problem::task_open(),
        ProblemCode::ClosingIsApart => problem::closing_is_apart(),
        ProblemCode::LabelTaken => problem::label_taken(),
        ProblemCode::NotYours => problem::not_yours(),
        ProblemCode::NotAMember => problem::not_a_member(),
        ProblemCode::ViewerCannotWork => problem::viewer_cannot_work(),
        ProblemCode::NoRepository => problem::no_repository(),
        ProblemCode::BranchExists => problem::branch_exists(),
        ProblemCode::NoDevelopmentBranch => problem::no_development_branch(),
        ProblemCode::RepositoryInUse => problem::repository_in_use(),
        ProblemCode::LastOwner => problem::last_owner(),
        ProblemCode::NotConnected => problem::not_connected(),
        ProblemCode::ReconnectNeeded => problem::reconnect_needed(),
        ProblemCode::OauthStateUnknown => problem::oauth_state_unknown(),
        ProblemCode::OauthRefused => problem::oauth_refused(),
        ProblemCode::OauthCodeRejected => problem::oauth_code_rejected(),
        ProblemCode::AccountTaken => problem::account_taken(),
        ProblemCode::ConnectionEnding => problem::connection_ending(),
        ProblemCode::NoGithubAccess => problem::no_github_access(),
        ProblemCode::GithubAdminNeeded => problem::github_admin_needed(),
        ProblemCode::GithubMissing => problem::github_missing(),
        ProblemCode::RepositoryEmpty => problem::repository_empty(),
        ProblemCode::OrganizationRestrictsApp => problem::organization_restricts_app(),
        ProblemCode::SsoRequired => problem::sso_required(),
        ProblemCode::GithubRefused => problem::github_refused(),
        ProblemCode::GithubRateLimited => problem::github_rate_limited(),
        ProblemCode::GithubUnavailable => problem::github_unavailable(),
        ProblemCode::SignatureInvalid => problem::signature_invalid(),
        ProblemCode::Internal => problem::internal(),
    }
}

#[cfg(test)]
mod tests {
    use domain::problem::FieldError;

    use super::*;

    fn answered(code: ProblemCode) -> Problem {
        Problem::Answered(Box::new(Answer::new(code, 400)))
    }

    #[test]
    fn in_english_a_title_is_what_the_domain_says() {
        for code in ProblemCode::ALL {
            assert_eq!(title(*code), code.title());
        }
    }

    #[test]
    fn in_english_the_detail_says_more_than_the_title() {
        let mut answer = Answer::new(ProblemCode::GithubRefused, 403);
        answer.detail = Some("Somebody else was faster.".to_owned());
        let problem = Problem::Answered(Box::new(answer));
        assert_eq!(problem.words(), "Somebody else was faster.");
        assert_eq!(
            answered(ProblemCode::GithubRefused).words(),
            "GitHub refused this."
        );
    }

    #[test]
    fn what_may_pass_can_be_tried_again() {
        assert!(Problem::Unreachable.is_passing());
        assert!(answered(ProblemCode::GithubUnavailable).is_passing());
        assert!(!answered(ProblemCode::NoGithubAccess).is_passing());
    }

    #[test]
    fn a_missing_connection_leads_to_connecting() {
        assert_eq!(
            answered(ProblemCode::NotConnected).way_out(),
            WayOut::Connect
        );
        assert_eq!(
            answered(ProblemCode::ReconnectNeeded).way_out(),
            WayOut::Connect
        );
    }

    #[test]
    fn the_page_that_mends_it_is_offered() {
        let mut answer = Answer::new(ProblemCode::SsoRequired, 403);
        answer.help_url = Some("https://example.com/sso".to_owned());
        let problem = Problem::Answered(Box::new(answer));
        assert_eq!(
            problem.way_out(),
            WayOut::Visit("https://example.com/sso".to_owned())
        );
    }

    #[test]
    fn a_field_at_fault_is_found_by_its_name() {
        let mut answer = Answer::new(ProblemCode::InvalidInput, 422);
        answer.errors.push(FieldError {
            field: "title".to_owned(),
            message: "this cannot be empty".to_owned(),
        });
        let problem = Problem::Answered(Box::new(answer));
        assert_eq!(
            problem.field("title").as_deref(),
            Some("this cannot be empty")
        );
        assert_eq!(problem.field("text"), None);
        assert_eq!(Problem::Garbled.field("title"), None);
    }
}
