//! Access that a manager holds back, and what the access page remembers beside it.

use std::time::Duration;

use domain::{
    access::{AccessState, Grant, Permission, wanted},
    ids::{GithubAccountId, GithubRepositoryId, ProjectId, UserId},
    standing::Recorded,
};
use store::{
    Store,
    accesses::{self, AccessRecord},
    holds,
};

use crate::given::Given;

const SHOP: GithubRepositoryId = GithubRepositoryId(17);
const BEN: GithubAccountId = GithubAccountId(42);

async fn wanted_of_ben(store: &Store) -> Permission {
    let claims = store.read(async |tx| accesses::claims(tx, SHOP, BEN).await);
    wanted(claims.await.unwrap())
}

async fn hold(store: &Store, user: UserId, by: UserId) -> bool {
    let held = store.write(async |tx| holds::hold(tx, SHOP, user, by).await);
    held.await.unwrap()
}

async fn release(store: &Store, user: UserId) -> bool {
    let released = store.write(async |tx| holds::release(tx, SHOP, user).await);
    released.await.unwrap()
}

async fn remember(store: &Store, record: AccessRecord) {
    let saved = store.write(async |tx| accesses::save(tx, &record).await);
    saved.await.unwrap();
}

async fn recorded(store: &Store, project: ProjectId) -> Vec<Recorded> {
    let records = store.read(async |tx| accesses::records(tx, project).await);
    records.await.unwrap().remove(0).recorded
}

fn granted() -> AccessRecord {
    AccessRecord {
        grant: Grant::Active,
        given: Permission::Write,
        ..AccessRecord::unknown(SHOP, BEN)
    }
}

testbed::on_both! {
    async fn law_1_a_hold_outlives_every_task_until_it_is_released(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.connected("ann", 7).await;
        let ben = given.connected("ben", BEN.0).await;
        for key in ["WEB", "APP"] {
            let project = given.project(key, ann).await.id;
            given.member(project, ben).await;
            let shop = given.repository(project, ann, SHOP.0).await;
            given.assigned(&shop, ben).await;
        }
        assert!(hold(&db.store, ben, ann).await);
        assert!(!hold(&db.store, ben, ann).await, "it is held already");
        assert_eq!(wanted_of_ben(&db.store).await, Permission::None);
        let app = given.project("NEW", ann).await.id;
        given.member(app, ben).await;
        let shop = given.repository(app, ann, SHOP.0).await;
        given.assigned(&shop, ben).await;
        assert_eq!(wanted_of_ben(&db.store).await, Permission::None);

        assert!(release(&db.store, ben).await);
        assert!(!release(&db.store, ben).await);
        assert_eq!(wanted_of_ben(&db.store).await, Permission::Write);
    }

    async fn who_holds_access_back_is_shown_with_the_tasks_that_ask_for_it(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.connected("ann", 7).await;
        let ben = given.connected("ben", BEN.0).await;
        let project = given.project("WEB", ann).await.id;
        given.member(project, ben).await;
        let shop = given.repository(project, ann, SHOP.0).await;
        let task = given.assigned(&shop, ben).await;
        hold(&db.store, ben, ann).await;

        let shown = recorded(&db.store, project).await.remove(0).shown;
        assert_eq!(shown.state, AccessState::Held);
        assert_eq!(shown.tasks[0].number, task.number);
        let held = shown.held.unwrap();
        assert_eq!((held.by.unwrap().id, held.at), (ann, db.clock.now()));
        let of_task = db.store.read(async |tx| accesses::of_task(tx, &task).await);
        assert_eq!(of_task.await.unwrap().state, AccessState::Held);
        remember(&db.store, granted()).await;
        let shown = recorded(&db.store, project).await.remove(0).shown;
        assert_eq!(shown.state, AccessState::Ending, "it has to be taken first");
    }

    async fn since_when_it_is_given_is_kept_until_it_ends(db: TestDatabase) {
        let given = Given(&db.store);
        let ben = given.connected("ben", BEN.0).await;
        let project = given.project("WEB", ben).await.id;
        given.repository(project, ben, SHOP.0).await;
        let since = async || recorded(&db.store, project).await.remove(0).shown.since;
        remember(&db.store, AccessRecord { grant: Grant::Asked, ..granted() }).await;
        assert_eq!(since().await, None);
        let first = db.clock.now();
        remember(&db.store, granted()).await;
        db.clock.advance(Duration::from_hours(1));
        remember(&db.store, granted()).await;
        assert_eq!(since().await, Some(first));
        remember(&db.store, AccessRecord { grant: Grant::Nothing, ..granted() }).await;
        assert_eq!(since().await, None);
        remember(&db.store, granted()).await;
        assert_eq!(since().await, Some(db.clock.now()));
    }

    async fn what_was_there_before_is_noted_but_never_over_what_we_gave(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.connected("ann", 7).await;
        let project = given.project("WEB", ann).await.id;
        given.repository(project, ann, SHOP.0).await;
        remember(&db.store, granted()).await;
        let zoe = GithubAccountId(99);
        let had = [(BEN, Permission::Admin), (zoe, Permission::Maintain)];
        let noted = db.store.write(async |tx| accesses::note_before(tx, SHOP, &had).await);
        noted.await.unwrap();

        let mut known = recorded(&db.store, project).await;
        known.sort_by_key(|one| one.shown.account);
        let seen: Vec<_> = known.iter().map(|one| (one.grant, one.before)).collect();
        assert_eq!(
            seen,
            [(Grant::Active, Permission::None), (Grant::Nothing, Permission::Maintain)]
        );
        assert_eq!(known[0].shown.person, None, "nobody here has connected that account");
        assert_eq!(known[0].shown.account, Some(BEN), "what it was given is shown all the same");
    }

    async fn a_person_sees_their_own_access_over_all_their_projects(db: TestDatabase) {
        let given = Given(&db.store);
        let ann = given.connected("ann", 7).await;
        let ben = given.connected("ben", BEN.0).await;
        for (key, repository) in [("WEB", 17), ("APP", 18), ("OLD", 19)] {
            let project = given.project(key, ann).await.id;
            given.member(project, ben).await;
            let repository = given.repository(project, ann, repository).await;
            given.assigned(&repository, ann).await;
            if key != "OLD" {
                given.assigned(&repository, ben).await;
            }
        }
        let own = db.store.read(async |tx| accesses::of_user(tx, ben).await);
        let own = own.await.unwrap();
        let keys: Vec<_> = own.iter().map(|project| project.key.as_str()).collect();
        assert_eq!(keys, ["APP", "WEB"]);
        let accesses = &own[0].repositories[0].accesses;
        assert_eq!(accesses.len(), 1, "others are not in it");
        assert_eq!(accesses[0].person.as_ref().unwrap().id, ben);
    }
}
