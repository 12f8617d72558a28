//! Connections: one account for one user, and tokens that are replaced by one caller only.

use std::time::Duration;

use domain::{
    connection::ConnectionState,
    effect::{Attempt, Subject},
    ids::{GithubAccountId, GithubRepositoryId},
    pull_request::PullRequestState,
};
use store::{AccountTaken, Store, connections, effects};

use crate::given::{Given, access, connection, sealed};

async fn state(store: &Store, account: i64) -> ConnectionState {
    let account = GithubAccountId(account);
    let found = store.read(async |tx| connections::find_by_account(tx, account).await);
    found.await.unwrap().unwrap().state
}

testbed::on_both! {
    async fn an_account_serves_one_user(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.connected("ann", 42).await;
        let eve = given.user("eve").await;

        let taken = connection(eve, 42);
        let refused = db.store.write(async |tx| {
            connections::save(tx, &taken)
                .await?
                .map_err(|AccountTaken| store::Error::BadCursor)
        });
        assert!(refused.await.is_err());

        let found = db
            .store
            .read(async |tx| connections::find_by_account(tx, GithubAccountId(42)).await);
        let found = found.await.unwrap().unwrap();
        assert_eq!((found.user, found.login.as_str()), (ann, "login-42"));
        assert_eq!(found.scopes, ["repo", "read:org"]);
        let none = db.store.read(async |tx| connections::find(tx, eve).await);
        assert_eq!(none.await.unwrap(), None);
    }

    async fn of_two_that_refreshed_the_same_tokens_one_is_kept(db: TestDatabase) {
        let ann = Given(&db.store).connected("ann", 42).await;
        let read = db
            .store
            .read(async |tx| connections::find_sealed(tx, ann).await);
        let version = read.await.unwrap().unwrap().version;

        let replace = async |access: &[u8]| {
            let tokens = sealed(access);
            let replaced = db
                .store
                .write(async |tx| connections::replace_tokens(tx, ann, version, &tokens).await);
            replaced.await.unwrap()
        };
        assert!(replace(b"first").await);
        assert!(!replace(b"second").await);

        let kept = db
            .store
            .read(async |tx| connections::find_sealed(tx, ann).await);
        let kept = kept.await.unwrap().unwrap();
        assert_eq!(
            (kept.access.as_slice(), kept.version),
            (&b"first"[..], version + 1)
        );
    }

    async fn tokens_refreshed_for_a_removed_connection_do_not_land_in_a_new_one(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.connected("ann", 42).await;
        let old = db
            .store
            .read(async |tx| connections::find_sealed(tx, ann).await);
        let old = old.await.unwrap().unwrap().version;
        let deleted = db
            .store
            .write(async |tx| connections::delete(tx, ann).await);
        assert!(deleted.await.unwrap());
        db.clock.advance(Duration::from_secs(1));
        given.connection(ann, 42).await;

        let late = sealed(b"late");
        let replaced = db
            .store
            .write(async |tx| connections::replace_tokens(tx, ann, old, &late).await);
        assert!(!replaced.await.unwrap());
    }

    async fn deleting_a_connection_deletes_its_tokens(db: TestDatabase) {
        let ann = Given(&db.store).connected("ann", 42).await;
        db.store
            .write(async |tx| connections::delete(tx, ann).await)
            .await
            .unwrap();
        let sealed = db
            .store
            .read(async |tx| connections::find_sealed(tx, ann).await);
        assert_eq!(sealed.await.unwrap(), None);
    }

    async fn an_ending_connection_stays_so_until_it_is_gone_or_made_again(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.connected("ann", 42).await;
        let mark = async |state| {
            db.store
                .write(async |tx| connections::mark(tx, ann, state).await)
                .await
                .unwrap();
        };
        mark(ConnectionState::Reconnect).await;
        assert_eq!(state(&db.store, 42).await, ConnectionState::Reconnect);
        mark(ConnectionState::Ending).await;
        mark(ConnectionState::Active).await;
        assert_eq!(state(&db.store, 42).await, ConnectionState::Ending);

        given.connection(ann, 42).await;
        assert_eq!(state(&db.store, 42).await, ConnectionState::Active);
    }

    async fn connecting_enqueues_what_waited_for_it(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.connected("ann", 7).await;
        let ben = given.user("ben").await;
        let project = given.project("WEB", ann).await.id;
        given.member(project, ben).await;
        let shop = given.repository(project, ann, 17).await;
        let mut task = given.assigned(&shop, ben).await;
        task.pull_request = PullRequestState::Awaited;
        let task = given.saved(task).await.id;

        given.connection(ben, 42).await;
        let enqueue = async |user| {
            db.store
                .write(async |tx| effects::enqueue_all_of_user(tx, user).await)
                .await
                .unwrap();
        };
        enqueue(ben).await;
        let pull_request = Subject::SyncPullRequest { task };
        assert_eq!(subjects(&db.store).await, [access(17, 42), pull_request]);

        let hook = Subject::SyncHook {
            repository: GithubRepositoryId(17),
        };
        enqueue(ann).await;
        assert_eq!(
            subjects(&db.store).await,
            [access(17, 42), hook, pull_request]
        );
    }
}

/// Takes all that is due out of the queue.
async fn subjects(store: &Store) -> Vec<Subject> {
    let mut subjects = Vec::new();
    let lease = Duration::from_mins(1);
    while let Some(claimed) = store
        .write(async |tx| effects::claim(tx, lease, "test").await)
        .await
        .unwrap()
    {
        let done = Attempt::Done;
        let finished = store.write(async |tx| effects::finish(tx, &claimed, done).await);
        assert!(finished.await.unwrap());
        subjects.push(claimed.subject);
    }
    subjects.sort_by_key(ToString::to_string);
    subjects
}
