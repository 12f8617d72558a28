//! How far a task's pull request has come, in words.

use domain::pull_request::PullRequestState;

use crate::text::pull_request;

/// The state as a sentence for the task's page.
pub(crate) fn pull_request_words(state: PullRequestState) -> &'static str {
    match state {
        PullRequestState::NotAsked => pull_request::not_asked(),
        PullRequestState::Awaited => pull_request::awaited(),
        PullRequestState::Linked => pull_request::linked(),
        PullRequestState::ChangesRequested => pull_request::changes_requested(),
        PullRequestState::Merged => pull_request::merged(),
        PullRequestState::Closed => pull_request::closed(),
        PullRequestState::NothingToMerge => pull_request::nothing_to_merge(),
        PullRequestState::SwitchedOff => pull_request::switched_off(),
        PullRequestState::BaseMissing => pull_request::base_missing(),
        PullRequestState::BranchMissing => pull_request::branch_missing(),
        PullRequestState::RepositoryMissing => pull_request::repository_missing(),
        PullRequestState::Refused => pull_request::refused(),
        PullRequestState::GaveUp => pull_request::gave_up(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_english_it_is_what_the_domain_says() {
        for state in [
            PullRequestState::NotAsked,
            PullRequestState::Awaited,
            PullRequestState::Linked,
            PullRequestState::ChangesRequested,
            PullRequestState::Merged,
            PullRequestState::Closed,
            PullRequestState::NothingToMerge,
            PullRequestState::SwitchedOff,
            PullRequestState::BaseMissing,
            PullRequestState::BranchMissing,
            PullRequestState::RepositoryMissing,
            PullRequestState::Refused,
            PullRequestState::GaveUp,
        ] {
            assert_eq!(pull_request_words(state), state.words());
        }
    }
}
