//! Users and organizations.
//!
//! E-mail addresses are never asked for.

use domain::{
    ids::GithubAccountId,
    names::Login,
    wire::github::{Owner, OwnerKind},
};
use serde::Deserialize;

use crate::{client::UserClient, error::Error};

/// An account on GitHub.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Account {
    /// GitHub's durable number.
    pub id: GithubAccountId,
    /// The login, as it is now.
    pub login: String,
    /// The picture.
    pub avatar_url: String,
}

impl Account {
    pub(crate) fn into_owner(self, kind: OwnerKind) -> Owner {
        Owner {
            id: self.id,
            login: self.login,
            kind,
            avatar_url: self.avatar_url,
        }
    }
}

impl UserClient {
    /// Whose token this is.
    pub async fn account(&self) -> Result<Account, Error> {
        self.call().get(&["user"]).send().await?.json()
    }

    /// An account by its durable number, whatever it is called now.
    pub async fn account_by_id(&self, id: GithubAccountId) -> Result<Account, Error> {
        let call = self.call();
        call.get(&["user", &id.to_string()]).send().await?.json()
    }

    /// The account that is called so now.
    pub async fn account_named(&self, login: &Login) -> Result<Account, Error> {
        let call = self.call();
        call.get(&["users", login.as_str()]).send().await?.json()
    }
}
