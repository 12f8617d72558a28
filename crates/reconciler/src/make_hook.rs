//! Making a webhook: its secret is remembered before GitHub hears it.
//!
//! What becomes of a hook that is there is in `keep_hook`.

use domain::{
    effect::Trouble,
    ids::{GithubRepositoryId, UserId},
};
use github::UserClient;
use secrecy::SecretString;
use store::hooks::HookRecord;
use url::Url;

use crate::{
    failure::{Failure, or_gone},
    stewards::Errand,
    sync_hook::EVENTS,
    worker::Reconciler,
};

impl Reconciler {
    /// Makes the hook of a repository, with what was begun where something was.
    pub(crate) async fn make_hook(
        &self,
        repository: GithubRepositoryId,
        address: &Url,
        begun: Option<HookRecord>,
    ) -> Result<(), Failure> {
        let stewards = self.stewards_of(repository, Errand::Give).await?;
        let begun = begun.as_ref();
        self.acting_as_one_of(&stewards.able, stewards.nobody(), |steward, client| {
            Box::pin(async move {
                let record = self.begin_hook(&client, repository, steward, address, begun);
                self.make_hook_as(&client, address, record.await?).await
            })
        })
        .await
    }

    /// The record of a hook that is about to be made; what was begun before goes on. A hook that
    /// is there then, and that nobody remembers, is made anew: its secret is not known.
    async fn begin_hook(
        &self,
        client: &UserClient,
        repository: GithubRepositoryId,
        steward: UserId,
        address: &Url,
        begun: Option<&HookRecord>,
    ) -> Result<HookRecord, Failure> {
        self.see_repository(client, repository).await?;
        if let Some(begun) = begun {
            return Ok(HookRecord {
                steward: Some(steward),
                ..begun.clone()
            });
        }
        let stranger = client.find_hook(repository, address).await?;
        let sealed = self
            .connections
            .seal_hook_secret(repository, &new_secret())?;
        let record = HookRecord::begun(repository, sealed, Some(steward));
        self.remember_hook(&record).await?;
        if let Some(stranger) = stranger {
            or_gone(client.delete_hook(repository, stranger).await)?;
        }
        Ok(record)
    }

    /// Makes the hook of this record. One that is found was made with its secret by an attempt
    /// that was cut off.
    pub(crate) async fn make_hook_as(
        &self,
        client: &UserClient,
        address: &Url,
        record: HookRecord,
    ) -> Result<(), Failure> {
        let repository = record.repository;
        let sealed = &record.sealed_secret;
        let secret = self.connections.open_hook_secret(repository, sealed)?;
        let hook = if let Some(hook) = client.find_hook(repository, address).await? {
            Ok(hook)
        } else {
            let made = client.create_hook(repository, address, &secret, &EVENTS);
            made.await
        };
        let now = Some(self.store.clock().now());
        let made = match hook {
            // A server at home or behind a wall gets no messages; it looks by itself instead.
            Err(github::Error::AddressNotPublic) => HookRecord {
                hook: None,
                trouble: Some(Trouble::AddressNotPublic),
                checked_at: now,
                ..record
            },
            hook => HookRecord {
                hook: Some(hook?),
                told_at: now,
                trouble: None,
                checked_at: None,
                ..record
            },
        };
        self.remember_hook(&made).await
    }
}

/// 256 bits that nobody can guess.
pub(crate) fn new_secret() -> SecretString {
    let (high, low) = (rand::random::<u128>(), rand::random::<u128>());
    format!("{high:032x}{low:032x}").into()
}
