//! Accounts: making one, and showing it to its owner.
//!
//! A password is here only on its way to being hashed.

use domain::{
    activity::ActivityKind,
    connection::missing_scopes,
    ids::UserId,
    names::{Email, Password, PersonName},
    problem::ProblemCode,
    wire::me::{Connection, Me},
};
use store::{ReadTx, connections, users};

use crate::{error::Error, record, state::State};

/// Why an account was not made.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// There is one with this e-mail address already.
    #[error("there is an account with this e-mail address already")]
    EmailTaken,
    /// Something inside fails.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<AccountError> for Error {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::EmailTaken => ProblemCode::EmailTaken.into(),
            AccountError::Failed(error) => error,
        }
    }
}

/// Makes an account. Who knows the password can sign in at once.
pub async fn create_account(
    state: &State,
    email: &Email,
    name: &PersonName,
    password: &Password,
) -> Result<UserId, AccountError> {
    let hash = state.passwords.hash(password).await?;
    let created = state
        .write(async |tx| {
            let created = users::create(tx, email, name, &hash).await?;
            if let Ok(user) = &created {
                record::of_account(tx, user.id, ActivityKind::AccountCreated, "");
            }
            Ok(created)
        })
        .await?;
    match created {
        Ok(user) => Ok(user.id),
        Err(_taken) => Err(AccountError::EmailTaken),
    }
}

/// The account as its owner sees it.
pub(crate) async fn load_me(state: &State, tx: &mut ReadTx, user: UserId) -> Result<Me, Error> {
    let account = users::find(tx, user).await?.ok_or(Error::NOT_FOUND)?;
    let connection = connections::find(tx, user).await?;
    Ok(Me {
        id: account.id,
        email: account.email,
        name: account.name,
        connection: connection.map(|connection| show_connection(state, connection)),
    })
}

/// The connection as its owner sees it: never its tokens.
pub(crate) fn show_connection(state: &State, connection: connections::Connection) -> Connection {
    Connection {
        github_id: connection.github_id,
        login: connection.login,
        avatar_url: connection.avatar_url,
        missing_scopes: missing_scopes(&connection.scopes)
            .into_iter()
            .map(str::to_owned)
            .collect(),
        scopes: connection.scopes,
        state: connection.state,
        connected_at: connection.connected_at,
        review_url: state.connections.github().review_url().to_string(),
    }
}
