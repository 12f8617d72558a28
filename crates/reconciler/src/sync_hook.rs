//! The effect that keeps one webhook on every linked repository.
//!
//! A hook is only a hint that comes early: nothing waits for one, so failing here harms nobody.

use domain::ids::GithubRepositoryId;
use github::UserClient;
use store::{
    hooks::{self, HookRecord},
    repositories,
};
use url::Url;

use crate::{
    failure::{Failure, or_gone},
    stewards::{self, Errand, Stewards},
    worker::Reconciler,
};

/// What we want to be told of.
pub(crate) const EVENTS: [&str; 10] = [
    "push",
    "pull_request",
    "pull_request_review",
    "create",
    "delete",
    "member",
    "repository",
    "check_suite",
    "status",
    "meta",
];

impl Reconciler {
    /// Makes the webhook of a repository that is linked and looks after it, or deletes that of one
    /// that is not.
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
            (Some(address), Some(record)) if record.hook.is_some() => {
                self.keep_hook(&record, &address).await
            }
            (Some(address), record) => self.make_hook(repository, &address, record).await,
            (None, Some(record)) => self.delete_hook(&record).await,
            (None, None) => Ok(()),
        }
    }

    /// Who may do something about a repository.
    pub(crate) async fn stewards_of(
        &self,
        repository: GithubRepositoryId,
        errand: Errand,
    ) -> Result<Stewards, Failure> {
        let find = async |tx: &mut store::ReadTx| stewards::find(tx, repository, errand).await;
        Ok(self.store.read(find).await?)
    }

    /// Deletes a hook that is wanted no more, and forgets it.
    async fn delete_hook(&self, record: &HookRecord) -> Result<(), Failure> {
        let errand = Errand::TakeBack(record.steward);
        let stewards = self.stewards_of(record.repository, errand).await?;
        self.acting_as_one_of(&stewards.able, stewards.nobody(), |_, client| {
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

    pub(crate) async fn remember_hook(&self, record: &HookRecord) -> Result<(), Failure> {
        self.store
            .write(async |tx| hooks::save(tx, record).await)
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
