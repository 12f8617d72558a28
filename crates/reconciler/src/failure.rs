//! Why an attempt at an effect did not reach its end.
//!
//! No variant says what to do about it: `outcome` does.

use domain::{Timestamp, effect::Trouble};

/// What stopped an attempt.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// GitHub did not do as asked.
    #[error(transparent)]
    Github(#[from] github::Error),
    /// There was no token to ask with.
    #[error(transparent)]
    Connections(#[from] connections::Error),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// A person must mend this first.
    #[error("stopped: {}", .0.as_str())]
    Mend(Trouble),
    /// GitHub limits a user, who is known to be ready again at this instant.
    #[error("GitHub asks to wait until {0}")]
    Limited(Timestamp),
    /// A token has to rest, or somebody else works with it.
    #[error("not this effect's turn before {0}")]
    OutOfTurn(Timestamp),
    /// It needs more time.
    #[error("not yet: {}", .0.as_str())]
    NotYet(Trouble),
}

impl Failure {
    /// Whether there was only no turn to go on.
    pub(crate) fn is_out_of_turn(&self) -> bool {
        matches!(self, Self::OutOfTurn(_))
    }

    /// Whether GitHub refused the token itself.
    pub(crate) fn is_unauthorized(&self) -> bool {
        matches!(self, Self::Github(github::Error::Unauthorized))
    }

    /// Whether GitHub says that there is no such thing.
    pub(crate) fn is_not_found(&self) -> bool {
        matches!(self, Self::Github(github::Error::NotFound))
    }
}

/// Takes "not there" for success: what was to be deleted is gone already.
pub(crate) fn or_gone(outcome: Result<(), github::Error>) -> Result<(), github::Error> {
    match outcome {
        Err(github::Error::NotFound | github::Error::Gone) => Ok(()),
        other => other,
    }
}
