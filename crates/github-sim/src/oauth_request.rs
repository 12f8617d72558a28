//! An authorization request: what the app asks of a user, checked before anybody sees it.
//! It is never answered here without a decision of the user.

use chrono::TimeDelta;
use url::Url;

use crate::accounts::{AccountId, OrgRole};
use crate::grants::Code;
use crate::scopes::Scopes;
use crate::state::State;
use crate::world::World;

/// A request that may be shown to a user.
#[derive(Debug, Clone)]
pub(crate) struct AuthorizationRequest {
    pub(crate) scopes: Scopes,
    /// Whether an account is to be chosen even if somebody is signed in.
    pub(crate) select_account: bool,
    /// Whether scopes were named at all.
    scopes_named: bool,
    offline: bool,
    redirect_uri: String,
    state: Option<String>,
    challenge: Option<String>,
}

/// Why a request is not shown.
#[derive(Debug)]
pub(crate) enum Unfit {
    /// Nobody knows this app.
    UnknownClient,
    /// The browser goes back to the app with an error.
    Back(String),
}

impl AuthorizationRequest {
    /// Reads the query of `/login/oauth/authorize`.
    pub(crate) fn read(state: &State, query: &[(String, String)]) -> Result<Self, Unfit> {
        let field = |name: &str| {
            let mut found = query
                .iter()
                .filter(|(key, value)| key == name && !value.is_empty());
            found.next().map(|(_, value)| value.clone())
        };
        if field("client_id").as_deref() != Some(&state.settings.client_id) {
            return Err(Unfit::UnknownClient);
        }
        let registered = &state.settings.redirect_uris;
        let first = registered.first().ok_or(Unfit::UnknownClient)?;
        let scope = field("scope");
        let request = Self {
            scopes: Scopes::parse(scope.as_deref().unwrap_or_default()),
            select_account: field("prompt").as_deref() == Some("select_account"),
            scopes_named: scope.is_some(),
            offline: Scopes::ask_for_offline_access(scope.as_deref().unwrap_or_default()),
            redirect_uri: field("redirect_uri").unwrap_or_else(|| first.clone()),
            state: field("state"),
            challenge: field("code_challenge"),
        };
        let method = field("code_challenge_method");
        request.checked(registered, first, method.as_deref())
    }

    fn checked(
        self,
        registered: &[String],
        first: &str,
        method: Option<&str>,
    ) -> Result<Self, Unfit> {
        if !registered.contains(&self.redirect_uri) {
            // The registered address learns of it, never the one that was asked for.
            let request = Self {
                redirect_uri: first.to_owned(),
                ..self
            };
            let words = "The redirect_uri MUST match the registered callback URL.";
            return Err(Unfit::Back(
                request.back_with_error("redirect_uri_mismatch", words),
            ));
        }
        if !sound_challenge(self.challenge.as_deref(), method) {
            let words = "A code_challenge of 43 characters with the method S256 is needed.";
            return Err(Unfit::Back(self.back_with_error("invalid_request", words)));
        }
        Ok(self)
    }

    /// Whether the user allowed all of this before, so that the page is skipped.
    pub(crate) fn is_granted_already(&self, world: &World, user: AccountId) -> bool {
        let earlier = world.grants.authorizations.get(&user);
        earlier.is_some_and(|earlier| !self.scopes_named || earlier.scopes.cover(&self.scopes))
    }

    /// Writes the user's consent down and gives the address that the browser goes back to.
    pub(crate) fn allow(&self, state: &State, user: AccountId) -> String {
        let code = state.change(|world| {
            let mut scopes = self.scopes.clone();
            if let (false, Some(earlier)) =
                (self.scopes_named, world.grants.authorizations.get(&user))
            {
                scopes = earlier.scopes.clone();
            }
            world.authorize(user, &scopes);
            let code = Code {
                user,
                scopes,
                redirect_uri: self.redirect_uri.clone(),
                challenge: self.challenge.clone(),
                offline: self.offline,
                expires_at: world.now() + TimeDelta::minutes(10),
            };
            world.issue_code(code)
        });
        self.back(&[("code", &code)])
    }

    /// The address that the browser goes back to after a refusal.
    pub(crate) fn refuse(&self) -> String {
        self.back_with_error(
            "access_denied",
            "The user has denied your application access.",
        )
    }

    fn back_with_error(&self, error: &str, description: &str) -> String {
        let uri = "https://docs.github.com/apps/managing-oauth-apps/troubleshooting-authorization-request-errors/";
        self.back(&[
            ("error", error),
            ("error_description", description),
            ("error_uri", uri),
        ])
    }

    fn back(&self, answer: &[(&str, &str)]) -> String {
        let Ok(mut url) = Url::parse(&self.redirect_uri) else {
            return self.redirect_uri.clone();
        };
        url.query_pairs_mut().extend_pairs(answer);
        if let Some(state) = &self.state {
            url.query_pairs_mut().append_pair("state", state);
        }
        url.into()
    }
}

/// Lets the app into an organization: an owner's word counts, a member's is a request.
pub(crate) fn let_app_into(world: &mut World, user: AccountId, login: &str) -> Option<()> {
    let id = world.account_named(login)?.id;
    let organization = world.organization_mut(id)?;
    match organization.members.get(&user)? {
        OrgRole::Admin => organization.app_approved = true,
        OrgRole::Member => drop(organization.app_requests.insert(user)),
    }
    Some(())
}

fn sound_challenge(challenge: Option<&str>, method: Option<&str>) -> bool {
    match (challenge, method) {
        (None, None) => true,
        (Some(challenge), Some("S256")) => challenge.len() == 43,
        _ => false,
    }
}
