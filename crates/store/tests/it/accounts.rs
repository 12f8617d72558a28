//! Accounts: users, personal access tokens, and calls that are sent twice.

use std::time::Duration;

use chrono::TimeDelta;
use domain::wire::me::TokenScope;
use store::{
    EmailTaken,
    idempotency::{self, Begun},
    tokens, users,
};

use crate::given::Given;

testbed::on_both! {
    async fn an_email_address_is_registered_once(db: TestDatabase) {
        Given(&db.store).user("ann").await;
        let email = "ann@example.com".parse().unwrap();
        let name = "Another Ann".parse().unwrap();
        let again = db
            .store
            .write(async |tx| users::create(tx, &email, &name, "hash").await);
        assert_eq!(again.await.unwrap(), Err(EmailTaken));
    }

    async fn a_user_is_found_by_email_with_the_hash_that_was_set_last(db: TestDatabase) {
        let ann = Given(&db.store).user("ann").await;
        let email = "ann@example.com".parse().unwrap();
        let name = "Anna".parse().unwrap();
        db.store
            .write(async |tx| {
                users::rename(tx, ann, &name).await?;
                users::set_password(tx, ann, "new hash").await
            })
            .await
            .unwrap();

        let found = db
            .store
            .read(async |tx| users::find_by_email(tx, &email).await);
        let (user, hash) = found.await.unwrap().unwrap();
        assert_eq!((user.id, user.name, hash.as_str()), (ann, name, "new hash"));
        let by_id = db
            .store
            .read(async |tx| users::find(tx, ann).await)
            .await
            .unwrap();
        assert_eq!(by_id.unwrap().email, email);
        let hash = db
            .store
            .read(async |tx| users::find_password(tx, ann).await)
            .await
            .unwrap();
        assert_eq!(hash.as_deref(), Some("new hash"));
    }

    async fn a_token_works_until_it_expires_or_is_deleted(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.user("ann").await;
        let eve = given.user("eve").await;
        let until = db.clock.now() + TimeDelta::days(1);
        let name = "Report".parse().unwrap();
        let create = async |hash| {
            db.store
                .write(async |tx| {
                    tokens::create(tx, ann, &name, TokenScope::Read, hash, until).await
                })
                .await
                .unwrap()
        };
        let find = async |hash| {
            db.store
                .read(async |tx| tokens::find_by_hash(tx, hash).await)
                .await
                .unwrap()
        };
        let expires = create([1; 32]).await;
        let deleted = create([2; 32]).await;

        let bearer = find([1; 32]).await.unwrap();
        assert_eq!((bearer.user, &bearer.token), (ann, &expires));
        assert_eq!(find([3; 32]).await, None);

        let stranger = db
            .store
            .write(async |tx| tokens::delete(tx, eve, deleted.id).await);
        assert_eq!(stranger.await.unwrap(), None);
        let owner = db
            .store
            .write(async |tx| tokens::delete(tx, ann, deleted.id).await);
        assert!(owner.await.unwrap().is_some());
        assert_eq!(find([2; 32]).await, None);

        db.clock.advance(Duration::from_hours(24));
        assert_eq!(find([1; 32]).await, None);
        let listed = db
            .store
            .read(async |tx| tokens::list(tx, ann).await)
            .await
            .unwrap();
        assert_eq!(listed, [expires]);
    }

    async fn a_tokens_last_use_is_remembered_to_the_minute(db: TestDatabase) {
        let ann = Given(&db.store).user("ann").await;
        let until = db.clock.now() + TimeDelta::days(1);
        let name = "Report".parse().unwrap();
        let token = db
            .store
            .write(async |tx| {
                tokens::create(tx, ann, &name, TokenScope::Write, [1; 32], until).await
            })
            .await
            .unwrap();
        let wants_touch = async || {
            let found = db
                .store
                .read(async |tx| tokens::find_by_hash(tx, [1; 32]).await);
            found.await.unwrap().unwrap().wants_touch
        };
        assert!(wants_touch().await);
        db.store
            .write(async |tx| tokens::touch(tx, token.id).await)
            .await
            .unwrap();
        assert!(!wants_touch().await);
        db.clock.advance(Duration::from_mins(1));
        assert!(wants_touch().await);
    }

    async fn a_call_that_is_sent_twice_is_answered_twice_and_carried_out_once(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.user("ann").await;
        let ben = given.user("ben").await;
        let begin = async |user, hash| {
            db.store
                .write(async |tx| idempotency::begin(tx, user, "key", hash).await)
                .await
                .unwrap()
        };
        let finish = db.store.write(async |tx| {
            assert_eq!(
                idempotency::begin(tx, ann, "key", [1; 32]).await?,
                Begun::New
            );
            idempotency::finish(tx, ann, "key", 201, "{}").await
        });
        finish.await.unwrap();

        let replay = Begun::Replay {
            status: 201,
            body: "{}".to_owned(),
        };
        assert_eq!(begin(ann, [1; 32]).await, replay);
        assert_eq!(begin(ann, [2; 32]).await, Begun::Other);
        assert_eq!(begin(ben, [2; 32]).await, Begun::New);

        db.clock.advance(Duration::from_hours(24));
        assert_eq!(begin(ann, [1; 32]).await, Begun::New);
    }
}
