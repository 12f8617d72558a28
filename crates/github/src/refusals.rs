//! Why GitHub refuses to open a pull request: what its 422 answers mean.
//!
//! Only its phrases are known here; no call is made.

use domain::pull_request::PullRequestState;

use crate::error::FieldError;

/// What a refusal to open comes down to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// There is one from the same branch into the same branch.
    AlreadyOpen,
    /// The repository knows no drafts: a free plan's private ones do not.
    NoDrafts,
    /// There can be none, for this reason.
    State(PullRequestState),
    /// Something else.
    Unclear,
}

/// Reads GitHub's reasons.
pub(crate) fn refusal(errors: &[FieldError]) -> Refusal {
    let says = |phrase| errors.iter().any(|error| error.says(phrase));
    let invalid = |field| {
        let about = |error: &&FieldError| error.field.as_deref() == Some(field);
        errors
            .iter()
            .find(about)
            .is_some_and(|error| error.code == "invalid")
    };
    if says("a pull request already exists") {
        Refusal::AlreadyOpen
    } else if says("draft pull requests are not supported") {
        Refusal::NoDrafts
    } else if says("no commits between") {
        Refusal::State(PullRequestState::NothingToMerge)
    } else if invalid("base") {
        Refusal::State(PullRequestState::BaseMissing)
    } else if invalid("head") {
        Refusal::State(PullRequestState::BranchMissing)
    } else {
        Refusal::Unclear
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn custom(message: &str) -> FieldError {
        FieldError {
            resource: "PullRequest".to_owned(),
            field: None,
            code: "custom".to_owned(),
            message: Some(message.to_owned()),
        }
    }

    fn field(name: &str, code: &str) -> FieldError {
        FieldError {
            resource: "PullRequest".to_owned(),
            field: Some(name.to_owned()),
            code: code.to_owned(),
            message: None,
        }
    }

    #[test]
    fn every_known_refusal_is_told_apart() {
        use PullRequestState as State;
        let state = Refusal::State;
        let exists = custom("A pull request already exists for octo:web-1.");
        let nothing = custom("No commits between main and web-1");
        let drafts = custom("Draft pull requests are not supported in this repository.");
        assert_eq!(refusal(&[drafts]), Refusal::NoDrafts);
        let head_sha = field("head_sha", "missing_field");
        assert_eq!(refusal(&[exists]), Refusal::AlreadyOpen);
        assert_eq!(
            refusal(std::slice::from_ref(&nothing)),
            state(State::NothingToMerge)
        );
        assert_eq!(refusal(&[head_sha, nothing]), state(State::NothingToMerge));
        assert_eq!(
            refusal(&[field("base", "invalid")]),
            state(State::BaseMissing)
        );
        assert_eq!(
            refusal(&[field("head", "invalid")]),
            state(State::BranchMissing)
        );
        assert_eq!(refusal(&[custom("Something new.")]), Refusal::Unclear);
        assert_eq!(refusal(&[]), Refusal::Unclear);
    }
}
