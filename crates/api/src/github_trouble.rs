//! What a no of GitHub means for the person who looks at a repository.
//!
//! GitHub hides what one may not see behind the same answer as what is gone; who asks decides
//! which it is. None of these problems holds anything of the repository's content.

use domain::{effect::Trouble, ids::UserId, problem::ProblemCode};
use github::UserClient;
use store::repositories::{self, Repository};

use crate::{error::Error, state::State};

/// Asks GitHub as `user` for something inside `repository`, and says what it means if it is not
/// to be had.
pub(crate) async fn ask_about<T>(
    state: &State,
    user: UserId,
    repository: &Repository,
    question: impl AsyncFn(UserClient) -> Result<T, github::Error>,
) -> Result<T, Error> {
    let answer = async {
        match state.ask_github(user, question).await {
            Err(Error::Github(error)) if is_hidden(&error) => {
                Err(explain(state, user, repository).await)
            }
            answer => answer,
        }
    };
    // Two questions may be asked, but nobody waits twice.
    state.in_time(answer).await
}

/// A repository that the caller picked is hidden from them, if GitHub does not find it.
pub(crate) fn hidden_from_caller(error: Error) -> Error {
    match error {
        Error::Github(error) if is_hidden(&error) => ProblemCode::NoGithubAccess.into(),
        error => error,
    }
}

/// What only some who see a repository are told by GitHub is kept from the caller.
pub(crate) fn kept_from_caller(error: Error) -> Error {
    match error {
        Error::Github(github::Error::Forbidden { .. }) => {
            let words = "GitHub tells only those who can push to this repository who else can; of \
                         an organization's repository it tells only its members.";
            Error::Worded(ProblemCode::NoGithubAccess, words.to_owned())
        }
        error => hidden_from_caller(error),
    }
}

/// Why something inside a repository is not to be had: it is gone, or all of it is hidden.
async fn explain(state: &State, user: UserId, repository: &Repository) -> Error {
    let seen = state
        .ask_github(user, async |github| {
            github.repository(repository.github_id).await
        })
        .await;
    match seen {
        Ok(_) => ProblemCode::GithubMissing.into(),
        Err(Error::Github(error)) if is_hidden(&error) => {
            if repository.steward == Some(user) {
                lost(state, repository).await
            } else {
                ProblemCode::NoGithubAccess.into()
            }
        }
        Err(error) => error,
    }
}

fn is_hidden(error: &github::Error) -> bool {
    matches!(
        error,
        github::Error::NotFound | github::Error::Gone | github::Error::Forbidden { .. }
    )
}

/// Even the steward does not see it: the project says so from now on.
async fn lost(state: &State, repository: &Repository) -> Error {
    let trouble = Some(Trouble::RepositoryMissing);
    let marked = state
        .write(async |tx| Ok(repositories::mark_trouble(tx, repository.github_id, trouble).await?))
        .await;
    match marked {
        Ok(()) => ProblemCode::GithubMissing.into(),
        Err(error) => error,
    }
}
