//! The effect that keeps one webhook on every linked repository.
//!
//! A hook is only a hint that comes early: nothing waits for one, so failing here harms nobody.

use domain::ids::{GithubRepositoryId, UserId};
use github::UserClient;
use secrecy::SecretString;
use store::{
    hooks::{self, HookRecord},
    repositories,
};
use url::Url;

use crate::{
    failure::{Failure, or_gone},
    stewards::{self, Errand},
    worker::Reconciler,
};

/// What we want to be told of.
const EVENTS: [&str; 7] = [
    "push",
    "pull_request",
    "pull_request_review",
    "create",
    "delete",
    "member",
    "repository",
];

impl Reconciler {
    /// Creates the webhook of a repository that is linked, or deletes that of one that is not.
    pub(crate) async fn sync_hook(&self, repository: GithubRepositoryId) -> Result<(), Failure> {
        let (linked, record) = self
            .store
            .read(async |tx| {
                let links = repositories::by_github(tx, repository).await?;
                let record = hooks::find(tx, repository).await?;
                Ok::<_, store::Error>((!links.is_empty(), record))
            })
            .await?;
        match (self.hook_address(repository).filter(|_| linked), record) {
            (Some(_), Some(record)) if record.hook.is_some() => Ok(()),
            (Some(address), record) => self.create_hook(repository, &address, record).await,
            (None, Some(record)) => self.delete_hook(record).await,
            (None, None) => Ok(()),
        }
    }

    async fn create_hook(
        &self,
        repository: GithubRepositoryId,
        address: &Url,
        begun: Option<HookRecord>,
    ) -> Result<(), Failure> {
        let errand =
            async |tx: &mut store::ReadTx| stewards::find(tx, repository, Errand::Give).await;
        let stewards = self.store.read(errand).await?;
        let nobody = stewards.nobody();
        let begun = begun.as_ref();
        self.acting_as_one_of(&stewards.able, nobody, |steward, client| {
            Box::pin(async move {
                self.create_hook_as(steward, &client, repository, address, begun)
                    .await
            })
        })
        .await
    }

    /// The secret is remembered before GitHub hears it. A hook that is found then was made with
    /// it by an attempt that was cut off; one that nobody remembers is made anew.
    async fn create_hook_as(
        &self,
        steward: UserId,
        client: &UserClient,
        repository: GithubRepositoryId,
        address: &Url,
        begun: Option<&HookRecord>,
    ) -> Result<(), Failure> {
        self.see_repository(client, repository).await?;
        let found = client.find_hook(repository, address).await?;
        let (record, secret) = match begun {
            Some(begun) => self.reopen(begun, steward)?,
            None => self.begin(repository, steward).await?,
        };
        if let Some(stranger) = found.filter(|_| begun.is_none()) {
            or_gone(client.delete_hook(repository, stranger).await)?;
        }
        let hook = match found.filter(|_| begun.is_some()) {
            Some(hook) => Ok(hook),
            None => {
                client
                    .create_hook(repository, address, &secret, &EVENTS)
                    .await
            }
        };
        if matches!(hook, Err(github::Error::AddressNotPublic)) {
            // A server at home or behind a wall gets no messages; it looks by itself instead.
            tracing::info!("GitHub cannot deliver webhooks to this address");
            return Ok(());
        }
        let hook = Some(hook?);
        let record = HookRecord { hook, ..record };
        self.store
            .write(async |tx| hooks::save(tx, &record).await)
            .await?;
        Ok(())
    }

    fn reopen(
        &self,
        begun: &HookRecord,
        steward: UserId,
    ) -> Result<(HookRecord, SecretString), Failure> {
        let sealed = &begun.sealed_secret;
        let secret = self
            .connections
            .open_hook_secret(begun.repository, sealed)?;
        let record = HookRecord {
            steward: Some(steward),
            ..begun.clone()
        };
        Ok((record, secret))
    }

    async fn begin(
        &self,
        repository: GithubRepositoryId,
        steward: UserId,
    ) -> Result<(HookRecord, SecretString), Failure> {
        let secret = new_secret();
        let record = HookRecord {
            repository,
            hook: None,
            sealed_secret: self.connections.seal_hook_secret(repository, &secret)?,
            steward: Some(steward),
        };
        self.store
            .write(async |tx| hooks::save(tx, &record).await)
            .await?;
        Ok((record, secret))
    }

    /// Deletes a hook that is wanted no more, and forgets it.
    async fn delete_hook(&self, record: HookRecord) -> Result<(), Failure> {
        let (repository, errand) = (record.repository, Errand::TakeBack(record.steward));
        let find = async |tx: &mut store::ReadTx| stewards::find(tx, repository, errand).await;
        let stewards = self.store.read(find).await?;
        let nobody = stewards.nobody();
        let record = &record;
        self.acting_as_one_of(&stewards.able, nobody, |_, client| {
            Box::pin(async move { self.delete_hook_as(&client, record).await })
        })
        .await
    }

    /// Deletes a hook with the eyes of one who may, and forgets it.
    pub(crate) async fn delete_hook_as(
        &self,
        client: &UserClient,
        record: &HookRecord,
    ) -> Result<(), Failure> {
        let repository = record.repository;
        let hook = match (record.hook, self.hook_address(repository)) {
            (Some(hook), _) => Some(hook),
            (None, Some(address)) => client.find_hook(repository, &address).await?,
            (None, None) => None,
        };
        if let Some(hook) = hook {
            or_gone(client.delete_hook(repository, hook).await)?;
        }
        self.store
            .write(async |tx| hooks::delete(tx, repository).await)
            .await?;
        Ok(())
    }

    /// Where GitHub is to deliver the messages of a repository.
    fn hook_address(&self, repository: GithubRepositoryId) -> Option<Url> {
        let mut address = self.settings.hook_url.clone()?;
        let number = repository.to_string();
        address
            .path_segments_mut()
            .ok()?
            .pop_if_empty()
            .extend(["api", "v1", "github", "webhooks", &number]);
        Some(address)
    }
}

/// 256 bits that nobody can guess.
fn new_secret() -> SecretString {
    let (high, low) = (rand::random::<u128>(), rand::random::<u128>());
    format!("{high:032x}{low:032x}").into()
}
