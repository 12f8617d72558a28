//! Webhooks on repositories.
//!
//! A hook's secret goes to GitHub and never comes back: there it is shown masked.

use domain::ids::{GithubHookId, GithubRepositoryId};
use reqwest::Method;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;
use uuid::Uuid;

use crate::{client::UserClient, error::Error};

/// GitHub allows 20 hooks for an event.
const PAGES: usize = 3;
/// More lost messages than these are not worth asking for one by one.
const PAGES_OF_DELIVERIES: usize = 1;
const NOT_PUBLIC: &str = "isn't reachable over the public internet";

/// A hook as GitHub has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenHook {
    /// Where it delivers to.
    pub url: String,
    /// What it tells of.
    pub events: Vec<String>,
    /// Whether it delivers at all.
    pub active: bool,
}

/// A message that did not arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct LostDelivery {
    /// GitHub's number of this attempt; it grows.
    pub id: i64,
    /// The message's own id, the same in every attempt.
    pub guid: Uuid,
    /// The status that GitHub was answered with; 0 where it was not answered.
    #[serde(default)]
    status_code: u16,
}

#[derive(Deserialize)]
struct Wire {
    id: GithubHookId,
    #[serde(default)]
    active: bool,
    #[serde(default)]
    events: Vec<String>,
    #[serde(default)]
    config: Config,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Config {
    url: String,
}

impl UserClient {
    /// The hook that delivers to this address, where there is one.
    pub async fn find_hook(
        &self,
        id: GithubRepositoryId,
        url: &Url,
    ) -> Result<Option<GithubHookId>, Error> {
        let call = self.call();
        let request = call.on(Method::GET, id, &["hooks"]);
        let found = request.pages::<Wire>(PAGES).await?;
        let ours = found
            .items
            .iter()
            .find(|hook| hook.config.url == url.as_str());
        Ok(ours.map(|hook| hook.id))
    }

    /// Asks for signed JSON deliveries of these events.
    pub async fn create_hook(
        &self,
        id: GithubRepositoryId,
        url: &Url,
        secret: &SecretString,
        events: &[&str],
    ) -> Result<GithubHookId, Error> {
        let call = self.call();
        let request = call
            .on(Method::POST, id, &["hooks"])
            .json(wish(url, secret, events));
        let reply = request.send().await.map_err(unreachable)?;
        Ok(reply.json::<Wire>()?.id)
    }

    /// A hook as it is now; nothing when there is none of that number.
    pub async fn hook(
        &self,
        id: GithubRepositoryId,
        hook: GithubHookId,
    ) -> Result<Option<SeenHook>, Error> {
        let call = self.call();
        let request = call.on(Method::GET, id, &["hooks", &hook.to_string()]);
        let wire: Wire = match request.send().await {
            Ok(reply) => reply.json()?,
            Err(Error::NotFound) => return Ok(None),
            Err(error) => return Err(error),
        };
        Ok(Some(SeenHook {
            url: wire.config.url,
            events: wire.events,
            active: wire.active,
        }))
    }

    /// Makes a hook anew in all but its number: GitHub forgets a secret that is not sent along.
    pub async fn change_hook(
        &self,
        id: GithubRepositoryId,
        hook: GithubHookId,
        url: &Url,
        secret: &SecretString,
        events: &[&str],
    ) -> Result<(), Error> {
        let call = self.call();
        let request = call
            .on(Method::PATCH, id, &["hooks", &hook.to_string()])
            .json(wish(url, secret, events));
        request.send().await.map_err(unreachable).map(drop)
    }

    /// The messages that a hook could not deliver lately, the newest first.
    pub async fn lost_deliveries(
        &self,
        id: GithubRepositoryId,
        hook: GithubHookId,
    ) -> Result<Vec<LostDelivery>, Error> {
        let call = self.call();
        let request = call
            .on(Method::GET, id, &["hooks", &hook.to_string(), "deliveries"])
            .query("status", "failure");
        let mut deliveries = request.pages::<LostDelivery>(PAGES_OF_DELIVERIES).await?;
        // Not every server knows the filter.
        let lost = |delivery: &LostDelivery| !(200..400).contains(&delivery.status_code);
        deliveries.items.retain(lost);
        Ok(deliveries.items)
    }

    /// Asks for a message once more.
    pub async fn redeliver(
        &self,
        id: GithubRepositoryId,
        hook: GithubHookId,
        delivery: LostDelivery,
    ) -> Result<(), Error> {
        let (hook, delivery) = (hook.to_string(), delivery.id.to_string());
        let path = ["hooks", &hook, "deliveries", &delivery, "attempts"];
        let call = self.call();
        call.on(Method::POST, id, &path).send().await.map(drop)
    }

    /// Deletes a hook.
    pub async fn delete_hook(
        &self,
        id: GithubRepositoryId,
        hook: GithubHookId,
    ) -> Result<(), Error> {
        let call = self.call();
        let request = call.on(Method::DELETE, id, &["hooks", &hook.to_string()]);
        request.send().await.map(drop)
    }
}

fn wish(url: &Url, secret: &SecretString, events: &[&str]) -> Value {
    json!({
        "name": "web", "active": true, "events": events,
        "config": {
            "url": url.as_str(), "content_type": "json",
            "secret": secret.expose_secret(), "insecure_ssl": "0",
        },
    })
}

fn unreachable(error: Error) -> Error {
    match error {
        Error::Invalid { errors } if errors.iter().any(|one| one.says(NOT_PUBLIC)) => {
            Error::AddressNotPublic
        }
        other => other,
    }
}
