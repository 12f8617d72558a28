//! Why a connection cannot be made or used.
//!
//! No variant holds a token, a code or a state.

/// What went wrong, by what it means for the user.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The user has no connection.
    #[error("no GitHub account is connected")]
    NotConnected,
    /// GitHub no longer takes the user's tokens.
    #[error("GitHub no longer takes the tokens of this connection")]
    ReconnectNeeded,
    /// The authorization was not begun here by this user, is too old, or came back before.
    #[error("the authorization was not begun here, is too old, or was used already")]
    StateUnknown,
    /// The user, or GitHub, refused.
    #[error("the authorization was refused at GitHub")]
    Refused,
    /// GitHub did not take the code.
    #[error("GitHub did not accept the authorization")]
    CodeRejected,
    /// The GitHub account is connected to another user.
    #[error("the GitHub account is connected to another user")]
    AccountTaken,
    /// The user's earlier connection is being removed, or is of another account and has to be
    /// removed first: what was given through it must be taken back with its tokens.
    #[error("the user's earlier connection has to be removed first")]
    ConnectionEnding,
    /// GitHub did not do as asked.
    #[error(transparent)]
    Github(#[from] github::Error),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// A secret cannot be sealed or opened: it belongs to another key, user or purpose.
    #[error("a sealed secret cannot be opened with the keys at hand")]
    Sealing,
}
