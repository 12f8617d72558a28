//! What can go wrong with a call, as pages see it, and the way out of each.
//!
//! Never matched by text: only [`ProblemCode`] decides.

use domain::problem::{Problem as Answer, ProblemCode};

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

    /// The problem as a sentence for the person in front of the page.
    pub(crate) fn words(&self) -> String {
        match self {
            Self::Answered(answer) => answer.words().to_owned(),
            Self::Unreachable => {
                "Tasksource cannot be reached. Check your network; nothing was lost.".to_owned()
            }
            Self::Garbled => "The server gave an answer that is not understood.".to_owned(),
        }
    }

    /// What is wrong with one field of the form, where that is the problem.
    pub(crate) fn field(&self, name: &str) -> Option<String> {
        let Self::Answered(answer) = self else {
            return None;
        };
        let error = answer.errors.iter().find(|error| error.field == name)?;
        Some(error.message.clone())
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

#[cfg(test)]
mod tests {
    use domain::problem::FieldError;

    use super::*;

    fn answered(code: ProblemCode) -> Problem {
        Problem::Answered(Box::new(Answer::new(code, 400)))
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
