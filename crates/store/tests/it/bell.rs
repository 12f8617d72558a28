//! The bell: rung after the commit, in every process.

use std::time::Duration;

use store::{Error, Listener, effects};
use testbed::database::TestDatabase;
use tokio::time::timeout;

use crate::given::{Given, access};

const PATIENCE: Duration = Duration::from_secs(20);

async fn hears(listener: &mut Listener) -> bool {
    timeout(PATIENCE, listener.rung()).await.is_ok()
}

testbed::on_both! {
    async fn enqueueing_rings_the_bell(db: TestDatabase) {
        let mut listener = db.store.bell().listen();
        Given(&db.store).enqueued(access(17, 42)).await;
        assert!(hears(&mut listener).await);
    }
}

#[tokio::test]
async fn another_process_hears_of_an_effect() {
    let db = TestDatabase::postgres().await;
    let other = db.another_store().await;
    let mut listener = other.bell().listen();
    // The first stroke may be the one that follows on every beginning to listen.
    for account in 0..2 {
        Given(&db.store).enqueued(access(17, account)).await;
        assert!(hears(&mut listener).await);
    }
}

/// On SQLite: on PostgreSQL beginning to listen rings too, so that silence cannot be told.
#[tokio::test]
async fn a_write_that_fails_rings_nothing() {
    let db = TestDatabase::sqlite().await;
    let mut listener = db.store.bell().listen();
    let failed = db.store.write(async |tx| {
        effects::enqueue(tx, access(17, 42)).await?;
        Err::<(), _>(Error::BadCursor)
    });
    failed.await.unwrap_err();
    assert!(timeout(Duration::ZERO, listener.rung()).await.is_err());
}
