//! Renewing a user's tokens: once for any number of callers.
//!
//! A refresh token works once. Within a process callers take turns; between processes the version
//! of the row decides, and whoever is refused looks for the winner before giving up.

use std::time::Duration;

use domain::{activity::ActivityKind, connection::ConnectionState, ids::UserId};
use github::{Tokens, UserClient};
use secrecy::SecretString;
use store::{
    Tx,
    activity::{self, Chain, Entry},
    connections::{self, SealedTokens},
};

use crate::{apart::apart, connections::Connections, error::Error, tokens};

/// GitHub's code for a refresh token that was used, replaced or revoked.
const SPENT: &str = "bad_refresh_token";
/// How long the winner of a race may take to record what it won, look by look.
const LOOKS: [Duration; 4] = [
    Duration::ZERO,
    Duration::from_millis(200),
    Duration::from_millis(600),
    Duration::from_millis(1200),
];

impl Connections {
    /// An access token that is fresh, and is not the one that `failed` goes by.
    pub(crate) async fn renewed(
        &self,
        user: UserId,
        failed: Option<UserClient>,
    ) -> Result<SecretString, Error> {
        let connections = self.clone();
        apart(async move {
            let _turn = connections.turns().take(user).await;
            let sealed = connections.usable(user).await?;
            let access = connections.keys().open_access(user, &sealed)?;
            let refused = failed.is_some_and(|client| client.carries(&access));
            if !refused && tokens::is_fresh(&sealed, connections.store().clock().now()) {
                return Ok(access);
            }
            connections.renew(user, &sealed).await
        })
        .await
    }

    /// Exchanges the refresh token. Only for whoever has the user's turn.
    pub(crate) async fn renew(
        &self,
        user: UserId,
        sealed: &SealedTokens,
    ) -> Result<SecretString, Error> {
        let now = self.store().clock().now();
        let Some(refresh) = self.keys().open_refresh(user, sealed, now)? else {
            return self.dead(user, sealed.version).await;
        };
        match self.github().refresh(&refresh).await {
            Ok(tokens) => self.keep(user, sealed.version, tokens).await,
            Err(github::Error::OauthRejected { code }) if code == SPENT => {
                self.winners(user, sealed.version).await
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Records new tokens in place of the generation that they were got with.
    async fn keep(
        &self,
        user: UserId,
        version: i64,
        tokens: Tokens,
    ) -> Result<SecretString, Error> {
        let sealed = self
            .keys()
            .seal_tokens(user, &tokens, self.store().clock().now())?;
        let kept = self.store().write(async |tx| {
            let kept = connections::replace_tokens(tx, user, version, &sealed).await?;
            if kept {
                connections::mark(tx, user, ConnectionState::Active).await?;
            }
            Ok::<_, store::Error>(kept)
        });
        if kept.await? {
            return Ok(tokens.access);
        }
        // The user connected anew, or left, meanwhile: what we got is nobody's.
        self.github().delete_token(&tokens.access).await.ok();
        self.current(user).await
    }

    /// The access token that another process got with the refresh token that we were refused.
    async fn winners(&self, user: UserId, version: i64) -> Result<SecretString, Error> {
        for pause in LOOKS {
            tokio::time::sleep(pause).await;
            if self.usable(user).await?.version != version {
                return self.current(user).await;
            }
        }
        self.dead(user, version).await
    }

    async fn current(&self, user: UserId) -> Result<SecretString, Error> {
        let sealed = self.usable(user).await?;
        self.keys().open_access(user, &sealed)
    }

    async fn dead(&self, user: UserId, version: i64) -> Result<SecretString, Error> {
        if self.mark_dead(user, version).await? {
            tracing::info!(user.id = %user, "GitHub no longer takes the tokens of a user");
            Err(Error::ReconnectNeeded)
        } else {
            self.current(user).await
        }
    }

    /// Records that the user has to connect again, unless the tokens are of another generation.
    pub(crate) async fn mark_dead(&self, user: UserId, version: i64) -> Result<bool, Error> {
        let marked = self.store().write(async |tx| {
            let sealed = connections::find_sealed(tx, user).await?;
            let same = sealed.is_some_and(|sealed| sealed.version == version);
            if same {
                lose(tx, user).await?;
            }
            Ok::<_, store::Error>(same)
        });
        Ok(marked.await?)
    }

    /// Records that GitHub takes none of the user's tokens: they have to connect again.
    pub async fn give_up(&self, user: UserId) -> Result<(), Error> {
        let lost = self.store().write(async |tx| lose(tx, user).await);
        Ok(lost.await?)
    }
}

async fn lose(tx: &mut Tx, user: UserId) -> Result<(), store::Error> {
    if connections::mark(tx, user, ConnectionState::Reconnect).await? {
        let entry = Entry::new(Chain::Account(user), ActivityKind::ConnectionLost);
        activity::append(tx, entry.because("GitHub no longer takes its token"));
    }
    Ok(())
}
