//! Connecting a GitHub account: there with a state, back with a code.
//!
//! State, verifier and user are checked together and once. A browser that comes back to somebody
//! else, or twice, connects nothing.

use chrono::TimeDelta;
use domain::{activity::ActivityKind, connection::ConnectionState, ids::UserId};
use github::{Account, Tokens};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use store::{
    activity::{self, Chain, Entry},
    attempts::{self, Attempt},
    connections::{self, NewConnection},
    effects,
};
use url::Url;

use crate::{apart::apart, connections::Connections, error::Error, seal::Purpose};

/// How long the browser may take; GitHub's code lives as long.
const LIFETIME: TimeDelta = TimeDelta::minutes(10);
/// Where to go back to when what was asked for is no page of this app.
const HOME: &str = "/profile/settings";

/// A connection that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// The page of this app to go back to.
    pub return_to: String,
}

impl Connections {
    /// Begins an attempt and gives GitHub's page to send the browser to.
    pub async fn start(&self, user: UserId, return_to: &str, redirect: &Url) -> Result<Url, Error> {
        let authorization = self.github().authorization(redirect);
        let proof = format!("{} {redirect}", authorization.verifier.expose_secret());
        let sealed = self.keys().seal(Purpose::Verifier(user), &proof.into())?;
        let hash = hash(authorization.state.expose_secret());
        let expires_at = self.store().clock().now() + LIFETIME;
        let return_to = page_of_this_app(return_to);
        let begun = self.store().write(async |tx| {
            attempts::begin(tx, hash, user, &sealed, return_to, expires_at).await
        });
        begun.await?;
        Ok(authorization.url)
    }

    /// Ends the attempt with what GitHub sent back, and keeps the account if all is well.
    pub async fn finish(
        &self,
        user: UserId,
        state: &str,
        code: Option<&str>,
        error: Option<&str>,
    ) -> Result<Finished, Error> {
        let hash = hash(state);
        let taken = self
            .store()
            .write(async |tx| attempts::take(tx, hash, user).await);
        let attempt = taken.await?.ok_or(Error::StateUnknown)?;
        if error.is_some() {
            return Err(Error::Refused);
        }
        let code = code.ok_or(Error::CodeRejected)?.to_owned();
        let connections = self.clone();
        apart(async move {
            let tokens = connections.exchange(user, &attempt, &code).await?;
            connections.settle(user, &tokens).await?;
            Ok(Finished {
                return_to: attempt.return_to,
            })
        })
        .await
    }

    async fn exchange(&self, user: UserId, attempt: &Attempt, code: &str) -> Result<Tokens, Error> {
        let proof = self
            .keys()
            .open(Purpose::Verifier(user), &attempt.sealed_verifier)?;
        let (verifier, redirect) = proof
            .expose_secret()
            .split_once(' ')
            .ok_or(Error::Sealing)?;
        let redirect = redirect.parse().map_err(|_| Error::Sealing)?;
        let verifier = SecretString::from(verifier);
        match self.github().exchange(code, &verifier, &redirect).await {
            Err(github::Error::OauthRejected { code: reason }) => {
                tracing::warn!(%reason, "GitHub rejected an authorization");
                Err(Error::CodeRejected)
            }
            outcome => Ok(outcome?),
        }
    }

    /// Asks whose the tokens are, and keeps them or ends them again.
    async fn settle(&self, user: UserId, tokens: &Tokens) -> Result<(), Error> {
        let client = self.github().as_user(tokens.access.clone());
        let account = match client.account().await {
            Ok(account) => account,
            Err(error) => {
                self.github().delete_token(&tokens.access).await.ok();
                return Err(error.into());
            }
        };
        let kept = self.keep_account(user, &account, tokens).await;
        if kept.is_err() {
            self.discard(&account, tokens).await;
        }
        kept
    }

    async fn keep_account(
        &self,
        user: UserId,
        account: &Account,
        tokens: &Tokens,
    ) -> Result<(), Error> {
        let now = self.store().clock().now();
        let new = NewConnection {
            user,
            github_id: account.id,
            login: account.login.clone(),
            avatar_url: account.avatar_url.clone(),
            scopes: tokens.scopes.clone(),
            tokens: self.keys().seal_tokens(user, tokens, now)?,
        };
        let saved = self.store().write(async |tx| {
            let earlier = connections::find(tx, user).await?;
            let in_the_way = earlier.is_some_and(|earlier| {
                earlier.github_id != account.id || earlier.state == ConnectionState::Ending
            });
            if in_the_way {
                return Err(Error::ConnectionEnding);
            }
            let saved = connections::save(tx, &new).await?;
            saved.map_err(|_| Error::AccountTaken)?;
            let made = Entry::new(Chain::Account(user), ActivityKind::ConnectionMade);
            activity::append(tx, made.by(user).saying(&account.login));
            effects::enqueue_all_of_user(tx, user).await?;
            Ok(())
        });
        saved.await
    }

    /// Ends what was granted in vain. Where the account is connected already, only this token
    /// goes: the whole grant would take the tokens of that connection along.
    async fn discard(&self, account: &Account, tokens: &Tokens) {
        let connected = self
            .store()
            .read(async |tx| connections::find_by_account(tx, account.id).await);
        let ended = match connected.await {
            Ok(None) => self.github().delete_grant(&tokens.access).await.map(drop),
            _ => self.github().delete_token(&tokens.access).await,
        };
        if let Err(error) = ended {
            tracing::warn!(%error, "an authorization that led nowhere could not be ended");
        }
    }
}

/// The state as it is kept: whoever reads the database cannot finish an attempt.
fn hash(state: &str) -> [u8; 32] {
    Sha256::digest(state.as_bytes()).into()
}

/// The way back leads nowhere but into this app.
fn page_of_this_app(path: &str) -> &str {
    let inside = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains(['\\', '\r', '\n', '\t']);
    if inside { path } else { HOME }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_leads_nowhere_but_into_this_app() {
        let page = "/projects/WEB/settings?tab=integrations";
        assert_eq!(page_of_this_app(page), page);
        for elsewhere in [
            "",
            "https://evil.test",
            "//evil.test",
            "/\\evil.test",
            "/\t/evil.test",
        ] {
            assert_eq!(page_of_this_app(elsewhere), HOME, "{elsewhere:?}");
        }
    }
}
