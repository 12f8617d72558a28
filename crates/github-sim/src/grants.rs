//! What users allowed the app: authorizations, codes on their way, and tokens.
//! How a request asks for these is never here, see `oauth_tokens` and `oauth_pages`.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::accounts::AccountId;
use crate::clock::Time;
use crate::random;
use crate::scopes::Scopes;
use crate::world::World;

/// How many tokens one user, app and set of scopes may have.
const TOKENS_PER_SCOPES: usize = 10;
/// How long an unused refresh token lives, in seconds.
pub(crate) const REFRESH_LIFETIME: i64 = 15_897_600;

/// Everything that was allowed to the one app.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Grants {
    pub(crate) authorizations: BTreeMap<AccountId, Authorization>,
    pub(crate) codes: BTreeMap<String, Code>,
    pub(crate) tokens: Vec<Token>,
    /// The access tokens that codes were redeemed for.
    #[serde(default)]
    pub(crate) redeemed: BTreeMap<String, String>,
}

/// That a user allowed the app to act with these scopes.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Authorization {
    pub(crate) scopes: Scopes,
    pub(crate) created_at: Time,
}

/// A code that the browser carries back to the app.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Code {
    pub(crate) user: AccountId,
    pub(crate) scopes: Scopes,
    pub(crate) redirect_uri: String,
    /// The PKCE challenge, when one was sent.
    pub(crate) challenge: Option<String>,
    pub(crate) offline: bool,
    pub(crate) expires_at: Time,
}

/// An access token, with its refresh token when it expires.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Token {
    pub(crate) id: u64,
    pub(crate) user: AccountId,
    pub(crate) scopes: Scopes,
    pub(crate) access: String,
    pub(crate) expires_at: Option<Time>,
    pub(crate) refresh: Option<Refresh>,
    pub(crate) created_at: Time,
}

/// The token that buys the next pair, once.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Refresh {
    pub(crate) token: String,
    pub(crate) expires_at: Time,
}

impl World {
    /// Notes that a user allows these scopes on top of earlier ones.
    pub(crate) fn authorize(&mut self, user: AccountId, scopes: &Scopes) {
        let created_at = self.now();
        let fresh = Authorization {
            scopes: Scopes::default(),
            created_at,
        };
        let authorization = self.grants.authorizations.entry(user).or_insert(fresh);
        authorization.scopes = authorization.scopes.with(scopes);
    }

    /// Keeps a code for ten minutes and returns it.
    pub(crate) fn issue_code(&mut self, code: Code) -> String {
        let word = random::hex(10);
        self.grants.codes.insert(word.clone(), code);
        word
    }

    /// Makes a token; with a lifetime it comes with a refresh token.
    pub(crate) fn issue_token(
        &mut self,
        user: AccountId,
        scopes: Scopes,
        lifetime: Option<i64>,
    ) -> Token {
        let now = self.now();
        let token = Token {
            id: self.next_id(),
            user,
            scopes,
            access: random::token("gho"),
            expires_at: lifetime.map(|seconds| now + TimeDelta::seconds(seconds)),
            refresh: lifetime.map(|_| Refresh {
                token: random::token("ghr"),
                expires_at: now + TimeDelta::seconds(REFRESH_LIFETIME),
            }),
            created_at: now,
        };
        self.end_oldest_tokens(user, &token.scopes);
        self.grants.tokens.push(token.clone());
        token
    }

    /// The token, if it still lives.
    pub(crate) fn live_token(&self, access: &str) -> Option<&Token> {
        let now = self.now();
        self.grants
            .tokens
            .iter()
            .find(|token| token.access == access && token.expires_at.is_none_or(|end| now < end))
    }

    /// Takes the pair of a refresh token out of use, so that it can buy the next one.
    pub(crate) fn spend_refresh_token(&mut self, word: &str) -> Option<Token> {
        let now = self.now();
        let good = |refresh: &Refresh| refresh.token == word && now < refresh.expires_at;
        let place = self
            .grants
            .tokens
            .iter()
            .position(|token| token.refresh.as_ref().is_some_and(good))?;
        Some(self.grants.tokens.remove(place))
    }

    /// Gives a live token another word; the old one ends at once.
    pub(crate) fn reset_token(&mut self, access: &str) -> Option<Token> {
        let mut tokens = self.grants.tokens.iter_mut();
        let token = tokens.find(|token| token.access == access)?;
        token.access = random::token("gho");
        Some(token.clone())
    }

    /// Ends one token together with its refresh token.
    pub(crate) fn end_token(&mut self, access: &str) {
        self.grants.tokens.retain(|token| token.access != access);
    }

    /// Ends the pairs of which one of these words is the access or the refresh token.
    pub(crate) fn end_credentials(&mut self, words: &[String]) {
        self.grants.tokens.retain(|token| {
            let refresh = token.refresh.as_ref().map(|refresh| &refresh.token);
            !words.contains(&token.access) && !refresh.is_some_and(|word| words.contains(word))
        });
    }

    /// Ends the access token alone; the refresh token beside it still buys the next pair.
    pub(crate) fn end_access(&mut self, access: &str) {
        let mut tokens = self.grants.tokens.iter_mut();
        if let Some(token) = tokens.find(|token| token.access == access) {
            token.expires_at = Some(token.created_at);
        }
    }

    /// Ends everything that a user allowed.
    pub(crate) fn end_grant(&mut self, user: AccountId) {
        self.grants.authorizations.remove(&user);
        self.grants.codes.retain(|_, code| code.user != user);
        self.grants.tokens.retain(|token| token.user != user);
    }

    fn end_oldest_tokens(&mut self, user: AccountId, scopes: &Scopes) {
        let same = |token: &&Token| token.user == user && token.scopes == *scopes;
        while self.grants.tokens.iter().filter(same).count() >= TOKENS_PER_SCOPES {
            let oldest = self.grants.tokens.iter().position(|token| same(&token));
            self.grants
                .tokens
                .remove(oldest.expect("more than none were counted"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::World;
    use crate::scopes::Scopes;

    #[test]
    fn the_eleventh_token_ends_the_oldest() {
        let mut world = World::default();
        let user = world.add_user("mona", None);
        let tokens: Vec<_> = (0..11)
            .map(|_| world.issue_token(user, Scopes::parse("repo"), None).access)
            .collect();
        assert!(world.live_token(&tokens[0]).is_none());
        assert!(
            tokens[1..]
                .iter()
                .all(|token| world.live_token(token).is_some())
        );
    }

    #[test]
    fn a_refresh_token_is_spent_once() {
        let mut world = World::default();
        let user = world.add_user("mona", None);
        let token = world.issue_token(user, Scopes::parse("repo"), Some(60));
        let refresh = token.refresh.unwrap().token;
        assert!(world.spend_refresh_token(&refresh).is_some());
        assert!(world.live_token(&token.access).is_none());
        assert!(world.spend_refresh_token(&refresh).is_none());
    }

    #[test]
    fn a_token_dies_when_the_clock_passes_its_end() {
        let mut world = World::default();
        let user = world.add_user("mona", None);
        let token = world
            .issue_token(user, Scopes::parse("repo"), Some(60))
            .access;
        assert!(world.live_token(&token).is_some());
        world.clock_ahead += 61;
        assert!(world.live_token(&token).is_none());
    }
}
