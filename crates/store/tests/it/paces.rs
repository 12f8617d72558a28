//! The pace of tokens: one effect at a time for each, none before its time, and nobody starves.

use std::time::Duration;

use chrono::TimeDelta;
use domain::{
    effect::{Attempt, EffectState, Subject, Trouble},
    ids::{GithubRepositoryId, UserId},
    pace::Spent,
};
use store::{
    Store,
    effects::{self, Claimed},
    paces::{self, Turn},
};
use testbed::database::TestDatabase;

use crate::given::{Given, access, run};

const LEASE: Duration = Duration::from_mins(1);

async fn claim(store: &Store) -> Option<Claimed> {
    let claimed = store.write(async |tx| effects::claim(tx, LEASE, "worker").await);
    claimed.await.unwrap()
}

async fn finish(store: &Store, claimed: &Claimed, attempt: Attempt) {
    let finished = store.write(async |tx| effects::finish(tx, claimed, attempt).await);
    assert!(finished.await.unwrap());
}

/// Claims and finishes one effect, and says which.
async fn turn(store: &Store) -> Option<Subject> {
    let claimed = claim(store).await?;
    finish(store, &claimed, Attempt::Done).await;
    Some(claimed.subject)
}

/// So many changes were made with a user's token.
async fn spend(store: &Store, user: UserId, changes: i32) {
    let spent = Spent {
        changes,
        ..Spent::default()
    };
    store
        .write(async |tx| paces::change(tx, user, |pace, now| pace.spend(spent, now)).await)
        .await
        .unwrap();
}

/// A steward whose repository, in a project of its own, has as many effects as accounts.
async fn steward(db: &TestDatabase, name: &str, repository: i64, accounts: i64) -> UserId {
    let given = Given(&db.store);
    let user = given.connected(name, repository * 1000).await;
    let project = given.project(&name.to_uppercase(), user).await.id;
    given.repository(project, user, repository).await;
    for account in 0..accounts {
        given.enqueued(access(repository, account)).await;
    }
    user
}

testbed::on_both! {
    async fn one_token_works_on_one_effect_at_a_time(db: TestDatabase) {
        steward(&db, "ann", 17, 3).await;
        let first = claim(&db.store).await.unwrap();
        assert_eq!(claim(&db.store).await, None);
        finish(&db.store, &first, Attempt::Done).await;
        assert!(claim(&db.store).await.is_some());
        assert_eq!(claim(&db.store).await, None);
    }

    async fn processes_that_claim_at_once_never_share_a_token(db: TestDatabase) {
        steward(&db, "ann", 17, 12).await;
        steward(&db, "ben", 18, 12).await;
        let mut workers = tokio::task::JoinSet::new();
        for _ in 0..6 {
            let store = db.another_store().await;
            workers.spawn(async move { claim(&store).await.map(|claimed| claimed.subject) });
        }
        let claimed: Vec<_> = workers.join_all().await.into_iter().flatten().collect();
        let of = |repository| {
            let there = |subject: &&Subject| {
                matches!(subject, Subject::SyncAccess { repository: at, .. }
                    if *at == GithubRepositoryId(repository))
            };
            claimed.iter().filter(there).count()
        };
        assert!(of(17) <= 1 && of(18) <= 1, "{claimed:?}");
        // Who met only rows that others held saw none: the next look finds what is left.
        while claim(&db.store).await.is_some() {}
        let held = db.store.read(async |tx| effects::next_due(tx).await).await;
        assert_eq!(held.unwrap(), Some(db.clock.now() + LEASE), "both tokens are at work");
    }

    async fn while_one_token_rests_others_work(db: TestDatabase) {
        let ann = steward(&db, "ann", 17, 100).await;
        spend(&db.store, ann, 30).await;
        steward(&db, "ben", 18, 1).await;
        assert_eq!(turn(&db.store).await, Some(access(18, 0)));
        assert_eq!(turn(&db.store).await, None, "Ann's token rests");

        let rested = db.clock.now() + TimeDelta::seconds(21);
        let due = db.store.read(async |tx| effects::next_due(tx).await).await;
        assert_eq!(due.unwrap(), Some(rested));
        db.clock.advance(Duration::from_secs(21));
        assert_eq!(turn(&db.store).await, Some(access(17, 0)));
    }

    async fn the_token_that_waited_longest_comes_first(db: TestDatabase) {
        steward(&db, "ann", 17, 100).await;
        let mut turns = Vec::new();
        for _ in 0..2 {
            turns.push(turn(&db.store).await.unwrap());
            db.clock.advance(Duration::from_millis(10));
        }
        steward(&db, "ben", 18, 3).await;
        for _ in 0..4 {
            turns.push(turn(&db.store).await.unwrap());
            db.clock.advance(Duration::from_millis(10));
        }
        let quick = [access(17, 0), access(17, 1), access(18, 0), access(17, 2), access(18, 1)];
        assert_eq!(turns[..5], quick);
    }

    async fn of_one_tokens_repositories_a_busy_one_leaves_turns_to_a_quiet_one(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = steward(&db, "ann", 17, 100).await;
        assert_eq!(turn(&db.store).await, Some(access(17, 0)));
        db.clock.advance(Duration::from_millis(10));
        let other = given.project("APP", ann).await.id;
        given.repository(other, ann, 18).await;
        given.enqueued(access(18, 0)).await;
        given.enqueued(access(18, 1)).await;
        let mut turns = Vec::new();
        for _ in 0..4 {
            turns.push(turn(&db.store).await.unwrap());
            db.clock.advance(Duration::from_millis(10));
        }
        assert_eq!(turns, [access(18, 0), access(17, 1), access(18, 1), access(17, 2)]);
    }

    async fn a_look_lets_every_change_go_first_and_disturbs_none(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.connected("ann", 17_000).await;
        let project = given.project("WEB", ann).await.id;
        given.repository(project, ann, 17).await;
        for account in [42, 43] {
            let mut seen = store::accesses::AccessRecord::unknown(
                GithubRepositoryId(17),
                domain::ids::GithubAccountId(account),
            );
            seen.grant = domain::access::Grant::Active;
            db.store.write(async |tx| store::accesses::save(tx, &seen).await).await.unwrap();
        }
        given.enqueued(access(17, 43)).await;
        let failed = claim(&db.store).await.unwrap();
        let later = db.clock.now() + TimeDelta::hours(1);
        let retried = Attempt::RetryAt(later, Trouble::GithubUnavailable);
        finish(&db.store, &failed, retried).await;

        let now = db.clock.now();
        let swept = db.store.write(async |tx| effects::sweep(tx, now, 100).await).await;
        assert_eq!(swept.unwrap(), 2);
        given.enqueued(access(17, 44)).await;
        assert_eq!(turn(&db.store).await, Some(access(17, 44)));
        assert_eq!(turn(&db.store).await, Some(access(17, 42)));
        assert_eq!(turn(&db.store).await, None, "what waits to be retried still does");
    }

    async fn the_rest_of_a_token_is_shown_with_what_waits_for_it(db: TestDatabase) {
        let ann = steward(&db, "ann", 17, 1).await;
        let seen = async || {
            let subject = access(17, 0);
            let found = db.store.read(async |tx| effects::find_of(tx, &subject).await);
            let effect = found.await.unwrap().unwrap();
            (effect.state, effect.trouble, effect.next_try_at())
        };
        assert_eq!(seen().await, (EffectState::Waiting, None, None));
        let renewed = db.clock.now() + TimeDelta::minutes(20);
        db.store
            .write(async |tx| paces::change(tx, ann, |pace, now| pace.be_refused(Some(renewed), now)).await)
            .await
            .unwrap();
        let waits = (EffectState::Waiting, Some(Trouble::RateLimited), Some(renewed));
        assert_eq!(seen().await, waits);
        assert_eq!(turn(&db.store).await, None);
        db.clock.advance(Duration::from_mins(20));
        assert_eq!(seen().await, (EffectState::Waiting, None, None));
    }

    async fn a_token_at_work_is_lent_to_nobody_until_it_is_given_back(db: TestDatabase) {
        let ann = steward(&db, "ann", 17, 1).await;
        let ben = steward(&db, "ben", 18, 1).await;
        let first = claim(&db.store).await.unwrap();
        let second = claim(&db.store).await.unwrap();
        let until = db.clock.now() + LEASE;
        let take = async |user, by: &Claimed| {
            let holder = by.holder();
            let taken = db.store.write(async |tx| paces::take(tx, user, holder, until).await);
            taken.await.unwrap()
        };
        assert_eq!(take(ann, &first).await, Turn::Kept);
        assert_eq!(take(ben, &first).await, Turn::Busy);
        finish(&db.store, &second, Attempt::Done).await;
        assert_eq!(take(ben, &first).await, Turn::Taken);
        let holder = first.holder();
        db.store.write(async |tx| paces::give_back(tx, ben, holder).await).await.unwrap();
        Given(&db.store).enqueued(access(18, 7)).await;
        assert_eq!(turn(&db.store).await, Some(access(18, 7)));
    }

    async fn the_token_of_a_worker_who_is_gone_is_free_with_the_lease(db: TestDatabase) {
        steward(&db, "ann", 17, 2).await;
        let gone = claim(&db.store).await.unwrap();
        db.clock.advance(LEASE / 2);
        let extended = db.store.write(async |tx| effects::extend_lease(tx, &gone, LEASE).await);
        assert!(extended.await.unwrap());
        db.clock.advance(LEASE / 2);
        assert_eq!(claim(&db.store).await, None);
        db.clock.advance(LEASE / 2);
        assert!(claim(&db.store).await.is_some());
        assert_eq!(claim(&db.store).await, None);
    }

    async fn what_could_not_go_on_in_its_turn_was_not_tried(db: TestDatabase) {
        steward(&db, "ann", 17, 1).await;
        let claimed = claim(&db.store).await.unwrap();
        let later = db.clock.now() + TimeDelta::seconds(2);
        finish(&db.store, &claimed, Attempt::OutOfTurn(later)).await;
        assert_eq!(claim(&db.store).await, None);
        db.clock.advance(Duration::from_secs(2));
        assert_eq!(claim(&db.store).await.unwrap().attempts, 1);
    }

    async fn a_user_who_goes_takes_the_pace_along_and_leaves_the_effects(db: TestDatabase) {
        let ann = steward(&db, "ann", 17, 1).await;
        spend(&db.store, ann, 30).await;
        run(&db, "DELETE FROM projects").await;
        run(&db, "DELETE FROM users").await;
        assert_eq!(turn(&db.store).await, Some(access(17, 0)));
    }
}
