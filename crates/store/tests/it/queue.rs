//! The queue of effects: one of each subject, one worker for each, and nothing is ever lost.

use std::{collections::HashMap, time::Duration};

use chrono::TimeDelta;
use domain::effect::{Attempt, EffectState, Subject, Trouble};
use sqlx::PgPool;
use store::{
    Store,
    effects::{self, Claimed, Effect},
    repositories,
};
use testbed::database::TestDatabase;

use crate::given::{Given, access};

const LEASE: Duration = Duration::from_mins(1);
const LONG: Duration = Duration::from_secs(61);

async fn claim(store: &Store) -> Option<Claimed> {
    let claimed = store.write(async |tx| effects::claim(tx, LEASE, "worker").await);
    claimed.await.unwrap()
}

async fn finish(store: &Store, claimed: &Claimed, attempt: Attempt) -> bool {
    let finished = store.write(async |tx| effects::finish(tx, claimed, attempt).await);
    finished.await.unwrap()
}

async fn find(store: &Store, subject: Subject) -> Option<Effect> {
    let effect = store.read(async |tx| effects::find_of(tx, &subject).await);
    effect.await.unwrap()
}

testbed::on_both! {
    async fn a_subject_waits_once_however_often_it_is_enqueued(db: TestDatabase) {
        let given = Given(&db.store);
        given.enqueued(access(17, 42)).await;
        given.enqueued(access(17, 42)).await;

        let claimed = claim(&db.store).await.unwrap();
        assert_eq!((claimed.subject, claimed.attempts), (access(17, 42), 1));
        assert_eq!(claim(&db.store).await, None);
        assert!(finish(&db.store, &claimed, Attempt::Done).await);
        assert_eq!(find(&db.store, access(17, 42)).await, None);
    }

    async fn two_workers_never_get_the_same_subject(db: TestDatabase) {
        let given = Given(&db.store);
        for account in 0..30 {
            given.enqueued(access(17, account)).await;
        }

        let mut workers = tokio::task::JoinSet::new();
        for _ in 0..6 {
            let store = db.another_store().await;
            workers.spawn(async move {
                let mut mine = Vec::new();
                while let Some(claimed) = claim(&store).await {
                    mine.push(claimed.subject);
                }
                mine
            });
        }

        let mut claims: HashMap<Subject, usize> = HashMap::new();
        for subject in workers.join_all().await.into_iter().flatten() {
            *claims.entry(subject).or_default() += 1;
        }
        // Who finds all due rows held by others sees none: the rest is found by the next look.
        while let Some(claimed) = claim(&db.store).await {
            *claims.entry(claimed.subject).or_default() += 1;
        }
        assert_eq!(claims.len(), 30);
        assert!(claims.values().all(|times| *times == 1), "{claims:?}");
    }

    async fn what_is_enqueued_while_it_runs_runs_again_afterwards(db: TestDatabase) {
        let given = Given(&db.store);
        given.enqueued(access(17, 42)).await;
        let running = claim(&db.store).await.unwrap();
        given.enqueued(access(17, 42)).await;
        assert_eq!(claim(&db.store).await, None, "one of a subject at a time");

        let mut bell = db.store.bell().listen();
        assert!(finish(&db.store, &running, Attempt::Done).await);
        bell.rung().await;
        let again = claim(&db.store).await.unwrap();
        assert_eq!((again.subject, again.attempts), (access(17, 42), 1));
    }

    async fn a_fresh_effect_wins_over_a_retry(db: TestDatabase) {
        let given = Given(&db.store);
        given.enqueued(access(17, 42)).await;
        let running = claim(&db.store).await.unwrap();
        given.enqueued(access(17, 42)).await;

        let later = db.clock.now() + TimeDelta::hours(1);
        let attempt = Attempt::RetryAt(later, Trouble::GithubUnavailable);
        assert!(finish(&db.store, &running, attempt).await);
        assert_eq!(claim(&db.store).await.unwrap().attempts, 1);
    }

    async fn a_retry_waits_for_its_time_and_counts_attempts(db: TestDatabase) {
        Given(&db.store).enqueued(access(17, 42)).await;
        let first = claim(&db.store).await.unwrap();
        let later = db.clock.now() + TimeDelta::seconds(30);
        finish(
            &db.store,
            &first,
            Attempt::RetryAt(later, Trouble::RateLimited),
        )
        .await;

        let effect = find(&db.store, access(17, 42)).await.unwrap();
        assert_eq!(effect.trouble, Some(Trouble::RateLimited));
        assert_eq!(effect.next_try_at(), Some(later));
        assert_eq!(claim(&db.store).await, None);
        let due = db.store.read(async |tx| effects::next_due(tx).await).await;
        assert_eq!(due.unwrap(), Some(later));

        db.clock.advance(Duration::from_secs(30));
        assert_eq!(claim(&db.store).await.unwrap().attempts, 2);
    }

    async fn law_7_an_expired_lease_is_claimed_again_and_the_late_worker_records_nothing(
        db: TestDatabase,
    ) {
        Given(&db.store).enqueued(access(17, 42)).await;
        let late = claim(&db.store).await.unwrap();
        assert_eq!(claim(&db.store).await, None);
        let due = db.store.read(async |tx| effects::next_due(tx).await).await;
        assert_eq!(due.unwrap(), Some(db.clock.now() + LEASE));

        db.clock.advance(LONG);
        let second = claim(&db.store).await.unwrap();
        assert_eq!((second.subject, second.attempts), (late.subject, 2));
        assert!(!finish(&db.store, &late, Attempt::Done).await);
        let extended = db
            .store
            .write(async |tx| effects::extend_lease(tx, &late, LEASE).await);
        assert!(!extended.await.unwrap());
        assert!(finish(&db.store, &second, Attempt::Done).await);
    }

    async fn an_extended_lease_is_held(db: TestDatabase) {
        Given(&db.store).enqueued(access(17, 42)).await;
        let claimed = claim(&db.store).await.unwrap();
        db.clock.advance(LEASE / 2);
        let extended = db
            .store
            .write(async |tx| effects::extend_lease(tx, &claimed, LEASE).await);
        assert!(extended.await.unwrap());
        db.clock.advance(LEASE / 2);
        assert_eq!(claim(&db.store).await, None);
    }

    async fn what_is_handed_back_is_taken_by_the_next_as_if_untried(db: TestDatabase) {
        Given(&db.store).enqueued(access(17, 42)).await;
        let claimed = claim(&db.store).await.unwrap();
        let handed_back = db
            .store
            .write(async |tx| effects::hand_back(tx, &claimed).await);
        assert!(handed_back.await.unwrap());
        assert_eq!(claim(&db.store).await.unwrap().attempts, 1);
    }

    async fn a_stopped_effect_waits_for_a_person_or_a_new_wish(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.connected("ann", 42).await;
        let project = given.project("WEB", ann).await.id;
        let other = given.project("APP", ann).await.id;
        given.repository(project, ann, 17).await;
        given.enqueued(access(17, 42)).await;
        let claimed = claim(&db.store).await.unwrap();
        finish(
            &db.store,
            &claimed,
            Attempt::Blocked(Trouble::StewardIsNotAdmin),
        )
        .await;
        assert_eq!(claim(&db.store).await, None);

        let listed = db
            .store
            .read(async |tx| effects::list(tx, project).await)
            .await
            .unwrap();
        assert_eq!(listed[0].subject, "access of login-42 to acme/shop-17");
        assert_eq!(listed[0].state, EffectState::Blocked);
        assert_eq!(listed[0].trouble, Some(Trouble::StewardIsNotAdmin));

        let id = listed[0].id;
        let stranger = db
            .store
            .write(async |tx| effects::retry(tx, other, id).await);
        assert!(!stranger.await.unwrap());
        let member = db
            .store
            .write(async |tx| effects::retry(tx, project, id).await);
        assert!(member.await.unwrap());
        let again = claim(&db.store).await.unwrap();
        finish(&db.store, &again, Attempt::GaveUp(Trouble::Internal)).await;

        given.enqueued(access(17, 42)).await;
        assert_eq!(claim(&db.store).await.unwrap().attempts, 1);
    }

    async fn law_4_the_sweep_starts_again_what_was_stopped_long_ago(db: TestDatabase) {
        Given(&db.store).enqueued(access(17, 42)).await;
        let claimed = claim(&db.store).await.unwrap();
        finish(
            &db.store,
            &claimed,
            Attempt::GaveUp(Trouble::GithubUnavailable),
        )
        .await;

        let sweep = async || {
            let before = db.clock.now() - TimeDelta::hours(1);
            db.store
                .write(async |tx| effects::sweep(tx, before, 100).await)
                .await
                .unwrap()
        };
        assert_eq!(sweep().await, 0);
        db.clock.advance(Duration::from_secs(3601));
        assert_eq!(sweep().await, 1);
        assert_eq!(claim(&db.store).await.unwrap().subject, access(17, 42));
    }
}

/// What is said of a repository and what of its effect always in the same order: else PostgreSQL
/// ends one of two transactions that wait for each other.
#[tokio::test]
async fn nobody_who_changes_a_repository_waits_in_a_circle_with_a_worker() {
    let db = TestDatabase::postgres().await;
    let given = Given(&db.store);
    let ann = given.connected("ann", 42).await;
    let project = given.project("WEB", ann).await.id;
    let shop = given.repository(project, ann, 17).await;
    let subject = Subject::SyncRepository {
        repository: shop.github_id,
    };
    given.enqueued(subject).await;
    let claimed = claim(&db.store).await.unwrap();
    let locks = PgPool::connect(&db.url).await.unwrap();
    let worker = db.another_store().await;

    let unlinking = db.store.write(async |tx| {
        repositories::hold(tx, shop.id).await?;
        let finishing = tokio::spawn(async move {
            finish(&worker, &claimed, Attempt::Blocked(Trouble::NoSteward)).await
        });
        until_one_waits(&locks).await;
        effects::enqueue(tx, subject).await?;
        repositories::unlink(tx, project, shop.id).await?;
        Ok::<_, store::Error>(finishing)
    });
    let finishing = unlinking.await.expect("nothing stands in the way");

    assert!(finishing.await.unwrap());
    assert_eq!(
        find(&db.store, subject).await.unwrap().state,
        EffectState::Waiting
    );
}

/// Until a transaction waits for another one.
async fn until_one_waits(pool: &PgPool) {
    const SQL: &str = "
        SELECT EXISTS (
            SELECT 1
            FROM pg_stat_activity
            WHERE datname = current_database()
                AND cardinality(pg_blocking_pids(pid)) > 0
        )";
    while !sqlx::query_scalar::<_, bool>(SQL)
        .fetch_one(pool)
        .await
        .unwrap()
    {
        tokio::task::yield_now().await;
    }
}
