//! Accounts: making one, and showing it to its owner.
//!
//! A password is here only on its way to being hashed.

use domain::{
    activity::ActivityKind,
    connection::{ENDS_WITHIN, missing_scopes},
    effect::Subject,
    ids::UserId,
    names::{Email, Password, PersonName},
    problem::ProblemCode,
    wire::me::{Connection, ConnectionEnding, Me},
};
use store::{ReadTx, connections, effects, users};

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
    Ok(Me {
        id: account.id,
        email: account.email,
        name: account.name,
        connection: load_connection(state, tx, user).await?,
    })
}

/// The user's connection as its owner sees it, where there is one.
pub(crate) async fn load_connection(
    state: &State,
    tx: &mut ReadTx,
    user: UserId,
) -> Result<Option<Connection>, Error> {
    let Some(connection) = connections::find(tx, user).await? else {
        return Ok(None);
    };
    let ending = load_ending(tx, &connection).await?;
    Ok(Some(show_connection(state, connection, ending)))
}

async fn load_ending(
    tx: &mut ReadTx,
    connection: &connections::Connection,
) -> Result<Option<ConnectionEnding>, Error> {
    let Some(asked_at) = connection.ending_at else {
        return Ok(None);
    };
    let user = connection.user;
    let effect = effects::find_of(tx, &Subject::EndConnection { user }).await?;
    Ok(Some(ConnectionEnding {
        asked_at,
        ends_by: asked_at + ENDS_WITHIN,
        trouble: effect.and_then(|effect| effect.trouble),
        attempts: effect.map_or(0, |effect| effect.attempts),
        next_try_at: effect.and_then(|effect| effect.next_try_at()),
    }))
}

/// The connection as its owner sees it: never its tokens.
fn show_connection(
    state: &State,
    connection: connections::Connection,
    ending: Option<ConnectionEnding>,
) -> Connection {
    Connection {
        ending,
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
