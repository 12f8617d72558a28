//! Webhooks on repositories.
//!
//! A hook's secret goes to GitHub and never comes back: there it is shown masked.

use domain::ids::{GithubHookId, GithubRepositoryId};
use reqwest::Method;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::json;
use url::Url;

use crate::{client::UserClient, error::Error};

/// GitHub allows 20 hooks for an event.
const PAGES: usize = 3;
const NOT_PUBLIC: &str = "isn't reachable over the public internet";

#[derive(Deserialize)]
struct Wire {
    id: GithubHookId,
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
        let body = json!({
            "name": "web", "active": true, "events": events,
            "config": {
                "url": url.as_str(), "content_type": "json",
                "secret": secret.expose_secret(), "insecure_ssl": "0",
            },
        });
        let sent = call
            .on(Method::POST, id, &["hooks"])
            .json(body)
            .send()
            .await;
        match sent {
            Ok(reply) => Ok(reply.json::<Wire>()?.id),
            Err(Error::Invalid { errors }) if errors.iter().any(|one| one.says(NOT_PUBLIC)) => {
                Err(Error::AddressNotPublic)
            }
            Err(error) => Err(error),
        }
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
