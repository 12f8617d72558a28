//! Invitations to repositories: the owner's side and the invited one's.
//!
//! Who was invited is known by number; the login in an invitation is not looked at.

use chrono::TimeDelta;
use domain::{
    Timestamp,
    gap::Invitation,
    ids::{GithubAccountId, GithubRepositoryId},
};
use reqwest::Method;
use serde::Deserialize;

use crate::{client::UserClient, error::Error};

/// GitHub lets 50 be made in a day.
const PAGES: usize = 10;
/// GitHub lets each be accepted for this long.
const LIFETIME: TimeDelta = TimeDelta::days(7);

#[derive(Deserialize)]
struct Wire {
    id: i64,
    invitee: Option<Invitee>,
    #[serde(default)]
    expired: bool,
    created_at: Option<Timestamp>,
}

#[derive(Deserialize)]
struct Invitee {
    id: GithubAccountId,
}

impl UserClient {
    /// The account's invitation to a repository; one that still holds before an expired one.
    pub async fn invitation_of(
        &self,
        id: GithubRepositoryId,
        account: GithubAccountId,
    ) -> Result<Option<Invitation>, Error> {
        let call = self.call();
        let request = call.on(Method::GET, id, &["invitations"]);
        let found = request.pages::<Wire>(PAGES).await?;
        let theirs = |wire: &Wire| wire.invitee.as_ref().is_some_and(|one| one.id == account);
        let invitation = |wire: Wire| Invitation {
            id: wire.id,
            expired: wire.expired || is_over(wire.created_at, found.answered_at),
        };
        Ok(found
            .items
            .into_iter()
            .filter(theirs)
            .map(invitation)
            .min_by_key(|invitation| invitation.expired))
    }

    /// Takes an invitation back, as the one who may manage the repository.
    pub async fn delete_invitation(
        &self,
        id: GithubRepositoryId,
        invitation: i64,
    ) -> Result<(), Error> {
        let call = self.call();
        let request = call.on(
            Method::DELETE,
            id,
            &["invitations", &invitation.to_string()],
        );
        request.send().await.map(drop)
    }

    /// Accepts an invitation, as the one who was invited.
    pub async fn accept_invitation(&self, invitation: i64) -> Result<(), Error> {
        let call = self.call();
        let number = invitation.to_string();
        let request = call.request(Method::PATCH, &["user", "repository_invitations", &number]);
        request.send().await.map(drop)
    }
}

/// Whether the time of an invitation is over by GitHub's own clock, even if GitHub does not say so.
pub(crate) fn is_over(created_at: Option<Timestamp>, now: Option<Timestamp>) -> bool {
    let age = created_at.zip(now).map(|(made, now)| now - made);
    age.is_some_and(|age| age > LIFETIME)
}
