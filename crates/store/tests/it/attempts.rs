//! Attempts to connect: good once, for one user, for a while.

use std::time::Duration;

use chrono::TimeDelta;
use domain::ids::UserId;
use store::attempts::{self, Attempt};
use testbed::database::TestDatabase;

use crate::given::Given;

const STATE: [u8; 32] = [5; 32];

async fn begin(db: &TestDatabase, user: UserId) {
    let until = db.clock.now() + TimeDelta::minutes(10);
    db.store
        .write(async |tx| attempts::begin(tx, STATE, user, b"sealed", "/projects", until).await)
        .await
        .unwrap();
}

async fn take(db: &TestDatabase, user: UserId) -> Option<Attempt> {
    let taken = db
        .store
        .write(async |tx| attempts::take(tx, STATE, user).await);
    taken.await.unwrap()
}

testbed::on_both! {
    async fn an_attempt_is_good_once(db: TestDatabase) {
        let ann = Given(&db.store).user("ann").await;
        begin(&db, ann).await;
        let attempt = take(&db, ann).await.unwrap();
        assert_eq!(attempt.sealed_verifier, b"sealed");
        assert_eq!(attempt.return_to, "/projects");
        assert_eq!(take(&db, ann).await, None);
    }

    async fn an_attempt_is_good_for_its_user_only(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.user("ann").await;
        let eve = given.user("eve").await;
        begin(&db, ann).await;
        assert_eq!(take(&db, eve).await, None);
        assert!(take(&db, ann).await.is_some());
    }

    async fn an_attempt_is_good_for_ten_minutes(db: TestDatabase) {
        let ann = Given(&db.store).user("ann").await;
        begin(&db, ann).await;
        db.clock.advance(Duration::from_mins(10));
        assert_eq!(take(&db, ann).await, None);
    }
}
