//! Looking after a webhook that was made: that it is still there and as it should be, that its
//! secret is not old, and that what GitHub could not deliver is asked for again.
//!
//! Each look costs two calls, so it is taken only when the last one was a while ago.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use domain::{
    Timestamp,
    effect::{Subject, Trouble},
    ids::GithubHookId,
};
use github::{LostDelivery, SeenHook, UserClient};
use store::{deliveries, effects, hooks::HookRecord};
use url::Url;

use crate::{
    failure::{Failure, or_gone},
    make_hook::new_secret,
    stewards::Errand,
    sync_hook::EVENTS,
    worker::Reconciler,
};

/// A secret is replaced after this time.
const LIFE_OF_A_SECRET: TimeDelta = TimeDelta::days(90);
/// For so long after GitHub took a new secret, messages signed with the old one may arrive.
const LIFE_OF_A_FORMER_SECRET: TimeDelta = TimeDelta::days(1);
/// More lost messages than these are not asked for one by one: all is looked at instead.
const MOST_LOST: usize = 10;

impl Reconciler {
    /// Looks after a hook, if it is time.
    pub(crate) async fn keep_hook(
        &self,
        record: &HookRecord,
        address: &Url,
    ) -> Result<(), Failure> {
        if !self.is_due(record) {
            return Ok(());
        }
        let stewards = self.stewards_of(record.repository, Errand::Give).await?;
        self.acting_as_one_of(&stewards.able, stewards.nobody(), |_, client| {
            Box::pin(async move { self.keep_hook_as(&client, record, address).await })
        })
        .await
    }

    fn is_due(&self, record: &HookRecord) -> bool {
        let age = TimeDelta::from_std(self.settings.sweep_every).unwrap_or(TimeDelta::hours(1));
        let lately = self.store.clock().now() - age;
        record.told_at.is_none() || record.checked_at.is_none_or(|checked| checked <= lately)
    }

    async fn keep_hook_as(
        &self,
        client: &UserClient,
        record: &HookRecord,
        address: &Url,
    ) -> Result<(), Failure> {
        let number = record.hook;
        let seen = match number {
            Some(hook) => client.hook(record.repository, hook).await?,
            None => None,
        };
        let (Some(hook), Some(seen)) = (number, seen) else {
            // Somebody deleted it.
            let begun = HookRecord {
                hook: None,
                ..record.clone()
            };
            return self.make_hook_as(client, address, begun).await;
        };
        let mut record = record.clone();
        self.renew_secret(&mut record).await?;
        if record.told_at.is_none() || !is_as_wanted(&seen, address) {
            self.tell(client, hook, address, &mut record).await?;
        }
        self.ask_for_lost(client, hook, &mut record).await?;
        record.checked_at = Some(self.store.clock().now());
        self.remember_hook(&record).await
    }

    /// Replaces a secret that is old. From here on both are good, until GitHub has taken the new
    /// one and the last message signed with the old one has arrived.
    async fn renew_secret(&self, record: &mut HookRecord) -> Result<(), Failure> {
        let now = self.store.clock().now();
        let older_than = |age: TimeDelta| record.told_at.is_some_and(|told| told + age <= now);
        if older_than(LIFE_OF_A_SECRET) {
            let fresh = self
                .connections
                .seal_hook_secret(record.repository, &new_secret())?;
            let former = std::mem::replace(&mut record.sealed_secret, fresh);
            record.sealed_former = Some(former);
            record.told_at = None;
            return self.remember_hook(record).await;
        }
        if older_than(LIFE_OF_A_FORMER_SECRET) {
            record.sealed_former = None;
        }
        Ok(())
    }

    /// Has GitHub take the hook as it should be, with its present secret.
    async fn tell(
        &self,
        client: &UserClient,
        hook: GithubHookId,
        address: &Url,
        record: &mut HookRecord,
    ) -> Result<(), Failure> {
        let (repository, sealed) = (record.repository, &record.sealed_secret);
        let secret = self.connections.open_hook_secret(repository, sealed)?;
        client
            .change_hook(repository, hook, address, &secret, &EVENTS)
            .await?;
        record.told_at = Some(self.store.clock().now());
        self.remember_hook(record).await
    }

    /// Asks once more for the messages that were lost since the last look, and knows from them
    /// whether any arrive at all.
    async fn ask_for_lost(
        &self,
        client: &UserClient,
        hook: GithubHookId,
        record: &mut HookRecord,
    ) -> Result<(), Failure> {
        let listed = client.lost_deliveries(record.repository, hook).await?;
        let seen = record.seen_delivery;
        let newest = listed.iter().map(|delivery| delivery.id).max();
        record.seen_delivery = newest.max(seen);
        let fresh = listed
            .into_iter()
            .filter(|delivery| Some(delivery.id) > seen);
        let (lost, heard) = self.compare(record, fresh).await?;
        if heard {
            record.trouble = None;
        } else if !lost.is_empty() {
            record.trouble = Some(Trouble::AddressNotPublic);
        }
        if lost.len() > MOST_LOST {
            return self.look_at_all_of(record).await;
        }
        for delivery in lost {
            or_gone(client.redeliver(record.repository, hook, delivery).await)?;
        }
        Ok(())
    }

    /// Those that were not processed whatever GitHub thinks, oldest first, each once; and whether
    /// anything was since the last look.
    async fn compare(
        &self,
        record: &HookRecord,
        listed: impl Iterator<Item = LostDelivery>,
    ) -> Result<(Vec<LostDelivery>, bool), Failure> {
        let repository = record.repository;
        let mut lost = BTreeMap::new();
        for delivery in listed {
            lost.entry(delivery.guid).or_insert(delivery);
        }
        let last_look = record.checked_at.unwrap_or(Timestamp::UNIX_EPOCH);
        let compared = self.store.read(async |tx| {
            let mut missing = Vec::new();
            for delivery in lost.into_values() {
                if !deliveries::is_noted(tx, repository, delivery.guid).await? {
                    missing.push(delivery);
                }
            }
            let heard = deliveries::any_since(tx, repository, last_look).await?;
            Ok::<_, store::Error>((missing, heard))
        });
        let (mut missing, heard) = compared.await?;
        missing.sort_by_key(|delivery| delivery.id);
        Ok((missing, heard))
    }

    async fn look_at_all_of(&self, record: &HookRecord) -> Result<(), Failure> {
        let repository = record.repository;
        let subject = Subject::SyncRepository { repository };
        self.store
            .write(async |tx| effects::enqueue(tx, subject).await)
            .await?;
        Ok(())
    }
}

fn is_as_wanted(seen: &SeenHook, address: &Url) -> bool {
    let told_of = |event: &str| seen.events.iter().any(|known| known == event);
    seen.active && seen.url == address.as_str() && EVENTS.iter().all(|event| told_of(event))
}
