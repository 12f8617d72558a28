//! Webhooks as they are remembered, their messages, and what is looked at where none come.

use std::time::Duration;

use chrono::TimeDelta;
use domain::{
    access::Grant,
    effect::{Subject, Trouble},
    ids::{GithubAccountId, GithubHookId, GithubRepositoryId},
};
use store::{
    Store,
    accesses::{self, AccessRecord},
    deliveries, effects,
    hooks::{self, HookRecord},
    repositories,
};
use testbed::database::TestDatabase;
use uuid::Uuid;

use crate::given::{Given, access, count};

const SHOP: GithubRepositoryId = GithubRepositoryId(17);
const SYNC: Subject = Subject::SyncHook { repository: SHOP };
const MESSAGE: Uuid = Uuid::from_u128(7);

async fn save(store: &Store, hook: &HookRecord) {
    let saved = store.write(async |tx| hooks::save(tx, hook).await);
    saved.await.unwrap();
}

async fn find(store: &Store) -> Option<HookRecord> {
    let found = store.read(async |tx| hooks::find(tx, SHOP).await);
    found.await.unwrap()
}

/// Whether a subject is in the queue; it is taken out of it.
async fn is_enqueued(store: &Store, subject: Subject) -> bool {
    let found = store.read(async |tx| effects::find_of(tx, &subject).await);
    let found = found.await.unwrap().is_some();
    while let Some(claimed) = store
        .write(async |tx| effects::claim(tx, Duration::from_mins(1), "test").await)
        .await
        .unwrap()
    {
        let done = domain::effect::Attempt::Done;
        let finished = store.write(async |tx| effects::finish(tx, &claimed, done).await);
        assert!(finished.await.unwrap());
    }
    found
}

/// A hook that works, and was looked at just now.
fn working(db: &TestDatabase) -> HookRecord {
    HookRecord {
        hook: Some(GithubHookId(5)),
        told_at: Some(db.clock.now()),
        checked_at: Some(db.clock.now()),
        ..HookRecord::begun(SHOP, b"sealed".to_vec(), None)
    }
}

testbed::on_both! {
    async fn a_webhook_is_remembered_before_github_gave_its_number(db: TestDatabase) {
        let ann = Given(&db.store).user("ann").await;
        let begun = HookRecord::begun(SHOP, b"sealed".to_vec(), Some(ann));
        let renewed = HookRecord {
            sealed_former: Some(b"before".to_vec()),
            seen_delivery: Some(9),
            trouble: Some(Trouble::AddressNotPublic),
            ..working(&db)
        };
        for hook in [begun, renewed] {
            save(&db.store, &hook).await;
            assert_eq!(find(&db.store).await, Some(hook));
        }
        let deleted = db.store.write(async |tx| hooks::delete(tx, SHOP).await);
        assert!(deleted.await.unwrap());
        assert_eq!(find(&db.store).await, None);
    }

    async fn a_message_is_processed_once_and_its_id_is_kept_for_a_while(db: TestDatabase) {
        let note = async || {
            let noted = db.store.write(async |tx| deliveries::note(tx, SHOP, MESSAGE).await);
            noted.await.unwrap()
        };
        let began = db.clock.now();
        assert!(note().await);
        assert!(!note().await);
        let known = async || {
            let known = db.store.read(async |tx| {
                let noted = deliveries::is_noted(tx, SHOP, MESSAGE).await?;
                let heard = deliveries::any_since(tx, SHOP, began).await?;
                let later = began + TimeDelta::seconds(1);
                let silent = !deliveries::any_since(tx, SHOP, later).await?;
                Ok::<_, store::Error>(noted && heard && silent)
            });
            known.await.unwrap()
        };
        assert!(known().await);
        for (before, left) in [(began, 1), (began + TimeDelta::seconds(1), 0)] {
            let forget = db.store.write(async |tx| deliveries::forget(tx, before).await);
            forget.await.unwrap();
            assert_eq!(count(&db, "deliveries").await, left);
        }
        assert!(!known().await);
    }

    async fn of_a_message_that_comes_twice_at_once_one_is_processed(db: TestDatabase) {
        let mut comings = tokio::task::JoinSet::new();
        for _ in 0..4 {
            let store = db.another_store().await;
            comings.spawn(async move {
                let noted = store.write(async |tx| deliveries::note(tx, SHOP, MESSAGE).await);
                noted.await.unwrap()
            });
        }
        let processed = comings.join_all().await.into_iter().filter(|noted| *noted);
        assert_eq!(processed.count(), 1);
    }

    async fn a_webhook_is_swept_each_time_and_a_hopeless_one_once_a_day(db: TestDatabase) {
        let sweep = async || {
            let before = db.clock.now() - TimeDelta::hours(1);
            let swept = db.store.write(async |tx| effects::sweep(tx, before, 10).await);
            swept.await.unwrap();
            is_enqueued(&db.store, SYNC).await
        };
        let working = working(&db);
        save(&db.store, &working).await;
        assert!(!sweep().await);
        db.clock.advance(Duration::from_hours(2));
        assert!(sweep().await);

        let hopeless = HookRecord {
            hook: None,
            checked_at: Some(db.clock.now()),
            ..working
        };
        save(&db.store, &hopeless).await;
        db.clock.advance(Duration::from_hours(2));
        assert!(!sweep().await);
        db.clock.advance(Duration::from_hours(23));
        assert!(sweep().await);

        let told = db.store.write(async |tx| hooks::look_soon(tx, SHOP).await);
        told.await.unwrap();
        assert!(sweep().await);
    }

    async fn only_where_no_messages_come_access_is_polled(db: TestDatabase) {
        let mut given = AccessRecord::unknown(SHOP, GithubAccountId(42));
        given.grant = Grant::Active;
        given.looked_at = Some(db.clock.now());
        let saved = db.store.write(async |tx| accesses::save(tx, &given).await);
        saved.await.unwrap();
        let poll = async || {
            let before = db.clock.now() - TimeDelta::minutes(10);
            let polled = db.store.write(async |tx| effects::poll(tx, before, 10).await);
            polled.await.unwrap();
            is_enqueued(&db.store, access(SHOP.0, 42)).await
        };
        assert!(!poll().await, "somebody looked just now");
        db.clock.advance(Duration::from_mins(11));
        assert!(poll().await, "there is no webhook");

        let mut hook = working(&db);
        save(&db.store, &hook).await;
        assert!(!poll().await);
        hook.trouble = Some(Trouble::AddressNotPublic);
        save(&db.store, &hook).await;
        assert!(poll().await);
    }

    async fn why_no_messages_come_is_shown_with_the_repository(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.user("ann").await;
        let project = given.project("WEB", ann).await.id;
        given.repository(project, ann, SHOP.0).await;
        let shown = async || {
            let listed = db.store.read(async |tx| repositories::list_shown(tx, project).await);
            listed.await.unwrap()[0].webhook_trouble
        };
        assert_eq!(shown().await, None);
        let mut hook = working(&db);
        hook.trouble = Some(Trouble::AddressNotPublic);
        save(&db.store, &hook).await;
        assert_eq!(shown().await, Some(Trouble::AddressNotPublic));
    }
}
