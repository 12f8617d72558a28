//! Sessions: renewal by rotation, and what a replay does.

use std::time::Duration;

use chrono::TimeDelta;
use domain::ids::{SessionId, UserId};
use store::{
    Store,
    sessions::{self, Rotation},
};
use testbed::database::TestDatabase;

use crate::given::Given;

/// Before, and after, it is too late to have lost an answer.
const SOON: Duration = Duration::from_secs(29);
const LATE: Duration = Duration::from_secs(31);

async fn sign_in(db: &TestDatabase, user: UserId, hash: [u8; 32]) -> SessionId {
    let until = db.clock.now() + TimeDelta::days(30);
    let session = db
        .store
        .write(async |tx| sessions::create(tx, user, hash, "Browser", until).await);
    session.await.unwrap()
}

async fn rotate(db: &TestDatabase, old: [u8; 32], new: [u8; 32]) -> Rotation {
    let until = db.clock.now() + TimeDelta::days(30);
    let rotation = db
        .store
        .write(async |tx| sessions::rotate(tx, old, new, until).await);
    rotation.await.unwrap()
}

async fn is_live(store: &Store, session: SessionId) -> bool {
    let live = store.read(async |tx| sessions::is_live(tx, session).await);
    live.await.unwrap()
}

testbed::on_both! {
    async fn a_refresh_token_is_exchanged_for_the_next(db: TestDatabase) {
        let user = Given(&db.store).user("ann").await;
        let session = sign_in(&db, user, [1; 32]).await;
        let renewed = Rotation::Renewed { session, user };
        assert_eq!(rotate(&db, [1; 32], [2; 32]).await, renewed);
        assert_eq!(rotate(&db, [2; 32], [3; 32]).await, renewed);
        assert_eq!(rotate(&db, [9; 32], [4; 32]).await, Rotation::Unknown);
    }

    async fn a_replayed_refresh_token_ends_the_family(db: TestDatabase) {
        let user = Given(&db.store).user("ann").await;
        let session = sign_in(&db, user, [1; 32]).await;
        let other = sign_in(&db, user, [7; 32]).await;
        rotate(&db, [1; 32], [2; 32]).await;
        db.clock.advance(LATE);

        assert_eq!(
            rotate(&db, [1; 32], [3; 32]).await,
            Rotation::Replayed { user }
        );
        assert_eq!(rotate(&db, [2; 32], [4; 32]).await, Rotation::Unknown);
        assert!(!is_live(&db.store, session).await);
        assert!(
            is_live(&db.store, other).await,
            "only the family of the token ends"
        );
    }

    async fn an_answer_that_was_lost_ends_nothing(db: TestDatabase) {
        let user = Given(&db.store).user("ann").await;
        let session = sign_in(&db, user, [1; 32]).await;
        let renewed = Rotation::Renewed { session, user };
        rotate(&db, [1; 32], [2; 32]).await;
        for new in 3..6 {
            db.clock.advance(SOON);
            assert_eq!(rotate(&db, [1; 32], [new; 32]).await, renewed);
        }
        db.clock.advance(LATE);
        assert_eq!(rotate(&db, [5; 32], [6; 32]).await, renewed);
    }

    async fn a_thief_who_is_as_fast_as_a_lost_answer_is_found_out_by_the_next(db: TestDatabase) {
        let user = Given(&db.store).user("ann").await;
        let session = sign_in(&db, user, [1; 32]).await;
        rotate(&db, [1; 32], [2; 32]).await;
        // The one that was stolen, while its owner has the next already.
        rotate(&db, [1; 32], [3; 32]).await;
        db.clock.advance(LATE);
        assert_eq!(
            rotate(&db, [2; 32], [4; 32]).await,
            Rotation::Replayed { user }
        );
        assert!(!is_live(&db.store, session).await);
    }

    async fn a_token_is_not_good_again_once_the_next_was_used(db: TestDatabase) {
        let user = Given(&db.store).user("ann").await;
        sign_in(&db, user, [1; 32]).await;
        rotate(&db, [1; 32], [2; 32]).await;
        db.clock.advance(SOON);
        rotate(&db, [2; 32], [3; 32]).await;
        assert_eq!(
            rotate(&db, [1; 32], [4; 32]).await,
            Rotation::Replayed { user }
        );
    }

    async fn two_renewals_at_once_with_one_token_leave_one_to_go_on_with(db: TestDatabase) {
        let user = Given(&db.store).user("ann").await;
        let session = sign_in(&db, user, [1; 32]).await;
        let renewed = Rotation::Renewed { session, user };
        let both = tokio::join!(rotate(&db, [1; 32], [2; 32]), rotate(&db, [1; 32], [3; 32]));
        assert_eq!(both, (renewed, renewed));
        db.clock.advance(LATE);
        let next = [
            rotate(&db, [2; 32], [4; 32]).await,
            rotate(&db, [3; 32], [5; 32]).await,
        ];
        assert!(next.contains(&Rotation::Replayed { user }), "{next:?}");
    }

    async fn an_expired_session_is_neither_live_nor_renewed(db: TestDatabase) {
        let user = Given(&db.store).user("ann").await;
        let session = sign_in(&db, user, [1; 32]).await;
        db.clock.advance(Duration::from_hours(30 * 24));
        assert!(!is_live(&db.store, session).await);
        assert_eq!(rotate(&db, [1; 32], [2; 32]).await, Rotation::Unknown);
        let swept = db.store.write(async |tx| sessions::sweep(tx).await).await;
        assert_eq!(swept.unwrap(), 1);
    }

    async fn signing_out_ends_the_session_whatever_token_is_shown(db: TestDatabase) {
        let user = Given(&db.store).user("ann").await;
        let session = sign_in(&db, user, [1; 32]).await;
        rotate(&db, [1; 32], [2; 32]).await;
        let ended = db
            .store
            .write(async |tx| sessions::end_by_refresh(tx, [1; 32]).await);
        assert_eq!(ended.await.unwrap(), Some(user));
        assert!(!is_live(&db.store, session).await);
    }

    async fn sessions_are_ended_by_their_owner_only(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.user("ann").await;
        let ben = given.user("ben").await;
        let here = sign_in(&db, ann, [1; 32]).await;
        let there = sign_in(&db, ann, [2; 32]).await;

        let stranger = db
            .store
            .write(async |tx| sessions::end(tx, ben, here).await);
        assert!(!stranger.await.unwrap());
        let others = db
            .store
            .write(async |tx| sessions::end_others(tx, ann, Some(here)).await);
        assert_eq!(others.await.unwrap(), 1);
        assert!(!is_live(&db.store, there).await);

        let listed = db
            .store
            .read(async |tx| sessions::list(tx, ann).await)
            .await
            .unwrap();
        let ids: Vec<_> = listed.iter().map(|session| session.id).collect();
        assert_eq!(ids, [here]);
        let all = db
            .store
            .write(async |tx| sessions::end_others(tx, ann, None).await);
        assert_eq!(all.await.unwrap(), 1);
    }
}
