//! Access as pages show it, and what removing a connection would stop.

use std::time::Duration;

use domain::{
    access::{AccessState, Grant, Permission},
    effect::{Attempt, Trouble},
    ids::{GithubAccountId, GithubRepositoryId, ProjectId},
    task::{Status, Task},
    wire::{access::Access, tasks::TaskAccess},
};
use store::{
    Store,
    accesses::{self, AccessRecord, Records},
    connections, effects,
};

use crate::given::{Given, access, unknown_repository};

const SHOP: GithubRepositoryId = GithubRepositoryId(17);
const BEN: GithubAccountId = GithubAccountId(42);

async fn of_task(store: &Store, task: &Task) -> TaskAccess {
    let access = store.read(async |tx| accesses::of_task(tx, task).await);
    access.await.unwrap()
}

async fn list(store: &Store, project: ProjectId) -> Vec<Access> {
    let records = store.read(async |tx| accesses::records(tx, project).await);
    let shown = records.await.unwrap().into_iter().map(Records::shown);
    shown.flat_map(|repository| repository.accesses).collect()
}

async fn remember(store: &Store, record: AccessRecord) {
    store
        .write(async |tx| accesses::save(tx, &record).await)
        .await
        .unwrap();
}

fn granted() -> AccessRecord {
    AccessRecord {
        grant: Grant::Active,
        given: Permission::Write,
        ..AccessRecord::unknown(SHOP, BEN)
    }
}

testbed::on_both! {
    async fn a_tasks_access_is_followed_from_wish_to_end(db: TestDatabase) {
        let given = Given(&db.store);
        let ben = given.user("ben").await;
        let project = given.project("WEB", ben).await.id;
        let shop = given.repository(project, ben, SHOP.0).await;
        let plain = given.task(project, ben).await;
        assert_eq!(
            of_task(&db.store, &plain).await.state,
            AccessState::NotAsked
        );
        let gone = Task {
            repository: Some(unknown_repository()),
            assignee: Some(ben),
            ..plain
        };
        assert_eq!(of_task(&db.store, &gone).await.state, AccessState::NotAsked);

        let mut task = given.assigned(&shop, ben).await;
        assert_eq!(
            of_task(&db.store, &task).await.state,
            AccessState::AwaitsConnection
        );
        given.connection(ben, BEN.0).await;
        assert_eq!(of_task(&db.store, &task).await.state, AccessState::OnItsWay);
        remember(&db.store, granted()).await;
        assert_eq!(of_task(&db.store, &task).await.state, AccessState::Granted);

        task.status = Status::Canceled;
        task.closed_at = Some(db.clock.now());
        let task = given.saved(task).await;
        assert_eq!(of_task(&db.store, &task).await.state, AccessState::Ending);
        let ended = AccessRecord {
            grant: Grant::Nothing,
            remains: true,
            ..granted()
        };
        remember(&db.store, ended).await;
        assert_eq!(of_task(&db.store, &task).await.state, AccessState::Remains);

        given.assigned(&shop, ben).await;
        assert_eq!(
            of_task(&db.store, &task).await.state,
            AccessState::KeptByAnotherTask
        );
    }

    async fn what_stands_in_the_way_is_shown_with_the_task(db: TestDatabase) {
        let given = Given(&db.store);
        let ben = given.connected("ben", BEN.0).await;
        let project = given.project("WEB", ben).await.id;
        let shop = given.repository(project, ben, SHOP.0).await;
        let task = given.assigned(&shop, ben).await;
        given.enqueued(access(SHOP.0, BEN.0)).await;
        let later = db.clock.now() + chrono::TimeDelta::minutes(5);
        let attempt = async |attempt| {
            db.store
                .write(async |tx| {
                    let lease = Duration::from_mins(1);
                    let claimed = effects::claim(tx, lease, "test").await?.unwrap();
                    effects::finish(tx, &claimed, attempt).await
                })
                .await
                .unwrap()
        };

        attempt(Attempt::RetryAt(later, Trouble::RateLimited)).await;
        let retried = TaskAccess {
            state: AccessState::OnItsWay,
            permission: Permission::Write,
            trouble: Some(Trouble::RateLimited),
            next_try_at: Some(later),
        };
        assert_eq!(of_task(&db.store, &task).await, retried);

        db.clock.advance(Duration::from_mins(5));
        attempt(Attempt::Blocked(Trouble::NoSteward)).await;
        let blocked = TaskAccess {
            state: AccessState::Blocked,
            permission: Permission::Write,
            trouble: Some(Trouble::NoSteward),
            next_try_at: None,
        };
        assert_eq!(of_task(&db.store, &task).await, blocked);
        assert_eq!(
            list(&db.store, project).await[0].trouble,
            Some(Trouble::NoSteward)
        );
    }

    async fn the_access_page_names_persons_and_their_tasks_here(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.connected("ann", 7).await;
        let ben = given.connected("ben", BEN.0).await;
        let cem = given.user("cem").await;
        let web = given.project("WEB", ann).await.id;
        let app = given.project("APP", ann).await.id;
        let shop = given.repository(web, ann, SHOP.0).await;
        let same = given.repository(app, ann, SHOP.0).await;
        for user in [ben, cem] {
            given.member(web, user).await;
            given.member(app, user).await;
        }
        let mut finished = given.assigned(&shop, ann).await;
        finished.status = Status::Canceled;
        finished.closed_at = Some(db.clock.now());
        given.saved(finished).await;
        let task = given.assigned(&shop, ben).await;
        given.assigned(&same, ben).await;
        given.assigned(&shop, cem).await;
        remember(&db.store, granted()).await;

        let listed = list(&db.store, web).await;
        let states: Vec<_> = listed
            .iter()
            .map(|access| (access.person.as_ref().unwrap().name.as_str(), access.state, access.permission))
            .collect();
        assert_eq!(
            states,
            [
                ("ben", AccessState::Granted, Permission::Write),
                ("cem", AccessState::AwaitsConnection, Permission::None),
            ]
        );
        let numbers: Vec<_> = listed[0].tasks.iter().map(|task| task.number).collect();
        assert_eq!(
            numbers,
            [task.number],
            "the task of the other project is not named"
        );
        let records = db.store.read(async |tx| accesses::records(tx, web).await);
        let shown = records.await.unwrap().remove(0).shown();
        assert_eq!(shown.full_name, "acme/shop-17");
    }

    async fn what_we_remember_of_an_access_reads_back(db: TestDatabase) {
        let ann = Given(&db.store).user("ann").await;
        let record = AccessRecord {
            repository: SHOP,
            account: BEN,
            grant: Grant::Invited,
            before: Permission::Read,
            own: true,
            given: Permission::Maintain,
            invitation: Some(3),
            invited_at: Some(db.clock.now()),
            steward: Some(ann),
            remains: true,
            looked_at: Some(db.clock.now()),
        };
        remember(&db.store, AccessRecord::unknown(SHOP, BEN)).await;
        remember(&db.store, record).await;
        db.store
            .read(async |tx| {
                assert_eq!(accesses::find(tx, SHOP, BEN).await?, Some(record));
                assert_eq!(accesses::of_account(tx, BEN).await?, [record]);
                assert_eq!(accesses::of_repository(tx, SHOP).await?, [record]);
                assert_eq!(accesses::granted_through(tx, ann).await?, [(SHOP, BEN)]);
                Ok::<_, store::Error>(())
            })
            .await
            .unwrap();
    }

    async fn law_4_the_sweep_looks_again_at_what_we_gave(db: TestDatabase) {
        let looked_at = Some(db.clock.now());
        remember(
            &db.store,
            AccessRecord {
                looked_at,
                ..granted()
            },
        )
        .await;
        let nothing = AccessRecord::unknown(SHOP, GithubAccountId(1));
        remember(
            &db.store,
            AccessRecord {
                looked_at,
                ..nothing
            },
        )
        .await;

        db.clock.advance(Duration::from_hours(1));
        let before = db.clock.now();
        let swept = db
            .store
            .write(async |tx| effects::sweep(tx, before, 100).await);
        assert_eq!(swept.await.unwrap(), 1);
        let subject = access(SHOP.0, BEN.0);
        let effect = db
            .store
            .read(async |tx| effects::find_of(tx, &subject).await);
        assert!(effect.await.unwrap().unwrap().is_pending());
    }

    async fn removing_a_connection_names_the_projects_and_tasks_that_stop(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.connected("ann", 7).await;
        let ben = given.connected("ben", BEN.0).await;
        let web = given.project("WEB", ann).await.id;
        given.project("APP", ann).await;
        given.member(web, ben).await;
        let shop = given.repository(web, ann, SHOP.0).await;
        let task = given.assigned(&shop, ben).await;
        given.task(web, ann).await;
        remember(
            &db.store,
            AccessRecord {
                steward: Some(ann),
                ..granted()
            },
        )
        .await;

        let impact = async |user| {
            db.store
                .read(async |tx| connections::impact(tx, user).await)
                .await
                .unwrap()
        };
        let of_steward = impact(ann).await;
        assert_eq!((of_steward.live_grants, of_steward.open_tasks), (1, 1));
        let [project] = &of_steward.projects[..] else {
            panic!("{of_steward:?}")
        };
        assert_eq!(
            (project.key.as_str(), &project.repositories[..]),
            ("WEB", &["acme/shop-17".to_owned()][..])
        );
        assert_eq!(project.tasks[0].number, task.number);

        let of_assignee = impact(ben).await;
        assert_eq!(of_assignee.live_grants, 0);
        assert_eq!(of_assignee.projects[0].repositories, [""; 0]);
        assert_eq!(of_assignee.projects[0].tasks.len(), 1);
    }
}
