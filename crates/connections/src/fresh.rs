//! A user's own GitHub, with a token that works now.
//!
//! Callers never see a token, and never decide whether one has to be renewed.

use domain::{connection::ConnectionState, ids::UserId};
use github::UserClient;
use store::connections::{self, SealedTokens};

use crate::{connections::Connections, error::Error, tokens};

impl Connections {
    /// GitHub as this user, with a token that has a while to live.
    pub async fn client(&self, user: UserId) -> Result<UserClient, Error> {
        let sealed = self.usable(user).await?;
        let access = if tokens::is_fresh(&sealed, self.store().clock().now()) {
            self.keys().open_access(user, &sealed)?
        } else {
            self.renewed(user, None).await?
        };
        Ok(self.github().as_user(access))
    }

    /// GitHub as this user, after GitHub did not take the token of `failed`.
    pub async fn client_after_unauthorized(
        &self,
        user: UserId,
        failed: &UserClient,
    ) -> Result<UserClient, Error> {
        let access = self.renewed(user, Some(failed.clone())).await?;
        Ok(self.github().as_user(access))
    }

    /// Does `work` as this user; when GitHub does not take the token, once more with a new one.
    ///
    /// A new token that is not taken either ends the connection until the user connects again.
    pub async fn as_user<T>(
        &self,
        user: UserId,
        work: impl AsyncFn(UserClient) -> Result<T, github::Error>,
    ) -> Result<T, Error> {
        let client = self.client(user).await?;
        let client = match work(client.clone()).await {
            Err(github::Error::Unauthorized) => {
                self.client_after_unauthorized(user, &client).await?
            }
            outcome => return Ok(outcome?),
        };
        match work(client.clone()).await {
            Err(github::Error::Unauthorized) => Err(self.refused_again(user, &client).await?),
            outcome => Ok(outcome?),
        }
    }

    /// The tokens of a connection that may be used: it is being removed at worst.
    pub(crate) async fn usable(&self, user: UserId) -> Result<SealedTokens, Error> {
        let sealed = self.sealed(user).await?.ok_or(Error::NotConnected)?;
        if sealed.state == ConnectionState::Reconnect {
            return Err(Error::ReconnectNeeded);
        }
        Ok(sealed)
    }

    pub(crate) async fn sealed(&self, user: UserId) -> Result<Option<SealedTokens>, Error> {
        let sealed = self
            .store()
            .read(async |tx| connections::find_sealed(tx, user).await);
        Ok(sealed.await?)
    }

    /// Gives the connection up, unless it has other tokens by now.
    async fn refused_again(&self, user: UserId, failed: &UserClient) -> Result<Error, Error> {
        let sealed = self.usable(user).await?;
        if failed.carries(&self.keys().open_access(user, &sealed)?) {
            self.mark_dead(user, sealed.version).await?;
        }
        Ok(Error::ReconnectNeeded)
    }
}
