//! Events: told with the change, in an order that loses nothing, to members only.

use std::{collections::BTreeSet, time::Duration};

use chrono::TimeDelta;
use domain::{
    access::Grant,
    event::{Event, EventKind},
    ids::{GithubAccountId, GithubRepositoryId, UserId},
    pull_request::PullRequestState,
};
use store::{
    Error, Store,
    accesses::{self, AccessRecord},
    connections, effects,
    events::{self, Recorded, Span},
    members, tasks, users,
};
use testbed::database::TestDatabase;
use tokio::time::timeout;

use crate::given::{Given, access};

async fn span(store: &Store) -> Span {
    store.read(async |tx| events::span(tx).await).await.unwrap()
}

async fn after(store: &Store, number: i64) -> Vec<Recorded> {
    let events = store.read(async |tx| events::list_after(tx, number, 500).await);
    events.await.unwrap()
}

async fn told_to(store: &Store, user: UserId, number: i64) -> BTreeSet<EventKind> {
    let events = store.read(async |tx| events::list_for(tx, user, number, 500).await);
    let events = events.await.unwrap();
    events.iter().map(|it| it.event.kind).collect()
}

/// What `work` tells of, without whom.
async fn told_by(
    store: &Store,
    work: impl AsyncFnOnce(&mut store::Tx) -> store::Result<()>,
) -> Vec<Event> {
    let before = span(store).await.last;
    store.write(work).await.unwrap();
    let told = after(store, before).await;
    told.into_iter().map(|it| it.event).collect()
}

testbed::on_both! {
    async fn a_change_is_told_with_it_and_a_change_undone_is_not(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.user("ann").await;
        let project = given.project("WEB", ann).await.id;
        let shop = given.repository(project, ann, 17).await;
        let task = given.assigned(&shop, ann).await;
        let event = |kind| Event::new(kind).of(project);
        let on_task = |kind| event(kind).on(Some(task.id)).about(Some(shop.id));

        let mut next = task.clone();
        next.branch = Some("web-1".parse().unwrap());
        next.pull_request = PullRequestState::Awaited;
        let told = told_by(&db.store, async |tx| {
            tasks::save(tx, &next).await?.unwrap();
            effects::enqueue(tx, access(17, 42)).await
        })
        .await;
        assert_eq!(told, [
            on_task(EventKind::TaskChanged),
            on_task(EventKind::BranchChanged),
            on_task(EventKind::PullRequestChanged),
            event(EventKind::EffectsChanged).about(Some(shop.id)),
        ]);

        let last = span(&db.store).await.last;
        let undone = db.store.write(async |tx| {
            members::remove(tx, project, ann).await?;
            Err::<(), _>(Error::BadCursor)
        });
        undone.await.unwrap_err();
        assert_eq!(span(&db.store).await.last, last, "no number is lost by it either");
    }

    async fn that_somebody_only_looked_is_no_news(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.user("ann").await;
        let project = given.project("WEB", ann).await.id;
        given.repository(project, ann, 17).await;
        let mut record = AccessRecord::unknown(GithubRepositoryId(17), GithubAccountId(42));
        record.grant = Grant::Active;
        let told = told_by(&db.store, async |tx| accesses::save(tx, &record).await).await;
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].kind, EventKind::AccessChanged);
        record.looked_at = Some(db.store.clock().now());
        let told = told_by(&db.store, async |tx| accesses::save(tx, &record).await).await;
        assert_eq!(told, []);
    }

    async fn only_members_and_the_user_concerned_are_told(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.connected("ann", 42).await;
        let ben = given.user("ben").await;
        let project = given.project("WEB", ann).await.id;
        let before = span(&db.store).await.last;
        given.task(project, ann).await;
        assert!(told_to(&db.store, ann, before).await.contains(&EventKind::TaskCreated));
        assert_eq!(told_to(&db.store, ben, before).await, BTreeSet::new());

        given.member(project, ben).await;
        let joined = span(&db.store).await.last;
        given.task(project, ann).await;
        assert!(told_to(&db.store, ben, joined).await.contains(&EventKind::TaskCreated));

        let rename = db.store.write(async |tx| {
            users::rename(tx, ann, &"Anna".parse().unwrap()).await?;
            connections::delete(tx, ann).await?;
            members::remove(tx, project, ben).await
        });
        rename.await.unwrap();
        let left = told_to(&db.store, ben, joined).await;
        assert_eq!(left, BTreeSet::from([EventKind::ProjectsChanged]));
        let own = told_to(&db.store, ann, joined).await;
        for kind in [EventKind::AccountChanged, EventKind::ConnectionChanged, EventKind::MembersChanged] {
            assert!(own.contains(&kind), "{own:?}");
        }
        let audience = db
            .store
            .read(async |tx| events::audience(tx, joined, i64::MAX).await);
        let audience = audience.await.unwrap();
        assert_eq!(audience[&project], BTreeSet::from([ann]));
    }

    async fn what_is_old_is_forgotten_and_that_is_known(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.user("ann").await;
        let project = given.project("WEB", ann).await.id;
        given.task(project, ann).await;
        let old = span(&db.store).await.last;
        db.clock.advance(Duration::from_hours(25));
        given.task(project, ann).await;
        let now = db.store.clock().now();
        let forgotten = db
            .store
            .write(async |tx| events::forget(tx, now - events::KEPT).await);
        assert!(forgotten.await.unwrap() > 0);
        let left = span(&db.store).await;
        assert_eq!(left.forgotten, old);
        assert_eq!(left.last, old + 1);
        assert_eq!(after(&db.store, 0).await.len(), 1);
        let since = db.store.read(async |tx| {
            events::last_before(tx, now - TimeDelta::seconds(30)).await
        });
        assert_eq!(since.await.unwrap(), old);
    }

    /// Writers on two servers at once, and a reader who always goes on behind what it saw.
    async fn no_event_is_lost_beside_concurrent_writers(db: TestDatabase) {
        const WRITERS: u32 = 6;
        const TASKS: u32 = 12;
        let given = Given(&db.store);
        let ann = given.user("ann").await;
        let other = db.another_store().await;
        let mut writers = Vec::new();
        for writer in 0..WRITERS {
            let key = format!("P{writer}");
            let project = given.project(&key, ann).await.id;
            let store = if writer % 2 == 0 { db.store.clone() } else { other.clone() };
            writers.push((project, store));
        }
        let begun = span(&db.store).await.last;
        let writers: Vec<_> = writers
            .into_iter()
            .map(|(project, store)| tokio::spawn(async move {
                for _ in 0..TASKS {
                    Given(&store).task(project, ann).await;
                }
            }))
            .collect();
        let mut seen = Vec::new();
        let read_on = async {
            while seen.len() < (WRITERS * TASKS) as usize {
                let last = seen.last().copied().unwrap_or(begun);
                let next = after(&db.store, last).await;
                seen.extend(next.iter().map(|it| it.number));
                tokio::task::yield_now().await;
            }
        };
        timeout(Duration::from_secs(20), read_on).await.unwrap();
        let whole: Vec<_> = (begun + 1..).take(seen.len()).collect();
        assert_eq!(seen, whole);
        for writer in writers {
            writer.await.unwrap();
        }
        assert_eq!(span(&db.store).await.last, *seen.last().unwrap());
    }
}

/// The payload is fixed by its type; this says what the type may hold.
#[tokio::test]
async fn an_event_holds_kinds_and_ids_only() {
    let db = TestDatabase::sqlite().await;
    let given = Given(&db.store);
    let ann = given.connected("ann", 42).await;
    let project = given.project("WEB", ann).await.id;
    let shop = given.repository(project, ann, 17).await;
    given.assigned(&shop, ann).await;
    let told = db.store.write(async |tx| {
        let branch = "secret-branch".parse().unwrap();
        let mut task = tasks::find(tx, project, domain::ids::TaskNumber(1))
            .await?
            .unwrap();
        task.branch = Some("secret-branch".parse().unwrap());
        tasks::save(tx, &task).await?.unwrap();
        events::tell_of_push(tx, GithubRepositoryId(17), &branch).await
    });
    told.await.unwrap();
    let told = after(&db.store, 0).await;
    let pushed = told.last().unwrap().event;
    assert_eq!(pushed.kind, EventKind::CommitsMayHaveChanged);
    assert!(told.len() > 5);
    for event in told {
        let json = serde_json::to_value(event.event).unwrap();
        for (name, value) in json.as_object().unwrap() {
            let value = value.as_str().unwrap();
            let is_id = value.parse::<uuid::Uuid>().is_ok();
            let is_kind =
                name == "kind" && value.chars().all(|it| it == '_' || it.is_ascii_lowercase());
            assert!(is_id || is_kind, "{name}: {value}");
        }
    }
}

#[tokio::test]
async fn another_process_hears_of_an_event() {
    let db = TestDatabase::postgres().await;
    let other = db.another_store().await;
    let mut listener = other.events_bell().listen();
    let given = Given(&db.store);
    let ann = given.user("ann").await;
    // The first stroke may be the one that follows on every beginning to listen.
    for key in ["WEB", "APP"] {
        given.project(key, ann).await;
        timeout(Duration::from_secs(20), listener.rung())
            .await
            .unwrap();
    }
}
